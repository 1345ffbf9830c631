// Predictions from recordings that are made up: costs come out as they went in, and no speed-up passes its bounds.

import { expect, test } from 'vitest';

import type { Trace } from '../trace';
import { measuredCosts } from './measured';
import { COUNTS, medianError, predict } from './predict';

type Row = [kind: number, worker: number, first: number, count: number, startMs: number, endMs: number];

function trace(strategy: string, workers: number, rows: Row[]): Trace {
  const column = (at: number): number[] => rows.map((row) => row[at] ?? 0);
  const spans = {
    kind: Uint8Array.from(column(0)), worker: Uint16Array.from(column(1)), first: Uint32Array.from(column(2)),
    count: Uint32Array.from(column(3)), startMs: Float64Array.from(column(4)), endMs: Float64Array.from(column(5)),
  };
  const none = new Float64Array();
  const deliveries = { first: new Uint32Array(), count: new Uint32Array(), waitedFromMs: none, atMs: none };
  return { strategy, repeat: 1, workers, wallMs: Math.max(...column(5)), kinds: ['startup', 'chunk', 'wait'], spans, deliveries, order: null };
}

const serial = trace('serial', 1, [[1, 0, 0, 1, 0, 10], [1, 0, 1, 1, 10, 12], [1, 0, 2, 1, 12, 14], [1, 0, 3, 1, 14, 16]]);
const pooled = trace('pooled', 2, [[0, 0, 0, 0, 0, 1], [1, 0, 0, 1, 1, 11], [0, 1, 0, 0, 0, 1], [1, 1, 1, 1, 1, 3], [1, 1, 2, 1, 3.5, 5.5], [1, 1, 3, 1, 6, 8]]);

test('costs come from the spans', () => {
  expect(measuredCosts(serial, pooled, 4, 1)).toEqual({
    sumsMs: Float64Array.of(0, 10, 12, 14, 16), longestItemMs: 10, isCoarse: false, dispatchMs: 0.5, startupMs: 1,
  });
});

test('a recording that lacks an item gives no costs', () => {
  expect(measuredCosts(serial, pooled, 5, 1)).toBeNull();
});

test.each(['own', 'one', 'share'] as const)('no speed-up passes the longest item or the workers, chunk size %s', (size) => {
  const costs = measuredCosts(serial, pooled, 4, 1);
  if (costs === null) throw new Error('no costs');
  for (const { points } of predict(costs, size, { chunksize: 1, fixed: true })) {
    expect(points.map(({ workers }) => workers)).toEqual(COUNTS);
    for (const { workers, speedup } of points) expect(speedup).toBeLessThanOrEqual(Math.min(workers, 16 / 10));
    expect(points.at(-1)?.bound).toBe('item');
  }
});

test('the error is relative to what was measured', () => {
  const costs = measuredCosts(serial, pooled, 4, 1);
  if (costs === null) throw new Error('no costs');
  // Predicted: 1 ms of start-up, half a millisecond of dispatch, the long item.
  expect(medianError(costs, { schedule: 'queue', workers: 2, chunksize: 1, fixed: true }, [11.5, 23, 23])).toBe(0.5);
});
