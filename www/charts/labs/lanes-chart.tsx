// What each worker of a lab is at over time: working, loading, waiting for a lock, holding one. Pure.

import type { JSX } from 'preact';
import type { Lane, LaneKind, LaneSpan } from '../../model/labs/pictures';
import { duration } from '../../model/units';
import { XAxis, scaleTo } from '../x-axis';
import { Picture, type Told } from './frame';

const EDGE = { left: 84, right: 16, top: 26, bottom: 28 };
/** A worker's row. */
const ROW = 34;
const BAR = 24;
/** Tracks of a row that has several, and the gap below the last. */
const TRACK = { height: 20, bar: 15, gap: 12 };
/** A letter's width, roughly: labels that don't fit are left out. */
const LETTER = 8;

/**
 * `labelOf` names a span in a few letters; `kinds` are those of the legend. With `tracks`, a worker has a track for each of these
 * labels, in this order: what it is at with each of several locks at once.
 */
export function LanesChart(
  props: Told & {
    lanes: readonly Lane[];
    endMs: number;
    kinds: readonly LaneKind[];
    names: { worker(who: number): string; kinds: Readonly<Record<LaneKind, string>> };
    labelOf(span: Pick<LaneSpan, 'kind' | 'label'>): string;
    tracks?: readonly number[];
  },
): JSX.Element {
  const { lanes, endMs, kinds, names, labelOf, tracks = [], width } = props;
  const [rowIs, barIs] = tracks.length === 0 ? [ROW, BAR] : [tracks.length * TRACK.height + TRACK.gap, TRACK.bar];
  const height = EDGE.top + Math.max(1, lanes.length) * rowIs + EDGE.bottom;
  const scale = scaleTo(Math.max(1, endMs), EDGE.left, width - EDGE.right);
  let legend = EDGE.left;
  return (
    <Picture {...props} height={height}>
      {kinds.map((kind) => {
        const left = legend;
        legend += 30 + 7.2 * names.kinds[kind].length;
        return (
          <g key={kind}>
            <Bar kind={kind} x={left} y={4} width={14} height={12} />
            <text class="chart-tick" x={left + 19} y={14}>
              {names.kinds[kind]}
            </text>
          </g>
        );
      })}
      <XAxis scale={scale} top={EDGE.top} bottom={height - EDGE.bottom} format={duration} />
      {lanes.map(({ who, spans }, row) => {
        const top = EDGE.top + row * rowIs + (tracks.length === 0 ? (ROW - BAR) / 2 : TRACK.gap / 2);
        return (
          <g key={who}>
            <text class="chart-name" x={0} y={EDGE.top + (row + 0.5) * rowIs + 4}>
              {names.worker(who)}
            </text>
            {tracks.map((label, track) => (
              <text key={label} class="chart-tick" x={EDGE.left - 7} y={top + track * TRACK.height + barIs / 2 + 4} text-anchor="end">
                {labelOf({ kind: 'hold', label })}
              </text>
            ))}
            {spans.map((span) => {
              const from = scale.x(span.fromMs);
              const to = Math.max(from + 2, scale.x(span.toMs ?? endMs));
              const y = top + Math.max(0, tracks.indexOf(span.label)) * TRACK.height;
              // A track says it already.
              const label = tracks.length === 0 ? labelOf(span) : '';
              return (
                <g key={`${span.kind}-${span.fromMs}-${span.label}`}>
                  <Bar kind={span.kind} x={from} y={y} width={to - from} height={barIs} />
                  {label !== '' && to - from > 4 + LETTER * label.length && (
                    <text class="lab-span-label" x={(from + to) / 2} y={y + barIs / 2 + 4} text-anchor="middle">
                      {label}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        );
      })}
    </Picture>
  );
}

/** A span, or its sample in the legend. Waiting is a thin line between what is done: colour alone would not tell it. */
function Bar({ kind, x, y, width, height }: { kind: LaneKind; x: number; y: number; width: number; height: number }): JSX.Element {
  const high = kind === 'wait' ? height / 3 : height;
  return <rect class={`lab-span lab-${kind}`} x={x} y={y + (height - high) / 2} width={width} height={high} rx={Math.min(2, width / 3)} />;
}
