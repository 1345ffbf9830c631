// Reads a run's state from shared memory. The layout comes from the Rust side (src/record/board.rs).

import type { SpanColumns } from '../model/trace';
import type { Delivered, Live, NewSpans } from './live';
import type { SharedBoard } from './protocol';

/** Phases and tags as the Rust side numbers them. */
const PHASES = { 1: 'warmup', 2: 'measure', 3: 'done' } as const;
const TAG_NUMBER = 0;
const TAG_TEXT = 1;
const TAG_BYTES = 2;
const TAG_COUNTS = 3;

/** Reads the board of one instance. */
export class BoardReader {
  readonly #board: SharedBoard;
  readonly #decoder = new TextDecoder();

  constructor(board: SharedBoard) {
    this.#board = board;
  }

  /** The run that is on, if any. `strategies` are the spec's, whose places the board holds. */
  read(strategies: readonly string[]): Live | null {
    const { address, layout } = this.#board;
    const word = (offset: number): number => this.#word(address + offset);
    const epoch = word(layout.epoch);
    const phase = (PHASES as Record<number, Live['phase']>)[word(layout.phase)];
    const strategy = strategies[word(layout.strategy)];
    // An even epoch: nothing is on, or its memory is about to go.
    if (epoch % 2 === 0 || strategy === undefined || phase === undefined) return null;
    const repeat = word(layout.repeat);
    const total = word(layout.total);
    const lanes = word(layout.lanes);
    const laneCount = word(layout.laneCount);
    const log = word(layout.log);
    const delivered = this.#word(word(layout.logLen));
    let done = 0;
    for (let lane = 0; lane < laneCount; lane += 1) {
      done += this.#word(lanes + lane * layout.laneSize + layout.laneCompleted);
    }
    const beganMs = this.#floats()[(address + layout.began) >>> 3] ?? 0;
    if (word(layout.epoch) !== epoch) return null;
    let copied: { key: string; spans: NewSpans } | undefined;
    return {
      run: (epoch + 1) / 2,
      phase,
      strategy,
      repeat,
      done: Math.min(done, total),
      total,
      delivered,
      nowMs: performance.timeOrigin - this.#board.timeOrigin + performance.now() - beganMs,
      lanes: laneCount,
      spans: (from = []) => {
        // Several views look, mostly from where all stopped the last time: the spans are copied once.
        const key = from.join();
        copied = copied?.key === key ? copied : { key, spans: this.#spans(epoch, lanes, laneCount, from) };
        return copied.spans;
      },
      inFlight: () => this.#inFlight(epoch, lanes, laneCount),
      read: (from, limit = Infinity) => this.#entries(epoch, log, from, Math.min(delivered, from + limit)),
      items: (from, limit = Infinity) => this.#items(epoch, log, from, Math.min(delivered, from + limit)),
    };
  }

  /** Copies entries of the delivery log; none if the run ended meanwhile, since their memory may be gone. */
  #entries(epoch: number, log: number, from: number, to: number): Delivered[] {
    const { address, layout } = this.#board;
    const entries: Delivered[] = [];
    for (let index = from; index < to; index += 1) {
      const entry = this.#entry(log + index * layout.logEntry);
      if (entry !== null) entries.push(entry);
    }
    return this.#word(address + layout.epoch) === epoch ? entries : [];
  }

  /** Plain reads: the length that bounds them was loaded atomically. */
  #items(epoch: number, log: number, from: number, to: number): Uint32Array {
    const { address, layout } = this.#board;
    const words = new Uint32Array(this.#board.memory.buffer);
    const [start, step] = [log >>> 2, layout.logEntry >>> 2];
    const items = new Uint32Array(Math.max(0, to - from));
    for (let index = from; index < to; index += 1) items[index - from] = words[start + index * step] ?? 0;
    return this.#word(address + layout.epoch) === epoch ? items : new Uint32Array();
  }

  /** Spans below a lane's length are whole: the length was loaded atomically, after which plain reads do. */
  #spans(epoch: number, lanes: number, laneCount: number, from: readonly number[]): NewSpans {
    const { address, layout } = this.#board;
    const next = Array.from({ length: laneCount }, (_, lane) => this.#word(lanes + lane * layout.laneSize + layout.laneLen));
    const total = next.reduce((sum, end, lane) => sum + Math.max(0, end - (from[lane] ?? 0)), 0);
    const columns = emptyColumns(total);
    const words = new Uint32Array(this.#board.memory.buffer);
    const floats = this.#floats();
    let place = 0;
    for (let lane = 0; lane < laneCount; lane += 1) {
      const segments = lanes + lane * layout.laneSize + layout.laneSegments;
      for (let index = from[lane] ?? 0; index < (next[lane] ?? 0); index += 1, place += 1) {
        // Segment k holds `firstSegment << k` spans.
        const segment = 31 - Math.clz32(Math.floor(index / layout.firstSegment) + 1);
        const within = index - layout.firstSegment * (2 ** segment - 1);
        const at = (words[(segments >>> 2) + segment] ?? 0) + within * layout.spanSize;
        columns.worker[place] = lane;
        columns.kind[place] = words[(at + layout.spanKind) >>> 2] ?? 0;
        columns.first[place] = words[(at + layout.spanFirst) >>> 2] ?? 0;
        columns.count[place] = words[(at + layout.spanCount) >>> 2] ?? 0;
        columns.startMs[place] = floats[(at + layout.spanStart) >>> 3] ?? 0;
        columns.endMs[place] = floats[(at + layout.spanEnd) >>> 3] ?? 0;
      }
    }
    const isWhole = this.#word(address + layout.epoch) === epoch;
    return { columns: isWhole ? columns : emptyColumns(0), kinds: layout.kinds, next: isWhole ? next : [...from] };
  }

  #inFlight(epoch: number, lanes: number, laneCount: number): { worker: number; first: number; sinceMs: number }[] {
    const { address, layout } = this.#board;
    const floats = this.#floats();
    const flights = Array.from({ length: laneCount }, (_, worker) => {
      const lane = lanes + worker * layout.laneSize;
      return { worker, first: this.#word(lane + layout.laneAt), sinceMs: floats[(lane + layout.laneSince) >>> 3] ?? NaN };
    });
    return this.#word(address + layout.epoch) === epoch ? flights.filter(({ sinceMs }) => !Number.isNaN(sinceMs)) : [];
  }

  #floats(): Float64Array {
    return new Float64Array(this.#board.memory.buffer);
  }

  #entry(at: number): Delivered | null {
    const buffer = this.#board.memory.buffer;
    const item = this.#word(at);
    const tag = this.#word(at + 4);
    if (tag === TAG_NUMBER) return { item, value: new DataView(buffer).getFloat64(at + 8, true) };
    const start = this.#word(at + 8);
    const length = this.#word(at + 12);
    const size = tag === TAG_COUNTS ? 2 * length : length;
    // Nonsense can only be read while the run ends; it is thrown away after the look at the epoch.
    if (start + size > buffer.byteLength) return null;
    switch (tag) {
      case TAG_TEXT:
        // A copy first: text decoders refuse shared memory.
        return { item, value: this.#decoder.decode(new Uint8Array(buffer, start, size).slice()) };
      case TAG_BYTES:
        return { item, value: new Uint8Array(buffer, start, length).slice() };
      case TAG_COUNTS:
        return start % 2 === 0 ? { item, value: new Uint16Array(buffer, start, length).slice() } : null;
      default:
        return null;
    }
  }

  /** The memory's buffer is asked for each time: it is replaced when the memory grows. */
  #word(at: number): number {
    const words = new Uint32Array(this.#board.memory.buffer);
    return Atomics.load(words, Math.min(at >>> 2, words.length - 1));
  }
}

function emptyColumns(length: number): SpanColumns {
  return {
    worker: new Uint16Array(length),
    kind: new Uint8Array(length),
    first: new Uint32Array(length),
    count: new Uint32Array(length),
    startMs: new Float64Array(length),
    endMs: new Float64Array(length),
  };
}
