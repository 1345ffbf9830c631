// Tells a screen reader how the run stands: that it began, how far a long one is, and the outcome. Strategies take turns: every turn
// would be noise.

import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Milestones } from '../model/milestones';
import { type App, useApp } from './app';
import { outcome, titleOf } from './words';

/** A polite live region that nobody sees. */
export function Announcer(): JSX.Element {
  const app = useApp();
  const { engine, run, text, shown } = app;
  const state = run.value;
  const far = useRef<Milestones | null>(null);
  const last = useRef('');
  if (state.kind !== 'running') far.current = null;
  switch (state.kind) {
    case 'running': {
      const { kind } = engine.value;
      if (kind === 'idle' || kind === 'loading') last.current = text.run.loading;
      // Otherwise its turn may not have come.
      if (kind !== 'running') break;
      const quarter = (far.current ??= new Milestones(performance.now())).at(shareOf(app), performance.now());
      last.current = quarter !== 0 ? text.run.quarters[quarter] : text.run.begun(shown.value.strategies.map((id) => titleOf(app, id)), shown.value.repeats);
      break;
    }
    case 'waiting':
      last.current = text.run.waiting;
      break;
    case 'stopped':
      last.current = text.run.stopped;
      break;
    case 'failed':
      last.current = text.run.failedBecause(text.hear(state.message));
      break;
    case 'finished':
      last.current = text.run.finished(outcome(app));
      break;
    case 'sweeping':
    case 'lab':
    case 'stopping':
    case 'empty':
      // What was said stays: said again in the end, it would be news.
      break;
  }
  return (
    <div class="visually-hidden" role="status">
      {last.current}
    </div>
  );
}

/** How much of the comparison is done. */
function shareOf({ progress, shown }: App): number {
  const { strategies, repeats } = shown.value;
  const runs = [...progress.value.values()].reduce((sum, { repeat, done, total }) => sum + (repeat === 0 ? 0 : repeat - 1 + done / Math.max(1, total)), 0);
  return runs / (strategies.length * repeats);
}
