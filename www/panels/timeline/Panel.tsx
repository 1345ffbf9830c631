// The panel `timeline`: every worker's time in every strategy, on one scale, while a comparison runs and after it.

import { effect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { around } from '../../model/timeline-view';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { Axis } from './Axis';
import { GroupView } from './GroupView';
import { Legend } from './Legend';
import { Meters } from './Meters';
import { Painter } from './painter';
import { Readout } from './Readout';
import { TimelineState } from './state';
import { Tables } from './Tables';
import { FocusBar, Toolbar } from './Toolbar';
import './timeline.css';

/** The panel. */
export function Panel(): JSX.Element {
  const app = useApp();
  const { timeline: text } = useTexts();
  const state = useMemo(() => new TimelineState(app), [app]);
  const painter = useMemo(() => new Painter(), [app]);
  const root = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      app.watch({
        begin: () => state.begin(),
        look: (live) => state.take(live),
        end: () => state.reset(),
      }),
    [state],
  );
  useEffect(
    // What a sentence elsewhere wants to have seen is brought into the window, and into sight.
    () =>
      effect(() => {
        const focus = state.focus.value;
        if (focus === null) return;
        state.repeat.value = focus.repeat;
        state.pointed.value = null;
        state.look(around(focus, state.endMs.peek()));
        requestAnimationFrame(() => document.getElementById(`timeline-${focus.strategy}`)?.scrollIntoView({ block: 'nearest' }));
      }),
    [state],
  );
  useEffect(() => {
    painter.onDrawn = (ms) => {
      const spans = state.groups.peek().reduce((sum, { timeline }) => sum + (timeline?.spanCount ?? 0), 0);
      if (root.current === null) return;
      root.current.dataset['drawnMs'] = ms.toFixed(2);
      const words = root.current.querySelector('.timeline-drawn');
      if (words !== null) words.textContent = text.drawn(spans, ms);
    };
    return () => painter.stop();
  }, [painter]);

  const outcome = app.outcome.value;
  const isLive = state.isLive.value;
  const groups = state.groups.value;
  if (!isLive && outcome === null) return <p class="muted">{text.empty}</p>;
  if (!isLive && outcome?.traces.length === 0) return <p class="muted">{text.noTraces}</p>;
  if (groups.every(({ timeline }) => timeline === null) && !isLive) return <p class="muted">{text.empty}</p>;
  const spec = isLive ? app.shown.value : (outcome?.report.spec ?? app.shown.value);
  const chunksize = isLive ? (app.shown.value.chunksize ?? 1) : (outcome?.report.chunksize ?? 1);
  return (
    <div class="timeline" ref={root}>
      <Toolbar state={state} outcome={outcome} />
      <FocusBar state={state} />
      <Legend />
      <div class="timeline-groups">
        <Axis state={state} painter={painter} />
        {groups.map((group) => (
          <GroupView key={group.strategy} group={group} state={state} painter={painter} repeats={spec.repeats} chunksize={chunksize} />
        ))}
      </div>
      <Readout state={state} chunksize={chunksize} />
      <Meters state={state} />
      <Tables state={state} chunksize={chunksize} />
    </div>
  );
}
