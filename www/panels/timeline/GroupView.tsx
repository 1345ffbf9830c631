// One strategy's timeline: its title, its lanes, what is pointed at, and the order in which results arrived.

import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Row, type Layout, clip, layoutOf } from '../../charts/timeline/layout';
import { drawTimeline } from '../../charts/timeline/draw';
import { stretchOf } from '../../charts/timeline/point';
import type { PanelTexts } from '../../locales/en/panels';
import type { Timeline } from '../../model/timeline';
import { type Spent, spentOf } from '../../model/timeline-busy';
import { type Flight, LiveTimeline } from '../../model/timeline-live';
import { duration, percent } from '../../model/units';
import { StrategyMark } from '../../views/StrategyMark';
import { inType } from '../../views/useWidth';
import { useTexts } from '../texts';
import { Arrival } from './Arrival';
import { useCanvas } from './canvases';
import { press } from './keys';
import type { Painter } from './painter';
import { listen } from './pointer';
import type { Group, TimelineState } from './state';
import { wordsFor } from './words';

interface GroupProps {
  group: Group;
  state: TimelineState;
  painter: Painter;
  repeats: number;
  /** Items in a chunk: a span with more holds several. */
  chunksize: number;
}

/** A strategy. */
export function GroupView(props: GroupProps): JSX.Element {
  const { group, state, repeats } = props;
  const { timeline: text } = useTexts();
  const { strategy, title, timeline, isLive } = group;
  return (
    <section class={`timeline-group strategy-${strategy}`} id={`timeline-${strategy}`} aria-label={title} data-live={isLive}>
      <header class="timeline-head">
        <h3>
          <StrategyMark id={strategy} /> {title}
        </h3>
        {timeline !== null && (
          <p class="muted">
            {/* What a chunk under way goes to is known when it is done. */}
            {state.isLive.value ? (
              text.soFar(timeline.repeat, repeats, timeline.wallMs)
            ) : (
              <>
                <strong>{duration(timeline.wallMs)}</strong> {text.head(timeline.repeat, repeats, state.repeat.value === null)} ·{' '}
                {spent(text, timeline)}
              </>
            )}
          </p>
        )}
      </header>
      {timeline === null ? (
        <p class="muted">{state.isLive.value ? text.turn : text.noTrace(state.repeat.value)}</p>
      ) : (
        <Lanes {...props} timeline={timeline} />
      )}
    </section>
  );
}

function spent(text: PanelTexts['timeline'], { lanes, wallMs }: Timeline): string {
  const all = lanes.map((lane) => spentOf(lane, { fromMs: 0, toMs: wallMs }));
  const share = (of: keyof Spent): number => all.reduce((sum, one) => sum + one[of], 0) / (lanes.length * wallMs || 1);
  return text.spent(lanes.length, {
    busy: share('busy'), waiting: share('waiting'), startup: share('startup'), copying: share('copying'), locked: share('locked'), idle: share('idle'),
  });
}

function Lanes({ group, state, painter, chunksize, timeline }: GroupProps & { timeline: Timeline }): JSX.Element {
  const texts = useTexts();
  const { timeline: text } = texts;
  const { strategy, title } = group;
  // What the canvas' listeners ask for is the present state, not that of when they began.
  const layout = useRef<Layout>(layoutOf(1, 320));
  const scene = useMemo(
    () => ({
      strategy,
      timeline: (): Timeline | null => state.group(strategy)?.timeline ?? null,
      flights: (): readonly Flight[] => flightsOf(state.group(strategy)),
      layout: (): Layout => layout.current,
    }),
    [strategy],
  );
  const size = useRef(chunksize);
  size.current = chunksize;
  const canvas = useCanvas(
    painter,
    strategy,
    (brush, width) => {
      const now = scene.timeline();
      if (now === null) return;
      layout.current = layoutOf(now.lanes.length, width);
      brush.begin(width, layout.current.height);
      const view = state.view.peek();
      const focus = state.focus.peek();
      drawTimeline(brush, now, layout.current, view, {
        chunksize: size.current,
        rowName: (row) => nameOf(text, row),
        rowNote: (row) => (width < NARROW || row.kind !== 'worker' || state.isLive.peek() ? '' : noteFor(now, row, view)),
        flights: scene.flights(),
        focus: focus?.strategy === strategy ? { stretch: focus, ...focus } : undefined,
      });
    },
    () => [state.view.value, state.looks.value, state.focus.value, state.groups.value],
  );
  useEffect(() => {
    if (canvas.current === null) return undefined;
    return listen(canvas.current, scene, state);
  }, [scene]);
  return (
    <div class="timeline-lanes">
      <canvas
        ref={canvas}
        class="timeline-canvas"
        tabIndex={0}
        role="application"
        aria-roledescription={text.title}
        aria-label={
          state.isLive.value
            ? text.canvasLive(title, timeline.lanes.length)
            : text.canvas(title, timeline.repeat, timeline.lanes.length, timeline.spanCount, timeline.wallMs)
        }
        aria-describedby="timeline-keys"
        onKeyDown={(event) => {
          if (press(event, strategy, scene.timeline(), state)) event.preventDefault();
        }}
        onBlur={() => {
          if (state.pointed.peek()?.by === 'keyboard') state.pointed.value = null;
        }}
      />
      <Tip group={group} state={state} layout={layout} chunksize={chunksize} />
      <Arrival group={group} timeline={timeline} state={state} painter={painter} />
    </div>
  );
}

/** What its workers are at right now. */
function flightsOf(group: Group | undefined): readonly Flight[] {
  return group?.isLive === true && group.timeline instanceof LiveTimeline ? group.timeline.flights : [];
}

/** Below this width there is no room for notes at the right. */
const NARROW = 520;

function nameOf(text: PanelTexts['timeline'], { kind, worker }: Row): string {
  return kind === 'worker' ? text.worker(worker) : text.rows[kind];
}

/** Which share of the window the worker was busy, as far as the run lasted. */
function noteFor({ lanes, wallMs }: Timeline, { worker }: Row, { fromMs, toMs }: { fromMs: number; toMs: number }): string {
  const stretch = { fromMs, toMs: Math.min(toMs, wallMs) };
  const lane = lanes[worker];
  if (lane === undefined || stretch.toMs <= stretch.fromMs) return '';
  const share = spentOf(lane, stretch).busy / (stretch.toMs - stretch.fromMs);
  return percent(share, 0);
}

interface TipProps {
  group: Group;
  state: TimelineState;
  layout: { readonly current: Layout };
  chunksize: number;
}

/** What is pointed at, beside it. Read aloud from the readout below the timelines. */
function Tip({ group, state, layout, chunksize }: TipProps): JSX.Element | null {
  const texts = useTexts();
  const pointed = state.pointed.value;
  const { timeline, strategy } = group;
  const row = pointed === null ? undefined : layout.current.rows[pointed.row];
  if (pointed === null || timeline === null || row === undefined || pointed.strategy !== strategy) return null;
  const view = state.view.value;
  const { left, plot, width } = layout.current;
  const [from, to] = clip(layout.current, view, stretchOf(timeline, row.worker, pointed.what));
  const x = Math.min(Math.max((from + to) / 2, left), left + plot);
  // Something narrower than a pixel is still seen.
  const wide = Math.max(3, to - from);
  const { head, lines } = wordsFor(texts, timeline, row.worker, pointed.what, chunksize);
  // On the side that has more room.
  const side = x < width / 2 ? { left: inType(x) } : { right: inType(width - x) };
  return (
    <div aria-hidden="true">
      {to >= from && (
        <div class="timeline-frame" style={{ left: inType((from + to - wide) / 2), top: inType(row.y), width: inType(wide), height: inType(row.height) }} />
      )}
      <div class="timeline-tip" style={{ ...side, top: inType(row.y + row.height + 6) }}>
        <strong>{head}</strong>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </div>
    </div>
  );
}
