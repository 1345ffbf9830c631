// How things look in the timeline, whatever draws them: colours by name, fills by pattern.

import { mixed } from '../../model/timeline-colour';
import { KIND_NAMES, KINDS, type Pattern } from '../../model/timeline';
import type { SpanKind } from '../../model/trace';

/** The colours that a timeline needs; `strategy` is the one of the strategy that is drawn. */
export const COLOUR_NAMES = ['strategy', 'surface', 'sunken', 'ink', 'muted', 'line', 'accent'] as const;

/** Name of a colour. */
export type ColourName = (typeof COLOUR_NAMES)[number];

/** Colours as CSS writes them. */
export type Colours = Readonly<Record<ColourName, string>>;

/** A fill. */
export interface Look {
  pattern: Pattern;
  colour: ColourName;
  /** What lies below a pattern; nothing where missing. */
  ground?: ColourName;
  alpha: number;
  /** How much of the colour there is over the surface; all of it where missing. Unlike `alpha`, it hides what lies below. */
  tone?: number;
}

function lookOf(kind: SpanKind, tone: number): Look {
  return { pattern: KINDS[kind].pattern, colour: 'strategy', ground: 'surface', alpha: 1, tone };
}

/** Spans by their kind's place in `KIND_NAMES`; neighbours take turns between the two. */
export const KIND_LOOKS: readonly (readonly [Look, Look])[] = KIND_NAMES.map((kind) => [
  lookOf(kind, 1),
  lookOf(kind, KINDS[kind].pattern === 'solid' ? 0.7 : 1),
]);

/** Everything that isn't a span of a worker. */
export const LOOKS = {
  idle: { pattern: 'dots', colour: 'muted', ground: 'sunken', alpha: 1 },
  /** A chunk that isn't done. */
  flight: { pattern: 'solid', colour: 'strategy', alpha: 1, tone: 0.4 },
  callerWaits: { pattern: 'lines', colour: 'muted', ground: 'surface', alpha: 1 },
  arrival: { pattern: 'solid', colour: 'muted', alpha: 1 },
  track: { pattern: 'solid', colour: 'sunken', alpha: 1 },
  computed: { pattern: 'solid', colour: 'strategy', alpha: 0.35 },
  delivered: { pattern: 'solid', colour: 'strategy', alpha: 1 },
  grid: { pattern: 'solid', colour: 'line', alpha: 1 },
  end: { pattern: 'solid', colour: 'ink', alpha: 1 },
  /** Time that something is said about. */
  band: { pattern: 'solid', colour: 'accent', alpha: 0.14 },
  bandEdge: { pattern: 'solid', colour: 'accent', alpha: 1 },
} as const satisfies Record<string, Look>;

/** The side of a pattern's tile in pixels, and its strokes: as one path of lines, or a dot. */
export const TILES: Readonly<Record<Exclude<Pattern, 'solid'>, { size: number; path: string; width: number }>> = {
  hatch: { size: 6, path: 'M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3', width: 1.6 },
  lines: { size: 4, path: 'M0 2h4', width: 1.4 },
  dots: { size: 6, path: 'M1 1h1M4 4h1', width: 1 },
  grid: { size: 5, path: 'M0 2.5h5M2.5 0v5', width: 1 },
  zigzag: { size: 6, path: 'M0 5l3-4 3 4', width: 1.4 },
};

/** The colour of a look's strokes or, where it is solid, of all of it. */
export function colourOf({ colour, tone = 1 }: Look, colours: Colours): string {
  return mixed(colours[colour], colours.surface, tone);
}
