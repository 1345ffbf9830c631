// Where a timeline's rows lie: a row a worker, then the caller's, then what was delivered. Pure.

import type { Lane, Layer, Stretch, Timeline } from '../../model/timeline';

/** A row of a strategy's timeline. */
export interface Row {
  kind: 'worker' | 'caller' | 'delivered';
  /** Place of the worker; 0 for the others. */
  worker: number;
  y: number;
  height: number;
}

/** Where everything lies in a strategy's timeline, in pixels. */
export interface Layout {
  width: number;
  height: number;
  /** Where time begins, and how many pixels it has. */
  left: number;
  plot: number;
  rows: readonly Row[];
}

/** Below this width there is no room at the right. */
const NARROW = 520;
const LEFT = 70;
const RIGHT = 48;

/** Room at the sides, the same for every strategy, so that they can be laid under each other. */
export function sidesOf(width: number): { left: number; plot: number } {
  return { left: LEFT, plot: Math.max(40, Math.floor(width) - LEFT - (width < NARROW ? 6 : RIGHT)) };
}

function rowHeight(workers: number): { height: number; gap: number } {
  if (workers <= 4) return { height: 26, gap: 4 };
  if (workers <= 8) return { height: 22, gap: 3 };
  if (workers <= 16) return { height: 17, gap: 2 };
  if (workers <= 32) return { height: 11, gap: 2 };
  return { height: 8, gap: 1 };
}

/** The layout of a strategy with so many workers. */
export function layoutOf(workers: number, width: number): Layout {
  const { height, gap } = rowHeight(workers);
  const rows: Row[] = [];
  let y = gap;
  const add = (kind: Row['kind'], worker: number, rowIs: number, gapIs: number): void => {
    rows.push({ kind, worker, y, height: rowIs });
    y += rowIs + gapIs;
  };
  for (let worker = 0; worker < workers; worker += 1) add('worker', worker, height, gap);
  y += 4;
  add('caller', 0, 14, 3);
  add('delivered', 0, 30, 4);
  return { width, height: y, ...sidesOf(width), rows };
}

/** Where a moment is. */
export function xOf({ left, plot }: Pick<Layout, 'left' | 'plot'>, { fromMs, toMs }: Stretch, ms: number): number {
  return left + ((ms - fromMs) * plot) / (toMs - fromMs);
}

/** Begin and end of a stretch in pixels, as far as it is in the window; where it isn't, the end is before the begin. */
export function clip(layout: Pick<Layout, 'left' | 'plot'>, view: Stretch, { fromMs, toMs }: Stretch): [number, number] {
  const { left, plot } = layout;
  return [Math.max(left, xOf(layout, view, fromMs)), Math.min(left + plot, xOf(layout, view, toMs))];
}

/** The moment at a place. */
export function msAt({ left, plot }: Pick<Layout, 'left' | 'plot'>, { fromMs, toMs }: Stretch, x: number): number {
  return fromMs + ((x - left) * (toMs - fromMs)) / plot;
}

/** The place of the row at a height; the nearest one beside rows. */
export function rowAt({ rows }: Layout, y: number): number {
  let best = 0;
  let nearest = Infinity;
  rows.forEach((row, place) => {
    const away = Math.max(row.y - y, y - row.y - row.height, 0);
    if (away < nearest) [best, nearest] = [place, away];
  });
  return best;
}

/** The spans that a row's arrow keys go through: a worker's, or the caller's waits. */
export function layersOf({ lanes, caller }: Timeline): Layer[] {
  return [...lanes.map(({ spans }: Lane) => spans), caller];
}
