// `apply`: the caller waits for each call before it makes the next, so that only one worker works at a time.

import { type Claim, perStrategy } from '../finding';

/** Nothing overlapped. */
export interface OneByOne {
  kind: 'one-by-one';
  workers: number;
  /** How many calls could have made progress at the same time. */
  reach: number;
  /** How long at least one worker was at work. */
  busyMs: number;
}

/** Claims the time in which workers waited for their turn: true of every such call, and measured. */
export const oneByOne = perStrategy((study): Claim<OneByOne> | null => {
  const { account, reach, result, shape, workers } = study;
  if (!shape.oneByOne || workers < 2) return null;
  const remedy = { field: 'variant', value: 'map' } as const;
  if (account === null) return { cause: { kind: 'one-by-one', workers, reach, busyMs: result.medianMs }, tone: 'note', remedy };
  const busyMs = account.parts.computing + account.parts.waiting;
  return {
    cause: { kind: 'one-by-one', workers, reach, busyMs },
    tone: 'loss',
    lostMs: busyMs - busyMs / reach,
    evidence: { fromMs: 0, toMs: account.wallMs },
    remedy,
  };
});
