// Not certain enough: what keeps the figures from saying why, and what would help.

import { type Finding, type Remedy, type Rule, finding } from '../finding';
import type { Doubt, Study } from '../study';
import { LEAST_STEPS } from '../thresholds';

/** Nothing is claimed about a strategy. */
export interface Uncertain {
  kind: 'uncertain';
  doubts: readonly Doubt[];
  /** Every strategy of which this is true. */
  strategies: readonly string[];
  speedupCi95: readonly [number, number];
  repeats: number;
  /** What the clock can tell apart. */
  timerResolutionMs: number;
}

/** Says once for all strategies with the same doubts that no cause is named, and why. */
export const uncertain: Rule<Uncertain> = ({ studies }): Finding<Uncertain>[] => {
  const doubtful = studies.filter(({ doubts }) => doubts.length > 0);
  const kinds = new Set(doubtful.map(({ doubts }) => doubts.join()));
  return [...kinds].flatMap((kind) => {
    const same = doubtful.filter(({ doubts }) => doubts.join() === kind);
    const [first] = same;
    if (first === undefined) return [];
    const { doubts, result, report, spec } = first;
    const cause: Uncertain = {
      kind: 'uncertain',
      doubts,
      strategies: same.map(({ strategy }) => strategy),
      speedupCi95: result.speedupCi95,
      repeats: spec.repeats,
      timerResolutionMs: report.environment.timerResolutionMs,
    };
    return [finding(first, { cause, tone: 'doubt', remedy: remedyOf(first) })];
  });
};

/** Longer runs, or more of them. */
function remedyOf({ doubts, result, serial, report, spec }: Study): Remedy | null {
  if (doubts.includes('too-short')) {
    const shortestMs = Math.min(result.medianMs, serial?.result.medianMs ?? Infinity);
    const times = Math.min(1_000, (2 * LEAST_STEPS * report.environment.timerResolutionMs) / Math.max(shortestMs, 1e-3));
    return { field: 'items', value: spec.items * Math.max(2, 10 ** Math.ceil(Math.log10(times))) };
  }
  if (doubts.includes('few-runs')) return { field: 'repeats', value: 5 };
  return doubts.includes('spread') ? { field: 'repeats', value: Math.min(50, Math.max(11, 2 * spec.repeats + 1)) } : null;
}
