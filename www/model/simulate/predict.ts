// Predictions from measured costs: speed-ups over workers, what bounds them, and how far off measured runs they are.

import type { MeasuredCosts } from './measured';
import { median } from './measured';
import { simulate } from './simulate';
import type { Call, Simulated } from './simulate';

/** Schedules in the order of the legend. */
export const SCHEDULES = ['queue', 'static', 'guided', 'stealing'] as const;

/** Numbers of workers that are predicted. */
export const COUNTS: readonly number[] = Array.from({ length: 11 }, (_, power) => 2 ** power);

/** What keeps a simulated run from being faster. */
export type Bound = 'item' | 'few' | 'chunk' | 'dispatch' | 'startup' | 'work';

/** The chunk sizes to choose from. */
export const SIZES = ['own', 'one', 'share'] as const;

/** A choice of the chunk size. */
export type Size = (typeof SIZES)[number];

/** One schedule's predicted speed-ups, one a count. */
export interface Curve {
  schedule: Call['schedule'];
  points: { workers: number; speedup: number; bound: Bound }[];
}

/** Speed-ups over the serial wall for every schedule and count. */
export function predict(costs: MeasuredCosts, size: Size, own: { chunksize: number; fixed: boolean }): Curve[] {
  const items = costs.sumsMs.length - 1;
  const serialMs = costs.sumsMs[items] ?? 0;
  return SCHEDULES.map((schedule) => ({
    schedule,
    points: COUNTS.map((workers) => {
      const chunksize = size === 'own' ? own.chunksize : size === 'one' ? 1 : Math.ceil(items / workers);
      const went = simulate(costs, { schedule, workers, chunksize, fixed: size !== 'own' || own.fixed });
      return { workers, speedup: went.wallMs > 0 ? serialMs / went.wallMs : 1, bound: boundOf(costs, went, workers) };
    }),
  }));
}

/** The bound that is nearest to the wall. */
export function boundOf(costs: MeasuredCosts, went: Simulated, workers: number): Bound {
  const near = 0.8 * went.wallMs;
  if (costs.longestItemMs >= near) return 'item';
  if (costs.startupMs >= 0.5 * went.wallMs) return 'startup';
  if (went.chunks < workers) return 'few';
  if (went.longestChunkMs >= near) return 'chunk';
  return costs.dispatchMs * went.chunks >= 0.5 * went.busyMs ? 'dispatch' : 'work';
}

/** The median of how far the prediction is off each measured wall, as a share of the measured one. */
export function medianError(costs: MeasuredCosts, call: Call, measuredMs: readonly number[]): number {
  const { wallMs } = simulate(costs, call);
  return median(measuredMs.map((ms) => Math.abs(wallMs - ms) / ms));
}
