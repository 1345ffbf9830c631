// Run and Stop, what stands in the way, and what to expect before pressing.

import type { JSX } from 'preact';
import { roundItems, chunksizeOf, threadEach, variantOf } from '../model/spec';
import { type App, isUnderway, useApp } from './app';
import { bringIntoView } from './into-view';
import { outcome, titleOf } from './words';

/** The bar: always in reach on phones. */
export function RunBar(): JSX.Element {
  const app = useApp();
  const { embedded, engine, mode, problems, run, text, start, stop } = app;
  const kind = run.value.kind;
  const isRunning = isUnderway(run.value);
  // While workers start, a run that is asked for waits for them; before the mode is known, the page may load anew and would forget it.
  const isBlocked = problems.value.size > 0 || mode.value === null || ['unavailable', 'failed'].includes(engine.value.kind);
  const expected = isRunning ? [] : hints(app);
  const said = status(app, expected.length > 0);
  const press = (): void => {
    start();
    // A frame that scrolls would move somebody's own page.
    if (!embedded) showCards();
  };
  return (
    <div class="run-bar">
      <div class="run-words">
        {said !== '' && <p class="run-status">{said}</p>}
        {expected.map((hint) => (
          <p key={hint} class="run-hint">
            {hint}
          </p>
        ))}
      </div>
      {/* Not `disabled`, which would take the focus away from who presses with the keyboard. */}
      {isRunning ? (
        <button type="button" class="button button-stop" aria-disabled={kind === 'stopping'} onClick={stop}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <rect x="3" y="3" width="10" height="10" rx="1.5" />
          </svg>
          {text.run.stop}
        </button>
      ) : (
        <button type="button" class="button button-run" aria-disabled={isBlocked} onClick={isBlocked ? undefined : press}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M3.5 2.2v11.6L13.5 8z" />
          </svg>
          {text.run.run}
        </button>
      )}
    </div>
  );
}

/** On small screens what comes in is further down: there it is brought into view. */
function showCards(): void {
  const cards = document.querySelector('.cards');
  if (cards !== null && cards.getBoundingClientRect().top >= 0.7 * innerHeight) bringIntoView(cards);
}

/** How it stands; nothing where the hints say all there is. */
function status(app: App, hasHints: boolean): string {
  const { engine, problems, report, run, runs, shown, text } = app;
  const state = run.value;
  switch (state.kind) {
    case 'running':
      if (engine.value.kind === 'loading' || engine.value.kind === 'idle') return text.run.loading;
      return text.run.running(titleOf(app, state.strategy), state.repeat, shown.value.repeats);
    case 'waiting':
      return text.run.waiting;
    case 'stopping':
      return text.run.stopping;
    case 'sweeping':
      return text.run.sweeping(state.step + 1, state.steps);
    case 'lab':
      return text.run.lab;
    default:
      break;
  }
  if (problems.value.size > 0) return text.run.blocked(problems.value.size);
  if (engine.value.kind === 'loading' || engine.value.kind === 'idle') return text.run.loading;
  if (engine.value.kind === 'unavailable' || engine.value.kind === 'failed') return text.run.noEngine;
  const ready = hasHints ? '' : text.run.ready;
  // What came of the last run is old news once something else is set up.
  if (runs.value !== shown.value) return ready;
  switch (state.kind) {
    case 'stopped':
      return report.value === null ? text.run.stoppedFirst : text.run.stopped;
    case 'failed':
      return text.run.failedBecause(text.hear(state.message));
    case 'finished':
      return text.run.finished(outcome(app));
    case 'empty':
      return ready;
  }
}

/** What a spec can't gain, said before it is run. */
function hints({ catalog, machineCores, runs: spec, text }: App): string[] {
  const { cores, variant } = spec.value;
  // Of a call: workers have no more at a time.
  const items = roundItems(spec.value, catalog);
  const said: string[] = [];
  const chunks = Math.ceil(items / chunksizeOf(spec.value, catalog));
  if (variant === 'apply') said.push(text.hints.apply);
  else if (cores === 1) said.push(text.hints.oneWorker);
  else if (items < cores) said.push(text.hints.fewItems(items, cores));
  else if (chunks < cores && variantOf(catalog, variant).chunks !== 'calls') said.push(text.hints.fewChunks(chunks, cores));
  if (cores > machineCores) said.push(text.hints.oversubscribed(cores, machineCores));
  if (threadEach(spec.value, catalog) && items > 4 * cores) said.push(text.hints.threadEach(items));
  return said;
}
