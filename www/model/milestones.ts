// How far something long is, for who only hears of it: quarters, and none soon after the last word. Pure.

/** Words closer together than this are chatter. */
export const APART_MS = 15_000;

/** One work, from its begin. */
export class Milestones {
  #quarter: 0 | 1 | 2 | 3 = 0;
  #saidMs: number;

  constructor(nowMs: number) {
    this.#saidMs = nowMs;
  }

  /** The last quarter that is worth a word when `share` of the work is done. What is passed soon after a word is passed in silence. */
  at(share: number, nowMs: number): 0 | 1 | 2 | 3 {
    const passed = Math.min(3, Math.floor(4 * share));
    if (passed > this.#quarter && nowMs - this.#saidMs >= APART_MS) {
      this.#quarter = passed as 1 | 2 | 3;
      this.#saidMs = nowMs;
    }
    return this.#quarter;
  }
}
