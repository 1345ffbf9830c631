// Properties that every simulated run keeps, whatever its costs: bounds from scheduling theory, and cases worked out by hand.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sharedChunks, staticShares } from './chunks';
import { prefixSums, simulate } from './simulate';
import type { Call } from './simulate';

const schedules = ['queue', 'static', 'guided', 'stealing'] as const;
const calls: fc.Arbitrary<Call> = fc.record({
  schedule: fc.constantFrom(...schedules),
  workers: fc.integer({ min: 1, max: 70 }),
  chunksize: fc.integer({ min: 1, max: 40 }),
  fixed: fc.boolean(),
});
const costLists = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 300 });

test.each([[100, 4, 3], [7, 8, 1], [64, 8, 8]])('%i equal items on %i workers in chunks of %i', (items, workers, chunksize) => {
  const went = simulate({ sumsMs: prefixSums(new Array<number>(items).fill(2)), dispatchMs: 0, startupMs: 0 }, { schedule: 'queue', workers, chunksize, fixed: true });
  const rounds = Math.ceil(Math.ceil(items / chunksize) / workers);
  expect(went.wallMs).toBeLessThanOrEqual(rounds * chunksize * 2);
  expect(went.wallMs).toBeGreaterThan((rounds - 1) * chunksize * 2);
});

test.each(schedules)('one giant item bounds %s', (schedule) => {
  const costs = { sumsMs: prefixSums([500, ...new Array<number>(99).fill(1)]), dispatchMs: 0, startupMs: 0 };
  expect(simulate(costs, { schedule, workers: 100, chunksize: 1, fixed: true }).wallMs).toBe(500);
});

test('one worker takes the sum and the dispatch of every chunk', () => {
  fc.assert(fc.property(costLists, calls, (list, call) => {
    const went = simulate({ sumsMs: prefixSums(list), dispatchMs: 2, startupMs: 5 }, { ...call, workers: 1 });
    expect(went.wallMs).toBe(list.reduce((sum, cost) => sum + cost, 0) + 2 * went.chunks + 5);
  }));
});

test('no run beats its work divided by its workers, nor its longest chunk', () => {
  fc.assert(fc.property(costLists, calls, (list, call) => {
    const went = simulate({ sumsMs: prefixSums(list), dispatchMs: 1, startupMs: 0 }, call);
    expect(went.wallMs * call.workers).toBeGreaterThanOrEqual(went.busyMs);
    expect(went.wallMs).toBeGreaterThanOrEqual(went.longestChunkMs);
    expect(went.busyMs).toBe(list.reduce((sum, cost) => sum + cost, 0) + went.chunks);
    // Graham: whoever is free takes the next chunk, so nobody waits while the last one hasn't begun.
    if (call.schedule !== 'static') expect(went.wallMs).toBeLessThanOrEqual(went.busyMs / call.workers + went.longestChunkMs + 1e-9);
  }));
});

test('every item is handed out once', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3_000 }), calls, (items, { workers, chunksize, fixed }) => {
    const rest = { items, workers, chunksize, fixed };
    const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);
    expect(total(sharedChunks({ ...rest, schedule: 'queue' }))).toBe(items);
    expect(total(sharedChunks({ ...rest, schedule: 'guided' }))).toBe(items);
    expect(total(staticShares({ ...rest, schedule: 'static' }).flat())).toBe(items);
  }));
});
