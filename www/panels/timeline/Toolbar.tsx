// Above the timelines: which run, the window of time, and what a sentence elsewhere wanted to have seen.

import type { JSX } from 'preact';
import type { Outcome } from '../../model/trace';
import { zoomed } from '../../model/timeline-view';
import { useApp } from '../../views/app';
import { titleOf } from '../../views/words';
import { useTexts } from '../texts';
import type { TimelineState } from './state';

const ZOOM = 2;

/** Run, zoom, and the window. */
export function Toolbar({ state, outcome }: { state: TimelineState; outcome: Outcome | null }): JSX.Element {
  const { timeline: text } = useTexts();
  const { fromMs, toMs } = state.view.value;
  const zoom = (factor: number): void => state.look(zoomed(state.view.peek(), (fromMs + toMs) / 2, factor, state.endMs.peek()));
  const isEverything = state.zoom.value === null;
  return (
    <div class="timeline-tools">
      {outcome !== null && <RunChoice state={state} outcome={outcome} />}
      <div class="timeline-zoom" role="group" aria-label={text.window(fromMs, toMs)}>
        <button type="button" class="button-quiet" onClick={() => zoom(1 / ZOOM)} aria-label={text.zoomOut} title={text.zoomOut} aria-disabled={isEverything}>
          −
        </button>
        <button type="button" class="button-quiet" onClick={() => zoom(ZOOM)} aria-label={text.zoomIn} title={text.zoomIn}>
          +
        </button>
        <button type="button" class="button-quiet" onClick={() => (state.zoom.value = null)} aria-disabled={isEverything}>
          {text.whole}
        </button>
        <span class="hint timeline-window">{text.window(fromMs, toMs)}</span>
      </div>
    </div>
  );
}

function RunChoice({ state, outcome }: { state: TimelineState; outcome: Outcome }): JSX.Element {
  const { timeline: text } = useTexts();
  const kept = new Set(outcome.traces.map(({ repeat }) => repeat));
  return (
    <label class="timeline-run">
      {text.run}{' '}
      <select
        value={state.repeat.value ?? ''}
        disabled={state.isLive.value}
        onChange={({ currentTarget: { value } }) => {
          state.pointed.value = null;
          state.repeat.value = value === '' ? null : Number(value);
        }}
      >
        <option value="">{text.medianRun}</option>
        {Array.from({ length: outcome.report.spec.repeats }, (_, place) => place + 1).map((repeat) => (
          <option key={repeat} value={repeat} disabled={!kept.has(repeat)}>
            {text.nthRun(repeat)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a sentence elsewhere wanted to have seen, and the way back to everything. */
export function FocusBar({ state }: { state: TimelineState }): JSX.Element | null {
  const app = useApp();
  const { timeline: text } = useTexts();
  const focus = state.focus.value;
  if (focus === null) return null;
  const { strategy, repeat, fromMs, toMs, workers, items } = focus;
  const parts = [
    text.focus.shown(titleOf(app, strategy), repeat, fromMs, toMs),
    ...(workers === undefined ? [] : [text.focus.workers(workers)]),
    ...(items === undefined ? [] : [text.focus.items(items.first, items.count)]),
  ];
  return (
    <div class="timeline-focus" role="status">
      <p>{parts.join(', ')}</p>
      <button
        type="button"
        class="button-quiet"
        onClick={() => {
          app.focus.value = null;
          state.reset();
        }}
      >
        {text.focus.everything}
      </button>
    </div>
  );
}
