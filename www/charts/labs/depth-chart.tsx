// How many items a queue holds over time. Pure.

import type { JSX } from 'preact';
import type { DepthStep } from '../../model/labs/pictures';
import { duration } from '../../model/units';
import { XAxis, scaleTo } from '../x-axis';
import { Picture, type Told, YAxis, heights } from './frame';

const EDGE = { left: 40, right: 16, top: 26, bottom: 28 };
const HEIGHT = 220;

/** `maxsize` is the queue's bound, 0 for none; `endMs` how long it lasts so far. */
export function DepthChart(props: Told & { steps: readonly DepthStep[]; maxsize: number; endMs: number; names: { depth: string; bound: string } }): JSX.Element {
  const { steps, maxsize, endMs, names, width } = props;
  const bottom = HEIGHT - EDGE.bottom;
  const scale = scaleTo(Math.max(1, endMs), EDGE.left, width - EDGE.right);
  const { y, marks } = heights(Math.max(4, maxsize, ...steps.map(({ depth }) => depth)), EDGE.top, bottom);
  let path = `M${EDGE.left} ${bottom}`;
  for (const { atMs, depth } of steps) path += ` H${scale.x(atMs).toFixed(1)} V${y(depth).toFixed(1)}`;
  path += ` H${scale.x(endMs).toFixed(1)}`;
  return (
    <Picture {...props} height={HEIGHT}>
      <YAxis marks={marks.filter(Number.isInteger)} y={y} left={EDGE.left} right={width - EDGE.right} label={names.depth} />
      <XAxis scale={scale} top={EDGE.top} bottom={bottom} format={duration} />
      <path class="lab-area" d={`${path} V${bottom} Z`} />
      <path class="lab-line lab-counted" d={path} />
      {maxsize > 0 && (
        <>
          <line class="lab-bound" x1={EDGE.left} x2={width - EDGE.right} y1={y(maxsize)} y2={y(maxsize)} />
          <text class="chart-tick" x={width - EDGE.right} y={y(maxsize) - 5} text-anchor="end">
            {names.bound}
          </text>
        </>
      )}
    </Picture>
  );
}
