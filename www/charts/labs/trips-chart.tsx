// How long trips took: a histogram with the median. Pure.

import type { JSX } from 'preact';
import type { Bin } from '../../model/labs/pictures';
import { XAxis, scaleTo } from '../x-axis';
import { Picture, type Told, YAxis, heights } from './frame';

const EDGE = { left: 48, right: 20, top: 26, bottom: 28 };
const HEIGHT = 220;

/** `format` turns microseconds into words. */
export function TripsChart(props: Told & { bins: readonly Bin[]; medianUs: number; names: { trips: string; median: string }; format(us: number): string }): JSX.Element {
  const { bins, medianUs, names, format, width } = props;
  const bottom = HEIGHT - EDGE.bottom;
  const scale = scaleTo(bins.at(-1)?.to ?? 10, EDGE.left, width - EDGE.right);
  const { x } = scale;
  const { y, marks } = heights(Math.max(1, ...bins.map(({ count }) => count)), EDGE.top, bottom);
  const isLate = x(medianUs) > width * 0.6;
  return (
    <Picture {...props} height={HEIGHT}>
      <YAxis marks={marks.filter(Number.isInteger)} y={y} left={EDGE.left} right={width - EDGE.right} label={names.trips} />
      {bins.map(({ from, to, count }) => (
        <rect key={from} class="lab-bar" x={x(from) + 0.5} width={Math.max(1, x(to) - x(from) - 1)} y={y(count)} height={bottom - y(count)} />
      ))}
      <XAxis scale={scale} top={EDGE.top} bottom={bottom} format={format} />
      {Number.isFinite(medianUs) && (
        <>
          <line class="lab-bound" x1={x(medianUs)} x2={x(medianUs)} y1={EDGE.top - 4} y2={bottom} />
          <text class="chart-tick" x={x(medianUs) + (isLate ? -6 : 6)} y={EDGE.top - 4} text-anchor={isLate ? 'end' : 'start'}>
            {names.median}
          </text>
        </>
      )}
    </Picture>
  );
}
