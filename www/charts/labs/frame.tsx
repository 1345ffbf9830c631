// What the labs' charts share: a picture with a name, a description, and axes from zero. Pure.

import type { ComponentChildren, JSX } from 'preact';
import { grouped, ticks } from '../../model/units';
import { trimmed } from '../x-axis';

/** What every chart is told. */
export interface Told {
  /** For the file that the chart is saved as. */
  id: string;
  title: string;
  text: string;
  width: number;
}

/** The picture. */
export function Picture({ id, title, text, width, height, children }: Told & { height: number; children: ComponentChildren }): JSX.Element {
  return (
    <svg class="chart lab-chart" data-chart={id} viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={`${title}. ${text}`}>
      <title>{title}</title>
      <desc>{text}</desc>
      {children}
    </svg>
  );
}

/** A vertical scale from zero at `bottom` to at least `most` at `top`. */
export function heights(most: number, top: number, bottom: number): { y(value: number): number; marks: readonly number[] } {
  const marks = ticks(most);
  const end = Math.max(marks.at(-1) ?? 1, most);
  return { y: (value) => bottom - ((bottom - top) * value) / end, marks };
}

/** Grid lines from `left` to `right`, labels to the left of them. */
export function YAxis(props: { marks: readonly number[]; y(value: number): number; left: number; right: number; label: string }): JSX.Element {
  const { marks, y, left, right, label } = props;
  const top = Math.min(...marks.map(y));
  return (
    <g>
      <text class="chart-tick" x={0} y={top - 9}>
        {label}
      </text>
      {marks.map((value) => (
        <g key={value}>
          <line class="chart-grid" x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text class="chart-tick" x={left - 6} y={y(value) + 4} text-anchor="end">
            {value >= 1e6 ? `${trimmed((value / 1e6).toFixed(2))} M` : value >= 1e4 ? `${trimmed((value / 1e3).toFixed(1))} k` : grouped(value)}
          </text>
        </g>
      ))}
    </g>
  );
}
