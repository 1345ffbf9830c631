// Tests of the results in a link: what goes in comes out, and what is cut, changed or foreign is said and never taken for results.
import fc from 'fast-check';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { anyShared, base, catalog } from './arbitraries';
import { results, setups } from './fixtures/links';
import type { Shared } from './kept';
import { readLink } from './link';
import { PLAIN } from './look';
import { pack } from './packed';
import { decodeResults, encodeResults, resultsIn, resultsLink } from './results-link';
import { problemText } from './spec';

const [example] = results.map(({ shared }) => shared);
if (example === undefined) throw new Error('there is no example');

/** As the page would make it, from whatever should be in it. */
function forged(packed: unknown, compress: (text: string) => Buffer = deflateSync): string {
  return `1.${compress(JSON.stringify(packed)).toString('base64url')}`;
}

describe('results', () => {
  test('survive the way through a link, and so does the setup beside them', async () => {
    await fc.assert(
      fc.asyncProperty(anyShared, async (shared) => {
        const link = await resultsLink(shared, catalog);
        expect(link).toMatch(/^#[\w.,=&*%+-]+$/);
        expect(readLink(link, catalog, base)).toEqual({ spec: shared.summary.spec, look: PLAIN, run: false, problems: [], results: resultsIn(link) });
        expect(await decodeResults(resultsIn(link) ?? '', catalog)).toEqual({ kind: 'read', shared });
      }),
      { numRuns: 300 },
    );
  });

  test('are found in a whole address, too, and within a sentence', async () => {
    const link = await resultsLink(example, catalog);
    const read = await decodeResults(resultsIn(`https://example.org/pool/?a=1${link}.`) ?? '', catalog);
    expect(read).toEqual({ kind: 'read', shared: example });
    expect(resultsIn('https://example.org/')).toBeNull();
    expect(resultsIn('')).toBeNull();
  });

  test('of an ordinary comparison fit where links are usually cut', async () => {
    expect((await resultsLink(example, catalog)).length).toBeLessThan(1_000);
  });
});

describe('links of version 1 keep working', () => {
  test.each(setups)('setup: $link', ({ link, spec }) => {
    expect(readLink(link, catalog, base)).toMatchObject({ spec, problems: [] });
  });

  test.each(results)('results: $link', async ({ link, shared }) => {
    const read = await decodeResults(resultsIn(link) ?? '', catalog);
    expect(JSON.parse(JSON.stringify(read))).toEqual({ kind: 'read', shared: shared });
    expect(readLink(link, catalog, base)).toMatchObject({ spec: shared.summary.spec, problems: [] });
  });
});

describe('what is no whole results link', () => {
  test('is said to be of a newer version where it is', async () => {
    expect(await decodeResults('2.anything', catalog)).toEqual({ kind: 'newer', version: 2 });
    expect(await decodeResults('137.', catalog)).toEqual({ kind: 'newer', version: 137 });
  });

  test.each(['', '1', '1.', '0.abcd', '.abcd', '-1.abcd', 'abc', '1.ab cd', '1.%%%', '1.____', `1.${'A'.repeat(100_000)}`])(
    'is damaged: %.20s',
    async (text) => {
      expect(await decodeResults(text, catalog)).toEqual({ kind: 'damaged', why: null });
    },
  );

  test('is damaged wherever it was cut', async () => {
    const whole = await encodeResults(example);
    for (let length = 0; length < whole.length; length += 7) {
      expect(await decodeResults(whole.slice(0, length), catalog)).toMatchObject({ kind: 'damaged' });
    }
    expect(await decodeResults(whole.slice(0, -1), catalog)).toMatchObject({ kind: 'damaged' });
  });

  test('is never taken for other results, whatever was changed in it', async () => {
    const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
    const whole = await encodeResults(example);
    const change = fc.record({ at: fc.nat(whole.length), remove: fc.nat(3), add: fc.string({ unit: letters, maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let text = whole;
        for (const { at, remove, add } of changes) text = text.slice(0, at) + add + text.slice(at + remove);
        const read = await decodeResults(text, catalog);
        // Bits behind the last byte mean nothing, and a change may undo another.
        if (read.kind === 'read') expect(read.shared).toEqual(example);
      }),
      { numRuns: 2_000 },
    );
  });

  test('never throws, whatever it is', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String().map((letters) => `1.${letters}`));
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        expect((await decodeResults(given, catalog)).kind).not.toBe('read');
      }),
      { numRuns: 500 },
    );
  });

  test('may be anything that is packed properly, and is still refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const text = `1.${deflateSync(json).toString('base64url')}`;
        expect((await decodeResults(text, catalog)).kind).toBe('damaged');
      }),
      { numRuns: 300 },
    );
  });

  test('that would unpack to more than is reasonable is left', async () => {
    const bomb = `1.${deflateSync(Buffer.alloc(40_000_000, ' ')).toString('base64url')}`;
    expect(bomb.length).toBeLessThan(64 * 1_024);
    expect(await decodeResults(bomb, catalog)).toEqual({ kind: 'damaged', why: null });
  });

  test('without its checksum is not ours', async () => {
    expect(await decodeResults(forged(pack(example), (text) => deflateRawSync(text)), catalog)).toMatchObject({ kind: 'damaged' });
  });

  type Packed = Record<string, unknown> & { s: Record<string, unknown>; m: unknown[]; r: unknown[][] };
  test.each<[string, (packed: Packed) => void]>([
    ['name: nothing was given, text of 1 to 80 characters is allowed', (packed) => (packed['n'] = '')],
    ['name: 7 was given, text of 1 to 80 characters is allowed', (packed) => (packed['n'] = 7)],
    [`name: ${'x'.repeat(57)}... was given, text of 1 to 80 characters is allowed`, (packed) => (packed['n'] = 'x'.repeat(81))],
    ['name: a\u202Eb was given, text without control characters is allowed', (packed) => (packed['n'] = 'a\u202Eb')],
    ['time: -1 was given, a whole number from 0 to 7300000000 is allowed', (packed) => (packed['t'] = -1)],
    ['spec.items: nothing was given, a value is allowed', (packed) => delete packed.s['items']],
    ['spec.items: 0 was given, a whole number from 1 to 2048 is allowed', (packed) => (packed.s['items'] = 0)],
    ['cores: 0 was given, a whole number from 1 to 65536 is allowed', (packed) => (packed.m[2] = 0)],
    ['machine: a list of 6 was given, a list of 5 is allowed', (packed) => packed.m.push(1)],
    ['results: a list of 2 was given, a list of 3 is allowed', (packed) => packed.r.pop()],
    ['strategy: pooled was given, serial is allowed', (packed) => packed.r.reverse()],
    ['serial.digest: 12 was given, 16 hexadecimal digits is allowed', (packed) => (packed.r[0]![1] = '12')],
    ['serial.wallMs: a list of 0 was given, a list of 1 to 50 is allowed', (packed) => (packed.r[0]![2] = [])],
    ['serial.startupMs: a list of 1 was given, a list of 5 is allowed', (packed) => (packed.r[0]![3] = [1])],
    ['serial.wallMs: 1.5 was given, a whole number from 0 to 32000000000000 is allowed', (packed) => ((packed.r[0]![2] as number[])[0] = 1.5)],
    ['warnings: nothing was given, a list is allowed', (packed) => delete packed['w']],
  ])('names what is wrong: %s', async (why, spoil) => {
    const packed = structuredClone(pack(example)) as Packed;
    spoil(packed);
    const read = await decodeResults(forged(packed), catalog);
    expect(read.kind === 'damaged' && read.why !== null ? problemText(read.why) : read.kind).toBe(why);
  });
});
