// From what happened in a lab to what its picture shows. Pure; one function a kind of picture.

import type { What } from '../../generated/What';
import { type Happening, MAIN } from './happening';

/** How far a shared counter is behind what was added to it. */
export interface CountPoint {
  atMs: number;
  made: number;
  counted: number;
}

/** Increments made by all workers, and what the counter said, at each moment that one of them told. */
export function countPoints(happenings: readonly Happening[]): CountPoint[] {
  const made = new Map<number, number>();
  const told = happenings.filter(({ what }) => what === 'progress').toSorted((one, two) => one.atMs - two.atMs);
  // Counting begins when all workers are there, which takes longer than counting.
  const began = told[0]?.atMs ?? 0;
  return told.map(({ who, a, b, atMs }) => {
    made.set(who, a);
    return { atMs: atMs - began, made: [...made.values()].reduce((sum, own) => sum + own, 0), counted: b };
  });
}

/** Up to `most` of a list, evenly spread, the first and the last among them. */
export function evenly<Item>(list: readonly Item[], most: number): Item[] {
  const places = Math.min(list.length, most);
  return Array.from({ length: places }, (_, place) => list[Math.round((place * (list.length - 1)) / Math.max(1, places - 1))]!);
}

/** A printed line, and whether another worker's line came between it and the last one of its own worker. */
export interface PrintedLine {
  who: number;
  value: number;
  isTurn: boolean;
}

/** What was printed, in order. */
export function printedLines(happenings: readonly Happening[]): PrintedLine[] {
  const printed = happenings.filter(({ what }) => what === 'printed');
  return printed.map(({ who, a }, place) => ({ who, value: a, isTurn: place > 0 && printed[place - 1]?.who !== who }));
}

/** How many items a queue held from a moment on. */
export interface DepthStep {
  atMs: number;
  depth: number;
}

/** The queue's depth over time, as each put and each take found it. */
export function depthSteps(happenings: readonly Happening[]): DepthStep[] {
  const moved = happenings.filter(({ what, who }) => (what === 'put' || what === 'took') && who !== MAIN);
  const steps = moved.toSorted((one, two) => one.atMs - two.atMs).map(({ atMs, b }) => ({ atMs, depth: b }));
  return [{ atMs: 0, depth: 0 }, ...steps];
}

/** What a trip took, in microseconds, sorted. */
export function tripsUs(happenings: readonly Happening[]): number[] {
  return happenings.flatMap(({ what, b }) => (what === 'trip' ? [b] : [])).toSorted((one, two) => one - two);
}

/** The value below which this share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A bin of a histogram, from `from` to `to`; the last one has all above, too. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** The bins of the histogram that is drawn. */
export const BINS = 36;

/** Up to `most` bins of equal width from zero to where nearly all values are; no narrower than the clock's steps. */
export function histogram(sorted: readonly number[], most: number): Bin[] {
  if (sorted.length === 0) return [];
  const gaps = sorted.slice(1).map((value, place) => value - (sorted[place] ?? 0));
  // What rounding leaves of equal values is no step of a clock.
  const step = gaps.filter((gap) => gap > 0.05).reduce((least, gap) => Math.min(least, gap), Infinity);
  const top = Math.max(quantile(sorted, 0.98), 0.1);
  const width = Number.isFinite(step) ? Math.max(step, step * Math.ceil(top / most / step)) : top;
  const bins = Array.from({ length: Math.floor(top / width + 1e-6) + 1 }, (_, place) => ({ from: place * width, to: (place + 1) * width, count: 0 }));
  for (const value of sorted) {
    const bin = bins[Math.min(bins.length - 1, Math.floor(value / width + 1e-6))];
    if (bin !== undefined) bin.count += 1;
  }
  return bins;
}

/** What a worker is at. */
export type LaneKind = 'work' | 'load' | 'wait' | 'hold';

/** A stretch of a worker's time; `label` is an item or a lock. */
export interface LaneSpan {
  kind: LaneKind;
  fromMs: number;
  /** `null` while it lasts. */
  toMs: number | null;
  label: number;
}

/** A worker's spans. */
export interface Lane {
  who: number;
  spans: LaneSpan[];
}

/** Which happening begins a stretch, and which end it. */
const STRETCHES: readonly { kind: LaneKind; begins: What; ends: readonly What[] }[] = [
  { kind: 'work', begins: 'began', ends: ['ended', 'raised'] },
  { kind: 'load', begins: 'loading', ends: ['loaded'] },
  { kind: 'wait', begins: 'wants', ends: ['has', 'gave_up'] },
  { kind: 'hold', begins: 'has', ends: ['released'] },
];

/** Each worker's time, the program's own left out. */
export function lanes(happenings: readonly Happening[]): Lane[] {
  const found = new Map<number, Lane>();
  for (const { who, what, a, atMs } of happenings) {
    if (who === MAIN) continue;
    const lane = found.get(who) ?? { who, spans: [] };
    found.set(who, lane);
    for (const { kind, begins, ends } of STRETCHES) {
      if (ends.includes(what)) {
        const open = lane.spans.findLast((span) => span.kind === kind && span.toMs === null && span.label === a);
        if (open !== undefined) open.toMs = atMs;
      }
      if (what === begins) lane.spans.push({ kind, fromMs: atMs, toMs: null, label: a });
    }
  }
  return [...found.values()].toSorted((one, two) => one.who - two.who);
}

/** Who has which lock, and who waits for which, in the end. */
export function grips(happenings: readonly Happening[]): { who: number; has: number[]; wants: number | null }[] {
  return lanes(happenings).map(({ who, spans }) => {
    const open = spans.filter(({ toMs }) => toMs === null);
    return {
      who,
      has: open.filter(({ kind }) => kind === 'hold').map(({ label }) => label),
      wants: open.find(({ kind }) => kind === 'wait')?.label ?? null,
    };
  });
}

/** How an item of the errors' lab stands. */
export interface ItemRow {
  item: number;
  /** The worker that has it or had it. */
  who: number | null;
  work: 'submitted' | 'running' | 'done' | 'raised';
  called: 'none' | 'callback' | 'error_callback';
  timedOut: boolean;
  got: 'none' | 'result' | 'error';
  result: number | null;
}

/** A row an item, in the order of submission. */
export function itemRows(happenings: readonly Happening[]): ItemRow[] {
  const rows = new Map<number, ItemRow>();
  for (const { who, what, a: item, b } of happenings) {
    const row = rows.get(item) ?? { item, who: null, work: 'submitted', called: 'none', timedOut: false, got: 'none', result: null };
    rows.set(item, row);
    if (what === 'began') [row.who, row.work] = [who, 'running'];
    else if (what === 'ended') [row.work, row.result] = ['done', b];
    else if (what === 'raised') row.work = 'raised';
    else if (what === 'callback' || what === 'error_callback') row.called = what;
    else if (what === 'timed_out') row.timedOut = true;
    else if (what === 'got') row.got = 'result';
    else if (what === 'got_error') row.got = 'error';
  }
  return [...rows.values()].toSorted((one, two) => one.item - two.item);
}

/** A way of counting and what an update cost in it; `null`: not measured yet. */
export interface Way {
  way: number;
  us: number | null;
}

/** All ways, `count` of them, in their order. */
export function ways(happenings: readonly Happening[], count: number): Way[] {
  const found = new Map(happenings.flatMap(({ what, a, b }) => (what === 'measured' ? [[a, b] as const] : [])));
  return Array.from({ length: count }, (_, way) => ({ way, us: found.get(way) ?? null }));
}
