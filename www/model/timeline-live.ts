// A strategy's run while it is on: its timeline grows from look to look. Pure.

import { type Lane, KIND_NAMES, Layer, type Timeline, addSpans, emptyLane } from './timeline';
import { type History, historyOf, spentOf } from './timeline-busy';
import type { SpanColumns, SpanKind } from './trace';

/** A chunk that a worker is at. */
export interface Flight {
  worker: number;
  first: number;
  sinceMs: number;
}

/** What is needed of a run that is looked at. */
export interface Looked {
  run: number;
  strategy: string;
  repeat: number;
  total: number;
  delivered: number;
  nowMs: number;
  lanes: number;
  spans(from?: readonly number[]): { columns: SpanColumns; kinds: readonly SpanKind[]; next: number[] };
  inFlight(): Flight[];
  items(from: number): Uint32Array;
}

const CALLER_KIND = KIND_NAMES.indexOf('wait');

/** The run of a strategy that is on, or was last. Its wall time is how long it has run so far. */
export class LiveTimeline implements Timeline {
  readonly strategy: string;
  repeat = 0;
  wallMs = 0;
  lanes: Lane[] = [];
  /** One entry a look that found new results: when they came exactly is known after the run. */
  caller = new Layer();
  order: Uint32Array | null = new Uint32Array();
  items = 0;
  spanCount = 0;
  /** What workers are at right now. */
  flights: Flight[] = [];
  /** How many results the caller has. */
  arrived = 0;
  #run = -1;
  #next: number[] = [];

  constructor(strategy: string) {
    this.strategy = strategy;
  }

  /** Takes what is new; another run than before begins anew. */
  take(looked: Looked): void {
    if (looked.run !== this.#run) this.#begin(looked);
    this.wallMs = Math.max(this.wallMs, looked.nowMs);
    // Chunks first: one that ends between the two looks is then seen as done, not twice.
    const flights = looked.inFlight();
    const { columns, kinds, next } = looked.spans(this.#next);
    this.spanCount += addSpans(this.lanes, columns, kinds);
    this.#next = next;
    // Spans may have ended since the clock was read.
    this.wallMs = this.lanes.reduce((latest, lane) => Math.max(latest, lastEnd(lane)), this.wallMs);
    this.flights = flights.filter(({ worker, sinceMs }) => sinceMs >= lastEnd(this.lanes[worker]));
    if (looked.delivered > this.arrived) this.#arrive(looked);
  }

  #begin({ run, repeat, total, lanes }: Looked): void {
    this.#run = run;
    this.#next = [];
    this.repeat = repeat;
    this.items = total;
    this.wallMs = 0;
    this.spanCount = 0;
    this.arrived = 0;
    this.flights = [];
    this.lanes = Array.from({ length: lanes }, emptyLane);
    this.caller = new Layer();
    this.order = new Uint32Array(total);
  }

  #arrive({ items, nowMs }: Looked): void {
    const fresh = items(this.arrived).subarray(0, this.items - this.arrived);
    this.order?.set(fresh, this.arrived);
    if (fresh.length > 0) this.caller.push(nowMs, nowMs, this.arrived, fresh.length, CALLER_KIND);
    this.arrived += fresh.length;
  }
}

function lastEnd(lane: Lane | undefined): number {
  return lane === undefined || lane.spans.length === 0 ? 0 : (lane.spans.reach[lane.spans.length - 1] ?? 0);
}

/** Which share of the last `windowMs` a worker was at items: what it is at may compute or wait, so waiting counts throughout. */
export function busyNow({ lanes, flights, wallMs }: LiveTimeline, worker: number, windowMs: number): number {
  const lane = lanes[worker];
  const fromMs = Math.max(0, wallMs - windowMs);
  if (lane === undefined || wallMs <= fromMs) return 0;
  const { busy, waiting } = spentOf(lane, { fromMs, toMs: wallMs });
  const flight = flights.find((one) => one.worker === worker);
  const flying = flight === undefined ? 0 : wallMs - Math.max(fromMs, flight.sinceMs);
  return Math.min(1, Math.max(0, (busy + waiting + flying) / (wallMs - fromMs)));
}

/** How busy a worker was since the run began. What it is at may compute or wait, and is with what waited. */
export function historyNow({ lanes, flights, wallMs }: LiveTimeline, worker: number, columns: number): History {
  const lane = lanes[worker] ?? emptyLane();
  const history = historyOf(lane, { fromMs: 0, toMs: Math.max(wallMs, 0.01) }, columns);
  const flight = flights.find((one) => one.worker === worker);
  if (flight === undefined || wallMs <= 0) return history;
  for (let column = 0; column < columns; column += 1) {
    const end = ((column + 1) * wallMs) / columns;
    const share = ((end - Math.max(flight.sinceMs, end - wallMs / columns)) * columns) / wallMs;
    history.waiting[column] = Math.min(1, (history.waiting[column] ?? 0) + Math.max(0, share));
  }
  return history;
}
