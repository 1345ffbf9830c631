// Reads a run's state from shared memory. The layout comes from the Rust side (src/record/board.rs).

import type { Delivered, Live } from './live';
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
    if (word(layout.epoch) !== epoch) return null;
    return {
      run: (epoch + 1) / 2,
      phase,
      strategy,
      repeat,
      done: Math.min(done, total),
      total,
      delivered,
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
