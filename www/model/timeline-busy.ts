// How a lane's time was spent: busy, waiting, starting up, idle. Pure.

import { KIND_NAMES, KINDS, type Lane, type Layer, type Role, type Stretch } from './timeline';
import { coverage } from './timeline-merge';

/** The stretches between the spans of a layer, within a stretch of time. */
export function gapsOf(layer: Layer, { fromMs, toMs }: Stretch): Stretch[] {
  const gaps: Stretch[] = [];
  const [from, to] = layer.range({ fromMs, toMs });
  let free = fromMs;
  for (let place = from; place < to; place += 1) {
    const start = layer.start[place] ?? 0;
    if (start > free) gaps.push({ fromMs: free, toMs: start });
    free = Math.max(free, layer.end[place] ?? 0);
  }
  if (free < toMs) gaps.push({ fromMs: free, toMs });
  return gaps;
}

/** The gap of a layer that a moment lies in, if any, without looking at all the others. */
export function gapAt(layer: Layer, atMs: number, { fromMs, toMs }: Stretch): Stretch | null {
  if (atMs < fromMs || atMs > toMs) return null;
  const [from, to] = layer.range({ fromMs: atMs, toMs: atMs });
  for (let place = from; place < to; place += 1) if ((layer.end[place] ?? 0) >= atMs) return null;
  const before = to > 0 ? (layer.reach[to - 1] ?? 0) : fromMs;
  const after = to < layer.length ? (layer.start[to] ?? 0) : toMs;
  return { fromMs: Math.max(fromMs, before), toMs: Math.min(toMs, after) };
}

/** Milliseconds of a stretch by what they were spent on; together they are its length. */
export type Spent = Record<Role | 'idle', number>;

const NOTHING: Spent = { busy: 0, waiting: 0, startup: 0, copying: 0, locked: 0, idle: 0 };

/** What a lane's time within a stretch was spent on. Time that an item waited in is waiting, and not busy. */
export function spentOf({ spans, nested }: Lane, stretch: Stretch): Spent {
  const length = Math.max(0, stretch.toMs - stretch.fromMs);
  const spent: Spent = { ...NOTHING };
  addTo(spent, spans, stretch);
  const within: Spent = { ...NOTHING };
  addTo(within, nested, stretch);
  const inner = within.busy + within.waiting + within.startup + within.copying + within.locked;
  spent.busy = Math.max(0, spent.busy - inner + within.busy);
  spent.waiting += within.waiting;
  spent.startup += within.startup;
  spent.copying += within.copying;
  spent.locked += within.locked;
  spent.idle = Math.max(0, length - spent.busy - spent.waiting - spent.startup - spent.copying - spent.locked);
  return spent;
}

const ROLES: readonly Role[] = KIND_NAMES.map((name) => KINDS[name].role);

/** Adds the time of a layer's spans; where spans overlap, the earlier one counts. */
function addTo(spent: Spent, layer: Layer, { fromMs, toMs }: Stretch): void {
  const [from, to] = layer.range({ fromMs, toMs });
  if (!layer.overlaps) return addRuns(spent, layer, { fromMs, toMs }, from, to);
  let free = fromMs;
  for (let place = from; place < to; place += 1) {
    const end = Math.min(toMs, layer.end[place] ?? 0);
    const ms = end - Math.max(free, layer.start[place] ?? 0);
    const role = ROLES[layer.kind[place] ?? 0];
    if (role !== undefined && ms > 0) spent[role] += ms;
    free = Math.max(free, end);
  }
}

/** As `addTo`, all neighbours of a kind at once: what is counted anew with every picture must not go through every span. */
function addRuns(spent: Spent, { start, end, spent: sums, alike, kind }: Layer, { fromMs, toMs }: Stretch, from: number, to: number): void {
  for (let last = to - 1; last >= from; ) {
    const first = Math.max(from, alike[last] ?? 0);
    const whole = (sums[last] ?? 0) - (first === 0 ? 0 : (sums[first - 1] ?? 0));
    const outside = Math.max(0, fromMs - (start[first] ?? 0)) + Math.max(0, (end[last] ?? 0) - toMs);
    const role = ROLES[kind[last] ?? 0];
    if (role !== undefined) spent[role] += Math.max(0, whole - outside);
    last = first - 1;
  }
}

/** A worker's time over a stretch, as a system monitor draws a core's: shares of each of `columns` equal parts. */
export interface History {
  busy: Float32Array;
  waiting: Float32Array;
}

/** How busy a lane was over a stretch. */
export function historyOf({ spans, nested }: Lane, stretch: Stretch, columns: number): History {
  const role = (wanted: Role) => (kind: number) => ROLES[kind] === wanted;
  const busy = coverage(spans, stretch, columns, role('busy'));
  // Whatever the wait is for.
  const waiting = coverage(nested, stretch, columns, (kind) => ROLES[kind] === 'waiting' || ROLES[kind] === 'locked');
  for (let column = 0; column < columns; column += 1) {
    busy[column] = Math.min(1, Math.max(0, (busy[column] ?? 0) - (waiting[column] ?? 0)));
  }
  return { busy, waiting };
}

/** A lane's run in figures. */
export interface LaneFigures extends Spent {
  items: number;
  /** Spans of chunks: chunks too short to tell apart are recorded as one. */
  chunks: number;
  longestMs: number;
}

/** What a lane did in a run that lasted `wallMs`. */
export function figuresOf(lane: Lane, wallMs: number): LaneFigures {
  const { spans } = lane;
  const figures: LaneFigures = { ...spentOf(lane, { fromMs: 0, toMs: wallMs }), items: 0, chunks: 0, longestMs: 0 };
  for (let place = 0; place < spans.length; place += 1) {
    if (ROLES[spans.kind[place] ?? 0] !== 'busy') continue;
    figures.items += spans.count[place] ?? 0;
    figures.chunks += 1;
    figures.longestMs = Math.max(figures.longestMs, (spans.end[place] ?? 0) - (spans.start[place] ?? 0));
  }
  return figures;
}
