// A horizontal axis that begins at zero: grid lines, and labels where they don't touch. Pure.

import type { JSX } from 'preact';
import { ticks } from '../model/units';

/** From values to pixels. */
export interface Scale {
  x(value: number): number;
  marks: readonly number[];
}

/** A scale from zero at `left` to at least `most` at `right`. */
export function scaleTo(most: number, left: number, right: number): Scale {
  const marks = ticks(most);
  const end = Math.max(marks.at(-1) ?? 1, most);
  return { x: (value) => left + ((right - left) * value) / end, marks };
}

/** Without zeros behind the point: `1.5 s`, `2 s`, `3×`. */
export function trimmed(text: string): string {
  return text.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '');
}

/** Grid lines from `top` to `bottom`, labels below. */
export function XAxis(props: { scale: Scale; top: number; bottom: number; format(value: number): string }): JSX.Element {
  const { scale, top, bottom, format } = props;
  const { x, marks } = scale;
  const first = x(0);
  const last = x(marks.at(-1) ?? 0);
  // Labels of neighbours must not touch on a phone.
  const every = Math.ceil(marks.length / Math.max(2, Math.floor((last - first) / 64)));
  return (
    <g>
      {marks.map((value, place) => (
        <g key={value}>
          <line class="chart-grid" x1={x(value)} x2={x(value)} y1={top} y2={bottom} />
          {place % every === 0 && (
            <text class="chart-tick" x={x(value)} y={bottom + 17} text-anchor={place === 0 ? 'start' : place === marks.length - 1 ? 'end' : 'middle'}>
              {value === 0 ? '0' : trimmed(format(value))}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
