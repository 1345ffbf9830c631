// A frame's height after what is in it, without going round in circles.

/** No frame is higher: what is longer scrolls. */
const HIGHEST_PX = 10_000;
const LOWEST_PX = 40;
/** A page whose scroll bar comes with one height and goes with the other swings between the two at this pace, or faster. */
const SWING_MS = 400;
const MOST_SWINGS = 3;

/** The height to give a frame: follows what is asked for, and stays at the larger of two that take turns for no reason. */
export class Fit {
  #heightPx = 0;
  #beforePx = 0;
  #atMs = -Infinity;
  #swings = 0;

  /** The height given last; 0 before the first. */
  get heightPx(): number {
    return this.#heightPx;
  }

  /** The next height, or null where it stays. */
  next(askedPx: number, nowMs: number): number | null {
    const wanted = Math.min(HIGHEST_PX, Math.max(LOWEST_PX, Math.ceil(askedPx)));
    if (wanted === this.#heightPx) return null;
    const isSwing = wanted === this.#beforePx && nowMs - this.#atMs < SWING_MS;
    this.#swings = isSwing ? this.#swings + 1 : 0;
    this.#atMs = nowMs;
    if (this.#swings > MOST_SWINGS && wanted < this.#heightPx) return null;
    this.#beforePx = this.#heightPx;
    this.#heightPx = wanted;
    return wanted;
  }
}
