// The spans of a window as a list, a page of it at a time: by worker, within a worker by start. Pure.

import type { Layer, Stretch, Timeline } from './timeline';

/** Where a span is. */
export interface RowOfSpans {
  worker: number;
  /** In the layer of spans that lie within others. */
  isNested: boolean;
  place: number;
}

/** At most `count` spans from the `from`-th on, how many there are, and where the page begins: at the last one's where `from` is beyond. */
export function spansOf({ lanes }: Timeline, view: Stretch, from: number, count: number): { total: number; from: number; rows: RowOfSpans[] } {
  const parts = lanes.flatMap(({ spans, nested }, worker) =>
    [spans, nested].map((layer, place) => ({ worker, isNested: place === 1, layer, places: touching(layer, view) })),
  );
  const total = parts.reduce((sum, { places: [begin, end] }) => sum + end - begin, 0);
  const begin = total === 0 ? 0 : Math.min(from, Math.floor((total - 1) / count) * count);
  const rows: RowOfSpans[] = [];
  let skip = begin;
  for (const { worker, isNested, places } of parts) {
    const length = places[1] - places[0];
    for (let at = skip; at < length && rows.length < count; at += 1) rows.push({ worker, isNested, place: places[0] + at });
    skip = Math.max(0, skip - length);
  }
  return { total, from: begin, rows };
}

function touching(layer: Layer, view: Stretch): [number, number] {
  const [from, to] = layer.range(view);
  return [from, Math.max(from, to)];
}
