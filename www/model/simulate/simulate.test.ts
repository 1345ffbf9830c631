// Properties that every simulated run keeps, whatever its costs: bounds from scheduling theory, and cases worked out by hand.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { halves, sharedChunks, staticShare } from './chunks';
import { prefixSums, simulate, simulating } from './simulate';
import type { Call, Costs } from './simulate';
import { inSlices } from './steps';

const schedules = ['queue', 'static', 'guided', 'stealing'] as const;
const calls: fc.Arbitrary<Call> = fc.record({
  schedule: fc.constantFrom(...schedules),
  workers: fc.integer({ min: 1, max: 70 }),
  chunksize: fc.integer({ min: 1, max: 40 }),
  fixed: fc.boolean(),
});
/** Costs without any that aren't given. */
const costsOf = (list: readonly number[], more: Partial<Costs> = {}): Costs => ({ sumsMs: prefixSums(list), dispatchMs: 0, startupMs: 0, collectMs: 0, takeMs: 0, ...more });
const costLists = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 300 });

test.each([[100, 4, 3], [7, 8, 1], [64, 8, 8]])('%i equal items on %i workers in chunks of %i', (items, workers, chunksize) => {
  const went = simulate(costsOf(new Array<number>(items).fill(2)), { schedule: 'queue', workers, chunksize, fixed: true });
  const rounds = Math.ceil(Math.ceil(items / chunksize) / workers);
  expect(went.wallMs).toBeLessThanOrEqual(rounds * chunksize * 2);
  expect(went.wallMs).toBeGreaterThan((rounds - 1) * chunksize * 2);
});

test.each(schedules)('one giant item bounds %s', (schedule) => {
  const costs = costsOf([500, ...new Array<number>(99).fill(1)]);
  expect(simulate(costs, { schedule, workers: 100, chunksize: 1, fixed: true }).wallMs).toBe(500);
});

test('one worker takes the sum and the dispatch of every chunk', () => {
  fc.assert(fc.property(costLists, calls, (list, call) => {
    const went = simulate(costsOf(list, { dispatchMs: 2, startupMs: 5 }), { ...call, workers: 1 });
    expect(went.wallMs).toBe(list.reduce((sum, cost) => sum + cost, 0) + 2 * went.chunks + 5);
  }));
});

test('no run beats its work divided by its workers, nor its longest chunk', () => {
  fc.assert(fc.property(costLists, calls, (list, call) => {
    const went = simulate(costsOf(list, { dispatchMs: 1 }), call);
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
    const total = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + size, 0);
    expect(total(sharedChunks({ ...rest, schedule: 'queue' }))).toBe(items);
    expect(total(sharedChunks({ ...rest, schedule: 'guided' }))).toBe(items);
    expect(Array.from({ length: workers }, (_, worker) => total(staticShare({ ...rest, schedule: 'static' }, worker))).reduce((sum, one) => sum + one)).toBe(items);
    expect(total(halves(items, chunksize))).toBe(items);
  }));
});

test('what the caller does after the last chunk is added once, whoever computed', () => {
  fc.assert(fc.property(costLists, calls, (list, call) => {
    const without = simulate(costsOf(list), call);
    const went = simulate(costsOf(list, { collectMs: 7 }), call);
    expect([went.wallMs, went.afterMs]).toEqual([without.wallMs + 7, 7]);
  }));
});

test('a caller that takes results one by one bounds every run', () => {
  fc.assert(fc.property(costLists, calls, fc.integer({ min: 1, max: 10_000 }), (list, call, takeMs) => {
    const without = simulate(costsOf(list), call);
    const { wallMs } = simulate(costsOf(list, { takeMs }), call);
    expect(wallMs).toBeGreaterThanOrEqual(Math.max(takeMs, without.wallMs));
    // At worst it takes everything after the last chunk.
    expect(wallMs).toBeLessThanOrEqual(without.wallMs + takeMs + 1e-9);
  }));
});

test('four items of 10 ms on two workers, taken in 8 ms each', () => {
  const call: Call = { schedule: 'queue', workers: 2, chunksize: 1, fixed: true };
  // The first is there at 10, then 32 ms of taking; with results that are cheap to take the last one is taken at 20 + 1.
  expect(simulate(costsOf([10, 10, 10, 10], { takeMs: 32 }), call)).toMatchObject({ wallMs: 42, afterMs: 22 });
  expect(simulate(costsOf([10, 10, 10, 10], { takeMs: 4 }), call)).toMatchObject({ wallMs: 21, afterMs: 1 });
});

test('in slices it comes to the same as at once', async () => {
  const list = Array.from({ length: 20_000 }, (_, item) => (item * 7_919) % 101);
  for (const schedule of schedules) {
    const call: Call = { schedule, workers: 6, chunksize: 1, fixed: true };
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses += 1;
      return Promise.resolve();
    };
    const sliced = await inSlices(simulating(costsOf(list), call), { sliceMs: 0, nowMs: () => 0, pause, signal: new AbortController().signal });
    expect(sliced).toEqual(simulate(costsOf(list), call));
    // Guided chunks are few, which is what they are for.
    if (schedule !== 'guided') expect(pauses).toBeGreaterThan(2);
  }
});
