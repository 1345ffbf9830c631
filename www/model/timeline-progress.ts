// How far a run was at each moment: what its workers had computed, and what its caller had. Pure.

import { type Layer, type Stretch, type Timeline, itemAt } from './timeline';

/** How many items the spans of a layer that had ended by each column's right edge hold; added to `into`. */
function addEnded({ length, reach, sum }: Layer, { fromMs, toMs }: Stretch, into: Float64Array, from: number): void {
  const columnMs = (toMs - fromMs) / into.length;
  let place = from;
  for (let column = 0; column < into.length; column += 1) {
    // The last edge is the window's end, whatever rounding says.
    const edge = column === into.length - 1 ? toMs : fromMs + (column + 1) * columnMs;
    // Strides that double: many spans in a column are passed in a few steps.
    for (let stride = 1; place < length && (reach[place] ?? 0) <= edge; stride *= 2) {
      while (stride > 1 && (place + stride >= length || (reach[place + stride] ?? 0) > edge)) stride >>= 1;
      place += stride;
    }
    into[column] = (into[column] ?? 0) + (place === 0 ? 0 : (sum[place - 1] ?? 0));
  }
}

/** Items by moment: one number for each column of a window, as it stood at the column's right edge. */
export interface Progress {
  computed: Float64Array;
  delivered: Float64Array;
}

/** How far the run was over a window of time. */
export function progressOf({ lanes, caller }: Timeline, view: Stretch, columns: number): Progress {
  const computed = new Float64Array(columns);
  const delivered = new Float64Array(columns);
  for (const { spans } of lanes) addEnded(spans, view, computed, spans.range(view)[0]);
  addEnded(caller, view, delivered, caller.range(view)[0]);
  return { computed, delivered };
}

/** Where results came: 1 for each column of a window in which the caller took any. */
export function arrivalsOf(caller: Layer, view: Stretch, columns: number): Float32Array {
  const from = caller.range(view)[0];
  const taken = new Float64Array(columns);
  addEnded(caller, view, taken, from);
  let before = from === 0 ? 0 : (caller.sum[from - 1] ?? 0);
  return Float32Array.from(taken, (items) => {
    const isMore = items > before;
    before = items;
    return isMore ? 1 : 0;
  });
}

/** The order in which items arrived, against their own. */
export interface OrderFigures {
  /** Items that arrived before one with a smaller number. */
  early: number;
  /** By how many places the most displaced item arrived early or late. */
  mostPlaces: number;
}

/** How far the order of delivery is from the items' own. */
export function orderFigures(timeline: Timeline, arrived: number): OrderFigures {
  if (timeline.order === null) return { early: 0, mostPlaces: 0 };
  let early = 0;
  let mostPlaces = 0;
  let least = Infinity;
  for (let position = arrived - 1; position >= 0; position -= 1) {
    const item = itemAt(timeline, position);
    if (item > least) early += 1;
    least = Math.min(least, item);
    mostPlaces = Math.max(mostPlaces, Math.abs(item - position));
  }
  return { early, mostPlaces };
}
