// Paints how busy each worker is while a strategy runs: a bar a worker. It paints outside of rendering, as the stage does.

import type { Live } from '../engine/live';
import type { Watcher } from './app';

/** What the bars look back on, so that they can be followed. */
const CALM_MS = 500;

/** One strategy's bars, in `box`; none while it doesn't run. */
export class Bars implements Watcher {
  readonly #strategy: string;
  readonly #box: HTMLElement;
  #run = 0;
  #lastMs = 0;
  #next: readonly number[] = [];
  #shares: number[] = [];

  constructor(strategy: string, box: HTMLElement) {
    this.#strategy = strategy;
    this.#box = box;
  }

  begin(): void {
    this.#box.replaceChildren();
  }

  end(): void {
    this.#box.replaceChildren();
  }

  look(live: Live): void {
    if (live.strategy !== this.#strategy) return this.end();
    if (live.run !== this.#run) [this.#run, this.#lastMs, this.#next, this.#shares] = [live.run, 0, [], Array<number>(live.lanes).fill(0)];
    const { nowMs } = live;
    const lastMs = this.#lastMs;
    const lengthMs = nowMs - lastMs;
    if (!(lengthMs > 0)) return;
    // What ended since the last look, and what is on, is all that was done since.
    const busy = Array<number>(live.lanes).fill(0);
    const add = (worker: number, fromMs: number, toMs: number): void => {
      busy[worker] = (busy[worker] ?? 0) + Math.max(0, Math.min(toMs, nowMs) - Math.max(fromMs, lastMs));
    };
    const flights = live.inFlight();
    const { columns, kinds, next } = live.spans(this.#next);
    columns.kind.forEach((kind, at) => {
      // Whether an item that is on computes or waits is not known yet: either is being at it.
      if (kinds[kind] === 'chunk') add(columns.worker[at] ?? 0, columns.startMs[at] ?? 0, columns.endMs[at] ?? 0);
    });
    for (const { worker, sinceMs } of flights) add(worker, sinceMs, nowMs);
    this.#shares = this.#shares.map((share, worker) => share + (Math.min(1, (busy[worker] ?? 0) / lengthMs) - share) * Math.min(1, lengthMs / CALM_MS));
    while (this.#box.childElementCount < this.#shares.length) this.#box.append(document.createElement('i'));
    this.#shares.forEach((share, worker) => (this.#box.children[worker] as HTMLElement).style.setProperty('--busy', share.toFixed(2)));
    [this.#lastMs, this.#next] = [nowMs, next];
  }
}
