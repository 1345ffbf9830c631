// What a simulation starts from: item costs from the serial recording; dispatch, start-up and the caller's part from the pooled ones.

import { median } from '../median';
import type { Trace } from '../trace';
import { prefixSums } from './simulate';
import type { Costs } from './simulate';
import type { Steps } from './steps';

/** Costs as measured. */
export interface MeasuredCosts extends Costs {
  longestItemMs: number;
  /** The most items of a span: those of one have only an average. */
  coarsest: number;
}

/** The recordings of a comparison. */
export interface Recorded {
  serial: Trace;
  /** The pooled run that chunks are looked at in. */
  pooled: Trace;
  /** All recorded pooled runs: what the caller does varies most. */
  runs: readonly Trace[];
  items: number;
  chunksize: number;
  /** Whether the call gives all results at its end. */
  isAtEnd: boolean;
}

/** So many gaps tell their median well enough. */
const GAPS = 20_000;

/** The costs; null where the serial recording doesn't hold every item. */
export function* measuring({ serial, pooled, runs, items, chunksize, isAtEnd }: Recorded): Steps<MeasuredCosts | null> {
  const costsMs = new Float64Array(items).fill(Number.NaN);
  let [coarsest, known] = [1, 0];
  eachChunk(serial, (at, count, ms) => {
    const first = serial.spans.first[at] ?? 0;
    costsMs.fill(ms / count, first, first + count);
    coarsest = Math.max(coarsest, count);
    known += count;
  });
  yield;
  if (known !== items || costsMs.includes(Number.NaN)) return null;
  const longestItemMs = costsMs.reduce((most, cost) => Math.max(most, cost), 0);
  yield;
  const sumsMs = prefixSums(costsMs);
  yield;
  return {
    sumsMs,
    longestItemMs,
    coarsest,
    dispatchMs: dispatchCost(serial, pooled, chunksize),
    startupMs: median([...pooled.spans.endMs].filter((_, at) => pooled.kinds[pooled.spans.kind[at] ?? 0] === 'startup')),
    collectMs: isAtEnd ? median(runs.map(afterMs)) : 0,
    takeMs: isAtEnd ? 0 : median(runs.map(takingMs)),
  };
}

/** The median gap between a worker's chunks; of merged spans, what an item took longer than in the serial run. */
function dispatchCost(serial: Trace, pooled: Trace, chunksize: number): number {
  const { worker, startMs, endMs } = pooled.spans;
  const gapsMs: number[] = [];
  let before = -1;
  let isMerged = false;
  eachChunk(pooled, (at, count) => {
    isMerged ||= count > chunksize;
    if (worker[before] === worker[at]) gapsMs.push(Math.max(0, (startMs[at] ?? 0) - (endMs[before] ?? 0)));
    before = at;
  });
  if (isMerged) return Math.max(0, perItem(pooled) - perItem(serial)) * chunksize;
  const every = Math.ceil(gapsMs.length / GAPS);
  return median(gapsMs.filter((_, at) => at % every === 0));
}

/** From the last chunk's end until the caller went on. */
function afterMs(run: Trace): number {
  let lastMs = 0;
  eachChunk(run, (at) => { lastMs = Math.max(lastMs, run.spans.endMs[at] ?? 0); });
  return Math.max(0, run.wallMs - lastMs);
}

/** How long the caller didn't wait, from its first result on: then it took results. */
function takingMs({ wallMs, deliveries: { atMs, waitedFromMs } }: Trace): number {
  return atMs.reduce((sum, ms, at) => sum + Math.max(0, (waitedFromMs[at + 1] ?? wallMs) - ms), 0);
}

function eachChunk({ spans, kinds }: Trace, look: (at: number, count: number, ms: number) => void): void {
  const { count, kind, startMs, endMs } = spans;
  for (let at = 0; at < count.length; at += 1) {
    const items = count[at] ?? 0;
    if (items > 0 && kinds[kind[at] ?? 0] === 'chunk') look(at, items, (endMs[at] ?? 0) - (startMs[at] ?? 0));
  }
}

function perItem(run: Trace): number {
  let [items, sumMs] = [0, 0];
  eachChunk(run, (_, count, ms) => {
    items += count;
    sumMs += ms;
  });
  return items === 0 ? 0 : sumMs / items;
}
