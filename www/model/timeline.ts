// A run's recording made ready for drawing: a lane a worker, its spans in layers that can be searched, also while it grows. Pure.

import type { DeliveryColumns, SpanColumns, SpanKind, Trace } from './trace';

/**
 * What a kind of span counts as in sums: time at items, time waiting in items, time until the worker began, time at copying, time
 * waiting for the global lock.
 */
export type Role = 'busy' | 'waiting' | 'startup' | 'copying' | 'locked';

/** How a kind of span is filled, so that kinds differ by more than colour. */
export type Pattern = 'solid' | 'lines' | 'hatch' | 'dots' | 'grid' | 'zigzag';

/** What a kind of span means to sums and to pictures. */
export interface KindInfo {
  role: Role;
  pattern: Pattern;
  /** Such spans lie within others, and their time is taken from those. */
  nested: boolean;
}

/** The one list of kinds, in the order of the legend. Their names for people are in the panel's texts (`kinds`). */
export const KINDS: Record<SpanKind, KindInfo> = {
  startup: { role: 'startup', pattern: 'hatch', nested: false },
  chunk: { role: 'busy', pattern: 'solid', nested: false },
  wait: { role: 'waiting', pattern: 'lines', nested: true },
  copy: { role: 'copying', pattern: 'grid', nested: false },
  gil: { role: 'locked', pattern: 'zigzag', nested: true },
};

/** The kinds in the order of the list above: a layer holds places in it. */
export const KIND_NAMES = Object.keys(KINDS) as readonly SpanKind[];

/** A stretch of time. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

const FIRST_CAPACITY = 64;

/** Spans of one lane by start, as columns that can grow. */
export class Layer {
  length = 0;
  start = new Float64Array(FIRST_CAPACITY);
  end = new Float64Array(FIRST_CAPACITY);
  /** The latest end up to and including a place: never falls, so that it can be searched even where spans overlap. */
  reach = new Float64Array(FIRST_CAPACITY);
  first = new Uint32Array(FIRST_CAPACITY);
  count = new Uint32Array(FIRST_CAPACITY);
  /** Items up to and including a place. */
  sum = new Float64Array(FIRST_CAPACITY);
  /** Places in `KIND_NAMES`. */
  kind = new Uint8Array(FIRST_CAPACITY);
  /** Milliseconds of all spans up to and including a place. */
  spent = new Float64Array(FIRST_CAPACITY);
  /** Where the spans begin that are of the same kind as the one at a place and lie before it without others between. */
  alike = new Uint32Array(FIRST_CAPACITY);
  /** 0 or 1: spans of a kind take turns, whatever lies between them. */
  turn = new Uint8Array(FIRST_CAPACITY);
  readonly #turns = new Uint8Array(KIND_NAMES.length);
  /** Whether some span begins before another one has ended. */
  overlaps = false;

  /** Adds a span that begins no earlier than those before it. */
  push(startMs: number, endMs: number, first: number, count: number, kind: number): void {
    const at = this.length;
    if (at === this.start.length) this.#grow();
    this.start[at] = startMs;
    this.end[at] = endMs;
    const before = at === 0 ? -Infinity : (this.reach[at - 1] ?? 0);
    this.overlaps ||= startMs < before;
    this.reach[at] = Math.max(endMs, before);
    this.first[at] = first;
    this.count[at] = count;
    this.sum[at] = count + (at === 0 ? 0 : (this.sum[at - 1] ?? 0));
    this.spent[at] = endMs - startMs + (at === 0 ? 0 : (this.spent[at - 1] ?? 0));
    this.alike[at] = at > 0 && this.kind[at - 1] === kind ? (this.alike[at - 1] ?? 0) : at;
    this.kind[at] = kind;
    this.turn[at] = this.#turns[kind] ?? 0;
    this.#turns[kind] = 1 - (this.#turns[kind] ?? 0);
    this.length = at + 1;
  }

  /** The places from the first span that may touch the stretch to behind the last one. */
  range({ fromMs, toMs }: Stretch): [number, number] {
    const { length, reach, start } = this;
    return [search(length, (place) => (reach[place] ?? 0) >= fromMs), search(length, (place) => (start[place] ?? 0) > toMs)];
  }

  /** Begin and end of the span at a place. */
  at(place: number): Stretch {
    return { fromMs: this.start[place] ?? 0, toMs: this.end[place] ?? 0 };
  }

  #grow(): void {
    const grown = <T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T => (to.set(from), to);
    const size = 2 * this.start.length;
    this.start = grown(this.start, new Float64Array(size));
    this.end = grown(this.end, new Float64Array(size));
    this.reach = grown(this.reach, new Float64Array(size));
    this.first = grown(this.first, new Uint32Array(size));
    this.count = grown(this.count, new Uint32Array(size));
    this.sum = grown(this.sum, new Float64Array(size));
    this.spent = grown(this.spent, new Float64Array(size));
    this.turn = grown(this.turn, new Uint8Array(size));
    this.alike = grown(this.alike, new Uint32Array(size));
    this.kind = grown(this.kind, new Uint8Array(size));
  }
}

/** The first place below `length` at which something is true that stays true from there on; `length` where there is none. */
export function search(length: number, isTrue: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One worker's recording. */
export interface Lane {
  /** Spans that lie beside each other. */
  spans: Layer;
  /** Spans that lie within those. */
  nested: Layer;
}

/** One run, ready to be drawn. */
export interface Timeline {
  strategy: string;
  /** Which of the strategy's runs, from 1; 0 is a warm-up. */
  repeat: number;
  wallMs: number;
  lanes: readonly Lane[];
  /** The caller's waits and what it took then: a span lasts from the wait's begin to the results, `first` and `count` are positions. */
  caller: Layer;
  /** The item at each position of the order of delivery; null: item order. */
  order: Uint32Array | null;
  /** Items of the whole run. */
  items: number;
  /** Spans of all lanes. */
  spanCount: number;
}

/** A lane without spans. */
export function emptyLane(): Lane {
  return { spans: new Layer(), nested: new Layer() };
}

/** Adds spans to their workers' lanes; says how many. Kinds that nobody knows, and workers without a lane, are left out. */
export function addSpans(lanes: readonly Lane[], columns: SpanColumns, kinds: readonly SpanKind[]): number {
  const { worker, kind, first, count, startMs, endMs } = columns;
  const places = kinds.map((name) => KIND_NAMES.indexOf(name));
  const isNested = KIND_NAMES.map((name) => KINDS[name].nested);
  let added = 0;
  for (let at = 0; at < worker.length; at += 1) {
    const lane = lanes[worker[at] ?? -1];
    const place = places[kind[at] ?? -1] ?? -1;
    if (lane === undefined || place < 0) continue;
    const layer = isNested[place] === true ? lane.nested : lane.spans;
    layer.push(startMs[at] ?? 0, endMs[at] ?? 0, first[at] ?? 0, count[at] ?? 0, place);
    added += 1;
  }
  return added;
}

/** What the caller did as a layer of waits. */
export function callerOf({ first, count, waitedFromMs, atMs }: DeliveryColumns): Layer {
  const layer = new Layer();
  const kind = KIND_NAMES.indexOf('wait');
  for (let at = 0; at < first.length; at += 1) layer.push(waitedFromMs[at] ?? 0, atMs[at] ?? 0, first[at] ?? 0, count[at] ?? 0, kind);
  return layer;
}

/** A recording, ready to be drawn. */
export function timelineOf(trace: Trace): Timeline {
  const lanes = Array.from({ length: trace.workers }, emptyLane);
  const spanCount = addSpans(lanes, trace.spans, trace.kinds);
  const { strategy, repeat, wallMs, order } = trace;
  const caller = callerOf(trace.deliveries);
  const items = lanes.reduce((total, { spans }) => total + totalOf(spans), 0);
  return { strategy, repeat, wallMs, lanes, caller, order, items, spanCount };
}

/** The items of all spans of a layer. */
export function totalOf({ length, sum }: Layer): number {
  return sum[length - 1] ?? 0;
}

/** When the last thing that was recorded ended: the wall time, or a worker that was slow to put its pen away. */
export function endOf({ lanes, caller, wallMs }: Timeline): number {
  const last = ({ length, reach }: Layer): number => (length === 0 ? 0 : (reach[length - 1] ?? 0));
  return Math.max(wallMs, last(caller), ...lanes.map(({ spans }) => last(spans)));
}

/** The item at a position of the order of delivery. */
export function itemAt({ order }: Timeline, position: number): number {
  return order?.[position] ?? position;
}
