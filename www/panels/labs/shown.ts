// What a lab's sentence takes from its log. Pure.

import type { Happening, Shown } from '../../model/labs/happening';
import type { Setting } from '../../model/labs/settings';
import { depthSteps, printedLines, quantile, tripsUs, ways } from '../../model/labs/pictures';

/** What the stress lab tries, in its order (src/labs/stress/mod.rs). */
export const TRIALS = [
  'Lock',
  'Lock.acquire(timeout)',
  'RLock',
  'Semaphore',
  'BoundedSemaphore',
  'Event',
  'Condition',
  'Condition.notify(1)',
  'Barrier',
  'Barrier(action)',
  'Barrier.abort()',
  'Pipe',
  'Queue, SimpleQueue',
  'JoinableQueue',
  'Value.get_lock()',
  'Array.get_lock()',
  'RawArray',
  'Process',
] as const;

/** How many ways of counting there are. */
export const WAYS = 5;

/** All of them. */
export function shownOf(happenings: readonly Happening[], settings: Readonly<Record<string, Setting>>): Shown {
  const trips = tripsUs(happenings);
  return {
    medianUs: quantile(trips, 0.5),
    p95Us: quantile(trips, 0.95),
    trips: trips.length,
    deepest: depthSteps(happenings).reduce((most, { depth }) => Math.max(most, depth), 0),
    turns: printedLines(happenings).filter(({ isTurn }) => isTurn).length,
    ways: ways(happenings, WAYS).map(({ us }) => us),
    isOnce: settings['tell'] === 'once',
  };
}
