// The window of time that is drawn: zooming, panning, its axis. Pure.

import type { Stretch } from './timeline';
import { fixed } from './units';

/** Nothing is recorded more finely than this. */
const LEAST_MS = 0.01;
/** Share of the window's width that is left beside what is brought into view. */
const MARGIN = 0.15;

/** The window moved and narrowed to lie within 0 to `endMs`. */
function clamped(fromMs: number, lengthMs: number, endMs: number): Stretch {
  const length = Math.min(Math.max(lengthMs, Math.min(LEAST_MS, endMs)), endMs);
  const from = Math.min(Math.max(0, fromMs), endMs - length);
  return { fromMs: from, toMs: from + length };
}

/** Everything up to `endMs`. */
export function whole(endMs: number): Stretch {
  return { fromMs: 0, toMs: Math.max(endMs, LEAST_MS) };
}

/** Whether the window shows everything. */
export function isWhole(view: Stretch, endMs: number): boolean {
  return view.fromMs <= 0 && view.toMs >= endMs;
}

/** The window `factor` times as close, with the moment `atMs` where it was. */
export function zoomed(view: Stretch, atMs: number, factor: number, endMs: number): Stretch {
  const length = view.toMs - view.fromMs;
  const wanted = Math.min(Math.max(length / factor, Math.min(LEAST_MS, endMs)), endMs);
  const share = length > 0 ? (atMs - view.fromMs) / length : 0;
  return clamped(atMs - share * wanted, wanted, endMs);
}

/** The window moved by some milliseconds. */
export function panned(view: Stretch, byMs: number, endMs: number): Stretch {
  return clamped(view.fromMs + byMs, view.toMs - view.fromMs, endMs);
}

/** The window moved no more than needed to show a stretch; widened where the stretch is longer than it. */
export function revealing(view: Stretch, { fromMs, toMs }: Stretch, endMs: number): Stretch {
  const length = view.toMs - view.fromMs;
  if (view.fromMs <= fromMs && toMs <= view.toMs) return view;
  if (toMs - fromMs > length) return around({ fromMs, toMs }, endMs);
  const margin = Math.min(MARGIN * length, (length - (toMs - fromMs)) / 2);
  return clamped(fromMs < view.fromMs ? fromMs - margin : toMs + margin - length, length, endMs);
}

/** A window around a stretch, with margins. */
export function around({ fromMs, toMs }: Stretch, endMs: number): Stretch {
  const margin = Math.max((toMs - fromMs) * MARGIN, LEAST_MS);
  return clamped(fromMs - margin, toMs - fromMs + 2 * margin, endMs);
}

/** Round moments in the window, at most `most` of them, and the step between them. */
export function momentsOf({ fromMs, toMs }: Stretch, most: number): { stepMs: number; moments: number[] } {
  const length = toMs - fromMs;
  if (!(length > 0)) return { stepMs: 1, moments: [fromMs] };
  const rough = length / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const stepMs = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough * 0.999999) ?? rough;
  const moments: number[] = [];
  for (let place = Math.ceil(fromMs / stepMs - 1e-9); place * stepMs <= toMs + 1e-9 * length; place += 1) moments.push(place * stepMs);
  return { stepMs, moments: moments.slice(0, most + 1) };
}

/** A moment as the axis names it: as many digits as its step needs, and no more. */
export function momentLabel(ms: number, stepMs: number): string {
  if (Math.abs(ms) < stepMs / 1e6) return '0';
  const [value, step, unit] = stepMs >= 100 ? [ms / 1000, stepMs / 1000, 's'] : [ms, stepMs, 'ms'];
  return `${fixed(value, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)))} ${unit}`;
}
