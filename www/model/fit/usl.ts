// The Universal Scalability Law: workers also wait for each other, and keep each other informed. Pure.
//
// Neil Gunther, "A Simple Capacity Model of Massively Parallel Transaction Systems" (CMG 1993); "Guerrilla Capacity Planning" (2007):
// S(n) = lambda n / (1 + alpha (n - 1) + beta n (n - 1)). Turned over it is a sum, n / S = a + b (n - 1) + c n (n - 1) with
// a = 1 / lambda, b = alpha / lambda, c = beta / lambda, which is fitted.

import { type Draws, type Interval, draws, intervalOf } from './bootstrap';
import { type Row, fitRows } from './least-squares';
import { type Closeness, type SpeedupSample, type TooFew, closenessOf, tooFew, usable } from './scaling';

/** The law's parameters. */
export interface UslParams {
  /** What one worker does, as a multiple of serial. */
  lambda: number;
  /** Contention: the share of the time in which workers wait for something that only one of them can have. */
  alpha: number;
  /** Coherence: what keeping in step costs, for each pair of workers. */
  beta: number;
}

/** The fit. */
export interface UslFit extends UslParams {
  kind: 'fitted';
  lambdaCi95: Interval;
  alphaCi95: Interval;
  betaCi95: Interval;
  /** From so many workers on it gets slower; `Infinity` where it never does. */
  peak: number;
  peakCi95: Interval;
  closeness: Closeness;
  /** The most workers that were fitted. */
  most: number;
  draws: Draws;
}

/** Three parameters need three numbers of workers; a fourth is the least that can show the law to be wrong. */
export const USL_COUNTS = 4;

/** Fits the law, or says what is missing. */
export function fitUsl(samples: readonly SpeedupSample[]): UslFit | TooFew {
  const good = usable(samples);
  const few = tooFew(good, USL_COUNTS);
  if (few !== null) return few;
  const rows: Row[] = good.map(({ cores, speedup }) => ({
    features: [1, cores - 1, cores * (cores - 1)],
    value: cores / speedup,
    offset: 0,
  }));
  const params = fitRows(rows);
  const drawn = draws(rows, params, (same) => same);
  const say = (what: (params: UslParams) => number): Interval => {
    const [low, high] = intervalOf(drawn, params, (sums) => what(named(sums)));
    return [Math.max(0, low), high];
  };
  return {
    kind: 'fitted',
    ...named(params),
    lambdaCi95: say(({ lambda }) => lambda),
    alphaCi95: say(({ alpha }) => alpha),
    betaCi95: say(({ beta }) => beta),
    peak: peakOf(named(params)),
    // Of numbers that may be infinite: their order is what counts, so the inverse is drawn.
    peakCi95: inverse(say((one) => 1 / peakOf(one))),
    closeness: closenessOf(rows, params),
    most: Math.max(...good.map(({ cores }) => cores)),
    draws: drawn,
  };
}

/** The law. */
export function usl(cores: number, { lambda, alpha, beta }: UslParams): number {
  return (lambda * cores) / (1 + alpha * (cores - 1) + beta * cores * (cores - 1));
}

/** The 95 % interval of the fitted law's speed-up. */
export function uslCi95({ draws: drawn, lambda, alpha, beta }: UslFit, cores: number): Interval {
  return intervalOf(drawn, [1 / lambda, alpha / lambda, beta / lambda], (sums) => usl(cores, named(sums)));
}

function named([a = 0, b = 0, c = 0]: readonly number[]): UslParams {
  return { lambda: 1 / a, alpha: b / a, beta: c / a };
}

/** Where the law has its maximum: Gunther's sqrt((1 - alpha) / beta), one worker at least. */
function peakOf({ alpha, beta }: UslParams): number {
  return beta === 0 ? Infinity : Math.max(1, Math.sqrt(Math.max(0, 1 - alpha) / beta));
}

function inverse([low, high]: Interval): Interval {
  return [1 / high, 1 / low];
}
