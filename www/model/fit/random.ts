// Chance that can be repeated: the same seed gives the same numbers, so that the same data gives the same words. Pure.

/** Numbers from 0 to below 1, evenly spread. */
export type Uniform = () => number;

/** Mulberry32 by Tommy Ettinger: one 32-bit state, more than good enough to draw samples. */
export function seeded(seed: number): Uniform {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number from the standard normal distribution, after Box and Muller. */
export function normal(uniform: Uniform): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
