// The schedule simulation: how long a run would take with given item costs, by greedy events and without a clock.

import { halves, sharedChunks, staticShare, staticSize } from './chunks';
import type { Rule } from './chunks';
import { type Steps, TURNS, finish } from './steps';

/** What a simulated run costs. */
export interface Costs {
  /** Costs of all items before each item: one entry more than there are items. */
  sumsMs: Float64Array;
  /** What it costs to hand out a chunk. */
  dispatchMs: number;
  /** When each worker can take its first chunk. */
  startupMs: number;
  /** From the last chunk's end until the caller goes on. */
  collectMs: number;
  /** The caller's own time for taking all results while they come; 0 where it takes them at the end. */
  takeMs: number;
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
  /** What of the wall comes after the last chunk: the caller's. */
  afterMs: number;
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

/** Simulates one call at once. */
export function simulate(costs: Costs, call: Call): Simulated {
  return finish(simulating(costs, call));
}

/**
 * Simulates one call in steps. Stealing halves down to the chunksize, and whoever is free takes the next piece in order, simpler than
 * real thieves. The caller takes results one after the other, from the first chunk's end on.
 */
export function* simulating({ sumsMs, dispatchMs, startupMs, collectMs, takeMs }: Costs, call: Call): Steps<Simulated> {
  const { schedule, workers, chunksize, fixed } = call;
  const items = sumsMs.length - 1;
  const free = new Float64Array(workers).fill(startupMs);
  let [firstEndMs, lastEndMs, lastSize] = [Infinity, 0, 0];
  const went: Simulated = { wallMs: 0, afterMs: 0, busyMs: 0, idleMs: 0, chunks: 0, longestChunkMs: 0 };
  /** Gives the chunk to the worker at `at`. */
  const give = (at: number, first: number, size: number): void => {
    const costMs = dispatchMs + (sumsMs[first + size] ?? 0) - (sumsMs[first] ?? 0);
    const endMs = (free[at] ?? 0) + costMs;
    free[at] = endMs;
    firstEndMs = Math.min(firstEndMs, endMs);
    if (endMs > lastEndMs) [lastEndMs, lastSize] = [endMs, size];
    went.busyMs += costMs;
    went.chunks += 1;
    went.longestChunkMs = Math.max(went.longestChunkMs, costMs);
  };
  if (schedule === 'static') {
    const division = { schedule, items, workers, chunksize, fixed };
    const size = staticSize(division);
    for (let worker = 0; worker < workers; worker += 1) {
      let first = worker * size;
      for (const count of staticShare(division, worker)) {
        give(worker, first, count);
        first += workers * size;
        if (went.chunks % TURNS === 0) yield;
      }
    }
  } else {
    const sizes = schedule === 'stealing' ? halves(items, chunksize) : sharedChunks({ schedule, items, workers, chunksize, fixed });
    let first = 0;
    // `free` is a heap with the earliest worker on top: only that one changes, so it only ever sinks.
    for (const size of sizes) {
      give(0, first, size);
      first += size;
      sink(free);
      if (went.chunks % TURNS === 0) yield;
    }
  }
  if (went.chunks > 0) {
    const inTurnMs = takeMs > 0 ? firstEndMs + takeMs : 0;
    went.wallMs = Math.max(lastEndMs + (takeMs * lastSize) / items, inTurnMs) + collectMs;
  }
  went.afterMs = went.wallMs - lastEndMs;
  went.idleMs = Math.max(0, workers * went.wallMs - went.busyMs);
  return went;
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
