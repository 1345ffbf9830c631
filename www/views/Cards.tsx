// One card a strategy: how far it is, and what it has delivered, as it comes in.

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { duration, ratio } from '../model/units';
import { useApp } from './app';
import { Meter } from './Meter';
import { StrategyMark } from './StrategyMark';
import { Stage } from './stage';
import { inBrief, titleOf } from './words';

/** The strategies side by side. */
export function Cards(): JSX.Element {
  const app = useApp();
  const { run, runs, shown, text } = app;
  const isRunning = ['running', 'waiting', 'stopping'].includes(run.value.kind);
  const isFresh = run.value.kind === 'empty';
  const strategies = isFresh ? runs.value.strategies : shown.value.strategies;
  return (
    <section class="cards" aria-label={text.cards.title} data-count={strategies.length}>
      {/* Something else is set up by now: what is seen here says what it belongs to. */}
      {!isFresh && !isRunning && runs.value !== shown.value && (
        <p class="muted cards-before">{text.cards.before(inBrief(app, shown.value))}</p>
      )}
      {strategies.map((id) => (
        <Card key={id} id={id} />
      ))}
    </section>
  );
}

function Card({ id }: { id: string }): JSX.Element {
  const app = useApp();
  const { catalog, progress, report, run, shown, text, watch } = app;
  const title = titleOf(app, id);
  const summary = catalog.strategies.find((strategy) => strategy.id === id)?.summary;
  const canvas = useRef<HTMLCanvasElement>(null);
  const lines = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (canvas.current === null || lines.current === null) return undefined;
    return watch(new Stage(id, canvas.current, lines.current));
  }, [id]);
  const at = progress.value.get(id);
  const result = run.value.kind === 'finished' ? report.value?.results.find(({ strategy }) => strategy === id) : undefined;
  const isActive = run.value.kind === 'running' && run.value.strategy === id;
  // What the warm-up delivered is no part of it.
  const isWaiting = at === undefined || (at.repeat === 0 && !isActive);
  return (
    <article class={`card strategy-${id} ${isActive ? 'card-active' : ''}`} aria-label={title}>
      <header class="card-head">
        <h3>
          <StrategyMark id={id} />
          {title}
        </h3>
        {result === undefined ? (
          <span class="card-state">{state()}</span>
        ) : (
          <span class="card-result">
            <strong>{duration(result.medianMs)}</strong>
            {id !== 'serial' && Number.isFinite(result.speedup) && <span>{ratio(result.speedup)}×</span>}
          </span>
        )}
      </header>
      <p class="card-summary">{summary}</p>
      <div class="stage">
        <canvas ref={canvas} role="img" aria-label={text.cards.picture(title)} />
        <ol ref={lines} class="lines" aria-label={text.cards.lines(title)} />
      </div>
      <progress max={at?.total ?? 1} value={isWaiting ? 0 : at.done} aria-label={text.cards.progress(title)} />
      <p class="card-delivered">
        {isWaiting ? text.cards.empty : text.cards.delivered(at.delivered, at.total)}
        <Meter id={id} />
      </p>
    </article>
  );

  function state(): string {
    if (run.value.kind !== 'running' && run.value.kind !== 'stopping') return '';
    if (isWaiting) return text.cards.waiting;
    return at.repeat === 0 ? text.cards.warmup : text.cards.repeat(at.repeat, shown.value.repeats);
  }
}
