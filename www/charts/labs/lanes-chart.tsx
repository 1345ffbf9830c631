// What each worker of a lab is at over time: working, loading, waiting for a lock, holding one. Pure.

import type { JSX } from 'preact';
import type { Lane, LaneKind, LaneSpan } from '../../model/labs/pictures';
import { duration } from '../../model/units';
import { XAxis, scaleTo } from '../x-axis';
import { Picture, type Told } from './frame';

const EDGE = { left: 84, right: 16, top: 26, bottom: 28 };
const ROW = 34;
const BAR = 24;
/** A letter's width, roughly: labels that don't fit are left out. */
const LETTER = 8;

/** `labelOf` names a span in a few letters; `kinds` are those of the legend. */
export function LanesChart(
  props: Told & {
    lanes: readonly Lane[];
    endMs: number;
    kinds: readonly LaneKind[];
    names: { worker(who: number): string; kinds: Readonly<Record<LaneKind, string>> };
    labelOf(span: LaneSpan): string;
  },
): JSX.Element {
  const { lanes, endMs, kinds, names, labelOf, width } = props;
  const height = EDGE.top + Math.max(1, lanes.length) * ROW + EDGE.bottom;
  const scale = scaleTo(Math.max(1, endMs), EDGE.left, width - EDGE.right);
  let legend = EDGE.left;
  return (
    <Picture {...props} height={height}>
      {kinds.map((kind) => {
        const left = legend;
        legend += 30 + 7.2 * names.kinds[kind].length;
        return (
          <g key={kind}>
            <rect class={`lab-span lab-${kind}`} x={left} y={4} width={14} height={12} rx={2} />
            <text class="chart-tick" x={left + 19} y={14}>
              {names.kinds[kind]}
            </text>
          </g>
        );
      })}
      <XAxis scale={scale} top={EDGE.top} bottom={height - EDGE.bottom} format={duration} />
      {lanes.map(({ who, spans }, row) => {
        const y = EDGE.top + row * ROW + (ROW - BAR) / 2;
        return (
          <g key={who}>
            <text class="chart-name" x={0} y={y + BAR / 2 + 4}>
              {names.worker(who)}
            </text>
            {spans.map((span) => {
              const from = scale.x(span.fromMs);
              const to = Math.max(from + 1, scale.x(span.toMs ?? endMs));
              const label = labelOf(span);
              // A lock that is held while another one is waited for lies below the waiting.
              const low = span.kind === 'hold' || span.kind === 'wait' ? BAR / 2 : BAR;
              const top = span.kind === 'hold' ? y + BAR / 2 : y;
              return (
                <g key={`${span.kind}-${span.fromMs}-${span.label}`}>
                  <rect class={`lab-span lab-${span.kind}`} x={from} y={top} width={to - from} height={low} rx={1.5} />
                  {to - from > 4 + LETTER * label.length && (
                    <text class="lab-span-label" x={(from + to) / 2} y={top + low / 2 + 4} text-anchor="middle">
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
