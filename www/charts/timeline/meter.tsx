// A worker's busy time over its run, as a system monitor draws a core's load. Pure.

import type { JSX } from 'preact';
import type { History } from '../../model/timeline-busy';

const WIDTH = 120;
const HEIGHT = 36;

/** How many parts of the run are told apart. */
export const METER_COLUMNS = 60;

/** The graph: busy below, waiting on top of it. `share` is how much of the graph's width the run has filled. */
export function BusyGraph({ history, share, label }: { history: History; share: number; label: string }): JSX.Element {
  const { busy, waiting } = history;
  const both = busy.map((value, column) => Math.min(1, value + (waiting[column] ?? 0)));
  return (
    <svg class="busy-graph" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path class="busy-grid" d={`M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT / 4}H${WIDTH}M0 ${(HEIGHT * 3) / 4}H${WIDTH}`} />
      <path class="busy-waiting" d={area(both, share)} />
      <path class="busy-area" d={area(busy, share)} />
    </svg>
  );
}

/** Steps from the left, as high as the values. */
function area(values: Float32Array, share: number): string {
  const column = (WIDTH * share) / values.length;
  let d = `M0 ${HEIGHT}`;
  values.forEach((value, place) => {
    d += `V${(HEIGHT * (1 - value)).toFixed(1)}H${((place + 1) * column).toFixed(1)}`;
  });
  return `${d}V${HEIGHT}z`;
}
