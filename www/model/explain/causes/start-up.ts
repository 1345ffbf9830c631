// Start-up: workers that began late, because they had to be started or woken first.

import { type Claim, type Remedy, whereSure } from '../finding';
import { type Account, lastStartOf, unusedMs } from '../measures';
import { type Study, isNotable, lostTo, medianOf, startsOf } from '../study';
import { tailOf } from '../tail';
import { LATE_START, LEAST_SHARE } from '../thresholds';

/** Workers began late. */
export interface StartUp {
  kind: 'start-up';
  workers: number;
  /** When a worker's first chunk began on average, and the last worker's. */
  averageMs: number;
  lastMs: number;
  what: 'threads' | 'processes';
  /** They are started for each call; else waiting workers are woken. */
  isFresh: boolean;
  /** Threads that the run started one after the other for single items; 0 where each worker starts once. */
  starts: number;
  /** The caller waits for each of them. */
  oneByOne: boolean;
  /** Without start-up it would have been faster than serial; with it, it wasn't. */
  ateTheGain: boolean;
}

/**
 * Claims what workers did not do before their first chunk (and, with a thread for each item, before every other). Where they share
 * cores: what no core did before all had begun.
 */
export const startUp = whereSure((study): Claim<StartUp> | null => {
  const { account, isShared, reach, result, serial, shape, spec, strategy, workers } = study;
  const { oneByOne } = shape;
  const isFresh = strategy === 'threaded' || (strategy === 'processes' && spec.processes === 'fresh');
  const starts = startsOf(study);
  const lastMs = account === null ? medianOf(result, ({ startupMs }) => startupMs) : lastStartOf(account);
  if (account === null) {
    if (lastMs < LATE_START * result.medianMs) return null;
    return { cause: { kind: 'start-up', workers, averageMs: lastMs, lastMs, what: strategy === 'processes' ? 'processes' : 'threads', isFresh, starts, oneByOne, ateTheGain: false }, tone: 'note', remedy: remedyOf(study) };
  }
  const costMs = (each: Account): number => (isShared ? unusedMs(each, reach, lastStartOf(each)) / reach : each.parts.startup / workers);
  if (!isNotable(study, costMs)) return null;
  const tail = tailOf(study);
  // Who ended last because it began late kept the others waiting for the same reason.
  const lostMs = isShared ? costMs(account) : lostTo(study, 'startup') + (tail?.reason === 'late-start' ? tail.lostMs : 0);
  const serialMs = serial?.result.medianMs ?? 0;
  // A gain worth the name, and more workers than one to have it from.
  const ateTheGain = reach > 1 && result.medianMs >= serialMs && (result.medianMs - lostMs) * (1 + LEAST_SHARE) < serialMs;
  return {
    cause: { kind: 'start-up', workers, averageMs: account.parts.startup / workers, lastMs, what: strategy === 'processes' ? 'processes' : 'threads', isFresh, starts, oneByOne, ateTheGain },
    tone: 'loss',
    lostMs,
    evidence: { fromMs: 0, toMs: starts > 0 ? account.wallMs : lastMs },
    remedy: remedyOf(study),
  };
});

/** One start for many items, workers that are there already, or more work for each start. */
function remedyOf(study: Study): Remedy | null {
  const { shape, spec, strategy } = study;
  const isCalls = shape.oneByOne || spec.variant === 'apply_async';
  if (startsOf(study) > 0) return isCalls ? { field: 'variant', value: 'map' } : { field: 'spawn', value: 'core' };
  if (strategy === 'processes' && spec.processes === 'fresh') return { field: 'processes', value: 'pool' };
  if (strategy === 'threaded') return spec.strategies.includes('pooled') ? null : { field: 'strategies', value: [...spec.strategies, 'pooled'] };
  return { field: 'items', value: 4 * spec.items };
}
