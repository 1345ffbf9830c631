// Copying: arguments and results of processes, which share no memory, turned into bytes and back.

import { type Claim, whereSure } from '../finding';
import { type Account } from '../measures';
import { isNotable, lostTo } from '../study';
import { largerChunks } from './dispatch';

/** What copying cost. */
export interface Copying {
  kind: 'copying';
  /** Milliseconds of a worker. */
  workerMs: number;
  /** Milliseconds of the caller. */
  callerMs: number;
  /** To and from all workers. */
  bytes: number;
}

/** Claims the workers' own part; the caller's is told beside it, as workers may have had something to do meanwhile. */
export const copying = whereSure((study): Claim<Copying> | null => {
  const { account, isShared, workers } = study;
  const costMs = ({ parts }: Account): number => parts.copying / workers;
  if (account === null || isShared || !isNotable(study, costMs)) return null;
  const { copiedBytes = 0, copiedMs = 0 } = account.trace;
  return {
    cause: { kind: 'copying', workerMs: costMs(account), callerMs: copiedMs, bytes: copiedBytes },
    tone: 'loss',
    lostMs: lostTo(study, 'copying'),
    evidence: { fromMs: 0, toMs: account.endMs },
    remedy: largerChunks(study),
  };
});
