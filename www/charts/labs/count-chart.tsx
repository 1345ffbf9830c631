// A shared counter beside what was added to it: the gap is what was lost. Pure.

import type { JSX } from 'preact';
import type { CountPoint } from '../../model/labs/pictures';
import { duration } from '../../model/units';
import { XAxis, scaleTo } from '../x-axis';
import { Picture, type Told, YAxis, heights } from './frame';

const EDGE = { left: 56, right: 16, top: 26, bottom: 28 };
const HEIGHT = 240;

/** `expected` is what will have been added in the end. */
export function CountChart(props: Told & { points: readonly CountPoint[]; expected: number; names: { made: string; counted: string } }): JSX.Element {
  const { points, expected, names, width } = props;
  const bottom = HEIGHT - EDGE.bottom;
  const scale = scaleTo(Math.max(1, points.at(-1)?.atMs ?? 0), EDGE.left, width - EDGE.right);
  const { y, marks } = heights(expected, EDGE.top, bottom);
  const line = (of: 'made' | 'counted'): string => points.map((point) => `${scale.x(point.atMs).toFixed(1)} ${y(point[of]).toFixed(1)}`).join(' L');
  const last = points.at(-1);
  const back = points.toReversed().map((point) => `${scale.x(point.atMs).toFixed(1)} ${y(point.counted).toFixed(1)}`).join(' L');
  return (
    <Picture {...props} height={HEIGHT}>
      <YAxis marks={marks} y={y} left={EDGE.left} right={width - EDGE.right} label="" />
      <XAxis scale={scale} top={EDGE.top} bottom={bottom} format={duration} />
      {last !== undefined && (
        <>
          <path class="lab-gap" d={`M${line('made')} L${back} Z`} />
          <path class="lab-line lab-made" d={`M${line('made')}`} />
          <path class="lab-line lab-counted" d={`M${line('counted')}`} />
        </>
      )}
      <text class="chart-tick lab-key" x={EDGE.left} y={13}>
        <tspan class="lab-key-made">┄ {names.made}</tspan>
        <tspan class="lab-key-counted" dx={14}>
          ━ {names.counted}
        </tspan>
      </text>
    </Picture>
  );
}
