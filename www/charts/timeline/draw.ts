// Draws a strategy's timeline with a brush: the same on a canvas and in an SVG. What is drawn is bounded by the pixels, not by
// the spans.

import type { Layer, Stretch, Timeline } from '../../model/timeline';
import type { Flight } from '../../model/timeline-live';
import { coverage, eachRun, merged } from '../../model/timeline-merge';
import { arrivalsOf, progressOf } from '../../model/timeline-progress';
import { momentsOf } from '../../model/timeline-view';
import { type Layout, type Row, clip, xOf } from './layout';
import { KIND_LOOKS, LOOKS, type Look } from './looks';

/** What can draw. Positions are in pixels. */
export interface Brush {
  fill(look: Look, x: number, y: number, width: number, height: number, alpha?: number): void;
  /** Words on what was drawn in a look (`on`), or beside everything. */
  words(text: string, x: number, y: number, align: 'left' | 'right' | 'center', on?: Look): void;
}

/** What is drawn besides the recording itself. */
export interface Extras {
  /** Names of the rows. */
  rowName(row: Row): string;
  /** What stands at the right of a worker's row. */
  rowNote?(row: Row): string;
  /** Items in a chunk: a span with more holds several chunks. */
  chunksize: number;
  flights?: readonly Flight[];
  /** What something was said about: the time is marked, other workers and items are faint. */
  focus?: { stretch: Stretch; workers?: readonly number[]; items?: { first: number; count: number } } | undefined;
}

/** Room that a figure takes, and words need beside them; how high a plate under words is. */
const FIGURE = 6.6;
const PADDING = 7;
const PLATE = 14;
/** Spans within others leave this much of those to be seen, above and below. */
const INSET = 4;
const FAINT = 0.28;

/** Draws everything in the window. */
export function drawTimeline(brush: Brush, timeline: Timeline, layout: Layout, view: Stretch, extras: Extras): void {
  const { rows, left, plot, height } = layout;
  const workers = rows.filter(({ kind }) => kind === 'worker');
  drawGrid(brush, layout, view);
  // What lies on top of something else comes after all of that: an SVG collects what looks the same.
  for (const row of rows) drawTrack(brush, timeline, layout, view, row);
  const named: Named[] = [];
  for (const row of workers) drawSpans(brush, timeline.lanes[row.worker]?.spans, layout, view, row, extras, named);
  drawFlights(brush, timeline, layout, view, extras.flights ?? []);
  for (const row of workers) {
    const inset = Math.min(INSET, Math.floor(row.height / 4));
    const inner = { ...row, y: row.y + inset, height: row.height - 2 * inset };
    drawSpans(brush, timeline.lanes[row.worker]?.nested, layout, view, inner, extras, null);
  }
  for (const { text, look, x, y } of named) {
    const room = text.length * FIGURE + PADDING;
    brush.fill(look, x - room / 2, y - PLATE / 2, room, PLATE);
    brush.words(text, x, y, 'center', look);
  }
  for (const row of rows) {
    if (row.kind === 'caller') drawCaller(brush, timeline, layout, view, row);
    if (row.kind === 'delivered') drawDelivered(brush, timeline, layout, view, row);
    // Rows too low for their names leave most of them out.
    if (row.height < 11 && row.worker % 4 !== 0) continue;
    brush.words(extras.rowName(row), left - 8, row.y + row.height / 2, 'right');
    const note = extras.rowNote?.(row) ?? '';
    if (note !== '') brush.words(note, left + plot + 6, row.y + row.height / 2, 'left');
  }
  const end = xOf(layout, view, timeline.wallMs);
  if (end >= left && end <= left + plot + 1) brush.fill(LOOKS.end, Math.min(end, left + plot) - 0.75, 0, 1.5, height);
  drawFocus(brush, layout, view, extras.focus);
}

function drawGrid(brush: Brush, layout: Layout, view: Stretch): void {
  const { moments } = momentsOf(view, ticksFor(layout));
  for (const ms of moments) brush.fill(LOOKS.grid, xOf(layout, view, ms), 0, 1, layout.height);
}

/** How many labels an axis has room for. */
export function ticksFor({ plot }: Pick<Layout, 'plot'>): number {
  return Math.max(2, Math.floor(plot / 68));
}

/** The run from begin to end; in a worker's row it is idle wherever nothing is drawn on it. */
function drawTrack(brush: Brush, { wallMs }: Timeline, layout: Layout, view: Stretch, { kind, y, height }: Row): void {
  const [from, to] = clip(layout, view, { fromMs: 0, toMs: wallMs });
  if (to > from) brush.fill(kind === 'worker' ? LOOKS.idle : LOOKS.track, from, y, to - from, height);
}

function drawFlights(brush: Brush, { wallMs }: Timeline, layout: Layout, view: Stretch, flights: readonly Flight[]): void {
  for (const { worker, sinceMs } of flights) {
    const row = layout.rows[worker];
    const [from, to] = clip(layout, view, { fromMs: sinceMs, toMs: wallMs });
    if (row?.kind === 'worker' && to > from) brush.fill(LOOKS.flight, from, row.y, to - from, row.height);
  }
}

/** Words on a chunk: drawn last, on a plate of the chunk's own fill. */
interface Named {
  text: string;
  look: Look;
  x: number;
  y: number;
}

/** A layer's spans; chunks that are wide enough for their items' numbers are added to `named`. */
function drawSpans(
  brush: Brush,
  layer: Layer | undefined,
  layout: Layout,
  view: Stretch,
  row: Row,
  { focus, chunksize }: Extras,
  named: Named[] | null,
): void {
  if (layer === undefined) return;
  const { left, plot } = layout;
  const alpha = (focus?.workers?.includes(row.worker) ?? true) ? 1 : FAINT;
  const { wide, covered } = merged(layer, view, plot);
  covered.forEach((shares, kind) => {
    const look = KIND_LOOKS[kind]?.[0];
    if (shares === undefined || look === undefined) return;
    eachRun(shares, (column, columns, share) => brush.fill(look, left + column, row.y, columns, row.height, alpha * share));
  });
  const items = focus?.items;
  for (const place of wide) {
    const kind = layer.kind[place] ?? 0;
    const look = KIND_LOOKS[kind]?.[layer.turn[place] ?? 0];
    if (look === undefined) continue;
    const [from, to] = clip(layout, view, layer.at(place));
    const [first, count] = [layer.first[place] ?? 0, layer.count[place] ?? 0];
    const isOther = items !== undefined && (first + count <= items.first || first >= items.first + items.count);
    const shown = isOther ? Math.min(alpha, FAINT) : alpha;
    brush.fill(look, from, row.y, to - from, row.height, shown);
    if (named === null || count === 0 || row.height < 14 || shown < 1) continue;
    const text = labelFor(first, count, chunksize, to - from - PADDING);
    if (text !== '') named.push({ text, look, x: (from + to) / 2, y: row.y + row.height / 2 });
  }
}

/** A chunk's items as short as there is room for: `4–7`, `4`, nothing. */
function labelFor(first: number, count: number, chunksize: number, room: number): string {
  // Items of several chunks need not follow each other.
  const texts = count === 1 ? [`${first}`] : count <= chunksize ? [`${first}–${first + count - 1}`, `${first}…`] : [`${first}…`];
  return texts.find((text) => text.length * FIGURE <= room) ?? '';
}

function drawCaller(brush: Brush, { caller }: Timeline, layout: Layout, view: Stretch, { y, height }: Row): void {
  const { left, plot } = layout;
  const waiting = coverage(caller, view, plot, () => true);
  eachRun(waiting, (column, columns, share) => brush.fill(LOOKS.callerWaits, left + column, y, columns, height, share));
  eachRun(arrivalsOf(caller, view, plot), (column, columns) => brush.fill(LOOKS.arrival, left + column, y, columns, height));
}

/** What the caller had by each moment, and, lighter, what was computed by then: the difference waited to be delivered. */
function drawDelivered(brush: Brush, timeline: Timeline, layout: Layout, view: Stretch, { y, height }: Row): void {
  const { left, plot } = layout;
  const { computed, delivered } = progressOf(timeline, view, plot);
  const steps = height - 2;
  const draw = (look: Look, items: Float64Array): void => {
    const shown = (column: number): number => Math.round((steps * (items[column] ?? 0)) / Math.max(1, timeline.items));
    const end = Math.min(plot, Math.ceil(xOf(layout, view, timeline.wallMs) - left));
    let begin = 0;
    for (let column = 1; column <= end; column += 1) {
      if (column < end && shown(column) === shown(begin)) continue;
      if (shown(begin) > 0) brush.fill(look, left + begin, y + height - shown(begin), column - begin, shown(begin));
      begin = column;
    }
  };
  draw(LOOKS.computed, computed);
  draw(LOOKS.delivered, delivered);
}

function drawFocus(brush: Brush, layout: Layout, view: Stretch, focus: Extras['focus']): void {
  if (focus === undefined) return;
  const [from, to] = clip(layout, view, focus.stretch);
  if (to < from) return;
  brush.fill(LOOKS.band, from, 0, Math.max(1, to - from), layout.height);
  brush.fill(LOOKS.bandEdge, from - 1, 0, 1, layout.height);
  brush.fill(LOOKS.bandEdge, to, 0, 1, layout.height);
}
