// Tests of what the curves show: each run against serial's of its round, laws without shared cores, the best chunk size.
import { expect, test } from 'vitest';
import { amdahlLine, bestChunk, breakEven, lawsOf, runtimes, speedups, strategiesOf, uslLine } from './curves';
import { amdahl } from './fit/amdahl';
import type { SweepPoint } from './sweep';

const point = (value: number, runs: Record<string, readonly number[]>): SweepPoint => ({ value, chunksize: 1, runsMs: new Map(Object.entries(runs)), isHidden: false });
/** Runs after Amdahl's law, 1 % apart. */
const scaled = (cores: number, serial = 0.1): SweepPoint =>
  point(cores, { serial: [100, 102, 101], pooled: [100, 102, 101].map((ms) => ms / amdahl(cores, serial)) });

test('speed-ups are of the same round, whatever the order of the values', () => {
  const points = [point(2, { serial: [100, 200, 300], pooled: [50, 50, 150] }), point(1, { serial: [100], pooled: [100] })];
  expect(strategiesOf(points)).toEqual(['serial', 'pooled']);
  expect(speedups(points, 'pooled')).toEqual([
    { cores: 1, speedup: 1, runs: [1], medianMs: 100, serialMs: 100 },
    { cores: 2, speedup: 4, runs: [2, 4, 2], medianMs: 50, serialMs: 200 },
  ]);
});

test('runs too short for the clock have no speed-up', () => {
  expect(speedups([point(1, { serial: [0, 0, 1], pooled: [0, 0, 0] })], 'pooled')).toEqual([]);
});

test('laws are fitted to those with a core for each worker, and end there', () => {
  const points = [...[1, 2, 3, 4].map((cores) => scaled(cores)), scaled(8, 1)];
  const { amdahl: one, usl: other } = lawsOf(speedups(points, 'pooled'), 4);
  if (one.kind === 'few' || other.kind === 'few') throw new Error('not enough points');
  expect(one.serial).toBeCloseTo(0.1, 6);
  expect([one.most, other.most]).toEqual([4, 4]);
  expect(amdahlLine(one).at(-1)?.cores).toBeCloseTo(4, 9);
  expect(uslLine(other).at(-1)?.speedup).toBeCloseTo(amdahl(4, 0.1), 6);
  // With two cores nothing is fitted, however many workers were tried.
  expect(lawsOf(speedups(points, 'pooled'), 2).amdahl).toEqual({ kind: 'few', counts: 2, needed: 3, hasOne: true });
});

test('the best chunk size, those as good, and what Python’s choice loses', () => {
  const points = runtimes(
    [
      point(1, { pooled: [40, 42, 41] }),
      point(2, { pooled: [20, 22, 21] }),
      point(4, { pooled: [20.5, 21, 20.6] }),
      point(8, { pooled: [30, 33, 31] }),
    ],
    'pooled',
  );
  expect(bestChunk(points, 8)).toMatchObject({ best: { x: 4 }, pythons: { x: 8 }, loss: expect.closeTo(31 / 20.6 - 1, 9), asGood: [2, 4] });
  expect(bestChunk(points, 2)).toMatchObject({ loss: 0 });
  expect(bestChunk(points, 3)).toMatchObject({ pythons: null, loss: 0 });
  expect(bestChunk(points.slice(0, 1), 1)).toBeNull();
});

test('the break-even is of the strategy’s rounds against serial’s', () => {
  const points = [1, 10, 100].map((items) => point(items, { serial: [items, items], pooled: [5 + items / 2, 5 + items / 2] }));
  expect(breakEven(points, 'pooled')).toMatchObject({ kind: 'from', items: expect.closeTo(10, 6) });
});
