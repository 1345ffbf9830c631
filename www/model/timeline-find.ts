// Which span is meant: by a pointer, or by the arrow keys. Pure.

import { type Layer, type Stretch, search } from './timeline';

/** The place of the span at a moment; where there is none, of the nearest within `slackMs`; -1 if there is none. */
export function spanAt(layer: Layer, atMs: number, slackMs: number): number {
  const [from, to] = layer.range({ fromMs: atMs - slackMs, toMs: atMs + slackMs });
  let best = -1;
  let nearest = Infinity;
  // From the latest: of spans that overlap, the one that began last lies on top.
  for (let place = to - 1; place >= from; place -= 1) {
    const away = distance(layer.at(place), atMs);
    if (away > slackMs || away >= nearest) continue;
    best = place;
    nearest = away;
    if (away === 0) break;
  }
  return best;
}

function distance({ fromMs, toMs }: Stretch, atMs: number): number {
  return Math.max(0, fromMs - atMs, atMs - toMs);
}

/** A span that is pointed at: the row's place among the rows, and the span's in its layer. */
export interface Cursor {
  row: number;
  place: number;
}

/** Where the arrow keys, Home and End can go. */
export type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** The cursor after a step; rows without spans are left out. Without a cursor, a step goes to the first span in the window. */
export function stepped(rows: readonly Layer[], cursor: Cursor | null, step: Step, view: Stretch): Cursor | null {
  const layer = cursor === null ? undefined : rows[cursor.row];
  if (cursor === null || layer === undefined || cursor.place >= layer.length) return firstIn(rows, view);
  switch (step) {
    case 'left':
      return { ...cursor, place: Math.max(0, cursor.place - 1) };
    case 'right':
      return { ...cursor, place: Math.min(layer.length - 1, cursor.place + 1) };
    case 'first':
      return { ...cursor, place: 0 };
    case 'last':
      return { ...cursor, place: layer.length - 1 };
    case 'up':
    case 'down': {
      const { fromMs, toMs } = layer.at(cursor.place);
      const by = step === 'up' ? -1 : 1;
      for (let row = cursor.row + by; rows[row] !== undefined; row += by) {
        const next = rows[row];
        if (next !== undefined && next.length > 0) return { row, place: nearestTo(next, (fromMs + toMs) / 2) };
      }
      return cursor;
    }
    default:
      return step satisfies never;
  }
}

function firstIn(rows: readonly Layer[], view: Stretch): Cursor | null {
  const row = rows.findIndex(({ length }) => length > 0);
  const layer = rows[row];
  if (layer === undefined) return null;
  const place = search(layer.length, (at) => (layer.start[at] ?? 0) >= view.fromMs);
  return { row, place: Math.min(place, layer.length - 1) };
}

/** The place of the span that a moment lies in, or is nearest to. */
function nearestTo(layer: Layer, atMs: number): number {
  const after = Math.min(layer.length - 1, search(layer.length, (place) => (layer.start[place] ?? 0) > atMs));
  const before = Math.max(0, after - 1);
  return distance(layer.at(after), atMs) < distance(layer.at(before), atMs) ? after : before;
}
