// What kind of results each task returns, and how the programs and the page show the first of them.

import { checksum, said } from '../../model/checksum';

/** What a task's function returns. */
export type ResultKind =
  | 'number'
  /** A whole number, which the page has as text where it is above 2^53. */
  | 'whole'
  | 'text'
  /** A text behind the name of the worker that says it. */
  | 'said'
  | 'bytes'
  | 'counts';

/** By task. */
export const RESULTS: Readonly<Record<string, ResultKind>> = {
  allocate: 'number',
  grid_search: 'number',
  hello: 'said',
  mandelbrot: 'counts',
  matrix_multiply: 'number',
  memory_sum: 'number',
  monte_carlo_pi: 'number',
  n_queens: 'number',
  power_sum: 'whole',
  primes: 'number',
  proof_of_work: 'text',
  ray_trace: 'bytes',
  skewed: 'number',
  sort: 'number',
  spin: 'number',
  square: 'number',
  topic_model: 'bytes',
  wait: 'number',
  word_count: 'text',
};

/** How many of the first results, or of the first result's numbers, are shown. */
export const FIRST = { results: 5, numbers: 12, characters: 60 } as const;

/** What a task returns. Throws on a task that isn't listed. */
export function resultOf(task: string): ResultKind {
  const kind = RESULTS[task];
  if (kind === undefined) throw new Error(`task ${task} has no kind of results`);
  return kind;
}

/** What a program prints of its results: the line with the first of them, and the checksum of all. */
export interface Printed {
  first: string;
  checksum: string;
}

/** What a program must print for the page's results, in item order. */
export function printedOf(kind: ResultKind, results: readonly unknown[]): Printed {
  const comparable = kind === 'said' ? results.map((line) => said(String(line))) : results;
  return { first: firstOf(kind, results), checksum: checksum(comparable) };
}

function firstOf(kind: ResultKind, results: readonly unknown[]): string {
  const [first] = results;
  switch (kind) {
    case 'number':
    case 'whole':
      return `first results: ${results.slice(0, FIRST.results).map(String).join(' ')}`;
    case 'said':
      return `first results: ${results.slice(0, FIRST.results).map(String).join(', ')}`;
    case 'text':
      return `first result: ${String(first).slice(0, FIRST.characters)}`;
    case 'bytes':
    case 'counts': {
      const numbers = first instanceof Uint8Array || first instanceof Uint16Array ? [...first] : [];
      return `first numbers: ${numbers.slice(0, FIRST.numbers).join(' ')}`;
    }
  }
}
