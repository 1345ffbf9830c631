// The strip of items by arrival: a cell a position, as dark as its item's number is high, moved up or down by how early or late it
// came. A call that keeps the order is a smooth ramp; one that doesn't is rough.

import { type Timeline, itemAt } from '../../model/timeline';
import type { Brush } from './draw';
import { sidesOf } from './layout';
import { LOOKS } from './looks';

/** How high the strip is, and its cells. */
export const STRIP_HEIGHT = 34;
const CELL = 12;
const FAINTEST = 0.18;

/** Draws what has arrived so far. `mostPlaces` moves a cell to the edge, the same for every strategy. */
export function drawOrder(brush: Brush, timeline: Timeline, arrived: number, width: number, mostPlaces: number): void {
  const { left, plot } = sidesOf(width);
  const items = Math.max(1, timeline.items);
  const room = (STRIP_HEIGHT - CELL) / 2;
  brush.fill(LOOKS.track, left, 0, plot, STRIP_HEIGHT);
  const columns = Math.min(plot, items);
  for (let column = 0; column < columns; column += 1) {
    const position = Math.floor((column * items) / columns);
    if (position >= arrived) break;
    const item = itemAt(timeline, position);
    const away = mostPlaces > 0 ? ((position - item) / mostPlaces) * room : 0;
    const alpha = FAINTEST + (1 - FAINTEST) * (item / Math.max(1, items - 1));
    brush.fill(LOOKS.delivered, left + (column * plot) / columns, room + away, plot / columns, CELL, alpha);
  }
}
