// One worker: it computes what serial computes, and what differs is the price of handing work over.

import { type Claim, whereSure } from '../finding';

/** Nothing can run at the same time. */
export interface OneWorker {
  kind: 'one-worker';
  /** How much longer than serial it took; null where that can't be told. */
  longerMs: number | null;
}

/** Claims that one worker has nobody to share with. */
export const oneWorker = whereSure(({ account, result, serial, workers }): Claim<OneWorker> | null => {
  if (workers !== 1 || serial === null) return null;
  const longerMs = result.speedupCi95[1] < 1 ? result.medianMs - serial.result.medianMs : null;
  return { cause: { kind: 'one-worker', longerMs }, tone: 'note', ...(account !== null && { evidence: { fromMs: 0, toMs: account.wallMs } }) };
});
