// Runtime by machine: each comparison's strategies as bars to their medians, on one axis. Pure.

import type { JSX } from 'preact';
import { duration } from '../model/units';
import { type MachineRow, type MachineResult, fitted } from './machines';
import { XAxis, scaleTo } from './x-axis';

const LEFT = 84;
const TOP = 4;
const LABEL = 22;
const LINE = 20;
const GAP = 12;
const AXIS = 26;
const BAR = 13;
/** Room for the time behind the longest bar. */
const VALUE = 66;

/** The chart, `width` pixels wide. Every bar begins at zero, so that lengths can be compared. */
export function MachinesRuntime(props: { rows: readonly MachineRow[]; width: number; title: string; text: string }): JSX.Element {
  const { rows, width, title, text } = props;
  const heights = rows.map(({ results }) => LABEL + results.length * LINE + GAP);
  const bottom = TOP + heights.reduce((sum, height) => sum + height, 0);
  const height = bottom + AXIS;
  const finite = rows.flatMap(({ results }) => results.flatMap(({ medianMs, ci95 }) => [medianMs, ci95[1]])).filter(Number.isFinite);
  const scale = scaleTo(Math.max(0, ...finite), LEFT, width - VALUE);
  let y = TOP;
  return (
    <svg class="chart" data-chart="machines-runtime" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={`${title}. ${text}`}>
      <title>{title}</title>
      <desc>{text}</desc>
      <XAxis scale={scale} top={TOP} bottom={bottom} format={duration} />
      {rows.map((row, place) => {
        const top = y;
        y += heights[place] ?? 0;
        return <Row key={row.id} row={row} top={top} width={width} x={scale.x} />;
      })}
    </svg>
  );
}

function Row({ row, top, width, x }: { row: MachineRow; top: number; width: number; x(ms: number): number }): JSX.Element {
  return (
    <g>
      <text class="chart-value chart-halo" x={0} y={top + 15}>
        {fitted(row.label, width)}
      </text>
      {row.results.map((result, place) => (
        <Bar key={result.strategy} result={result} isOwn={row.isOwn} middle={top + LABEL + place * LINE + LINE / 2} x={x} />
      ))}
    </g>
  );
}

function Bar(props: { result: MachineResult; isOwn: boolean; middle: number; x(ms: number): number }): JSX.Element {
  const { result, isOwn, middle, x } = props;
  const { strategy, title, medianMs, ci95 } = result;
  const known = Number.isFinite(medianMs) ? medianMs : 0;
  const [low, high] = ci95;
  const behind = Math.max(x(known), Number.isFinite(high) ? x(high) : 0) + 6;
  return (
    <g class={`strategy-${strategy}`}>
      <text class="chart-tick" x={0} y={middle + 4}>
        {title}
      </text>
      <rect
        class={isOwn ? 'chart-bar' : 'chart-bar-other'}
        x={LEFT}
        y={middle - BAR / 2}
        width={Math.max(1, x(known) - LEFT)}
        height={BAR}
        rx={2}
      />
      {Number.isFinite(low) && Number.isFinite(high) && <path class="chart-whisker" d={`M${x(low)} ${middle} H${x(high)}`} />}
      <text class="chart-tick" x={behind} y={middle + 4}>
        {duration(medianMs)}
      </text>
    </g>
  );
}
