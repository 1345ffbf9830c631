// What happens in a lab, as the page reads it: see `What` in src/labs/log.rs for what `a` and `b` are.

import type { What } from '../../generated/What';

/** Who did what the program itself did, not a worker of it. */
export const MAIN = 0;

/** One thing that happened. */
export interface Happening {
  /** Since the experiment began. */
  atMs: number;
  /** `MAIN`, or a worker from 1. */
  who: number;
  what: What;
  a: number;
  b: number;
}

/** An experiment as far as it got. */
export interface Seen {
  happenings: readonly Happening[];
  /** How long it has been on, or was. */
  nowMs: number;
}

/** How an experiment ended. */
export type Ending = 'finished' | 'stopped' | 'limit';

/** What its sentence takes from the log and the settings: figures that aren't in the outcome. */
export interface Shown {
  medianUs: number;
  p95Us: number;
  trips: number;
  /** The deepest that the queue was. */
  deepest: number;
  /** How often another worker's line came next. */
  turns: number;
  /** Microseconds an update by way of counting. */
  ways: readonly (number | null)[];
  /** Manager: each worker tells its sum once. */
  isOnce: boolean;
}
