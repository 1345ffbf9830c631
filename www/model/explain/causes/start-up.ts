// Start-up: workers that began late, because they had to be started or woken first.

import { type Claim, type Remedy, whereSure } from '../finding';
import { type Study, isNotable, lostTo, medianOf } from '../study';
import { LATE_START } from '../thresholds';

/** Workers began late. */
export interface StartUp {
  kind: 'start-up';
  /** When the last worker that took part began. */
  lastMs: number;
  /** Threads are started for each call; else waiting workers are woken. */
  isFresh: boolean;
  /** Threads that the run started one after the other for single items; 0 where each worker starts once. */
  starts: number;
  /** Without start-up it would have been faster than serial; with it, it wasn't. */
  ateTheGain: boolean;
}

/** Claims what workers did not do before their first chunk (and, with a thread for each item, before every other). */
export const startUp = whereSure((study): Claim<StartUp> | null => {
  const { account, result, serial, strategy, spec, shape, workers, isShared } = study;
  const isFresh = strategy === 'threaded';
  const starts = isFresh && (spec.spawn === 'item' || shape.oneByOne || spec.variant === 'apply_async') ? shape.chunks : 0;
  const lastMs = medianOf(result, ({ startupMs }) => startupMs);
  if (account === null) {
    if (lastMs < LATE_START * result.medianMs) return null;
    return { cause: { kind: 'start-up', lastMs, isFresh, starts, ateTheGain: false }, tone: 'note', remedy: remedyOf(study) };
  }
  if (isShared || !isNotable(study, ({ parts }) => parts.startup / workers)) return null;
  const lostMs = lostTo(study, 'startup');
  const firsts = account.lanes.flatMap((lane) => (lane === null ? [] : [lane.startMs]));
  const serialMs = serial?.result.medianMs ?? 0;
  const ateTheGain = serial !== null && result.medianMs >= serialMs && result.medianMs - lostMs < serialMs;
  return {
    cause: { kind: 'start-up', lastMs: Math.max(0, ...firsts), isFresh, starts, ateTheGain },
    tone: 'loss',
    lostMs,
    evidence: { fromMs: 0, toMs: starts > 0 ? account.wallMs : Math.max(0, ...firsts) },
    remedy: remedyOf(study),
  };
});

/** One start for many items, or more work for each start. */
function remedyOf({ spec, strategy }: Study): Remedy {
  if (strategy === 'threaded' && spec.spawn === 'item') return { field: 'spawn', value: 'core' };
  return { field: 'items', value: 4 * spec.items };
}
