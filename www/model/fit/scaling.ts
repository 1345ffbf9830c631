// What both laws of scaling are fitted to, and how well they describe it. Pure.

import { type Row, expected } from './least-squares';

/** One run: how many times as fast as serial it was, on so many workers. */
export interface SpeedupSample {
  cores: number;
  speedup: number;
}

/** Too few different numbers of workers for a law with so many parameters. */
export interface TooFew {
  kind: 'few';
  /** How many different numbers of workers there are. */
  counts: number;
  /** How many there must be, one worker among them. */
  needed: number;
  hasOne: boolean;
}

/** How well a law describes the samples. */
export interface Closeness {
  /** The typical distance of a number of workers' mean from the law, as a share. */
  misfit: number;
  /** The typical distance of a run from its number of workers' mean, as a share. */
  noise: number;
  /** The law is further off than the runs' own spread explains. */
  isOff: boolean;
}

/** Beyond so many times the spread that chance leaves in the means, the law is off. */
const OFF = 2;
/** A law that is closer than this is not called off, however little runs vary. */
const CLOSE = 0.02;

/** Samples that can be fitted: finite, above zero. */
export function usable(samples: readonly SpeedupSample[]): SpeedupSample[] {
  return samples.filter(({ cores, speedup }) => cores >= 1 && Number.isFinite(speedup) && speedup > 0);
}

/** What is missing to fit a law; null where there is enough. */
export function tooFew(samples: readonly SpeedupSample[], needed: number): TooFew | null {
  const counts = new Set(samples.map(({ cores }) => cores));
  const hasOne = counts.has(1);
  return counts.size >= needed && hasOne ? null : { kind: 'few', counts: counts.size, needed, hasOne };
}

/** How well the parameters describe the rows; rows with the same features are of one number of workers. */
export function closenessOf(rows: readonly Row[], params: readonly number[]): Closeness {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = row.features.join();
    groups.set(key, [...(groups.get(key) ?? []), row.value / expected(row, params) - 1]);
  }
  let [offSquares, ownSquares, freedom, chance] = [0, 0, 0, 0];
  for (const errors of groups.values()) {
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    offSquares += mean ** 2;
    ownSquares += errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
    freedom += errors.length - 1;
    chance += 1 / errors.length;
  }
  const count = Math.max(1, groups.size);
  const misfit = Math.sqrt(offSquares / count);
  const noise = freedom > 0 ? Math.sqrt(ownSquares / freedom) : 0;
  return { misfit, noise, isOff: misfit > CLOSE && misfit > OFF * noise * Math.sqrt(chance / count) };
}
