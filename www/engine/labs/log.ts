// Reads what happens in a lab from shared memory. The layout comes from the Rust side (src/labs/log.rs).

import type { Happening, Seen } from '../../model/labs/happening';
import type { SharedLog } from './protocol';

/** Reads one experiment's log from its beginning. */
export class LogReader {
  readonly #log: SharedLog;
  readonly #number: number;
  readonly #happenings: Happening[] = [];

  constructor(log: SharedLog, number: number) {
    this.#log = log;
    this.#number = number;
  }

  /** How it stands. The list is the same as before, longer; empty until the experiment begins. */
  see(): Seen {
    const { memory, layout, timeOrigin } = this.#log;
    const happenings = this.#read();
    const began = new Float64Array(memory.buffer)[layout.began >>> 3] ?? 0;
    const hasBegun = Atomics.load(new Int32Array(memory.buffer), layout.run >>> 2) === this.#number;
    return { happenings, nowMs: hasBegun ? performance.timeOrigin - timeOrigin + performance.now() - began : 0 };
  }

  #read(): readonly Happening[] {
    const { memory, layout } = this.#log;
    const words = new Int32Array(memory.buffer);
    if (Atomics.load(words, layout.run >>> 2) !== this.#number) return this.#happenings;
    const numbers = new Float64Array(memory.buffer);
    const taken = Math.min(Atomics.load(words, layout.len >>> 2), layout.capacity);
    while (this.#happenings.length < taken) {
      const entry = layout.entries + this.#happenings.length * layout.stride;
      // Written last: once it is there, so is the rest.
      const what = layout.whats[Atomics.load(words, entry >>> 2) - 1];
      if (what === undefined) break;
      const [who = 0, at = entry >>> 3] = [words[(entry >>> 2) + 1]];
      this.#happenings.push({ who, what, atMs: numbers[at + 1] ?? 0, a: numbers[at + 2] ?? 0, b: numbers[at + 3] ?? 0 });
    }
    return this.#happenings;
  }
}
