// What of a layer is drawn in a window of so many pixels: spans one by one, or merged where they are narrower than a pixel. Pure.
//
// However many spans there are, no more is drawn than there are pixels.

import { KIND_NAMES, type Layer, type Stretch } from './timeline';

/** What is drawn of a layer. Positions are in pixels from the window's begin. */
export interface Merged {
  /** Places of the spans that are at least a pixel wide. */
  wide: number[];
  /** For each kind (a place in `KIND_NAMES`) with narrower spans: which share of each pixel they cover. */
  covered: (Float32Array | undefined)[];
}

/** Spans at least a pixel wide by themselves; of the others, which share of each of the `width` pixels they cover. */
export function merged(layer: Layer, view: Stretch, width: number): Merged {
  const wide: number[] = [];
  const covered: (Float32Array | undefined)[] = KIND_NAMES.map(() => undefined);
  const sharesOf = (place: number): Float32Array => (covered[layer.kind[place] ?? 0] ??= new Float32Array(width));
  eachSpan(
    layer,
    view,
    width,
    (place, left, right) => {
      if (right - left >= 1) wide.push(place);
      else cover(sharesOf(place), left, right);
    },
    (place, column, share) => add(sharesOf(place), column, share),
  );
  return { wide, covered };
}

/** Which share of each of `columns` equal parts of a stretch the spans of some kinds cover. */
export function coverage(layer: Layer, view: Stretch, columns: number, isWanted: (kind: number) => boolean): Float32Array {
  const shares = new Float32Array(columns);
  eachSpan(
    layer,
    view,
    columns,
    (place, left, right) => {
      if (isWanted(layer.kind[place] ?? 0)) cover(shares, left, right);
    },
    (place, column, share) => {
      if (isWanted(layer.kind[place] ?? 0)) add(shares, column, share);
    },
  );
  return shares;
}

/** Spans a column, on average, from which on it pays to look for many at once. */
const DENSE = 3;

/**
 * Goes through the spans in the window: one by one, or many of a kind at once where they lie within one column. `one` gets a span's
 * begin and end in columns, `many` the last one's place, the column, and how much of it they take.
 */
function eachSpan(
  layer: Layer,
  view: Stretch,
  columns: number,
  one: (place: number, left: number, right: number) => void,
  many: (place: number, column: number, share: number) => void,
): void {
  const { start, end, reach, spent, alike } = layer;
  const [from, to] = layer.range(view);
  const scale = columns / (view.toMs - view.fromMs);
  const isDense = to - from > DENSE * columns;
  for (let place = from; place < to; place += 1) {
    const begin = ((start[place] ?? 0) - view.fromMs) * scale;
    const left = begin < 0 ? 0 : begin;
    const right = Math.min(columns, ((end[place] ?? 0) - view.fromMs) * scale);
    if (isDense && begin >= 0) {
      const column = Math.trunc(begin);
      const edgeMs = view.fromMs + (column + 1) / scale;
      const last = lastWithin(reach, place, to, edgeMs);
      if (last > place && (alike[last] ?? 0) <= place) {
        many(last, column, ((spent[last] ?? 0) - (spent[place] ?? 0) + (end[place] ?? 0) - (start[place] ?? 0)) * scale);
        place = last;
        continue;
      }
    }
    if (right > left) one(place, left, right);
  }
}

/** The last place from `from` on and below `to` whose spans have all ended by a moment; -1 if not even the first. By doubling strides. */
function lastWithin(reach: Float64Array, from: number, to: number, byMs: number): number {
  if ((reach[from] ?? 0) > byMs) return -1;
  let last = from;
  let stride = 1;
  while (last + stride < to && (reach[last + stride] ?? 0) <= byMs) {
    last += stride;
    stride *= 2;
  }
  for (; stride >= 1; stride /= 2) if (last + stride < to && (reach[last + stride] ?? 0) <= byMs) last += stride;
  return last;
}

function add(shares: Float32Array, column: number, share: number): void {
  shares[column] = (shares[column] ?? 0) + share;
}

/** Adds a stretch from `left` to `right`, in columns, to the shares. */
function cover(shares: Float32Array, left: number, right: number): void {
  const first = Math.trunc(left);
  if (right <= first + 1) {
    // What is far narrower than a pixel is mostly within one.
    shares[first] = (shares[first] ?? 0) + right - left;
    return;
  }
  const last = Math.min(shares.length - 1, Math.ceil(right) - 1);
  for (let column = first; column <= last; column += 1) {
    shares[column] = (shares[column] ?? 0) + Math.min(right, column + 1) - Math.max(left, column);
  }
}

/** Shades that are told apart. */
const SHADES = 12;

/** Hands over runs of neighbouring columns that look the same: where, how many, and how much of them is covered (a few shades). */
export function eachRun(shares: Float32Array, visit: (column: number, columns: number, share: number) => void): void {
  let begin = 0;
  let shade = 0;
  for (let column = 0; column <= shares.length; column += 1) {
    // Up: what is there is seen, however little it is.
    const next = column < shares.length ? Math.min(SHADES, Math.ceil((shares[column] ?? 0) * SHADES - 1e-3)) : 0;
    if (next === shade) continue;
    if (shade > 0) visit(begin, column - begin, shade / SHADES);
    begin = column;
    shade = next;
  }
}
