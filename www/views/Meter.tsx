// How busy each worker is while its strategy runs: a bar a worker in the strategy's card. Painted, not rendered.

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Live } from '../engine/live';
import { useApp } from './app';

/** What the bars look back on, so that they can be followed. */
const CALM_MS = 500;

/** The bars; empty while the strategy doesn't run. */
export function Meter({ id }: { id: string }): JSX.Element {
  const { text, watch } = useApp();
  const bars = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const box = bars.current;
    if (box === null) return undefined;
    const clear = (): void => box.replaceChildren();
    let run = 0;
    let lastMs = 0;
    let next: number[] = [];
    let shares: number[] = [];
    const look = (live: Live): void => {
      if (live.strategy !== id) return clear();
      if (live.run !== run) [run, lastMs, next, shares] = [live.run, 0, [], Array<number>(live.lanes).fill(0)];
      const { nowMs } = live;
      const lengthMs = nowMs - lastMs;
      if (!(lengthMs > 0)) return;
      // What ended since the last look, and what is on, is all that was done since.
      const busy = Array<number>(live.lanes).fill(0);
      const add = (worker: number, fromMs: number, toMs: number): void => {
        busy[worker] = (busy[worker] ?? 0) + Math.max(0, Math.min(toMs, nowMs) - Math.max(fromMs, lastMs));
      };
      const flights = live.inFlight();
      const { columns, kinds, next: read } = live.spans(next);
      columns.kind.forEach((kind, at) => {
        // Whether an item that is on computes or waits is not known yet: either is being at it.
        if (kinds[kind] === 'chunk') add(columns.worker[at] ?? 0, columns.startMs[at] ?? 0, columns.endMs[at] ?? 0);
      });
      for (const { worker, sinceMs } of flights) add(worker, sinceMs, nowMs);
      shares = shares.map((share, worker) => share + (Math.min(1, (busy[worker] ?? 0) / lengthMs) - share) * Math.min(1, lengthMs / CALM_MS));
      while (box.childElementCount < shares.length) box.append(document.createElement('i'));
      shares.forEach((share, worker) => (box.children[worker] as HTMLElement).style.setProperty('--busy', share.toFixed(2)));
      [lastMs, next] = [nowMs, read];
    };
    return watch({ begin: clear, look, end: clear });
  }, [id]);
  return <span ref={bars} class="meter" role="img" aria-label={text.cards.meter} title={text.cards.meter} />;
}
