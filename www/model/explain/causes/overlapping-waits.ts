// Waiting overlaps: workers that sleep need no core, so that more of them help even where cores don't.

import { type Claim, whereSure } from '../finding';
import { OVERLAP } from '../thresholds';

/** Waits overlapped. */
export interface OverlappingWaits {
  kind: 'overlapping-waits';
  workers: number;
  machineCores: number;
  /** How many waited at the same time, on average while anyone did. */
  atOnce: number;
}

/** Claims that items which sleep did so at the same time. */
export const overlappingWaits = whereSure((study): Claim<OverlappingWaits> | null => {
  const { account, isWaiting, machineCores, spec, workers } = study;
  if (account === null || !isWaiting || account.overlap < OVERLAP) return null;
  return {
    cause: { kind: 'overlapping-waits', workers, machineCores, atOnce: account.overlap },
    tone: 'gain',
    evidence: { fromMs: 0, toMs: account.endMs },
    remedy: spec.items > workers ? { field: 'cores', value: Math.min(spec.items, 4 * workers, 64) } : null,
  };
});
