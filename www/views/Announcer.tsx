// Tells a screen reader how the run stands: each strategy's start and the outcome, not every frame.

import type { JSX } from 'preact';
import { useApp } from './app';
import { outcome, titleOf } from './words';

/** A polite live region that nobody sees. */
export function Announcer(): JSX.Element {
  const app = useApp();
  const { run, text, shown } = app;
  const state = run.value;
  let message = '';
  switch (state.kind) {
    case 'running':
      message = text.run.running(titleOf(app, state.strategy), state.repeat === 0 ? 0 : 1, shown.value.repeats);
      break;
    case 'stopped':
      message = text.run.stopped;
      break;
    case 'failed':
      message = `${text.run.failed}: ${state.message}`;
      break;
    case 'finished':
      message = text.run.finished(outcome(app));
      break;
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
