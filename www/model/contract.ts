// The script interface's types: what `window.playground` takes and gives. Used by people outside: extend, don't break.
//
// What the Rust side defines comes from www/generated (made by the build); here is what the page adds.

import type { Catalog } from '../generated/Catalog';
import type { Measured } from '../generated/Measured';
import type { RunSpec } from '../generated/RunSpec';
import type { StrategyResult } from '../generated/StrategyResult';

export type { Catalog, RunSpec };
export type { Frame } from '../generated/Frame';
export type { Meta } from '../generated/Meta';
export type { Param } from '../generated/Param';
export type { Kind } from '../generated/Kind';
export type { Sample } from '../generated/Sample';
export type { SpanRecord as Span } from '../generated/SpanRecord';
export type { VariantInfo } from '../generated/VariantInfo';
export type { Warning } from '../generated/Warning';

/** What the page measured beside the runs themselves. */
export interface Environment {
  mode: 'shared' | 'private';
  crossOriginIsolated: boolean;
  hardwareConcurrency: number;
  timerResolutionMs: number;
  userAgent: string;
  poolStartMs: number;
  /** What the memory of the pool and everything in it has grown to. It never shrinks. */
  memoryMb: number;
}

/** One strategy's figures. */
export interface ReportResult extends StrategyResult {
  /** The task's results, in the order in which the call delivered them, of the last run. */
  output: unknown[];
  /** The item of each output. */
  order: number[];
  /** With `trace`: when the last run's caller waited, and what it then took. */
  deliveries?: Delivery[];
}

/** The caller waited from `waitedFromMs` to `atMs`, then took `count` results, from position `first` of the order of delivery. */
export interface Delivery {
  first: number;
  count: number;
  waitedFromMs: number;
  atMs: number;
}

/** What a comparison came to. */
export interface Report extends Omit<Measured, 'results' | 'timerResolutionMs'> {
  version: 1;
  spec: RunSpec;
  environment: Environment;
  results: ReportResult[];
}

/** How far a comparison is. `repeat` counts from 1; 0 is the warm-up. */
export interface Progress {
  strategy: string;
  repeat: number;
  done: number;
  total: number;
}

/** `window.playground`. */
export interface Playground {
  /** The controls are usable. */
  ready: Promise<void>;
  /** Tasks with parameters, variants, strategies, limits, in the page's language; an error before `ready`. */
  catalog(): Catalog;
  /** Runs a comparison. Rejects with an `Error` that names the field on a bad spec, with an `AbortError` when stopped. */
  run(
    spec?: Partial<RunSpec>,
    options?: { signal?: AbortSignal; onProgress?: (progress: Progress) => void },
  ): Promise<Report>;
}
