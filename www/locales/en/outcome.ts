// What a comparison came to, in English. Loads with the first run; other languages have the same shape.

import { duration, grouped, percent } from '../../model/units';
import { plural, workers } from './grammar';

export const outcome = {
  runtime: 'Runtime',
  chartTitle: (task: string): string => `Runtime of ${task} by strategy`,
  chartText: (bars: readonly { title: string; medianMs: number; ci95: readonly [number, number] }[]): string =>
    bars
      .map(({ title, medianMs, ci95 }) =>
        ci95[0] === ci95[1] ? `${title}: ${duration(medianMs)}` : `${title}: median ${duration(medianMs)}, 95 % interval ${duration(ci95[0])} to ${duration(ci95[1])}`,
      )
      .join('; '),
  interval: 'bar: median; whisker: its 95 % interval; marks: every run',
  efficiency: (efficiency: number, count: number): string =>
    `Each of the ${workers(count)} did ${percent(efficiency)} of what serial's one does.`,
  identical: 'All strategies computed identical results.',
  identicalOne: 'Every run computed identical results.',
  different: 'The results differ between runs. That must not happen: please report it.',
  table: {
    title: 'Results in numbers',
    median: 'Median',
    speedup: 'Speed-up',
    efficiency: 'Efficiency',
    first: 'First result',
    startup: 'Start-up',
  },
  help: {
    speedup: "serial's median over this one's",
    efficiency: 'speed-up over workers',
    first: 'until the caller had its first result',
    startup: 'until every worker had begun',
  },
  poolStart: (ms: number, count: number): string =>
    `The pool's ${workers(count)} took ${duration(ms)} to start, once, before any run.`,
  figures: 'What was computed',
  perplexity:
    'Perplexity is that of a round’s own documents, before the topics learn from them. From the fifth round on they have been seen before: how known texts are described, not new ones.',
  warnings: 'Read with care',
  setup: (items: number, item: string, cores: number, variant: string, chunk: string, machine: number): string =>
    `${grouped(items)} ${items === 1 ? item : plural(item)} · ${workers(cores)} · ${variant}, ${chunk} · machine with ${machine} ${machine === 1 ? 'core' : 'cores'}`,
};

/** The shape that every language has. */
export type OutcomeTexts = typeof outcome;
