// Speed-ups made up for tests: a known law, and runs that vary by a known share.

import { normal, seeded } from './random';
import type { SpeedupSample } from './scaling';

/** `repeats` runs on each number of workers, that vary by `noise` (a share, the standard deviation). */
export function samplesOf(law: (cores: number) => number, counts: readonly number[], noise: number, seed: number, repeats = 3): SpeedupSample[] {
  const uniform = seeded(seed);
  return counts.flatMap((cores) => Array.from({ length: repeats }, () => ({ cores, speedup: law(cores) * Math.exp(noise * normal(uniform)) })));
}

/** 1 to `most`. */
export function upTo(most: number): number[] {
  return Array.from({ length: most }, (_, place) => place + 1);
}
