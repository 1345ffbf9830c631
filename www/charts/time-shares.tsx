// Where the time of all workers went: a bar a strategy, as long as its run times its workers, in parts. Pure.

import type { JSX } from 'preact';
import { columnsOf } from '../model/columns';
import { PARTS, type Part } from '../model/explain/measures';
import { duration } from '../model/units';
import { XAxis, scaleTo } from './x-axis';

/** One strategy's bar. */
export interface TimeShare {
  strategy: string;
  title: string;
  /** What stands above the bar: `2 workers × 270 ms`. */
  note: string;
  /** Milliseconds of all workers together. */
  parts: Readonly<Record<Part, number>>;
}

const LEFT = 84;
const TOP = 22;
const ROW = 50;
const BAR = 22;
const AXIS = 26;
/** The legend: its samples, what a letter takes at most, what lies between entries, and a row's height. */
const SAMPLE = 18;
const LETTER = 6.6;
const GAP = 14;
const LINE = 18;
/** Half the longest label of the axis. */
const RIGHT = 26;

/**
 * How each part is filled, by strokes across a tile: told apart without colour. As in the timeline, computing is solid, waiting has
 * lines, start-up is hatched, and idle time is dotted.
 */
const TILES: Record<Part, { size: number; path: string; width: number } | null> = {
  computing: null,
  waiting: { size: 4, path: 'M0 2h4', width: 1.4 },
  locked: { size: 6, path: 'M0 5l3-4 3 4', width: 1.4 },
  copying: { size: 5, path: 'M0 2.5h5M2.5 0v5', width: 1 },
  startup: { size: 6, path: 'M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3', width: 1.6 },
  between: { size: 4, path: 'M2 0v4', width: 1.4 },
  spare: { size: 8, path: '', width: 0 },
  tail: { size: 6, path: 'M1 1h1M4 4h1', width: 1 },
  after: { size: 7, path: 'M0 0l7 7M7 0l-7 7', width: 1 },
};

/** The chart, `width` pixels wide. A line marks serial's whole time: what lies beyond it, working side by side cost. */
export function TimeShares(props: { bars: readonly TimeShare[]; width: number; title: string; text: string; serial: string; names: Readonly<Record<Part, string>> }): JSX.Element {
  const { bars, width, title, text, serial, names } = props;
  const bottom = TOP + bars.length * ROW;
  const legend = legendOf(PARTS.filter((part) => bars.some(({ parts }) => parts[part] > 0)), names, width);
  const height = bottom + AXIS + legend.height;
  const totals = bars.map(({ parts }) => PARTS.reduce((sum, part) => sum + Math.max(0, parts[part]), 0));
  const scale = scaleTo(Math.max(0, ...totals), LEFT, width - RIGHT);
  const serialMs = totals[bars.findIndex(({ strategy }) => strategy === 'serial')];
  return (
    <svg class="chart" data-chart="time-shares" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={`${title}. ${text}`}>
      <title>{title}</title>
      <desc>{text}</desc>
      <XAxis scale={scale} top={TOP} bottom={bottom} format={(ms) => (ms === 0 ? '0' : duration(ms))} />
      {bars.map((bar, row) => (
        <Bar key={bar.strategy} bar={bar} x={scale.x} y={TOP + row * ROW} />
      ))}
      {serialMs !== undefined && bars.length > 1 && (
        <g>
          <line class="time-serial" x1={scale.x(serialMs)} x2={scale.x(serialMs)} y1={TOP - 4} y2={bottom} />
          <text class="chart-tick" x={scale.x(serialMs)} y={TOP - 9} text-anchor={scale.x(serialMs) > width / 2 ? 'end' : 'start'}>
            {serial}
          </text>
        </g>
      )}
      {bars.map((bar, row) => (
        <Labels key={bar.strategy} bar={bar} y={TOP + row * ROW} />
      ))}
      <g class="time-legend">
        {legend.entries.map(({ part, x, y }) => (
          <g key={part} transform={`translate(${x} ${bottom + AXIS + y})`}>
            <defs>
              <Tile id={`time-legend-${part}`} part={part} />
            </defs>
            <rect class="time-part" y={1} width={SAMPLE} height={10} fill={fillOf('legend', part)} />
            <text class="chart-tick" x={SAMPLE + 5} y={10}>
              {names[part]}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
}

/** Where the entries of the legend stand, in rows that fit the width. A picture that is taken elsewhere needs one of its own. */
function legendOf(parts: readonly Part[], names: Readonly<Record<Part, string>>, width: number) {
  let [x, y] = [0, 0];
  const entries = parts.map((part) => {
    const long = SAMPLE + 5 + columnsOf(names[part]) * LETTER;
    if (x > 0 && x + long > width) [x, y] = [0, y + LINE];
    const entry = { part, x, y };
    x += long + GAP;
    return entry;
  });
  return { entries, height: entries.length === 0 ? 0 : y + LINE };
}

function Bar({ bar, x, y }: { bar: TimeShare; x: (ms: number) => number; y: number }): JSX.Element {
  const { strategy, parts } = bar;
  const top = topOf(y);
  let fromMs = 0;
  return (
    <g class={`strategy-${strategy}`}>
      <defs>
        {PARTS.map((part) => (
          <Tile key={part} id={`time-${strategy}-${part}`} part={part} />
        ))}
      </defs>
      {PARTS.map((part) => {
        const ms = Math.max(0, parts[part]);
        const left = x(fromMs);
        fromMs += ms;
        const width = x(fromMs) - left;
        return width > 0 ? (
          <rect key={part} class="time-part" data-part={part} x={left} y={top} width={width} height={BAR} fill={fillOf(strategy, part)} />
        ) : null;
      })}
    </g>
  );
}

/** What stands beside a bar and above it: after everything else, so that no line runs through it. */
function Labels({ bar: { title, note }, y }: { bar: TimeShare; y: number }): JSX.Element {
  return (
    <g>
      <text class="chart-name" x={0} y={topOf(y) + BAR / 2 + 5}>
        {title}
      </text>
      <text class="chart-tick" x={LEFT} y={topOf(y) - 6}>
        {note}
      </text>
    </g>
  );
}

/** Where a row's bar begins. */
function topOf(y: number): number {
  return y + ROW - BAR - 6;
}

function fillOf(strategy: string, part: Part): string {
  return TILES[part] === null ? 'var(--colour)' : `url(#time-${strategy}-${part})`;
}

function Tile({ id, part }: { id: string; part: Part }): JSX.Element | null {
  const tile = TILES[part];
  if (tile === null) return null;
  const { size, path, width } = tile;
  return (
    <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse">
      <rect class="time-ground" width={size} height={size} />
      {path !== '' && <path class="time-strokes" d={path} stroke-width={width} fill="none" />}
    </pattern>
  );
}

/** A small sample of a part's fill, for a legend. */
export function PartSample({ part }: { part: Part }): JSX.Element {
  return (
    <svg class="time-sample" viewBox="0 0 26 14" width="26" height="14" aria-hidden="true">
      <defs>
        <Tile id={`time-sample-${part}`} part={part} />
      </defs>
      <rect class="time-part" x="0.5" y="0.5" width="25" height="13" fill={fillOf('sample', part)} />
    </svg>
  );
}
