// Recordings made up for tests: lanes of random spans that lie beside each other, some with a wait inside.

import fc from 'fast-check';
import { type Lane, KIND_NAMES, Layer, emptyLane } from './timeline';
import type { SpanKind, Trace } from './trace';

const kindOf = (name: SpanKind): number => KIND_NAMES.indexOf(name);

/** A lane from stretches of time: after a gap, a span of a length, of which a share in the middle is waited in. */
export function laneOf(pieces: readonly { gap: number; length: number; wait: number }[]): Lane {
  const lane = emptyLane();
  let at = 0;
  pieces.forEach(({ gap, length, wait }, place) => {
    const start = at + gap;
    at = start + length;
    lane.spans.push(start, at, place, 1, kindOf('chunk'));
    if (wait > 0 && length > 0) lane.nested.push(start + (length * (1 - wait)) / 2, at - (length * (1 - wait)) / 2, place, 0, kindOf('wait'));
  });
  return lane;
}

/** Random lanes, with gaps and spans from far below a pixel to far above one. */
export const lanes = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.5, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true })),
      length: fc.oneof(fc.double({ min: 0.001, max: 0.05, noNaN: true }), fc.double({ min: 0.01, max: 20, noNaN: true })),
      wait: fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 1, noNaN: true })),
    }),
    { maxLength: 200 },
  )
  .map(laneOf);

/** Random windows onto the first 500 ms. */
export const views = fc
  .record({ fromMs: fc.double({ min: 0, max: 400, noNaN: true }), length: fc.double({ min: 0.05, max: 500, noNaN: true }) })
  .map(({ fromMs, length }) => ({ fromMs, toMs: fromMs + length }));

/** A layer of spans of the kind `chunk`, by begin and end. */
export function layerOf(...spans: readonly (readonly [number, number])[]): Layer {
  const layer = new Layer();
  spans.forEach(([start, end], place) => layer.push(start, end, place, 1, kindOf('chunk')));
  return layer;
}

/** A trace of `workers` workers with `each` chunks of `ms` each, delivered one by one in `order` (default: as they were done). */
export function traceFor(workers: number, each: number, ms = 1, strategy = 'pooled'): Trace {
  const count = workers * each;
  const columns = {
    worker: Uint16Array.from({ length: count }, (_, at) => Math.floor(at / each)),
    kind: new Uint8Array(count).fill(1),
    first: Uint32Array.from({ length: count }, (_, at) => (at % each) * workers + Math.floor(at / each)),
    count: new Uint32Array(count).fill(1),
    startMs: Float64Array.from({ length: count }, (_, at) => (at % each) * ms),
    endMs: Float64Array.from({ length: count }, (_, at) => (at % each) * ms + 0.9 * ms),
  };
  const arrivals = Float64Array.from({ length: each }, (_, at) => (at + 0.95) * ms);
  return {
    strategy,
    repeat: 1,
    workers,
    wallMs: each * ms,
    kinds: ['startup', 'chunk', 'wait'],
    spans: columns,
    deliveries: {
      first: Uint32Array.from({ length: each }, (_, at) => at * workers),
      count: new Uint32Array(each).fill(workers),
      waitedFromMs: Float64Array.from({ length: each }, (_, at) => at * ms),
      atMs: arrivals,
    },
    order: null,
  };
}
