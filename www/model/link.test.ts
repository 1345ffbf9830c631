// Tests of the link: every valid spec survives the way through it, and whatever is pasted gives a valid spec.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base, catalog, validSpec } from './arbitraries';
import type { RunSpec } from './contract';
import { linkOf, readLink } from './link';
import { CONTROLS, type Look, PLAIN, THEMES } from './look';
import { checkSpec } from './spec';

describe('a spec', () => {
  test('survives the way through its link', () => {
    fc.assert(
      fc.property(validSpec, (spec) => {
        expect(readLink(linkOf(spec, catalog), catalog, base)).toEqual({ spec, look: PLAIN, run: false, problems: [], results: null });
      }),
      { numRuns: 1_000 },
    );
  });

  test('says how the page is to look, where that was chosen', () => {
    const link = linkOf(base, catalog, { ...PLAIN, language: 'zh-CN', projector: true });
    expect(link).toMatch(/&projector=1&lang=zh-CN$/);
    expect(readLink(link, catalog, base)).toMatchObject({ spec: base, problems: [], look: { language: 'zh-CN', projector: true } });
    expect(linkOf(base, catalog, { ...PLAIN, projector: false })).toBe(linkOf(base, catalog));
  });

  test('says what always matters and otherwise only what differs', () => {
    const usual = { ...base, task: 'primes', params: { span: 20_000 }, items: 40, cores: 2 };
    expect(linkOf(usual, catalog)).toBe('#v=1&task=primes&items=40&cores=2&variant=imap');
    const other: RunSpec = { ...usual, params: { span: 5 }, chunksize: 3, strategies: ['serial', 'pooled'] };
    expect(linkOf(other, catalog)).toBe(
      '#v=1&task=primes&p.span=5&items=40&cores=2&variant=imap&chunksize=3&strategies=serial,pooled',
    );
  });
});

describe('a link', () => {
  test('may be missing', () => {
    expect(readLink('', catalog, base)).toBeNull();
    expect(readLink('#', catalog, base)).toBeNull();
  });

  test('may leave things out', () => {
    expect(readLink('#task=hello', catalog, base)).toMatchObject({ spec: { task: 'hello', items: 10 }, problems: [] });
    expect(readLink('#v=1&chunksize=auto', catalog, { ...base, chunksize: 4 })?.spec.chunksize).toBeNull();
  });

  test('starts the run only where it says so', () => {
    expect(readLink('#v=1&run=1', catalog, base)?.run).toBe(true);
    expect(readLink('#v=1&run=yes', catalog, base)?.run).toBe(false);
  });

  test('takes names without regard to capitals, as attributes have them', () => {
    expect(readLink('#switchintervalms=2', catalog, base)).toMatchObject({ spec: { switchIntervalMs: 2 }, problems: [] });
    expect(readLink('#P.LIMIT=300&Task=mandelbrot', catalog, base)).toMatchObject({ spec: { params: { limit: 300 } }, problems: [] });
  });

  test('says how the page shall be', () => {
    const looks = fc.record<Look>({
      lock: fc.boolean(),
      controls: fc.constantFrom(...CONTROLS),
      theme: fc.constantFrom(null, ...THEMES),
      projector: fc.constantFrom(null, true),
      language: fc.constantFrom(null, 'en', 'zh-CN'),
      lab: fc.constantFrom(null, 'deadlock', 'deadlock,order:same,rounds:5'),
    });
    fc.assert(
      fc.property(looks, (look) => {
        expect(readLink(linkOf(base, catalog, look), catalog, base)).toMatchObject({ spec: base, look, problems: [] });
      }),
    );
    expect(linkOf(base, catalog, { ...PLAIN, lock: true, controls: 'some', theme: 'dark' })).toMatch(/&lock=1&controls=some&theme=dark$/);
  });

  test.each([
    ['#v=99', 'v'],
    ['#v=x', 'v'],
    ['#v=1&task=frobnicate', 'task'],
    ['#items=-4', 'items'],
    ['#items=', 'items'],
    ['#items=Infinity', 'items'],
    ['#p.width=wide', 'params.width'],
    ['#params=1', 'params'],
    ['#strategies=', 'strategies'],
    ['#strategies=serial,quantum', 'strategies'],
    ['#colour=blue', 'colour'],
    ['#lock=maybe', 'lock'],
    ['#lock=', 'lock'],
    ['#controls=constructor', 'controls'],
    ['#theme=__proto__', 'theme'],
    ['#__proto__=1', '__proto__'],
    ['#p.__proto__=1', 'params.__proto__'],
  ])('with nonsense is usable and says so: %s', (hash, field) => {
    const link = readLink(hash, catalog, base);
    expect(link?.spec).toEqual(base);
    expect(link?.look).toEqual(PLAIN);
    expect(link?.problems.map((problem) => problem.field)).toEqual([field]);
  });

  test('never throws and always gives a valid spec, whatever it is', () => {
    const name = fc.oneof(
      fc.constantFrom('v', 'run', 'task', 'items', 'cores', 'params', 'variant', 'chunksize', 'strategies', 'seed', 'p.width', 'p.', '__proto__'),
      fc.string(),
    );
    const word = fc.oneof(
      fc.constantFrom('1', '0', '-1', '1e9', 'NaN', 'auto', 'true', 'hello', 'apply', 'serial,serial', '%', '%E0%A4%A'),
      fc.string({ unit: 'binary' }),
    );
    const pairs = fc.array(fc.tuple(name, word)).map((list) => list.map((pair) => pair.join('=')).join('&'));
    fc.assert(
      fc.property(fc.oneof(pairs, fc.string({ unit: 'binary' })), fc.boolean(), (text, isMarked) => {
        const link = readLink(isMarked ? `#${text}` : text, catalog, base);
        if (link === null) return;
        expect(checkSpec(link.spec, catalog, base)).toEqual({ spec: link.spec, problems: [] });
        // What it came to can be linked to again.
        expect(readLink(linkOf(link.spec, catalog), catalog, base)?.spec).toEqual(link.spec);
      }),
      { numRuns: 1_000 },
    );
  });
});
