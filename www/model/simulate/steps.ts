// Long computations in steps, so that whoever runs them can do something else in between, or give up.

/** A computation that stops for a moment now and then. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** So many turns of a loop make a step: well below a millisecond. */
export const TURNS = 4_096;

/** The result, without any pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

/** How a computation is spread. */
export interface Slicing {
  /** Computes no longer than this at a stretch, give or take a step. */
  sliceMs: number;
  nowMs(): number;
  /** Lets others have a turn. */
  pause(): Promise<void>;
  signal: AbortSignal;
}

/** The result, with a pause before each slice; undefined where it was given up. */
export async function inSlices<T extends object | null>(steps: Steps<T>, { sliceMs, nowMs, pause, signal }: Slicing): Promise<T | undefined> {
  for (;;) {
    await pause();
    if (signal.aborted) return undefined;
    const untilMs = nowMs() + sliceMs;
    do {
      const next = steps.next();
      if (next.done === true) return next.value;
    } while (nowMs() < untilMs);
  }
}
