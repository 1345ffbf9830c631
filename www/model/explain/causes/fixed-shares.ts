// A static schedule: every worker's share is fixed, so whoever is done first can't help the others.

import { type Claim, whereSure } from '../finding';
import { tailOf } from '../tail';

/** Shares were uneven. */
export interface FixedShares {
  kind: 'fixed-shares';
  /** How long the worker with the least had to do, and the one with the most. */
  leastMs: number;
  mostMs: number;
}

/** Claims what idle workers at the end cost under a static schedule. */
export const fixedShares = whereSure((study): Claim<FixedShares> | null => {
  const tail = tailOf(study);
  if (tail?.reason !== 'fixed-shares') return null;
  const { last, lostMs, fromMs, idle } = tail;
  const busy = study.account?.lanes.flatMap((lane) => (lane === null ? [] : [lane.endMs - lane.startMs])) ?? [];
  return {
    cause: { kind: 'fixed-shares', leastMs: Math.min(...busy), mostMs: Math.max(...busy) },
    tone: 'loss',
    lostMs,
    evidence: { fromMs, toMs: last.endMs, workers: [...idle, last.worker].toSorted((a, b) => a - b) },
    remedy: { field: 'schedule', value: 'queue' },
  };
});
