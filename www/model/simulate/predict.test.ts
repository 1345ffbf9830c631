// Predictions from recordings that are made up: costs come out as they went in, and no speed-up passes its bounds.

import { expect, test } from 'vitest';

import type { Trace } from '../trace';
import { type MeasuredCosts, type Recorded, measuring } from './measured';
import { COUNTS, type OwnSize, predicting } from './predict';
import { finish } from './steps';

type Row = [kind: number, worker: number, first: number, count: number, startMs: number, endMs: number];

type Taken = [first: number, count: number, waitedFromMs: number, atMs: number];

function trace(strategy: string, workers: number, rows: Row[], taken: Taken[] = [], wallMs = Math.max(...rows.map(([, , , , , endMs]) => endMs))): Trace {
  const column = (at: number): number[] => rows.map((row) => row[at] ?? 0);
  const spans = {
    kind: Uint8Array.from(column(0)), worker: Uint16Array.from(column(1)), first: Uint32Array.from(column(2)),
    count: Uint32Array.from(column(3)), startMs: Float64Array.from(column(4)), endMs: Float64Array.from(column(5)),
  };
  const deliveries = {
    first: Uint32Array.from(taken, ([first]) => first), count: Uint32Array.from(taken, ([, count]) => count),
    waitedFromMs: Float64Array.from(taken, ([, , fromMs]) => fromMs), atMs: Float64Array.from(taken, ([, , , atMs]) => atMs),
  };
  return { strategy, repeat: 1, workers, wallMs, kinds: ['startup', 'chunk', 'wait'], spans, deliveries, order: null };
}

const serial = trace('serial', 1, [[1, 0, 0, 1, 0, 10], [1, 0, 1, 1, 10, 12], [1, 0, 2, 1, 12, 14], [1, 0, 3, 1, 14, 16]]);
const chunks: Row[] = [[0, 0, 0, 0, 0, 1], [1, 0, 0, 1, 1, 11], [0, 1, 0, 0, 0, 1], [1, 1, 1, 1, 1, 3], [1, 1, 2, 1, 3.5, 5.5], [1, 1, 3, 1, 6, 8]];
/** The last chunk ends after 11 ms; the caller takes results when it has waited 3 ms, 11 ms, and is done at 12. */
const pooled = trace('pooled', 2, chunks, [[0, 1, 0, 3], [1, 3, 3.25, 11]], 12);
const recorded: Recorded = { serial, pooled, runs: [pooled], items: 4, chunksize: 1, isAtEnd: false };
const own: OwnSize = { fixed: true, at: () => 1 };

function costsOf(more: Partial<Recorded> = {}): MeasuredCosts {
  const costs = finish(measuring({ ...recorded, ...more }));
  if (costs === null) throw new Error('no costs');
  return costs;
}

test('costs come from the spans, the caller’s from what it did between its waits', () => {
  expect(costsOf()).toEqual({
    sumsMs: Float64Array.of(0, 10, 12, 14, 16), longestItemMs: 10, coarsest: 1, dispatchMs: 0.5, startupMs: 1, collectMs: 0, takeMs: 1.25,
  });
});

test('where all results come at the end, the caller’s part is what follows the last chunk: the middle of all runs', () => {
  const slower = (wallMs: number): Trace => trace('pooled', 2, chunks, [[0, 4, 0, 11.5]], wallMs);
  expect(costsOf({ isAtEnd: true, runs: [slower(14), slower(11.75), slower(30)] })).toMatchObject({ collectMs: 3, takeMs: 0 });
});

test('spans of several items have averages, and say how coarse', () => {
  const merged = trace('serial', 1, [[1, 0, 0, 1, 0, 10], [1, 0, 1, 3, 10, 16]]);
  expect(costsOf({ serial: merged })).toMatchObject({ sumsMs: Float64Array.of(0, 10, 12, 14, 16), coarsest: 3 });
});

test('a recording that lacks an item gives no costs', () => {
  expect(finish(measuring({ ...recorded, items: 5 }))).toBeNull();
});

test.each(['own', 'one', 'share'] as const)('no speed-up passes the longest item or the workers, chunk size %s', (size) => {
  for (const { points } of finish(predicting(costsOf(), size, own))) {
    expect(points.map(({ workers }) => workers)).toEqual(COUNTS);
    for (const { workers, speedup } of points) expect(speedup).toBeLessThanOrEqual(Math.min(workers, 16 / 10));
    expect(points.at(-1)?.bound).toBe('item');
  }
});

test('a caller that takes most of the time is what bounds it', () => {
  const [queue] = finish(predicting({ ...costsOf(), longestItemMs: 0, takeMs: 40 }, 'own', own));
  expect(queue?.points.at(-1)).toMatchObject({ bound: 'caller', speedup: expect.closeTo(16 / (1 + 0.5 + 2 + 40), 12) });
});

test('a default chunk size is that of each number of workers', () => {
  const sizes: number[] = [];
  finish(predicting(costsOf(), 'own', { fixed: false, at: (workers) => (sizes.push(workers), Math.max(1, Math.ceil(4 / workers))) }));
  expect([...new Set(sizes)]).toEqual(COUNTS);
  const of = (at: OwnSize['at']): number | undefined => finish(predicting(costsOf(), 'own', { fixed: true, at }))[0]?.points[1]?.speedup;
  expect(of(() => 4)).toBeLessThan(of((workers) => 4 / workers) ?? 0);
});
