// Results by arrival under a strategy's timeline: in their own order, or not.

import type { JSX } from 'preact';
import { STRIP_HEIGHT, drawOrder } from '../../charts/timeline/order';
import { sidesOf } from '../../charts/timeline/layout';
import { type Timeline, totalOf } from '../../model/timeline';
import { LiveTimeline } from '../../model/timeline-live';
import { type OrderFigures, orderFigures } from '../../model/timeline-progress';
import { useTexts } from '../texts';
import { useCanvas } from './canvases';
import type { Painter } from './painter';
import type { Group, TimelineState } from './state';

interface ArrivalProps {
  group: Group;
  timeline: Timeline;
  state: TimelineState;
  painter: Painter;
}

/** The strip, and what it shows in a sentence. */
export function Arrival({ group, timeline, state, painter }: ArrivalProps): JSX.Element {
  const { timeline: text } = useTexts();
  const { strategy, title } = group;
  const canvas = useCanvas(
    painter,
    strategy,
    (brush, width) => {
      const now = state.group(strategy)?.timeline ?? null;
      if (now === null) return;
      brush.begin(width, STRIP_HEIGHT);
      const most = Math.max(...state.groups.peek().map(({ timeline: one }) => (one === null ? 0 : (figuresOf(one)?.mostPlaces ?? 0))));
      drawOrder(brush, now, arrivedOf(now), width, most);
      brush.words(text.order.title, sidesOf(width).left - 8, STRIP_HEIGHT / 2, 'right');
    },
    () => [state.looks.value, state.groups.value],
  );
  const figures = figuresOf(timeline);
  const words =
    figures === null ? '' : figures.early > 0 ? text.order.rough(figures.early, figures.mostPlaces) : text.order.kept(arrivedOf(timeline));
  return (
    <figure class="timeline-arrival">
      <canvas ref={canvas} role="img" aria-label={`${text.order.label(title)}. ${words}`} />
      <figcaption class="hint">{words}</figcaption>
    </figure>
  );
}

function arrivedOf(timeline: Timeline): number {
  return timeline instanceof LiveTimeline ? timeline.arrived : totalOf(timeline.caller);
}

const known = new WeakMap<Timeline, { arrived: number; repeat: number; figures: OrderFigures }>();

/** While workers are measured, no more items than this are counted at every look. */
const MOST_LIVE = 50_000;

/** The figures, kept until something arrives; null where they would take time from those who are measured. */
function figuresOf(timeline: Timeline): OrderFigures | null {
  const arrived = arrivedOf(timeline);
  if (timeline instanceof LiveTimeline && arrived > MOST_LIVE) return null;
  const before = known.get(timeline);
  if (before?.arrived === arrived && before.repeat === timeline.repeat) return before.figures;
  const figures = orderFigures(timeline, arrived);
  known.set(timeline, { arrived, repeat: timeline.repeat, figures });
  return figures;
}
