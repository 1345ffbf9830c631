// The global interpreter lock: threads that wait for each other to let go of it.

import { type Claim, whereSure } from '../finding';
import { isNotable } from '../study';

/** Threads waited for the lock. */
export interface GlobalLock {
  kind: 'global-lock';
  workers: number;
  /** Of the workers' time with a chunk, what went to waiting for it. */
  share: number;
  /** How often a thread had to wait. */
  waits: number;
  /** While threads wait for something else, they give it up. */
  isWaiting: boolean;
}

/** Claims the time in which threads had a chunk and waited for the lock. With more threads than one it is never theirs all at once. */
export const globalLock = whereSure((study): Claim<GlobalLock> | null => {
  const { account, isWaiting, reach, spec, workers } = study;
  if (account === null || !spec.gil || !isNotable(study, ({ parts }) => parts.locked / workers)) return null;
  const { computing, locked, waiting } = account.parts;
  const gil = account.trace.kinds.indexOf('gil');
  return {
    cause: {
      kind: 'global-lock',
      workers,
      share: locked / (computing + waiting + locked),
      waits: account.trace.spans.kind.reduce((count, kind) => count + (kind === gil ? 1 : 0), 0),
      isWaiting,
    },
    tone: 'loss',
    // Without it as many as there are cores could have computed at the same time.
    lostMs: Math.max(0, locked / workers - computing / workers * (workers / Math.max(1, reach) - 1)),
    evidence: { fromMs: 0, toMs: account.endMs },
    remedy: spec.strategies.includes('processes') ? null : { field: 'strategies', value: [...spec.strategies, 'processes'] },
  };
});
