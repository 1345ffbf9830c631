// Reads what happens in a lab from shared memory. The layout comes from the Rust side (src/labs/log.rs).

import type { Happening, Seen } from '../../model/labs/happening';
import type { SharedLog } from './protocol';

/** Reads one experiment's log from its beginning. */
export class LogReader {
  readonly #log: SharedLog;
  readonly #number: number;
  #happenings: readonly Happening[] = [];

  constructor(log: SharedLog, number: number) {
    this.#log = log;
    this.#number = number;
  }

  /** How it stands. Another list whenever there is more: who shows it goes by that. Empty until the experiment begins. */
  see(): Seen {
    const { memory, layout, timeOrigin } = this.#log;
    const happenings = this.#read();
    // In this order: the number is written after the moment.
    const hasBegun = Atomics.load(new Int32Array(memory.buffer), layout.run >>> 2) === this.#number;
    const began = new Float64Array(memory.buffer)[layout.began >>> 3] ?? 0;
    return { happenings, nowMs: hasBegun ? performance.timeOrigin - timeOrigin + performance.now() - began : 0 };
  }

  #read(): readonly Happening[] {
    const { memory, layout } = this.#log;
    const words = new Int32Array(memory.buffer);
    if (Atomics.load(words, layout.run >>> 2) !== this.#number) return this.#happenings;
    const numbers = new Float64Array(memory.buffer);
    const taken = Math.min(Atomics.load(words, layout.len >>> 2), layout.capacity);
    const found: Happening[] = [];
    for (let place = this.#happenings.length; place < taken; place += 1) {
      const entry = layout.entries + place * layout.stride;
      // Written last: once it is there, so is the rest.
      const what = layout.whats[Atomics.load(words, entry >>> 2) - 1];
      if (what === undefined) break;
      const [who = 0, at = entry >>> 3] = [words[(entry >>> 2) + 1]];
      found.push({ who, what, atMs: numbers[at + 1] ?? 0, a: numbers[at + 2] ?? 0, b: numbers[at + 3] ?? 0 });
    }
    if (found.length > 0) this.#happenings = [...this.#happenings, ...found];
    return this.#happenings;
  }
}
