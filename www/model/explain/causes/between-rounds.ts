// Between rounds: workers that are done wait for the last one, and all of them for the caller, who makes the next round of what they did.

import { type Claim, whereSure } from '../finding';
import type { Account } from '../measures';
import { isNotable, withinReach } from '../study';

/** Rounds kept workers waiting. */
export interface BetweenRounds {
  kind: 'between-rounds';
  rounds: number;
  /** From a worker's last chunk of a round to its first of the next, or to the next round's first: of all workers, on average. */
  idleMs: number;
  /** Of this, when nobody was at work: the caller's own part, and the way there and back. */
  callerMs: number;
}

/** Claims the time between the rounds of a run, in which fewer than all workers had something to do. */
export const betweenRounds = whereSure((study): Claim<BetweenRounds> | null => {
  const { account, isShared, isShort, report, shape, spec, workers } = study;
  const { rounds } = report;
  if (account === null || rounds < 2 || isShared || isShort || shape.oneByOne) return null;
  const lost = (each: Account): Lost => lostBetween(each, spec.items, rounds);
  if (!isNotable(study, (each) => lost(each).idleMs)) return null;
  const { idleMs, callerMs, longest } = lost(account);
  return { cause: { kind: 'between-rounds', rounds, idleMs, callerMs }, tone: 'loss', lostMs: withinReach(study, idleMs), evidence: longest };
});

interface Lost {
  idleMs: number;
  callerMs: number;
  /** The longest time between two rounds, from its first idle worker on. */
  longest: { fromMs: number; toMs: number };
}

/** The times between rounds, added up. */
function lostBetween({ chunks, workers }: Account, items: number, rounds: number): Lost {
  const begins = Array.from({ length: rounds }, () => Infinity);
  // By round, then worker; a worker that had nothing in a round waited from its beginning.
  const ends = Array.from({ length: rounds }, () => new Map<number, number>());
  for (const { worker, first, startMs, endMs } of chunks) {
    // The round whose first item is the last one not above this.
    const round = Math.floor(((first + 1) * rounds - 1) / items);
    begins[round] = Math.min(begins[round] ?? Infinity, startMs);
    ends[round]?.set(worker, Math.max(ends[round]?.get(worker) ?? 0, endMs));
  }
  const lost: Lost = { idleMs: 0, callerMs: 0, longest: { fromMs: 0, toMs: 0 } };
  for (let round = 0; round + 1 < rounds; round += 1) {
    const [beganMs = Infinity, nextMs = Infinity] = [begins[round], begins[round + 1]];
    if (!Number.isFinite(beganMs) || !Number.isFinite(nextMs)) continue;
    const endsMs = Array.from({ length: workers }, (_, worker) => ends[round]?.get(worker) ?? beganMs);
    const [fromMs, lastMs] = [Math.min(...endsMs), Math.max(...endsMs)];
    lost.idleMs += endsMs.reduce((sum, endMs) => sum + Math.max(0, nextMs - endMs), 0) / workers;
    lost.callerMs += Math.max(0, nextMs - lastMs);
    if (nextMs - fromMs > lost.longest.toMs - lost.longest.fromMs) lost.longest = { fromMs, toMs: nextMs };
  }
  return lost;
}
