// Amdahl's law: a share of the work stays serial, the rest divides evenly. Pure.
//
// Gene Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities" (AFIPS 1967):
// S(n) = 1 / (s + (1 - s) / n). Turned over it is a straight line, n / S = 1 + s (n - 1), which is fitted.

import { type Draws, type Interval, draws, intervalOf } from './bootstrap';
import { type Row, fitRows } from './least-squares';
import { type Closeness, type SpeedupSample, type TooFew, closenessOf, tooFew, usable } from './scaling';

/** The fit. */
export interface AmdahlFit {
  kind: 'fitted';
  /** What doesn't divide, as a share of serial's time: from 0 to 1. Everything that costs counts as such. */
  serial: number;
  serialCi95: Interval;
  /** The most speed-up that any number of workers can bring; `Infinity` where nothing serial was seen. */
  limit: number;
  limitCi95: Interval;
  closeness: Closeness;
  /** The most workers that were fitted. */
  most: number;
  draws: Draws;
}

/**
 * With one worker the law says 1, whatever the share is. So one more number of workers gives the share, and another one is the
 * least that can show the law to be wrong: three in all.
 */
export const AMDAHL_COUNTS = 3;

const within = ([serial = 0]: readonly number[]): number[] => [Math.min(serial, 1)];

/** Fits the law, or says what is missing. */
export function fitAmdahl(samples: readonly SpeedupSample[]): AmdahlFit | TooFew {
  const good = usable(samples);
  const few = tooFew(good, AMDAHL_COUNTS);
  if (few !== null) return few;
  const rows: Row[] = good.map(({ cores, speedup }) => ({ features: [cores - 1], value: cores / speedup, offset: 1 }));
  const params = within(fitRows(rows));
  const drawn = draws(rows, params, within);
  const [low, high] = intervalOf(drawn, params, ([serial = 0]) => serial);
  const serialCi95: Interval = [Math.max(0, low), Math.min(1, high)];
  const [serial = 0] = params;
  return {
    kind: 'fitted',
    serial,
    serialCi95,
    limit: 1 / serial,
    limitCi95: [1 / serialCi95[1], 1 / serialCi95[0]],
    closeness: closenessOf(rows, params),
    most: Math.max(...good.map(({ cores }) => cores)),
    draws: drawn,
  };
}

/** The law. */
export function amdahl(cores: number, serial: number): number {
  return 1 / (serial + (1 - serial) / cores);
}

/** The 95 % interval of the fitted law's speed-up. */
export function amdahlCi95({ draws: drawn, serial }: AmdahlFit, cores: number): Interval {
  return intervalOf(drawn, [serial], ([share = 0]) => amdahl(cores, share));
}
