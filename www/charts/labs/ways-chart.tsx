// What an update costs in each way of counting: bars on a logarithmic scale. Pure.

import type { JSX } from 'preact';
import type { Way } from '../../model/labs/pictures';
import { Picture, type Told } from './frame';

const EDGE = { left: 4, right: 16, top: 8, bottom: 8 };
const ROW = 46;
const BAR = 18;
/** The scale: from ten nanoseconds to a hundred milliseconds; longer bars than that are cut. */
const [LEAST_US, MOST_US] = [0.001, 100_000];

/** `titles` by way; `format` turns microseconds into words; `waiting` stands where nothing was measured yet. */
export function WaysChart(props: Told & { ways: readonly Way[]; titles: readonly string[]; waiting: string; format(us: number): string }): JSX.Element {
  const { ways, titles, waiting, format, width } = props;
  const most = Math.min(MOST_US, 4 * Math.max(1, ...ways.map(({ us }) => us ?? 0)));
  const room = width - EDGE.left - EDGE.right;
  const length = (us: number): number => Math.max(2, (room * Math.log(Math.max(us, LEAST_US) / LEAST_US)) / Math.log(most / LEAST_US));
  return (
    <Picture {...props} height={EDGE.top + ways.length * ROW + EDGE.bottom}>
      {ways.map(({ way, us }, row) => {
        const y = EDGE.top + row * ROW;
        return (
          <g key={way}>
            <text class="chart-name" x={EDGE.left} y={y + 13}>
              {titles[way]}
              <tspan class="chart-note" dx={10}>
                {us === null ? waiting : format(us)}
              </tspan>
            </text>
            {us !== null && <rect class="lab-bar" x={EDGE.left} y={y + 20} width={length(us)} height={BAR} rx={3} />}
          </g>
        );
      })}
    </Picture>
  );
}
