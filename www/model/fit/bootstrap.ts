// How far a fit can be trusted: the same fit on data that could as well have been measured. Pure.
//
// The wild bootstrap (Wu 1986; Davidson and Flachaire 2008): each sample keeps its place and the size of its error, and chance decides
// whether it lies above or below. So samples may be as unequally noisy as runs on few and on many workers are.

import { type Row, expected, fitRows, leverages } from './least-squares';
import { seeded } from './random';

/** How often. */
const DRAWS = 400;
const SEED = 20_081;
/** Quantile of the normal distribution at 97.5 %. */
const Z = 1.959964;

/** An interval's ends. */
export type Interval = readonly [low: number, high: number];

/** Parameters that data drawn again came to. */
export interface Draws {
  params: readonly (readonly number[])[];
  /** By how much more their spread is than the draws show, for there are few samples: Student's t over the normal's. */
  stretch: number;
}

/** Fits the rows again, with other errors of the same sizes. `bound` puts parameters within their bounds. */
export function draws(rows: readonly Row[], params: readonly number[], bound: (params: number[]) => number[]): Draws {
  const uniform = seeded(SEED);
  const leverage = leverages(rows, params);
  // A fit follows its own data: where it could follow a sample closely, the error that is left is too small by so much.
  const errors = rows.map((row, at) => (row.value / expected(row, params) - 1) / (1 - (leverage[at] ?? 0)));
  const drawn = Array.from({ length: DRAWS }, () => {
    const other = rows.map((row, at) => {
      const error = Math.max(-0.95, (uniform() < 0.5 ? -1 : 1) * (errors[at] ?? 0));
      return { ...row, value: expected(row, params) * (1 + error) };
    });
    return bound(fitRows(other));
  });
  const informative = rows.filter(({ features }) => features.some((feature) => feature !== 0)).length;
  return { params: drawn, stretch: studentT(informative - params.length) / Z };
}

/** The 95 % interval of what the parameters say, around what the fit itself says. */
export function intervalOf({ params, stretch }: Draws, fitted: readonly number[], say: (params: readonly number[]) => number): Interval {
  const said = Float64Array.from(params, say).sort();
  const middle = say(fitted);
  const stretched = (value: number): number => (Number.isFinite(value) ? middle + stretch * (value - middle) : value);
  return [Math.min(middle, stretched(quantile(said, 0.025))), Math.max(middle, stretched(quantile(said, 0.975)))];
}

/** A quantile of sorted values. Between infinite ones nothing is interpolated. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  if (low === high || !Number.isFinite(low) || !Number.isFinite(high)) return at - Math.floor(at) < 0.5 ? low : high;
  return low + (at - Math.floor(at)) * (high - low);
}

/** Student's t at 97.5 %, by the expansion of Cornish and Fisher; within 1 % from 3 degrees of freedom on. */
function studentT(freedom: number): number {
  const nu = Math.max(freedom, 1.5);
  const g1 = (Z ** 3 + Z) / 4;
  const g2 = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const g3 = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  return Z + g1 / nu + g2 / nu ** 2 + g3 / nu ** 3;
}
