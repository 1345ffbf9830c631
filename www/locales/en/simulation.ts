// English texts of what more cores would do.

import type { Verdict } from '../../model/simulate/check';
import type { Bound, Size } from '../../model/simulate/predict';
import { duration, grouped, percent, ratio } from '../../model/units';

const bounds: Record<Bound, (longestMs: number) => string> = {
  item: (ms) => `one item of ${duration(ms)} bounds it`,
  few: () => 'there are fewer chunks than workers',
  chunk: () => 'the longest chunk bounds it',
  caller: () => 'taking the results takes the caller most of the time',
  dispatch: () => 'handing out chunks takes most of the time',
  startup: () => 'starting workers takes most of the time',
  work: () => 'the work and how evenly it divides bound it',
};
const off = (error: number): string => `the error is ${percent(error)}`;
const items = (count: number): string => (count === 1 ? '1 item' : `${grouped(count)} items`);

/** The setup's own chunk size: chosen, or Python's default, which depends on the workers. */
interface Own {
  chunksize: number;
  fixed: boolean;
}
const sizes: Record<Size, (own: Own) => string> = {
  own: ({ chunksize, fixed }) => (fixed ? `as measured: ${items(chunksize)}` : 'Python’s default'),
  one: () => '1 item each',
  share: () => 'items / workers',
};

export const simulation = {
  private: 'What more cores would do is worked out from serial and pooled, and pooled needs shared memory, which this page has not got here.',
  none: 'After a run: what more cores would do. It needs serial and pooled, both recorded, and a call other than apply, made once: not for tasks with rounds.',
  title: 'What would 64 cores do?',
  chunks: 'Chunk size',
  size: (size: Size, own: Own): string => sizes[size](own),
  staticOwn: 'With the default, static gives each worker one stretch of items, whatever the chunk size.',
  computing: 'Computing …',
  at64: (speedup: number, bound: Bound, longestMs: number): string =>
    `With the measured schedule, 64 workers would be ${speedup >= 1 ? `${ratio(speedup)} times as fast as` : `${ratio(1 / speedup)} times as slow as`} serial: ${bounds[bound](longestMs)}.`,
  verdict: ({ medianError, checks, isInSample }: Verdict): string =>
    isInSample
      ? `Checked only against the comparison that it was made from: ${off(medianError)}.`
      : checks.length === 1
        ? `Checked against 1 measured point that it wasn’t made from: ${off(medianError)}.`
        : `Checked against ${checks.length} measured points that it wasn’t made from: the median error is ${percent(medianError)}.`,
  measureMore: 'To check it against runs that it hasn’t seen, measure the speed-up or the chunk sizes of this setup above.',
  unchecked: 'Not checked: the measured runs had more workers than this machine has cores.',
  check: {
    label: 'Predicted and measured',
    head: { workers: 'Workers', schedule: 'Schedule', chunk: 'Items a chunk', predicted: 'Predicted', measured: 'Measured', error: 'Error', seen: 'Prediction made from it' },
    stretch: 'one stretch',
    error: (error: number): string => (Math.abs(error) < 0.0005 ? percent(Math.abs(error)) : `${error < 0 ? '−' : '+'}${percent(Math.abs(error))}`),
    seen: 'yes',
    unseen: 'no',
  },
  coarse: (most: number): string => `Up to ${items(most)} share a recorded span, so their costs are averages and a long item may hide in one.`,
  coarseClock: 'They are too short for the clock to tell them apart; with longer items each is measured.',
  eachItem: 'Measure each item: run with chunks of 1',
  note: 'Simulated from measured costs of items, handing out, start-up and the caller’s taking of results. Not in it: memory bandwidth, caches, heat and turbo. Stealing is simplified: halved pieces, taken in order.',
  chart: (task: string): string => `Predicted speed-up of ${task}`,
  words: {
    x: 'workers', y: 'predicted speed-up over serial', ideal: 'ideal',
    schedules: { queue: 'queue', static: 'static', guided: 'guided', stealing: 'stealing' },
  },
  numbers: 'Predicted speed-ups',
  workers: 'Workers',
};
