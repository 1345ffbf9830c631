// The axis that stays in sight above the timelines.

import type { JSX } from 'preact';
import { AXIS_HEIGHT, drawAxis } from '../../charts/timeline/axis';
import { useCanvas } from './canvases';
import type { Painter } from './painter';
import type { TimelineState } from './state';

/** The one scale of all strategies. */
export function Axis({ state, painter }: { state: TimelineState; painter: Painter }): JSX.Element {
  const canvas = useCanvas(
    painter,
    state,
    (brush, width) => {
      brush.begin(width, AXIS_HEIGHT);
      drawAxis(brush, width, state.view.peek());
    },
    () => void state.view.value,
  );
  return <canvas ref={canvas} class="timeline-axis" aria-hidden="true" />;
}
