// The schedule simulation: how long a run would take with given item costs, by greedy events and without a clock.

import { sharedChunks, staticShares, staticSize } from './chunks';
import type { Rule } from './chunks';

/** What a simulated run costs. */
export interface Costs {
  /** Costs of all items before each item: one entry more than there are items. */
  sumsMs: Float64Array;
  /** What it costs to hand out a chunk. */
  dispatchMs: number;
  /** When each worker can take its first chunk. */
  startupMs: number;
}

/** A simulated call. */
export interface Call {
  schedule: Rule | 'stealing';
  workers: number;
  chunksize: number;
  fixed: boolean;
}

/** How a simulated run went. */
export interface Simulated {
  wallMs: number;
  /** Computing and dispatch, over all workers. */
  busyMs: number;
  /** The rest of all workers' time. */
  idleMs: number;
  chunks: number;
  longestChunkMs: number;
}

/** Sums of costs before each item, so that any chunk's cost is one subtraction. */
export function prefixSums(costsMs: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(costsMs.length + 1);
  for (let item = 0; item < costsMs.length; item += 1) sums[item + 1] = (sums[item] ?? 0) + (costsMs[item] ?? 0);
  return sums;
}

/** Simulates one call. Stealing halves down to the chunksize, and whoever is free takes the next piece in order, simpler than real thieves. */
export function simulate(costs: Costs, call: Call): Simulated {
  const { sumsMs, dispatchMs, startupMs } = costs;
  const { schedule, workers, chunksize, fixed } = call;
  const items = sumsMs.length - 1;
  const free = new Float64Array(workers).fill(startupMs);
  const went: Simulated = { wallMs: 0, busyMs: 0, idleMs: 0, chunks: 0, longestChunkMs: 0 };
  /** Gives the chunk to the worker at `at`. */
  const give = (at: number, first: number, size: number): void => {
    const costMs = dispatchMs + (sumsMs[first + size] ?? 0) - (sumsMs[first] ?? 0);
    free[at] = (free[at] ?? 0) + costMs;
    went.wallMs = Math.max(went.wallMs, free[at] ?? 0);
    went.busyMs += costMs;
    went.chunks += 1;
    went.longestChunkMs = Math.max(went.longestChunkMs, costMs);
  };
  if (schedule === 'static') {
    const division = { schedule, items, workers, chunksize, fixed };
    const size = staticSize(division);
    staticShares(division).forEach((sizes, worker) => {
      sizes.forEach((count, round) => { give(worker, (worker + round * workers) * size, count); });
    });
  } else {
    const sizes = schedule === 'stealing' ? halves(items, chunksize) : sharedChunks({ schedule, items, workers, chunksize, fixed });
    let first = 0;
    // `free` is a heap with the earliest worker on top: only that one changes, so it only ever sinks.
    for (const size of sizes) {
      give(0, first, size);
      first += size;
      sink(free);
    }
  }
  went.idleMs = Math.max(0, workers * went.wallMs - went.busyMs);
  return went;
}

/** Sizes after halving as long as both halves keep the chunksize, as rayon's `with_min_len` does. */
function halves(items: number, least: number): number[] {
  if (items === 0) return [];
  const half = Math.floor(items / 2);
  return half < least ? [items] : [...halves(half, least), ...halves(items - half, least)];
}

/** Lets the top of the heap sink to its place. */
function sink(heap: Float64Array): void {
  const value = heap[0] ?? 0;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child += 1;
    const least = heap[child] ?? 0;
    if (value <= least) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = value;
}
