// A run as it stands, read now and then. The views draw from it; the engine fills it.

import type { Frame } from '../model/contract';
import type { SpanColumns, SpanKind } from '../model/trace';

/** A result as the call delivered it. */
export interface Delivered {
  item: number;
  value: number | string | Uint8Array | Uint16Array;
}

/** Spans that were written since the last look. */
export interface NewSpans {
  /** By worker, within a worker by start. */
  columns: SpanColumns;
  kinds: readonly SpanKind[];
  /** How many spans of each lane have been read by now: what to pass the next time. */
  next: number[];
}

/** A run as it stands. Valid within the callback that it is passed to. */
export interface Live {
  /** Grows by one with every run, warm-up included: a change means that everything below starts anew. */
  run: number;
  /** `done`: the caller has everything, and the next run waits a moment for whoever watches. */
  phase: 'warmup' | 'measure' | 'done';
  /** Id of the strategy that runs. */
  strategy: string;
  /** Which of its runs, from 1; 0 in the warm-up. */
  repeat: number;
  /** Items completed by workers. */
  done: number;
  total: number;
  /** Results that the call has delivered so far. */
  delivered: number;
  /** Milliseconds since the run began. */
  nowMs: number;
  /** How many workers there are. */
  lanes: number;
  /** The spans of each lane from `from[lane]` on (default 0), copies. */
  spans(from?: readonly number[]): NewSpans;
  /** The workers that are at a chunk right now: since when, and its first item. */
  inFlight(): { worker: number; first: number; sinceMs: number }[];
  /** Delivered results from position `from` on, at most `limit` (default: all); copies, in order of delivery. */
  read(from: number, limit?: number): Delivered[];
  /** As `read`, but the items alone: cheap enough for a hundred thousand a frame. */
  items(from: number, limit?: number): Uint32Array;
}

/** What a caller of `Session.run` can watch. */
export interface RunObserver {
  signal?: AbortSignal;
  /** False: somebody else runs, so this one waits for its turn. True: it has it, after it had to wait. */
  onTurn?: (has: boolean) => void;
  /** Once, when the task is prepared and before the first run: the picture's geometry, if the task makes one. */
  onFrame?: (frame: Frame | null) => void;
  /** Now and then while a run is on, and at the end of each. */
  onLive?: (live: Live) => void;
}
