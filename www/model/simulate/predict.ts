// Predictions from measured costs: speed-ups over workers, and what bounds them.

import type { MeasuredCosts } from './measured';
import { simulating } from './simulate';
import type { Call, Simulated } from './simulate';
import type { Steps } from './steps';

/** Schedules in the order of the legend. */
export const SCHEDULES = ['queue', 'static', 'guided', 'stealing'] as const;

/** Numbers of workers that are predicted. */
export const COUNTS: readonly number[] = Array.from({ length: 11 }, (_, power) => 2 ** power);

/** What keeps a simulated run from being faster. */
export type Bound = 'item' | 'few' | 'chunk' | 'dispatch' | 'caller' | 'startup' | 'work';

/** The chunk sizes to choose from. */
export const SIZES = ['own', 'one', 'share'] as const;

/** A choice of the chunk size. */
export type Size = (typeof SIZES)[number];

/** One schedule's predicted speed-ups, one a count. */
export interface Curve {
  schedule: Call['schedule'];
  points: { workers: number; speedup: number; bound: Bound }[];
}

/** The chunk size of the setup. */
export interface OwnSize {
  /** Whether it was chosen. */
  fixed: boolean;
  /** What it comes to: Python's default depends on the workers. */
  at(workers: number): number;
}

/** Speed-ups over the serial wall for every schedule and count. */
export function* predicting(costs: MeasuredCosts, size: Size, own: OwnSize): Steps<Curve[]> {
  const items = costs.sumsMs.length - 1;
  const serialMs = costs.sumsMs[items] ?? 0;
  const curves: Curve[] = [];
  for (const schedule of SCHEDULES) {
    const points: Curve['points'] = [];
    for (const workers of COUNTS) {
      const chunksize = size === 'own' ? own.at(workers) : size === 'one' ? 1 : Math.ceil(items / workers);
      const went = yield* simulating(costs, { schedule, workers, chunksize, fixed: size !== 'own' || own.fixed });
      points.push({ workers, speedup: went.wallMs > 0 ? serialMs / went.wallMs : 1, bound: boundOf(costs, went, workers) });
      yield;
    }
    curves.push({ schedule, points });
  }
  return curves;
}

/** The bound that is nearest to the wall. */
export function boundOf(costs: MeasuredCosts, went: Simulated, workers: number): Bound {
  const near = 0.8 * went.wallMs;
  if (costs.longestItemMs >= near) return 'item';
  if (went.afterMs >= 0.5 * went.wallMs) return 'caller';
  if (costs.startupMs >= 0.5 * went.wallMs) return 'startup';
  if (went.chunks < workers) return 'few';
  if (went.longestChunkMs >= near) return 'chunk';
  return costs.dispatchMs * went.chunks >= 0.5 * went.busyMs ? 'dispatch' : 'work';
}
