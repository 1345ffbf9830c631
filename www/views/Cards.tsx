// One card a strategy: how far it is, and what it has delivered, as it comes in.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { duration, ratio } from '../model/units';
import { useApp } from './app';
import { StrategyMark } from './StrategyMark';
import { inBrief, titleOf } from './words';

type Painters = typeof import('./painters');

/** The strategies side by side. */
export function Cards(): JSX.Element {
  const app = useApp();
  const { engine, run, runs, shown, text } = app;
  const painters = useSignal<Painters | null>(null);
  const isOn = engine.value.kind === 'running';
  useEffect(() => {
    if (!isOn || painters.value !== null) return;
    // Where they can't be had, the run goes on without pictures, and the next one tries again.
    import('./painters').then((loaded) => (painters.value = loaded), () => undefined);
  }, [isOn]);
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
        <Card key={id} id={id} painters={painters.value} />
      ))}
    </section>
  );
}

function Card({ id, painters }: { id: string; painters: Painters | null }): JSX.Element {
  const app = useApp();
  const { catalog, progress, report, run, shown, text, watch } = app;
  const title = titleOf(app, id);
  const summary = catalog.strategies.find((strategy) => strategy.id === id)?.summary;
  const canvas = useRef<HTMLCanvasElement>(null);
  const lines = useRef<HTMLOListElement>(null);
  const bars = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (painters === null || canvas.current === null || lines.current === null || bars.current === null) return undefined;
    const ends = [new painters.Stage(id, canvas.current, lines.current), new painters.Bars(id, bars.current)].map(watch);
    return () => ends.forEach((end) => end());
  }, [id, painters]);
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
        <canvas ref={canvas} width={3} height={2} role="img" aria-label={text.cards.picture(title)} />
        <ol ref={lines} class="lines" aria-label={text.cards.lines(title)} />
      </div>
      <progress max={at?.total ?? 1} value={isWaiting ? 0 : at.done} aria-label={text.cards.progress(title)} />
      <p class="card-delivered">
        {isWaiting ? text.cards.empty : text.cards.delivered(at.delivered, at.total)}
        <span ref={bars} class="meter" role="img" aria-label={text.cards.meter} title={text.cards.meter} />
      </p>
    </article>
  );

  function state(): string {
    if (run.value.kind !== 'running' && run.value.kind !== 'stopping') return '';
    if (isWaiting) return text.cards.waiting;
    return at.repeat === 0 ? text.cards.warmup : text.cards.repeat(at.repeat, shown.value.repeats);
  }
}
