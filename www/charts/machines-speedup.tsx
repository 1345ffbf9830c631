// Speed-up by machine: a row for each comparison, in it a mark for each strategy with its interval, and a line at serial. Pure.

import type { JSX } from 'preact';
import { columnsOf } from '../model/columns';
import { ratio } from '../model/units';
import { type MachineRow, type MachineResult, fitted } from './machines';
import { Mark } from './marks';
import { XAxis, scaleTo } from './x-axis';

const LEFT = 12;
const TOP = 4;
const LABEL = 20;
const LANE = 16;
const GAP = 10;
const AXIS = 26;
/** A letter's mean width in the words behind a mark. */
const LETTER = 6.9;

/** The chart, `width` pixels wide. Strategies without a speed-up aren't drawn, serial is the line at 1. */
export function MachinesSpeedup(props: { rows: readonly MachineRow[]; width: number; title: string; text: string }): JSX.Element {
  const { rows, width, title, text } = props;
  const shown = rows.map((row) => ({ ...row, results: row.results.filter(isShown) }));
  const heights = shown.map(({ results }) => LABEL + Math.max(1, results.length) * LANE + GAP);
  const bottom = TOP + heights.reduce((sum, height) => sum + height, 0);
  const height = bottom + AXIS;
  const most = Math.max(1, ...shown.flatMap(({ results }) => results.flatMap(({ speedup, speedupCi95 }) => [speedup, speedupCi95[1]].filter(Number.isFinite))));
  const longest = Math.max(0, ...shown.flatMap(({ results }) => results.map((result) => columnsOf(wordsOf(result)))));
  // Room for the words behind the mark that is furthest right.
  const scale = scaleTo(most, LEFT, width - Math.max(14, 14 + LETTER * longest));
  let y = TOP;
  return (
    <svg class="chart" data-chart="machines-speedup" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={`${title}. ${text}`}>
      <title>{title}</title>
      <desc>{text}</desc>
      <XAxis scale={scale} top={TOP} bottom={bottom} format={(speedup) => `${ratio(speedup)}×`} />
      <line class="chart-reference" x1={scale.x(1)} x2={scale.x(1)} y1={TOP} y2={bottom} />
      {shown.map((row, place) => {
        const top = y;
        y += heights[place] ?? 0;
        return (
          <g key={row.id}>
            <text class="chart-value chart-halo" x={0} y={top + 15}>
              {fitted(row.label, width)}
            </text>
            {row.results.map((result, lane) => (
              <Point key={result.strategy} result={result} y={top + LABEL + lane * LANE + LANE / 2} x={scale.x} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}

function Point({ result, x, y }: { result: MachineResult; x(speedup: number): number; y: number }): JSX.Element {
  const { strategy, speedup, speedupCi95 } = result;
  const [low, high] = speedupCi95;
  const isCertain = Number.isFinite(low) && Number.isFinite(high);
  const right = Math.max(x(speedup), isCertain ? x(high) : 0);
  return (
    <g class={`strategy-${strategy}`}>
      {isCertain && <path class="chart-whisker" d={`M${x(low)} ${y} H${x(high)} M${x(low)} ${y - 4} v8 M${x(high)} ${y - 4} v8`} />}
      <Mark strategy={strategy} size={5} x={x(speedup)} y={y} />
      <text class="chart-tick" x={right + 9} y={y + 4}>
        {wordsOf(result)}
      </text>
    </g>
  );
}

function wordsOf({ title, speedup }: MachineResult): string {
  return `${ratio(speedup)}× ${title}`;
}

function isShown({ strategy, speedup }: MachineResult): boolean {
  return strategy !== 'serial' && Number.isFinite(speedup);
}
