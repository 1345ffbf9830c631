// Break-even: from how many items on a strategy is faster than serial, read off runs with several numbers of items. Pure.

import { type Interval, quantile } from './bootstrap';
import { normal, seeded } from './random';

/** Runs with one number of items: serial and the strategy, round by round. */
export interface ItemsRuns {
  items: number;
  serialMs: readonly number[];
  ownMs: readonly number[];
}

/** From where on the strategy pays. */
export type BreakEven =
  /** Fewer than two numbers of items. */
  | { kind: 'few' }
  /** With every number of items that was measured; with fewer than `from`, chance could explain it. */
  | { kind: 'always'; from: number }
  /** Not with the most items that were measured, or with nothing that chance couldn't explain. */
  | { kind: 'never' }
  /** From about `items` on; the interval's ends are 0 and `Infinity` where they lie outside of what was measured. */
  | { kind: 'from'; items: number; ci95: Interval };

const DRAWS = 400;
const SEED = 1_967;
/** Three runs say little about their spread: the spread at all numbers of items counts as so many further ones. */
const SHARED = 4;
/** Student's t over the normal's at 97.5 %, for 2 + 4 degrees of freedom. */
const STRETCH = 2.447 / 1.96;

/** Reads the break-even off. With a line between measured numbers of items, both axes logarithmic. */
export function breakEvenOf(runs: readonly ItemsRuns[]): BreakEven {
  const gains = runs
    .map(({ items, serialMs, ownMs }) => ({ items, logs: serialMs.map((ms, round) => Math.log(ms / (ownMs[round] ?? NaN))).filter(Number.isFinite) }))
    .filter(({ logs }) => logs.length > 0)
    .toSorted((a, b) => a.items - b.items);
  const least = gains[0]?.items ?? 0;
  if (gains.length < 2) return { kind: 'few' };
  const uniform = seeded(SEED);
  const ofAll = mean(gains.map(({ logs }) => varianceOf(logs)));
  const points = gains.map(({ items, logs }) => {
    const freedom = logs.length - 1;
    // After Gordon Smyth's moderated variances (2004): each own one, drawn towards that of all.
    const variance = (freedom * varianceOf(logs) + SHARED * ofAll) / (freedom + SHARED);
    return { items, gain: mean(logs), error: STRETCH * Math.sqrt(variance / logs.length) };
  });
  const drawn = Array.from({ length: DRAWS }, () =>
    crossing(points.map(({ items, gain, error }) => ({ items, gain: gain + error * normal(uniform) }))),
  );
  const sorted = Float64Array.from(drawn).sort();
  const ci95: Interval = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  const items = crossing(points);
  if (items === Infinity) return { kind: 'never' };
  if (items > 0) return { kind: 'from', items, ci95: [Math.min(ci95[0], items), Math.max(ci95[1], items)] };
  return ci95[1] === Infinity ? { kind: 'never' } : { kind: 'always', from: Math.max(ci95[1], least) };
}

/** Where the gain gets above zero for good: 0 where it always is, `Infinity` where it isn't in the end. */
function crossing(points: readonly { items: number; gain: number }[]): number {
  const last = points.findLastIndex(({ gain }) => gain <= 0);
  const [before, after] = [points[last], points[last + 1]];
  if (before === undefined) return 0;
  if (after === undefined) return Infinity;
  const share = -before.gain / (after.gain - before.gain);
  return Math.exp(Math.log(before.items) + share * (Math.log(after.items) - Math.log(before.items)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, values.length - 1);
}
