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
  const { start, end, kind } = layer;
  const wide: number[] = [];
  const covered: (Float32Array | undefined)[] = KIND_NAMES.map(() => undefined);
  const scale = width / (view.toMs - view.fromMs);
  const [from, to] = layer.range(view);
  let last = -1;
  let shares: Float32Array = new Float32Array();
  for (let place = from; place < to; place += 1) {
    let left = ((start[place] ?? 0) - view.fromMs) * scale;
    let right = ((end[place] ?? 0) - view.fromMs) * scale;
    if (left < 0) left = 0;
    if (right > width) right = width;
    if (right - left >= 1) {
      wide.push(place);
    } else if (right > left) {
      const own = kind[place] ?? 0;
      // Neighbours are mostly of one kind.
      if (own !== last) {
        shares = covered[own] ??= new Float32Array(width);
        last = own;
      }
      cover(shares, left, right);
    }
  }
  return { wide, covered };
}

/** Which share of each of `columns` equal parts of a stretch the spans of some kinds cover. */
export function coverage(layer: Layer, view: Stretch, columns: number, isWanted: (kind: number) => boolean): Float32Array {
  const { start, end, kind } = layer;
  const shares = new Float32Array(columns);
  const scale = columns / (view.toMs - view.fromMs);
  const [from, to] = layer.range(view);
  for (let place = from; place < to; place += 1) {
    if (!isWanted(kind[place] ?? 0)) continue;
    let left = ((start[place] ?? 0) - view.fromMs) * scale;
    let right = ((end[place] ?? 0) - view.fromMs) * scale;
    if (left < 0) left = 0;
    if (right > columns) right = columns;
    if (right > left) cover(shares, left, right);
  }
  return shares;
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
