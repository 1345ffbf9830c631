// What the fills and marks mean.

import type { JSX } from 'preact';
import type { Colours, Look } from '../../charts/timeline/looks';
import { KIND_LOOKS, LOOKS } from '../../charts/timeline/looks';
import { PatternTile } from '../../charts/timeline/svg';
import { KIND_NAMES } from '../../model/timeline';
import { useTexts } from '../texts';

/** Colours that follow the page by themselves; what differs by strategy is shown in ink. */
const COLOURS: Colours = {
  strategy: 'var(--muted)',
  surface: 'var(--surface)',
  sunken: 'var(--sunken)',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  accent: 'var(--accent)',
};

/** The legend: every kind of span, and the rest. */
export function Legend(): JSX.Element {
  const { timeline: text } = useTexts();
  // The page's colours can't be mixed beforehand; what is lighter is more transparent here.
  const entries: [string, Look][] = [
    ...KIND_NAMES.map((kind, place): [string, Look] => [text.kinds[kind], KIND_LOOKS[place]?.[0] ?? LOOKS.idle]),
    [text.legend.idle, LOOKS.idle],
    [text.legend.flight, LOOKS.flight],
    [text.legend.callerWaits, LOOKS.callerWaits],
    [text.legend.computed, LOOKS.computed],
    [text.legend.delivered, LOOKS.delivered],
  ];
  return (
    <ul class="timeline-legend" aria-label={text.legend.title}>
      {entries.map(([name, look], place) => (
        <li key={name}>
          <Swatch look={look} id={`timeline-swatch-${place}`} />
          {name}
        </li>
      ))}
      <li>
        <svg width="8" height="16" viewBox="0 0 8 16" aria-hidden="true">
          <rect x="3" width="2" height="16" fill="var(--ink)" />
        </svg>
        {text.legend.arrivalAndEnd}
      </li>
      <li>{text.order.legend}</li>
    </ul>
  );
}

function Swatch({ look, id }: { look: Look; id: string }): JSX.Element {
  return (
    <svg width="24" height="14" viewBox="0 0 24 14" aria-hidden="true">
      <defs>
        <PatternTile id={id} look={look} colours={COLOURS} />
      </defs>
      <rect
        width="24"
        height="14"
        fill={look.pattern === 'solid' ? COLOURS[look.colour] : `url(#${id})`}
        fill-opacity={look.alpha * (look.tone ?? 1)}
        stroke="var(--muted)"
        stroke-width="1"
      />
    </svg>
  );
}
