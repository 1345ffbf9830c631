// Threaded against pooled: what starting threads anew for each call costs a program that has no pool.

import { type Finding, type Rule, finding } from '../finding';
import { lastStartOf } from '../measures';
import { type Study, medianOf, startsOf } from '../study';
import { FRESH_THREADS } from '../thresholds';

/** Pooled was faster, and start-up explains it. */
export interface FreshThreads {
  kind: 'fresh-threads';
  /** How much longer threaded took. */
  slowerMs: number;
  /** When the last worker that took part began. */
  threadedMs: number;
  pooledMs: number;
  /** Threads that threaded started for single items; 0 where each worker started once. */
  starts: number;
}

/** Claims that threaded's start-up is why it took longer, where their intervals don't touch and start-up explains at least half. */
export const freshThreads: Rule<FreshThreads> = ({ studies }): Finding<FreshThreads>[] => {
  const [threaded, pooled] = ['threaded', 'pooled'].map((id) => studies.find(({ strategy }) => strategy === id));
  if (threaded === undefined || pooled === undefined || threaded.doubts.length + pooled.doubts.length > 0) return [];
  if (threaded.result.ci95[0] <= pooled.result.ci95[1]) return [];
  const slowerMs = threaded.result.medianMs - pooled.result.medianMs;
  const [threadedMs, pooledMs] = [begunMs(threaded), begunMs(pooled)];
  const [ofThreaded, ofPooled] = [threaded, pooled].map(({ account, workers }) => (account?.parts.startup ?? 0) / workers);
  // From the recordings where there are any: late workers cost less than their lateness while others work.
  const explainedMs = threaded.account !== null && pooled.account !== null ? (ofThreaded ?? 0) - (ofPooled ?? 0) : threadedMs - pooledMs;
  if (explainedMs < FRESH_THREADS * slowerMs) return [];
  const starts = startsOf(threaded);
  const evidence = { fromMs: 0, toMs: starts > 0 ? (threaded.account?.wallMs ?? 0) : threadedMs };
  return [finding(threaded, { cause: { kind: 'fresh-threads', slowerMs, threadedMs, pooledMs, starts }, tone: 'note', evidence })];
};

function begunMs({ account, result }: Study): number {
  return account === null ? medianOf(result, ({ startupMs }) => startupMs) : lastStartOf(account);
}
