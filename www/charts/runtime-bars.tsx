// Runtime of each strategy: a bar to the median, a whisker for its interval, a mark for every run. Pure.

import type { JSX } from 'preact';
import { duration, ticks } from '../model/units';
import { Mark } from './marks';

/** One strategy's bar. */
export interface RuntimeBar {
  strategy: string;
  title: string;
  medianMs: number;
  ci95: readonly [number, number];
  samplesMs: readonly number[];
  /** What stands behind the time: `1.9×`. */
  note: string;
}

const ROW = 58;
const TOP = 8;
const AXIS = 26;
const LEFT = 84;
const BAR = 22;

/** The chart, `width` pixels wide. Every bar begins at zero, so that lengths can be compared. */
export function RuntimeBars(props: { bars: readonly RuntimeBar[]; width: number; title: string; text: string }): JSX.Element {
  const { bars, width, title, text } = props;
  const height = TOP + bars.length * ROW + AXIS;
  const most = Math.max(0, ...bars.flatMap(({ samplesMs, ci95 }) => [...samplesMs, ci95[1]]));
  const marks = ticks(most);
  const end = Math.max(marks.at(-1) ?? 1, most);
  const right = width - 14;
  const x = (ms: number): number => LEFT + ((right - LEFT) * ms) / end;
  // Labels of neighbouring ticks must not touch on a phone.
  const every = Math.ceil(marks.length / Math.max(2, Math.floor((right - LEFT) / 64)));
  return (
    <svg class="chart" data-chart="runtime" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={`${title}. ${text}`}>
      <title>{title}</title>
      <desc>{text}</desc>
      {marks.map((ms, place) => (
        <g key={ms}>
          <line class="chart-grid" x1={x(ms)} x2={x(ms)} y1={TOP} y2={height - AXIS} />
          {place % every === 0 && (
            <text class="chart-tick" x={x(ms)} y={height - AXIS + 17} text-anchor={place === 0 ? 'start' : place === marks.length - 1 ? 'end' : 'middle'}>
              {place === 0 ? '0' : short(duration(ms))}
            </text>
          )}
        </g>
      ))}
      {bars.map((bar, row) => (
        <Bar key={bar.strategy} bar={bar} x={x} y={TOP + row * ROW} />
      ))}
    </svg>
  );
}

function Bar({ bar, x, y }: { bar: RuntimeBar; x: (ms: number) => number; y: number }): JSX.Element {
  const { strategy, title, medianMs, ci95, samplesMs, note } = bar;
  const middle = y + 18 + BAR / 2;
  return (
    <g class={`strategy-${strategy}`}>
      <text class="chart-name" x={0} y={middle + 4}>
        {title}
      </text>
      <text class="chart-value" x={LEFT} y={y + 12}>
        {duration(medianMs)}
        <tspan class="chart-note" dx={8}>
          {note}
        </tspan>
      </text>
      <rect class="chart-bar" x={LEFT} y={middle - BAR / 2} width={Math.max(1, x(medianMs) - LEFT)} height={BAR} rx={3} />
      <path
        class="chart-whisker"
        d={`M${x(ci95[0])} ${middle} H${x(ci95[1])} M${x(ci95[0])} ${middle - 6} v12 M${x(ci95[1])} ${middle - 6} v12`}
      />
      {samplesMs.map((ms, place) => (
        // Spread a little, so that equal runs are seen as several.
        <Mark key={place} strategy={strategy} size={3.5} x={x(ms)} y={middle + ((place % 5) - 2) * 3.4} />
      ))}
    </g>
  );
}

/** Without zeros behind the point: `1.5 s`, `2 s`. */
function short(text: string): string {
  return text.replace(/(\.\d*?)0+(?= )/, '$1').replace('. ', ' ');
}
