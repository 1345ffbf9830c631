// Few items of about the same cost: their number doesn't divide by the workers', and the last round is not full.

import { type Claim, whereSure } from '../finding';
import { tailOf } from '../tail';

/** The last round was not full. */
export interface LastRound {
  kind: 'last-round';
  items: number;
  workers: number;
  itemMs: number;
  /** Workers that had nothing left while the last item went on. */
  idle: number;
}

/** Claims what idle workers at the end cost with single items of an ordinary length. */
export const lastRound = whereSure((study): Claim<LastRound> | null => {
  const tail = tailOf(study);
  if (tail?.reason !== 'last-round') return null;
  const { last, lostMs, fromMs, idle } = tail;
  return {
    cause: { kind: 'last-round', items: study.spec.items, workers: study.workers, itemMs: last.endMs - last.startMs, idle: idle.length },
    tone: 'loss',
    lostMs,
    evidence: { fromMs, toMs: last.endMs },
  };
});
