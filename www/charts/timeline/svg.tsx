// The timelines of several strategies as one SVG that needs nothing else: to be kept, printed, sent. As large as its pixels ask
// for, however many spans there are.

import type { JSX } from 'preact';
import { readableOn } from '../../model/timeline-colour';
import type { Stretch, Timeline } from '../../model/timeline';
import { AXIS_HEIGHT, drawAxis } from './axis';
import { type Brush, type Extras, drawTimeline } from './draw';
import { type Layout, layoutOf } from './layout';
import { type Colours, type Look, TILES, colourOf } from './looks';

/** A strategy's timeline under its title. */
export interface SvgGroup {
  title: string;
  timeline: Timeline;
  colours: Colours;
}

/** What is drawn. */
export interface TimelineSvgOptions {
  groups: readonly SvgGroup[];
  /** The window of time; `whole(longest run)` for everything. */
  view: Stretch;
  width: number;
  /** Of the picture as a whole, for those who see it, and for those who don't. */
  title: string;
  text: string;
  extras: Pick<Extras, 'rowName' | 'rowNote' | 'chunksize'>;
}

const HEAD = 26;
const TITLE = 34;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** The picture. */
export function TimelineSvg({ groups, view, width, title, text, extras }: TimelineSvgOptions): JSX.Element {
  const layouts = groups.map(({ timeline }) => layoutOf(timeline.lanes.length, width));
  const height = TITLE + AXIS_HEIGHT + layouts.reduce((total, layout) => total + HEAD + layout.height, 0);
  const first = groups[0]?.colours;
  if (first === undefined) return <svg xmlns="http://www.w3.org/2000/svg" width={width} height={1} />;
  const axis = new SvgBrush(first, 'tla');
  drawAxis(axis, width, view);
  let y = TITLE + AXIS_HEIGHT;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${title}. ${text}`}
      font-family={FONT}
      font-size="11"
    >
      <title>{title}</title>
      <desc>{text}</desc>
      <rect width={width} height={height} fill={first.surface} />
      <text x={8} y={21} font-size="14" font-weight="600" fill={first.ink}>
        {title}
      </text>
      <g transform={`translate(0 ${TITLE})`}>{axis.nodes()}</g>
      {groups.map((group, place) => {
        const layout = layouts[place];
        if (layout === undefined) return null;
        const top = y;
        y += HEAD + layout.height;
        return <Group key={group.timeline.strategy} group={group} layout={layout} top={top} view={view} extras={extras} />;
      })}
    </svg>
  );
}

interface GroupProps {
  group: SvgGroup;
  layout: Layout;
  top: number;
  view: Stretch;
  extras: TimelineSvgOptions['extras'];
}

function Group({ group: { title, timeline, colours }, layout, top, view, extras }: GroupProps): JSX.Element {
  const brush = new SvgBrush(colours, `tl-${timeline.strategy}`);
  drawTimeline(brush, timeline, layout, view, extras);
  return (
    <g transform={`translate(0 ${top})`}>
      <text x={8} y={18} font-size="12" font-weight="600" fill={colours.ink}>
        {title}
      </text>
      <g transform={`translate(0 ${HEAD})`}>{brush.nodes()}</g>
    </g>
  );
}

/** A pattern's definition. */
export function PatternTile({ id, look, colours }: { id: string; look: Look; colours: Colours }): JSX.Element | null {
  if (look.pattern === 'solid') return null;
  const { size, path, width } = TILES[look.pattern];
  return (
    <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse">
      {look.ground !== undefined && <rect width={size} height={size} fill={colours[look.ground]} />}
      <path d={path} stroke={colours[look.colour]} stroke-width={width} fill="none" />
    </pattern>
  );
}

/** Everything of one look and one opacity becomes one path, in the order of its first rectangle. */
class SvgBrush implements Brush {
  readonly #colours: Colours;
  readonly #prefix: string;
  readonly #looks: Look[] = [];
  readonly #paths = new Map<string, { look: Look; alpha: number; d: string }>();
  readonly #words: JSX.Element[] = [];

  constructor(colours: Colours, prefix: string) {
    this.#colours = colours;
    this.#prefix = prefix;
  }

  fill(look: Look, x: number, y: number, width: number, height: number, alpha = 1): void {
    const key = `${this.#placeOf(look)} ${alpha.toFixed(2)}`;
    const path = this.#paths.get(key) ?? { look, alpha: alpha * look.alpha, d: '' };
    this.#paths.set(key, path);
    const right = short(x + Math.max(0.5, width));
    path.d += `M${short(x)} ${short(y)}H${right}V${short(y + height)}H${short(x)}z`;
  }

  words(text: string, x: number, y: number, align: 'left' | 'right' | 'center', on?: Look): void {
    const { surface, ink, muted } = this.#colours;
    const colour = on === undefined ? muted : readableOn(colourOf(on, this.#colours), [ink, surface]);
    const anchor = { left: 'start', right: 'end', center: 'middle' }[align];
    this.#words.push(
      <text key={this.#words.length} x={short(x)} y={short(y + 4)} text-anchor={anchor} fill={colour}>
        {text}
      </text>,
    );
  }

  nodes(): JSX.Element {
    const id = (look: Look): string => `${this.#prefix}-${this.#placeOf(look)}`;
    return (
      <g>
        <defs>
          {this.#looks.map((look) => (
            <PatternTile key={id(look)} id={id(look)} look={look} colours={this.#colours} />
          ))}
        </defs>
        {[...this.#paths.values()].map(({ look, alpha, d }) => (
          <path
            key={d}
            d={d}
            fill={look.pattern === 'solid' ? colourOf(look, this.#colours) : `url(#${id(look)})`}
            {...(alpha < 1 && { 'fill-opacity': alpha.toFixed(2) })}
          />
        ))}
        {this.#words}
      </g>
    );
  }

  #placeOf(look: Look): number {
    const place = this.#looks.indexOf(look);
    return place < 0 ? this.#looks.push(look) - 1 : place;
  }
}

/** A length with no more digits than are seen. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
