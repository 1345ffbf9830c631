// Least squares of relative errors: which not negative parameters come closest to what was measured. Pure.
//
// Both laws of scaling are linear in disguise: workers over speed-up is a sum of parameters times known numbers. The error that
// counts is a share of the value, because noise is, too: a run that takes twice as long varies twice as much. So each row is divided
// by what is expected there, and the expectation is fitted again until it stays (iteratively reweighted least squares, which solves
// the likelihood equations of a multiplicative error; McCullagh and Nelder, "Generalized Linear Models", 1989, chapter 8).

/** One measurement: `value` is about the sum of parameters times `features`. */
export interface Row {
  features: readonly number[];
  /** Above zero. */
  value: number;
  /** What is known to be part of the value, whatever the parameters are. */
  offset: number;
}

const ROUNDS = 12;
const SETTLED = 1e-10;

/** The parameters, none below zero. */
export function fitRows(rows: readonly Row[]): number[] {
  let around: readonly number[] | null = null;
  for (let round = 0; ; round += 1) {
    const next = nonNegative(momentsOf(rows, around));
    const change = next.reduce((most, param, place) => Math.max(most, Math.abs(param - (around?.[place] ?? Infinity))), 0);
    if (change < SETTLED || round === ROUNDS) return next;
    around = next;
  }
}

/** What the parameters say that the value should be. */
export function expected({ features, offset }: Pick<Row, 'features' | 'offset'>, params: readonly number[]): number {
  let sum = offset;
  for (let place = 0; place < features.length; place += 1) sum += (features[place] ?? 0) * (params[place] ?? 0);
  return sum;
}

/** By row: by how much of the measured value the fit follows this very row, from 0 to 1. */
export function leverages(rows: readonly Row[], params: readonly number[]): number[] {
  const active = params.flatMap((param, place) => (param > 0 ? [place] : []));
  const scaled = rows.map((row) => active.map((place) => (row.features[place] ?? 0) / expected(row, params)));
  const normal = normalOf(scaled);
  return scaled.map((features) => {
    const solution = solve(normal, features);
    const leverage = solution === null ? 0 : solution.reduce((sum, value, place) => sum + value * (features[place] ?? 0), 0);
    return Math.min(Math.max(leverage, 0), 0.999);
  });
}

/** Sums over the rows, each divided by what is expected there: all that least squares need to know. */
interface Moments {
  /** Features times features. */
  normal: number[][];
  /** Features times value. */
  right: number[];
  /** Value times value. */
  square: number;
}

function momentsOf(rows: readonly Row[], around: readonly number[] | null): Moments {
  const count = rows[0]?.features.length ?? 0;
  const normal = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const right = new Array<number>(count).fill(0);
  let square = 0;
  for (const row of rows) {
    const { features, value, offset } = row;
    const weight = 1 / (around === null ? value : Math.max(expected(row, around), 1e-3 * value)) ** 2;
    for (let a = 0; a < count; a += 1) {
      const own = weight * (features[a] ?? 0);
      const sums = normal[a];
      if (sums === undefined || own === 0) continue;
      for (let b = 0; b < count; b += 1) sums[b] = (sums[b] ?? 0) + own * (features[b] ?? 0);
      right[a] = (right[a] ?? 0) + own * (value - offset);
    }
    square += weight * (value - offset) ** 2;
  }
  return { normal, right, square };
}

/** Exact for as few parameters as here: every choice of which of them are zero is tried, and the best one without a negative wins. */
function nonNegative({ normal, right, square }: Moments): number[] {
  const count = right.length;
  let best = new Array<number>(count).fill(0);
  let least = square;
  // Beginning with none at zero: where that has no negative, nothing is better.
  for (let choice = 2 ** count - 1; choice > 0; choice -= 1) {
    const active = right.flatMap((_, place) => ((choice >> place) % 2 === 1 ? [place] : []));
    const part = active.map((a) => active.map((b) => normal[a]?.[b] ?? 0));
    const solution = solve(part, active.map((place) => right[place] ?? 0));
    if (solution === null || solution.some((value) => value < 0)) continue;
    const params = new Array<number>(count).fill(0);
    active.forEach((place, at) => (params[place] = solution[at] ?? 0));
    if (active.length === count) return params;
    // At a solution the loss is what the values have less what the parameters explain.
    const loss = square - params.reduce((sum, param, place) => sum + param * (right[place] ?? 0), 0);
    if (loss < least) [best, least] = [params, loss];
  }
  return best;
}

function normalOf(rows: readonly (readonly number[])[]): number[][] {
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, a) => Array.from({ length: count }, (_, b) => rows.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0)));
}

/** Gauss with pivots; null where there is no single solution. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, place) => [...row, right[place] ?? 0]);
  const count = rows.length;
  for (let column = 0; column < count; column += 1) {
    const rest = rows.slice(column);
    const pivot = rest.reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best), rest[0] ?? []);
    const head = pivot[column] ?? 0;
    if (Math.abs(head) < 1e-12 * Math.max(...(matrix[column] ?? []).map(Math.abs), 1e-300)) return null;
    const from = rows.indexOf(pivot);
    [rows[column], rows[from]] = [pivot, rows[column] ?? []];
    for (let other = 0; other < count; other += 1) {
      const row = rows[other];
      if (other === column || row === undefined) continue;
      const factor = (row[column] ?? 0) / head;
      for (let place = column; place <= count; place += 1) row[place] = (row[place] ?? 0) - factor * (pivot[place] ?? 0);
    }
  }
  return rows.map((row, place) => (row[count] ?? 0) / (row[place] ?? 1));
}
