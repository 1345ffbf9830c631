// Draws the timelines' canvases together, at most once a frame, and measures how long that takes.

/** Something that can draw itself. */
export type Paint = () => void;

/** Collects what has to be drawn until the next frame. */
export class Painter {
  /** How long a frame's drawing took. */
  onDrawn: (ms: number) => void = () => undefined;
  readonly #all = new Set<Paint>();
  readonly #due = new Set<Paint>();
  #frame = 0;

  /** Adds something that is drawn from now on; what it returns ends that. */
  add(paint: Paint): () => void {
    this.#all.add(paint);
    this.ask(paint);
    return () => {
      this.#all.delete(paint);
      this.#due.delete(paint);
    };
  }

  /** Has one drawn with the next frame, or all. */
  ask(paint?: Paint): void {
    for (const one of paint === undefined ? this.#all : [paint]) this.#due.add(one);
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** Draws no more. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#all.clear();
    this.#due.clear();
  }

  #draw(): void {
    this.#frame = 0;
    const due = [...this.#due];
    this.#due.clear();
    const before = performance.now();
    for (const paint of due) paint();
    this.onDrawn(performance.now() - before);
  }
}
