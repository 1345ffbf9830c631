// English texts of what more cores would do.

import type { Bound, Size } from '../../model/simulate/predict';
import { duration, grouped, percent, ratio } from '../../model/units';

const bounds: Record<Bound, (longestMs: number) => string> = {
  item: (ms) => `one item of ${duration(ms)} bounds it`,
  few: () => 'there are fewer chunks than workers',
  chunk: () => 'the longest chunk bounds it',
  dispatch: () => 'handing out chunks takes most of the time',
  startup: () => 'starting workers takes most of the time',
  work: () => 'the work and how evenly it divides bound it',
};
const sizes: Record<Size, (own: number) => string> = {
  own: (own) => `as measured: ${grouped(own)}`,
  one: () => '1 item',
  share: () => 'items / workers',
};

export const simulation = {
  none: 'After a run: what more cores would do. It needs serial and pooled, both recorded, and a call other than apply.',
  title: 'What would 64 cores do?',
  chunks: 'Chunk size',
  size: (size: Size, own: number): string => sizes[size](own),
  at64: (speedup: number, bound: Bound, longestMs: number): string =>
    `With the measured schedule, 64 workers would be ${speedup >= 1 ? `${ratio(speedup)} times as fast as` : `${ratio(1 / speedup)} times as slow as`} serial: ${bounds[bound](longestMs)}.`,
  error: (error: number, runs: number, workers: number): string =>
    `Checked against ${runs === 1 ? '1 measured run' : `${runs} measured runs`} with ${workers === 1 ? '1 worker' : `${workers} workers`}: the median error is ${percent(error)}.`,
  unchecked: 'Not checked: the measured runs had more workers than this machine has cores.',
  coarse: 'Several items share a recorded span, so their costs are averages and a long item may hide in one.',
  note: 'Simulated from measured costs of items, dispatch and start-up. Not in it: memory bandwidth, caches, heat and turbo. Stealing is simplified: halved pieces, taken in order.',
  chart: (task: string): string => `Predicted speed-up of ${task}`,
  words: {
    x: 'workers', y: 'predicted speed-up over serial', ideal: 'ideal',
    schedules: { queue: 'queue', static: 'static', guided: 'guided', stealing: 'stealing' },
  },
  numbers: 'Predicted speed-ups',
  workers: 'Workers',
};
