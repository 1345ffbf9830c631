// English texts of the panel `timeline`.

import type { Role } from '../../model/timeline';
import type { SpanKind } from '../../model/trace';
import { duration, fixed, grouped, percent } from '../../model/units';

const items = (count: number): string => (count === 1 ? '1 item' : `${grouped(count)} items`);
const workers = (count: number): string => (count === 1 ? '1 worker' : `${count} workers`);

/** A moment of a run, to be compared with others: more digits than a duration. */
const moment = (ms: number): string =>
  ms === 0 ? '0 ms' : ms < 1_000 ? `${fixed(ms, ms < 10 ? 3 : 2)} ms` : `${fixed(ms / 1_000, 4)} s`;

/** What a kind of span is called. */
const kinds: Record<SpanKind, string> = {
  startup: 'Start-up',
  chunk: 'Computing items',
  wait: 'Items waiting',
  copy: 'Copying',
  gil: 'Waiting for the GIL',
};

export const timeline = {
  title: 'Timeline',
  empty: 'After a run: every worker’s time, span by span. What each did when, who was idle, and what the caller waited for.',
  noTraces: 'These results came without recordings, so there is nothing to draw. Press Run to record the comparison on this machine.',
  noTrace: (repeat: number | null): string =>
    repeat === null ? 'No run of this strategy was kept.' : `Run ${repeat} of this strategy was not kept: long comparisons keep the latest.`,
  turn: 'waiting for its turn',
  moment,

  run: 'Run',
  medianRun: 'Median run of each',
  nthRun: (repeat: number): string => `Run ${repeat}`,
  head: (repeat: number, repeats: number, isMedian: boolean): string =>
    repeat === 0 ? 'warm-up' : `run ${repeat} of ${repeats}${isMedian && repeats > 1 ? ', the median' : ''}`,
  /** Shares of the workers' time; those that are next to nothing are left out. */
  spent: (count: number, { busy, waiting, startup, copying, locked, idle }: Readonly<Record<Role | 'idle', number>>): string => {
    const parts = [`busy ${percent(busy)}`];
    if (waiting >= 0.001) parts.push(`waiting ${percent(waiting)}`);
    if (startup >= 0.001) parts.push(`start-up ${percent(startup)}`);
    if (copying >= 0.001) parts.push(`copying ${percent(copying)}`);
    if (locked >= 0.001) parts.push(`waiting for the GIL ${percent(locked)}`);
    return `${workers(count)}: ${[...parts, `idle ${percent(idle)}`].join(', ')}`;
  },
  soFar: (repeat: number, repeats: number, ms: number): string =>
    `${repeat === 0 ? 'warm-up' : `run ${repeat} of ${repeats}`}, seen for ${duration(ms)}`,
  canvas: (title: string, repeat: number, count: number, spans: number, wallMs: number): string =>
    `Timeline of ${title}, ${repeat === 0 ? 'warm-up' : `run ${repeat}`}: ${workers(count)}, ${grouped(spans)} spans in ${duration(wallMs)}`,
  canvasLive: (title: string, count: number): string => `Timeline of ${title} while it runs: ${workers(count)}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Whole run',
  window: (fromMs: number, toMs: number): string => `${moment(fromMs)} to ${moment(toMs)}`,
  drawn: (spans: number, ms: number): string => `${grouped(spans)} spans, drawn in ${fixed(ms, 1)} ms`,
  hint: 'Drag to move, double-click to zoom in; Ctrl and the wheel zoom. Once a timeline has the focus, the wheel alone zooms; arrow keys go from span to span and from worker to worker, + and − zoom, Shift with arrows moves, Esc shows the whole run.',
  hintTouch: 'Drag sideways to move, pinch to zoom, tap a span to read it.',
  keys: 'Keys',

  worker: (worker: number): string => `Worker ${worker + 1}`,
  rows: { caller: 'Caller', delivered: 'Results' },
  kinds,
  legend: {
    title: 'What is what',
    idle: 'Idle',
    callerWaits: 'Caller waiting',
    arrivalAndEnd: 'Results arrive; end of the run',
    computed: 'Computed, not yet delivered',
    delivered: 'Delivered',
    flight: 'Under way',
  },

  about: {
    span: (kind: SpanKind, worker: number): string => `${kinds[kind]}, worker ${worker + 1}`,
    item: (first: number): string => `item ${grouped(first)}`,
    range: (first: number, count: number): string => `items ${grouped(first)} to ${grouped(first + count - 1)}`,
    several: (first: number, count: number): string => `${items(count)} in several short chunks, from item ${grouped(first)} on`,
    at: (startMs: number, ms: number): string => `from ${moment(startMs)}, took ${duration(ms)}`,
    waited: (ms: number): string => `of which ${duration(ms)} waiting`,
    others: (count: number): string => `and ${grouped(count)} more in this pixel`,
    idle: (worker: number): string => `Idle, worker ${worker + 1}`,
    lasting: (startMs: number, ms: number): string => `from ${moment(startMs)}, for ${duration(ms)}`,
    flight: (worker: number, first: number): string => `Under way, worker ${worker + 1}: from item ${grouped(first)} on`,
    since: (startMs: number): string => `since ${moment(startMs)}`,
    callerWaited: (item: number): string => `The caller waited for item ${grouped(item)}`,
    callerTook: (item: number): string => `The caller took item ${grouped(item)}`,
    then: (count: number): string => `then took ${count === 1 ? '1 result' : `${grouped(count)} results at once`}`,
    without: (count: number): string => (count === 1 ? 'without waiting' : `and ${grouped(count - 1)} more, without waiting`),
    progress: (ms: number): string => `At ${moment(ms)}`,
    counts: (computed: number, delivered: number, total: number): string =>
      `${grouped(computed)} of ${grouped(total)} computed, ${grouped(delivered)} delivered`,
    held: (count: number): string => `${count === 1 ? '1 result waits' : `${grouped(count)} results wait`} to be delivered`,
  },

  order: {
    title: 'Arrival',
    label: (title: string): string => `Items of ${title} by arrival`,
    kept: (delivered: number): string => (delivered <= 1 ? '' : `Left to right as they arrived: ${items(delivered)} in their own order.`),
    rough: (early: number, places: number): string =>
      `Left to right as they arrived: ${items(early)} came before one with a smaller number; the most displaced was ${places === 1 ? '1 place' : `${grouped(places)} places`} from its turn.`,
    legend: 'Arrival: the stronger, the later the item; raised came early, lowered came late.',
    at: (position: number, item: number): string => `Arrived as number ${grouped(position + 1)}: item ${grouped(item)}`,
  },

  focus: {
    shown: (title: string, repeat: number, fromMs: number, toMs: number): string =>
      `Shown: ${title}, run ${repeat}, ${moment(fromMs)} to ${moment(toMs)}`,
    workers: (places: readonly number[]): string =>
      places.length === 1 ? `worker ${(places[0] ?? 0) + 1}` : `workers ${places.map((place) => place + 1).join(', ')}`,
    items: (first: number, count: number): string =>
      count === 1 ? `item ${grouped(first)}` : `items ${grouped(first)} to ${grouped(first + count - 1)}`,
    everything: 'Show everything',
  },

  meter: {
    title: 'Busy meter',
    honest: 'Worker busy time, as recorded here; not the operating system’s view of its cores.',
    live: 'While a strategy runs, the figure is its last half second’s, and whatever a worker is at counts; lighter: waiting, or not known yet.',
    after: 'The figure is the whole run’s; lighter: items waiting. The graphs share the timelines’ scale.',
    tile: (worker: number, share: number): string => `Worker ${worker + 1}: ${percent(share)} busy`,
  },

  table: {
    title: 'As a table',
    of: (title: string, repeat: number, wallMs: number): string => `${title}, run ${repeat}: ${duration(wallMs)}`,
    worker: 'Worker',
    busy: 'Busy',
    share: 'Share',
    startup: 'Start-up',
    waiting: 'Waiting',
    copying: 'Copying',
    locked: 'For the GIL',
    idle: 'Idle',
    items: 'Items',
    chunks: 'Spans',
    longest: 'Longest',
    chunksHint: 'Chunks too short to tell apart are recorded as one span.',
    spans: 'Spans in the window',
    spansOf: 'Spans of',
    what: 'What',
    first: 'Items',
    itemsOf: (first: number, count: number, inOneChunk: boolean): string =>
      count === 0
        ? '–'
        : count === 1
          ? grouped(first)
          : inOneChunk
            ? `${grouped(first)} to ${grouped(first + count - 1)}`
            : `${grouped(first)} and ${grouped(count - 1)} more`,
    start: 'Start',
    duration: 'Duration',
    page: (from: number, to: number, total: number): string =>
      total === 0 ? 'No span in the window' : `${grouped(from)} to ${grouped(to)} of ${grouped(total)}`,
    previous: 'Previous 100',
    next: 'Next 100',
  },
};
