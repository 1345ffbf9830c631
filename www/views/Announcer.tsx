// Tells a screen reader how the run stands: that it began and the outcome. Strategies take turns: every turn would be noise.

import type { JSX } from 'preact';
import { useApp } from './app';
import { outcome, titleOf } from './words';

/** A polite live region that nobody sees. */
export function Announcer(): JSX.Element {
  const app = useApp();
  const { engine, run, text, shown } = app;
  const state = run.value;
  let message = '';
  switch (state.kind) {
    case 'running':
      message = ['idle', 'loading'].includes(engine.value.kind)
        ? text.run.loading
        : text.run.begun(shown.value.strategies.map((id) => titleOf(app, id)), shown.value.repeats);
      break;
    case 'waiting':
      message = text.run.waiting;
      break;
    case 'stopped':
      message = text.run.stopped;
      break;
    case 'failed':
      message = text.run.failedBecause(text.hear(state.message));
      break;
    case 'finished':
      message = text.run.finished(outcome(app));
      break;
    case 'sweeping':
    case 'lab':
    case 'stopping':
    case 'empty':
      break;
  }
  return (
    <div class="visually-hidden" role="status">
      {message}
    </div>
  );
}
