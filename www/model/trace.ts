// What a run recorded: spans and deliveries, as columns. The Rust side writes them (src/record); charts and sentences read them.

import type { Report } from './contract';

/** What a worker did during a span; the catalogue's `spanKinds` says which number is which. */
export type SpanKind = 'startup' | 'chunk' | 'wait' | 'copy' | 'gil';

/** Spans as columns of one length: by worker, within a worker by start. A `wait` or a `gil` lies within the chunk whose items waited. */
export interface SpanColumns {
  worker: Uint16Array;
  /** Index into `Trace.kinds`. */
  kind: Uint8Array;
  /** First item. */
  first: Uint32Array;
  /** How many items; 0 for spans without. Only chunks count items, and over all chunks every item once. */
  count: Uint32Array;
  /** Since the run began. */
  startMs: Float64Array;
  endMs: Float64Array;
}

/** What the caller did, as columns of one length: it waited, then took some results at once. In time's order. */
export interface DeliveryColumns {
  /** Position, in the order of delivery, of the first result that was taken. */
  first: Uint32Array;
  /** How many were taken. */
  count: Uint32Array;
  /** When the caller began to wait for the first of them, since the run began; `atMs` where it didn't have to. */
  waitedFromMs: Float64Array;
  /** When it had the first of them. */
  atMs: Float64Array;
}

/** One measured run of one strategy, recorded. */
export interface Trace {
  strategy: string;
  /** Which of the strategy's runs, from 1. */
  repeat: number;
  /** How many lanes there are; a worker that never got to do anything has a lane without spans. */
  workers: number;
  wallMs: number;
  kinds: readonly SpanKind[];
  spans: SpanColumns;
  deliveries: DeliveryColumns;
  /** Bytes of arguments and results that the caller copied to and from processes, and the time that it took the caller. */
  copiedBytes?: number;
  copiedMs?: number;
  /** The item at each position of the order of delivery; null: item order. */
  order: Uint32Array | null;
}

/** A comparison with what was recorded. */
export interface Outcome {
  report: Report;
  /** The runs in the order in which they ran. Long comparisons keep the latest of each strategy, at least. */
  traces: readonly Trace[];
}

/** Where in the recordings a sentence's reason can be seen. */
export interface Evidence {
  strategy: string;
  repeat: number;
  fromMs: number;
  toMs: number;
  /** The workers that it is about; all where missing. */
  workers?: readonly number[];
  /** The items that it is about. */
  items?: { first: number; count: number };
}

/** The trace of a strategy's run; without `repeat`, of its median run as far as it was kept. */
export function traceOf({ report, traces }: Outcome, strategy: string, repeat?: number): Trace | undefined {
  const own = traces.filter((trace) => trace.strategy === strategy);
  if (repeat !== undefined) return own.find((trace) => trace.repeat === repeat);
  const medianMs = report.results.find((result) => result.strategy === strategy)?.medianMs ?? 0;
  return own.toSorted((a, b) => Math.abs(a.wallMs - medianMs) - Math.abs(b.wallMs - medianMs))[0];
}
