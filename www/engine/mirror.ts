// A run that the page can't see in memory: the caller sends copies of what is new, the page puts them together.

import type { SpanColumns, SpanKind } from '../model/trace';
import type { BoardReader } from './board';
import type { Delivered, Live, NewSpans } from './live';

/** Results that are sent as a whole of those that make no picture: the latest. */
const LATEST = 16;
/** Between two copies while the caller waits for processes. */
const EVERY_MS = 250;

/** A run as it stood, with what is new since the last copy of the same run. */
export interface Copy {
  run: number;
  phase: Live['phase'];
  strategy: string;
  repeat: number;
  done: number;
  total: number;
  delivered: number;
  nowMs: number;
  lanes: number;
  inFlight: ReturnType<Live['inFlight']>;
  spans: SpanColumns;
  kinds: readonly SpanKind[];
  /** The items of all new results, ... */
  items: Uint32Array;
  /** ... and those results, from a position on: all that a picture is made of, else the latest. */
  from: number;
  results: Delivered[];
}

/** The caller's end. The module calls `show`. */
export class Mirror {
  readonly #board: BoardReader;
  readonly #send: (copy: Copy, isEnd: boolean) => void;
  strategies: readonly string[] = [];
  #run = 0;
  #read = 0;
  #next: number[] = [];
  #lastMs = 0;

  constructor(board: BoardReader, send: (copy: Copy, isEnd: boolean) => void) {
    this.#board = board;
    this.#send = send;
  }

  /** Sends what is new on the board; `isEnd`: the run has delivered everything. */
  show(isEnd: boolean): void {
    this.#lastMs = performance.now();
    const live = this.#board.read(this.strategies);
    if (live !== null) this.#send(this.#copy(live), isEnd);
  }

  /** The same, if it wasn't done lately: copying takes the caller's time. */
  nowAndThen(): void {
    if (performance.now() - this.#lastMs >= EVERY_MS) this.show(false);
  }

  #copy(live: Live): Copy {
    const { run, phase, strategy, repeat, done, total, delivered, nowMs, lanes } = live;
    if (run !== this.#run) {
      this.#run = run;
      this.#read = 0;
      this.#next = [];
    }
    const { columns, kinds, next } = live.spans(this.#next);
    const items = live.items(this.#read);
    const isPicture = typeof live.read(0, 1)[0]?.value === 'object';
    const from = isPicture ? this.#read : Math.max(this.#read, delivered - LATEST);
    const results = live.read(from);
    this.#next = next;
    this.#read = delivered;
    return { run, phase, strategy, repeat, done, total, delivered, nowMs, lanes, inFlight: live.inFlight(), spans: columns, kinds, items, from, results };
  }
}

/** The page's end. */
export class Reflection {
  #last: Copy | undefined;
  #cameMs = 0;
  #items: Uint32Array[] = [];
  #results = new Map<number, Delivered>();
  #spans: SpanColumns[] = [];

  /** Adds what came. */
  take(copy: Copy): void {
    if (copy.run !== this.#last?.run) {
      this.#items = [];
      this.#results = new Map();
      this.#spans = [];
    }
    this.#last = copy;
    this.#cameMs = performance.now();
    this.#items.push(copy.items);
    copy.results.forEach((result, place) => this.#results.set(copy.from + place, result));
    this.#spans.push(copy.spans);
  }

  /** The run that is on, as it was last seen. */
  read(): Live | null {
    const last = this.#last;
    if (last === undefined) return null;
    const { inFlight, kinds, spans: _spans, items: _items, from: _from, results: _results, ...state } = last;
    return {
      ...state,
      nowMs: last.nowMs + (last.phase === 'done' ? 0 : performance.now() - this.#cameMs),
      spans: (from = []) => spansFrom(this.#spans, last, from),
      inFlight: () => inFlight,
      read: (from, limit = Infinity) => {
        const found: Delivered[] = [];
        for (let at = from; at < Math.min(last.delivered, from + limit); at += 1) {
          const result = this.#results.get(at);
          if (result !== undefined) found.push(result);
        }
        return found;
      },
      items: (from, limit = Infinity) => whole(this.#items).subarray(from, from + limit),
    };
  }

  /** Forgets the run: it is over. */
  clear(): void {
    this.#last = undefined;
  }
}

function whole(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The spans of each lane from `from[lane]` on, by lane. */
function spansFrom(parts: readonly SpanColumns[], { kinds, lanes }: Copy, from: readonly number[]): NewSpans {
  const next = Array.from({ length: lanes }, () => 0);
  const places: [part: SpanColumns, place: number][][] = next.map(() => []);
  for (const part of parts) {
    for (const [place, lane] of part.worker.entries()) {
      const seen = next[lane] ?? 0;
      if (seen >= (from[lane] ?? 0)) places[lane]?.push([part, place]);
      next[lane] = seen + 1;
    }
  }
  const chosen = places.flat();
  const column = <Name extends keyof SpanColumns>(name: Name): number[] => chosen.map(([part, place]) => part[name][place] ?? 0);
  const columns: SpanColumns = {
    worker: Uint16Array.from(column('worker')),
    kind: Uint8Array.from(column('kind')),
    first: Uint32Array.from(column('first')),
    count: Uint32Array.from(column('count')),
    startMs: Float64Array.from(column('startMs')),
    endMs: Float64Array.from(column('endMs')),
  };
  return { columns, kinds, next };
}
