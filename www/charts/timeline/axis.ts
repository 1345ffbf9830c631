// The axis above the timelines: the one scale of all strategies.

import type { Stretch } from '../../model/timeline';
import { momentLabel, momentsOf } from '../../model/timeline-view';
import { type Brush, ticksFor } from './draw';
import { sidesOf, xOf } from './layout';
import { LOOKS } from './looks';

/** How high the axis is. */
export const AXIS_HEIGHT = 24;

/** Draws the axis of a window. */
export function drawAxis(brush: Brush, width: number, view: Stretch): void {
  const sides = sidesOf(width);
  const { stepMs, moments } = momentsOf(view, ticksFor(sides));
  for (const ms of moments) {
    const x = xOf(sides, view, ms);
    brush.fill(LOOKS.grid, x, AXIS_HEIGHT - 6, 1, 6);
    const label = momentLabel(ms, stepMs);
    // Labels stay in the picture.
    const half = label.length * 3.2;
    brush.words(label, Math.min(Math.max(x, sides.left + (ms === 0 ? half : 0)), width - half), AXIS_HEIGHT / 2 - 3, 'center');
  }
  brush.fill(LOOKS.grid, sides.left, AXIS_HEIGHT - 1, sides.plot, 1);
}
