// What lies under a pointer in a strategy's timeline, and where what is pointed at lies in time. Pure.

import type { Lane, Layer, Stretch, Timeline } from '../../model/timeline';
import { gapAt } from '../../model/timeline-busy';
import { spanAt } from '../../model/timeline-find';
import type { Flight } from '../../model/timeline-live';
import { type Layout, msAt, rowAt } from './layout';

/** Something in a row: a span, the time between spans, a chunk under way, a moment of what was delivered. */
export type What =
  | { kind: 'span'; layer: 'spans' | 'nested' | 'caller'; place: number; others: number }
  | { kind: 'gap'; stretch: Stretch }
  | { kind: 'flight'; first: number; sinceMs: number }
  | { kind: 'moment'; atMs: number };

/** How far beside a span a pointer still means it, in pixels. */
const SLACK = 2;

/** The row and what is there; null beside the run. */
export function whatAt(
  timeline: Timeline,
  layout: Layout,
  view: Stretch,
  at: { x: number; y: number },
  flights: readonly Flight[] = [],
): { row: number; what: What } | null {
  const place = rowAt(layout, at.y);
  const row = layout.rows[place];
  const atMs = msAt(layout, view, at.x);
  if (row === undefined || at.x < layout.left - SLACK || at.x > layout.left + layout.plot + SLACK) return null;
  const pixelMs = (view.toMs - view.fromMs) / layout.plot;
  const found = (what: What | null): { row: number; what: What } | null => (what === null ? null : { row: place, what });
  switch (row.kind) {
    case 'worker': {
      const lane = timeline.lanes[row.worker];
      const flight = flights.find(({ worker, sinceMs }) => worker === row.worker && sinceMs <= atMs && atMs <= timeline.wallMs);
      if (flight !== undefined) return found({ kind: 'flight', first: flight.first, sinceMs: flight.sinceMs });
      return lane === undefined ? null : found(inLane(lane, atMs, pixelMs, timeline.wallMs));
    }
    case 'caller':
      return found(inLayer('caller', timeline.caller, atMs, SLACK * pixelMs, pixelMs));
    case 'delivered':
      return atMs >= 0 && atMs <= timeline.wallMs + SLACK * pixelMs ? found({ kind: 'moment', atMs }) : null;
    default:
      return row.kind satisfies never;
  }
}

function inLane(lane: Lane, atMs: number, pixelMs: number, wallMs: number): What | null {
  const within = inLayer('nested', lane.nested, atMs, 0, pixelMs);
  if (within !== null) return within;
  const gap = gapAt(lane.spans, atMs, { fromMs: 0, toMs: wallMs });
  // A gap that is wide enough to be meant is not taken for what lies beside it.
  const slackMs = gap !== null && gap.toMs - gap.fromMs > 3 * SLACK * pixelMs ? 0.5 * pixelMs : SLACK * pixelMs;
  return inLayer('spans', lane.spans, atMs, slackMs, pixelMs) ?? (gap === null ? null : { kind: 'gap', stretch: gap });
}

function inLayer(layer: 'spans' | 'nested' | 'caller', spans: Layer, atMs: number, slackMs: number, pixelMs: number): What | null {
  const place = spanAt(spans, atMs, slackMs);
  if (place < 0) return null;
  const { fromMs, toMs } = spans.at(place);
  const [from, to] = spans.range({ fromMs: atMs - pixelMs / 2, toMs: atMs + pixelMs / 2 });
  return { kind: 'span', layer, place, others: toMs - fromMs < pixelMs ? Math.max(0, to - from - 1) : 0 };
}

/** Where what is pointed at lies in time. */
export function stretchOf(timeline: Timeline, worker: number, what: What): Stretch {
  switch (what.kind) {
    case 'span':
      return (what.layer === 'caller' ? timeline.caller : timeline.lanes[worker]?.[what.layer])?.at(what.place) ?? { fromMs: 0, toMs: 0 };
    case 'gap':
      return what.stretch;
    case 'flight':
      return { fromMs: what.sinceMs, toMs: timeline.wallMs };
    case 'moment':
      return { fromMs: what.atMs, toMs: what.atMs };
    default:
      return what satisfies never;
  }
}
