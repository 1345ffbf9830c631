// The keyboard on a timeline: from span to span, from worker to worker, zooming, moving.

import { layersOf } from '../../charts/timeline/layout';
import { stretchOf } from '../../charts/timeline/point';
import type { Stretch, Timeline } from '../../model/timeline';
import { type Cursor, type Step, stepped } from '../../model/timeline-find';
import { panned, revealing, zoomed } from '../../model/timeline-view';
import type { TimelineState } from './state';

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};
/** How much a key zooms, and which share of the window it moves. */
const ZOOM = 1.6;
const MOVE = 0.2;

/** Does what a key asks for; says whether it asked for something. */
export function press(event: KeyboardEvent, strategy: string, timeline: Timeline | null, state: TimelineState): boolean {
  if (timeline === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  const view = state.view.peek();
  const endMs = state.endMs.peek();
  const length = view.toMs - view.fromMs;
  const middle = middleOf(strategy, timeline, state) ?? view.fromMs + length / 2;
  switch (event.key) {
    case '+':
    case '=':
      state.look(zoomed(view, middle, ZOOM, endMs));
      return true;
    case '-':
    case '_':
      state.look(zoomed(view, middle, 1 / ZOOM, endMs));
      return true;
    case 'Escape':
      // Where there is nothing to undo, the key is somebody else's.
      if (state.zoom.peek() === null && state.pointed.peek() === null) return false;
      state.zoom.value = null;
      state.pointed.value = null;
      return true;
    case '0':
      state.zoom.value = null;
      return true;
    default:
  }
  const step = STEPS[event.key];
  if (step === undefined) return false;
  if (event.shiftKey && (step === 'left' || step === 'right')) {
    state.look(panned(view, (step === 'left' ? -MOVE : MOVE) * length, endMs));
    return true;
  }
  go(step, strategy, timeline, view, state);
  return true;
}

/** The middle of what is pointed at, as far as it is in the window. */
function middleOf(strategy: string, timeline: Timeline, state: TimelineState): number | null {
  const pointed = state.pointed.peek();
  if (pointed === null || pointed.strategy !== strategy) return null;
  const view = state.view.peek();
  const { fromMs, toMs } = stretchOf(timeline, pointed.row, pointed.what);
  const [from, to] = [Math.max(fromMs, view.fromMs), Math.min(toMs, view.toMs)];
  return from <= to ? (from + to) / 2 : null;
}

function go(step: Step, strategy: string, timeline: Timeline, view: Stretch, state: TimelineState): void {
  const rows = layersOf(timeline);
  const pointed = state.pointed.peek();
  const cursor: Cursor | null =
    pointed?.strategy === strategy && pointed.what.kind === 'span' && pointed.what.layer !== 'nested'
      ? { row: pointed.row, place: pointed.what.place }
      : null;
  const next = stepped(rows, cursor, step, view);
  const layer = next === null ? undefined : rows[next.row];
  if (next === null || layer === undefined) return;
  const isCaller = next.row === timeline.lanes.length;
  state.look(revealing(view, layer.at(next.place), state.endMs.peek()));
  const what = { kind: 'span', layer: isCaller ? 'caller' : 'spans', place: next.place, others: 0 } as const;
  state.pointed.value = { strategy, row: next.row, what, by: 'keyboard' };
}
