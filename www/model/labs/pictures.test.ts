// What the labs' pictures are made from.

import { describe, expect, test } from 'vitest';
import type { What } from '../../generated/What';
import type { Happening } from './happening';
import { countPoints, depthSteps, evenly, grips, histogram, itemRows, lanes, printedLines, quantile, tripsUs, ways } from './pictures';

const at = (atMs: number, who: number, what: What, a = 0, b = 0): Happening => ({ atMs, who, what, a, b });

test('a counter is compared with what all workers added so far', () => {
  const points = countPoints([at(40, 1, 'progress', 0, 0), at(42, 2, 'progress', 100, 150), at(41, 1, 'progress', 100, 90)]);
  expect(points).toEqual([
    { atMs: 0, made: 0, counted: 0 },
    { atMs: 1, made: 100, counted: 90 },
    { atMs: 2, made: 200, counted: 150 },
  ]);
});

test('printed lines know when the worker changes', () => {
  const lines = printedLines([at(0, 1, 'printed', 1), at(1, 2, 'printed', 4), at(2, 2, 'printed', 7)]);
  expect(lines.map(({ isTurn }) => isTurn)).toEqual([false, true, false]);
});

test('a queue’s depth is what each put and take found, in time', () => {
  const steps = depthSteps([at(3, 2, 'took', 0, 1), at(1, 1, 'put', 0, 1), at(2, 1, 'put', 1, 2), at(9, 0, 'put', 7, 7)]);
  expect(steps).toEqual([
    { atMs: 0, depth: 0 },
    { atMs: 1, depth: 1 },
    { atMs: 2, depth: 2 },
    { atMs: 3, depth: 1 },
  ]);
});

test('trips are sorted, their bins hold them all and are no narrower than the clock’s steps', () => {
  const sorted = tripsUs([30, 10, 20, 0, 1000].map((us, trip) => at(trip, 1, 'trip', trip, us)));
  expect(sorted).toEqual([0, 10, 20, 30, 1000]);
  expect([quantile(sorted, 0.5), quantile(sorted, 0.95), quantile([], 0.5)]).toEqual([20, 1000, Number.NaN]);
  const most = Array.from({ length: 99 }, (_, trip) => 10 * (trip % 3));
  const bins = histogram([...most, 5000].toSorted((one, two) => one - two), 30);
  expect(bins.map(({ from, count }) => [from, count])).toEqual([
    [0, 33],
    [10, 33],
    [20, 34],
  ]);
  expect(histogram([5, 5], 4).reduce((sum, { count }) => sum + count, 0)).toBe(2);
  expect(histogram([], 4)).toEqual([]);
});

describe('lanes', () => {
  const happened = [
    at(0, 1, 'wants', 0),
    at(1, 1, 'has', 0),
    at(1, 2, 'has', 1),
    at(5, 1, 'wants', 1),
    at(6, 2, 'wants', 0),
    at(9, 0, 'got', 0),
  ];

  test('a stretch lasts from what begins it to what ends it', () => {
    expect(lanes(happened)[0]).toEqual({
      who: 1,
      spans: [
        { kind: 'wait', fromMs: 0, toMs: 1, label: 0 },
        { kind: 'hold', fromMs: 1, toMs: null, label: 0 },
        { kind: 'wait', fromMs: 5, toMs: null, label: 1 },
      ],
    });
  });

  test('a deadlock is two workers that have what the other wants', () => {
    expect(grips(happened)).toEqual([
      { who: 1, has: [0], wants: 1 },
      { who: 2, has: [1], wants: 0 },
    ]);
    expect(grips([...happened, at(7, 2, 'gave_up', 0), at(7, 2, 'released', 1)])[1]).toEqual({ who: 2, has: [], wants: null });
  });
});

test('an item’s row tells its whole way', () => {
  const rows = itemRows([
    at(0, 0, 'submitted', 3),
    at(1, 2, 'began', 3),
    at(2, 0, 'timed_out', 3),
    at(3, 2, 'raised', 3),
    at(3, 0, 'error_callback', 3),
    at(4, 0, 'got_error', 3),
    at(0, 0, 'submitted', 0),
  ]);
  expect(rows[1]).toEqual({ item: 3, who: 2, work: 'raised', called: 'error_callback', timedOut: true, got: 'error', result: null });
  expect(rows[0]?.work).toBe('submitted');
});

test('ways that were not measured are there, too', () => {
  expect(ways([at(1, 0, 'measured', 1, 0.5)], 3)).toEqual([
    { way: 0, us: null },
    { way: 1, us: 0.5 },
    { way: 2, us: null },
  ]);
});

test('of a long list some are taken, evenly, the first and the last among them', () => {
  const list = Array.from({ length: 101 }, (_, place) => place);
  expect(evenly(list, 5)).toEqual([0, 25, 50, 75, 100]);
  expect(evenly([1, 2, 3], 5)).toEqual([1, 2, 3]);
  expect(evenly([7], 5)).toEqual([7]);
  expect(evenly([], 5)).toEqual([]);
});
