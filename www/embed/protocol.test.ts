// Tests of the messages' readers: theirs come through as they are, anything else is none.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOSTILE } from './hostile.fixture';
import { type FromFrame, type ToFrame, readFromFrame, readToFrame, sealed } from './protocol';

const TO: ToFrame[] = [
  { type: 'hello' },
  { type: 'set', link: '#v=1&task=primes' },
  { type: 'theme', theme: 'dark' },
  { type: 'run' },
  { type: 'stop' },
  { type: 'turn' },
];

const FROM: FromFrame[] = [
  { type: 'ready' },
  { type: 'touched', isTouched: false },
  { type: 'touched', isTouched: true },
  { type: 'height', heightPx: 612 },
  { type: 'report', report: { version: 1, results: [] } as never },
  { type: 'error', trouble: { code: 'setting', message: 'cores: 0 was given', field: 'cores' } },
  { type: 'error', trouble: { code: 'run', message: 'item 3 failed' } },
  { type: 'stopped' },
  { type: 'wantTurn' },
  { type: 'endTurn' },
];

describe('messages', () => {
  test('come through', () => {
    for (const message of TO) expect(readToFrame(structuredClone(sealed(message)))).toEqual(message);
    for (const message of FROM) expect(readFromFrame(structuredClone(sealed(message)))).toEqual(message);
  });

  test('are none the other way round', () => {
    for (const message of TO) expect(readFromFrame(sealed(message))).toBeNull();
    for (const message of FROM) expect(readToFrame(sealed(message))).toBeNull();
  });

  test('of another version, or without the mark, are none', () => {
    for (const message of TO) {
      expect(readToFrame(message)).toBeNull();
      for (const version of [0, 2, '1', null, true, [1]]) expect(readToFrame({ ...sealed(message), poolPlayground: version })).toBeNull();
      // An inherited mark isn't one.
      expect(readToFrame(Object.assign(Object.create({ poolPlayground: 1 }) as object, message))).toBeNull();
    }
  });

  const marked = { poolPlayground: 1 };
  test.each([
    null, undefined, 0, 'ready', '{"poolPlayground":1,"type":"run"}', [], [marked], marked, { ...marked, type: null },
    { ...marked, type: ['run'] }, { ...marked, type: 'constructor' }, { ...marked, type: 'set' }, { ...marked, type: 'set', link: 1 },
    { ...marked, type: 'set', link: ['#v=1'] }, { ...marked, type: 'set', link: 'x'.repeat(20_001) },
    { ...marked, type: 'theme', theme: 'purple' }, { ...marked, type: 'theme', theme: ['dark'] },
    { ...marked, type: 'height' }, { ...marked, type: 'height', heightPx: '12' }, { ...marked, type: 'height', heightPx: Number.NaN },
    { ...marked, type: 'height', heightPx: Infinity }, { ...marked, type: 'height', heightPx: -1 },
    { ...marked, type: 'report' }, { ...marked, type: 'report', report: 'x' }, { ...marked, type: 'report', report: { results: {} } },
    { ...marked, type: 'error' }, { ...marked, type: 'error', trouble: { code: 'run' } },
    { ...marked, type: 'error', trouble: { code: '__proto__', message: 'x' } },
    { ...marked, type: 'error', trouble: { code: 'run', message: 'x', field: 1 } },
  ])('of a strange shape are none: %j', (data) => {
    expect(readToFrame(data)).toBeNull();
    expect(readFromFrame(data)).toBeNull();
  });

  test('never throw, whatever comes', () => {
    const types = fc.constantFrom(...[...TO, ...FROM].map(({ type }) => type), ...HOSTILE);
    const field = fc.constantFrom('link', 'theme', 'heightPx', 'report', 'trouble', '__proto__', 'type');
    const data = fc.tuple(types, fc.dictionary(field, fc.anything())).map(([type, rest]) => ({ type, ...rest, poolPlayground: 1 }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), data), (given) => {
        for (const message of [readToFrame(given), readFromFrame(given)]) expect(message === null || typeof message.type === 'string').toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
