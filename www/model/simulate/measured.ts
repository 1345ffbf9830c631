// What a simulation starts from: item costs from the serial recording, dispatch and start-up from the pooled one.

import type { Trace } from '../trace';
import { prefixSums } from './simulate';
import type { Costs } from './simulate';

/** Costs as measured. */
export interface MeasuredCosts extends Costs {
  longestItemMs: number;
  /** Spans of several items give only averages. */
  isCoarse: boolean;
}

interface Span {
  worker: number;
  first: number;
  count: number;
  startMs: number;
  endMs: number;
}

/** The costs; null where the serial recording doesn't hold every item. */
export function measuredCosts(serial: Trace, pooled: Trace, items: number, chunksize: number): MeasuredCosts | null {
  const costsMs = new Float64Array(items).fill(Number.NaN);
  const spans = chunkSpans(serial);
  for (const { first, count, startMs, endMs } of spans) costsMs.fill((endMs - startMs) / count, first, first + count);
  if (costsMs.some(Number.isNaN)) return null;
  return {
    sumsMs: prefixSums(costsMs),
    longestItemMs: costsMs.reduce((most, cost) => Math.max(most, cost), 0),
    isCoarse: spans.some(({ count }) => count > 1),
    dispatchMs: dispatchCost(serial, pooled, chunksize),
    startupMs: median([...pooled.spans.endMs].filter((_, at) => pooled.kinds[pooled.spans.kind[at] ?? 0] === 'startup')),
  };
}

/** The median gap between a worker's chunks; of merged spans, what an item took longer than in the serial run. */
function dispatchCost(serial: Trace, pooled: Trace, chunksize: number): number {
  const spans = chunkSpans(pooled);
  if (spans.some(({ count }) => count > chunksize)) return Math.max(0, perItem(spans) - perItem(chunkSpans(serial))) * chunksize;
  return median(
    spans.flatMap((span, at) => {
      const before = spans[at - 1];
      return before?.worker === span.worker ? [Math.max(0, span.startMs - before.endMs)] : [];
    }),
  );
}

function chunkSpans({ spans, kinds }: Trace): Span[] {
  return Array.from(spans.first, (first, at) => ({
    first,
    worker: spans.worker[at] ?? 0,
    count: spans.count[at] ?? 0,
    startMs: spans.startMs[at] ?? 0,
    endMs: spans.endMs[at] ?? 0,
  })).filter(({ count }, at) => count > 0 && kinds[spans.kind[at] ?? 0] === 'chunk');
}

function perItem(spans: readonly Span[]): number {
  const items = spans.reduce((sum, { count }) => sum + count, 0);
  return items === 0 ? 0 : spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / items;
}

/** The middle value; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
