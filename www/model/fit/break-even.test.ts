// Tests of the break-even: where lines cross, what always or never pays, and how sure that is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ItemsRuns, breakEvenOf } from './break-even';
import { normal, seeded } from './random';

const COUNTS = [1, 4, 16, 64, 256, 1_024];

/** Serial takes `itemMs` an item; the strategy a half of that and `overheadMs` once. They cross at 2 x overhead / item. */
function runsOf({ itemMs, overheadMs, noise = 0, seed = 1, counts = COUNTS }: { itemMs: number; overheadMs: number; noise?: number; seed?: number; counts?: readonly number[] }): ItemsRuns[] {
  const uniform = seeded(seed);
  const vary = (ms: number): number[] => Array.from({ length: 3 }, () => ms * Math.exp(noise * normal(uniform)));
  return counts.map((items) => ({ items, serialMs: vary(items * itemMs), ownMs: vary(overheadMs + (items * itemMs) / 2) }));
}

test('the crossing is found within the two numbers of items around it', () => {
  fc.assert(
    fc.property(fc.double({ min: 1.01, max: 500, noNaN: true }), fc.double({ min: 1e-3, max: 10, noNaN: true }), (at, itemMs) => {
      const found = breakEvenOf(runsOf({ itemMs, overheadMs: (at * itemMs) / 2 }));
      if (found.kind !== 'from') throw new Error(`${found.kind} at ${at}`);
      const above = COUNTS.findIndex((count) => count >= at);
      expect(found.items).toBeGreaterThanOrEqual((COUNTS[above - 1] ?? 0) * 0.999_999);
      expect(found.items).toBeLessThanOrEqual((COUNTS[above] ?? Infinity) * 1.000_001);
    }),
  );
});

test('a crossing at a measured number of items is found exactly', () => {
  expect(breakEvenOf(runsOf({ itemMs: 1, overheadMs: 8 }))).toMatchObject({ kind: 'from', items: expect.closeTo(16, 9) });
});

test('noise makes the interval wide, and the truth lies in it', () => {
  // At a measured number of items, so that the line between two of them is no source of error.
  let held = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const found = breakEvenOf(runsOf({ itemMs: 1, overheadMs: 8, noise: 0.05, seed }));
    if (found.kind === 'from' && found.ci95[0] <= 16 && 16 <= found.ci95[1]) held += 1;
  }
  // 95 of 100 vary by 2.2 (one standard deviation).
  expect(held).toBeGreaterThan(88);
});

test('what always pays, what never does, and what cannot be told', () => {
  expect(breakEvenOf(runsOf({ itemMs: 1, overheadMs: 0.1 }))).toEqual({ kind: 'always', from: 1 });
  expect(breakEvenOf(runsOf({ itemMs: 1, overheadMs: 5_000 }))).toEqual({ kind: 'never' });
  expect(breakEvenOf(runsOf({ itemMs: 1, overheadMs: 1, counts: [8] }))).toEqual({ kind: 'few' });
  expect(breakEvenOf([])).toEqual({ kind: 'few' });
});

test('it pays for good only behind the last number of items with which it does not', () => {
  const even = { serialMs: [2, 2, 2], ownMs: [1, 1, 1] };
  const odd = { serialMs: [1, 1, 1], ownMs: [2, 2, 2] };
  const found = breakEvenOf([{ items: 1, ...even }, { items: 10, ...odd }, { items: 1_000, ...even }]);
  expect(found).toMatchObject({ kind: 'from', items: expect.closeTo(100, 9) });
});

test('the order of the points and runs too short for the clock do not matter', () => {
  const runs = runsOf({ itemMs: 1, overheadMs: 8, noise: 0.02 });
  const short = { items: 0.5, serialMs: [0, 0, 0], ownMs: [0, 0, 0] };
  expect(breakEvenOf([...runs.toReversed(), short])).toEqual(breakEvenOf(runs));
});
