// What sentences are put together from, in any language: pieces, and numbers that deserve other digits than usual.

import { duration, fixed, grouped } from '../model/units';

/** A piece of a sentence: plain, or a number that stands out. */
export type Piece = string | { strong: string };

/** A piece that stands out. */
export const strong = (text: string): Piece => ({ strong: text });

/** A sentence from a template; pieces keep their place. */
export function say(words: TemplateStringsArray, ...values: readonly (Piece | number)[]): Piece[] {
  return words.flatMap((word, place): Piece[] => {
    const value = values[place];
    if (value === undefined) return [word];
    return [word, typeof value === 'number' ? grouped(value) : value];
  });
}

/** A duration that may be far below a millisecond: `0.26 µs`, `40 ns`. */
export function fine(ms: number): string {
  if (ms >= 0.0995) return duration(ms);
  if (ms >= 0.000_995) return `${(ms * 1e3).toPrecision(2)} µs`;
  return `${Math.round(ms * 1e6)} ns`;
}

/** An amount of memory: `1.2 MB`; few are so many bytes, by the language's word. */
export function bytes(number: number, word: string): string {
  const [unit, size] = number >= 1e6 ? ['MB', 1e6] : number >= 1e3 ? ['kB', 1e3] : [word, 1];
  return `${size === 1 ? number : (number / Number(size)).toPrecision(2)} ${unit}`;
}

/** How many times as much, where two digits say enough. */
export const times = (value: number): string => (value < 9.95 ? fixed(value, 1) : grouped(Math.round(value)));
