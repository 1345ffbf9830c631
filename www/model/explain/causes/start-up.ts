// Start-up: workers that began late, because they had to be started or woken first.

import { type Claim, type Remedy, whereSure } from '../finding';
import { type Study, isNotable, lastStartOf, lostTo, startsOf } from '../study';
import { LATE_START, LEAST_SHARE } from '../thresholds';

/** Workers began late. */
export interface StartUp {
  kind: 'start-up';
  /** When the last worker that took part began. */
  lastMs: number;
  /** Threads are started for each call; else waiting workers are woken. */
  isFresh: boolean;
  /** Threads that the run started one after the other for single items; 0 where each worker starts once. */
  starts: number;
  /** The caller waits for each of them. */
  oneByOne: boolean;
  /** Without start-up it would have been faster than serial; with it, it wasn't. */
  ateTheGain: boolean;
}

/** Claims what workers did not do before their first chunk (and, with a thread for each item, before every other). */
export const startUp = whereSure((study): Claim<StartUp> | null => {
  const { account, isShared, reach, result, serial, shape, strategy, workers } = study;
  const { oneByOne } = shape;
  const isFresh = strategy === 'threaded';
  const [starts, lastMs] = [startsOf(study), lastStartOf(study)];
  if (account === null) {
    if (lastMs < LATE_START * result.medianMs) return null;
    return { cause: { kind: 'start-up', lastMs, isFresh, starts, oneByOne, ateTheGain: false }, tone: 'note', remedy: remedyOf(study) };
  }
  if (isShared || !isNotable(study, ({ parts }) => parts.startup / workers)) return null;
  const lostMs = lostTo(study, 'startup');
  const serialMs = serial?.result.medianMs ?? 0;
  // A gain worth the name, and more workers than one to have it from.
  const ateTheGain = reach > 1 && result.medianMs >= serialMs && (result.medianMs - lostMs) * (1 + LEAST_SHARE) < serialMs;
  return {
    cause: { kind: 'start-up', lastMs, isFresh, starts, oneByOne, ateTheGain },
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
  if (strategy === 'threaded') return spec.strategies.includes('pooled') ? null : { field: 'strategies', value: [...spec.strategies, 'pooled'] };
  return { field: 'items', value: 4 * spec.items };
}
