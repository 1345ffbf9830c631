// Where the time of all workers went: a run's wall time times its workers, divided into parts that add up. Pure.
//
// After Mark Crovella, Thomas LeBlanc, "Parallel Performance Prediction Using Lost Cycles Analysis" (Supercomputing 1994): what
// a parallel run takes beyond serial's share is the sum of what its workers did instead.

import type { SpanKind, Trace } from '../trace';
import { USUAL_GAP, USUAL_GAPS } from './thresholds';

/** The parts, in the order in which they are shown. */
export const PARTS = ['computing', 'waiting', 'locked', 'copying', 'startup', 'between', 'spare', 'tail', 'after'] as const;

/**
 * What a worker's time was spent on: items that compute; items that wait; items that wait for the global lock; copying; until its
 * first chunk; between chunks; without a chunk to be had (more workers than chunks, or another worker's turn); from its last chunk until the last worker's; from then on, while
 * the caller gathers results.
 */
export type Part = (typeof PARTS)[number];

/** A recorded chunk, or several too short to tell apart. */
export interface Chunk {
  worker: number;
  first: number;
  count: number;
  startMs: number;
  endMs: number;
}

/** Where the time of one run's workers went. */
export interface Account {
  trace: Trace;
  wallMs: number;
  workers: number;
  /** Milliseconds of all workers together; the sum is `wallMs * workers`. */
  parts: Readonly<Record<Part, number>>;
  chunks: readonly Chunk[];
  /** By worker: when its first chunk began, and when its last one ended; null for a worker without. */
  lanes: readonly ({ startMs: number; endMs: number } | null)[];
  /** When the last chunk of all ended. */
  endMs: number;
  /** Of `between`: what the gaps come to when none counts for more than a few usual ones. */
  handingMs: number;
  /** While at least one item waited: how many waited on average. */
  overlap: number;
}

/** How a call gives its workers work. */
export interface CallShape {
  /** How many chunks the call divides into. */
  chunks: number;
  /** The caller waits for each chunk before it asks for the next. */
  oneByOne: boolean;
}

interface Lane {
  startMs: number | null;
  beganMs: number | null;
  cursorMs: number;
  busyMs: number;
  startupMs: number;
  betweenMs: number;
}

/** Divides a run's time. Spans that overlap or stick out of the run, as no recorder writes them, are cut. */
export function accountOf(trace: Trace, shape: CallShape): Account {
  const { workers, wallMs } = trace;
  const { lanes, chunks, gaps, waits, computingMs, waitingMs, lockedMs, copyingMs } = sweep(trace, shape);
  const endMs = lanes.reduce((latest, lane) => (lane.startMs === null ? latest : Math.max(latest, lane.cursorMs)), 0);
  const parts: Record<Part, number> = {
    computing: computingMs, waiting: waitingMs, locked: lockedMs, copying: copyingMs, startup: 0, between: 0, spare: 0, tail: 0, after: 0,
  };
  parts.after = (wallMs - endMs) * workers;
  if (shape.oneByOne) {
    // Somebody's turn is everybody else's spare time; while it is nobody's, everyone waits for the caller.
    const union = lengthOf(chunks);
    parts.spare = workers * union - computingMs - waitingMs - lockedMs;
    const aroundMs = (endMs - union) * workers - copyingMs;
    parts.startup = Math.min(lanes.reduce((sum, lane) => sum + lane.startupMs, 0) * workers, aroundMs);
    parts.between = aroundMs - parts.startup;
  } else {
    for (const lane of lanes) {
      parts.startup += lane.startupMs;
      parts.between += lane.betweenMs;
      if (lane.startMs !== null) parts.tail += endMs - lane.cursorMs;
      else if (shape.chunks < workers) parts.spare += endMs;
      else {
        // There was enough for everyone, but it was gone before this worker began, or soon after.
        const beganMs = Math.min(Math.max(lane.beganMs ?? endMs, 0), endMs);
        parts.startup += beganMs;
        parts.tail += endMs - beganMs;
      }
    }
  }
  return {
    trace,
    wallMs,
    workers,
    parts,
    chunks,
    lanes: lanes.map(({ startMs, cursorMs }) => (startMs === null ? null : { startMs, endMs: cursorMs })),
    endMs,
    handingMs: shape.oneByOne ? parts.between : handing(gaps),
    overlap: waits.length === 0 ? 0 : waits.reduce((sum, wait) => sum + wait.endMs - wait.startMs, 0) / lengthOf(waits),
  };
}

/** A run's lanes from left to right. */
function sweep(trace: Trace, shape: CallShape) {
  const { spans, kinds, workers, wallMs } = trace;
  const lanes = Array.from({ length: workers }, (): Lane => ({ startMs: null, beganMs: null, cursorMs: 0, busyMs: 0, startupMs: 0, betweenMs: 0 }));
  const chunks: Chunk[] = [];
  const gaps: number[] = [];
  const waits: { startMs: number; endMs: number }[] = [];
  let [computingMs, waitingMs, lockedMs, copyingMs] = [0, 0, 0, 0];
  let chunk: Chunk | undefined;
  let waitedMs = 0;
  let isAfterCopy = false;
  let askedMs: number | null = null;
  let current = -1;
  const within = (ms: number, from: number, to: number): number => Math.min(Math.max(ms, from), to);
  for (let at = 0; at < spans.kind.length; at += 1) {
    const worker = spans.worker[at] ?? 0;
    const lane = lanes[worker];
    if (lane === undefined) continue;
    if (worker !== current) [current, chunk, askedMs] = [worker, undefined, null];
    const kind: SpanKind | undefined = kinds[spans.kind[at] ?? 0];
    const startMs = spans.startMs[at] ?? 0;
    const endMs = spans.endMs[at] ?? 0;
    if (kind === 'startup') {
      askedMs = startMs;
      lane.beganMs ??= endMs;
    } else if (kind === 'chunk') {
      const from = within(startMs, lane.cursorMs, wallMs);
      const to = within(endMs, from, wallMs);
      const isFirst = lane.startMs === null;
      // Before its first chunk a worker is starting, or the caller starts others; with one call at a time, it isn't asked yet.
      const startingMs = isFirst && !shape.oneByOne ? 0 : within(askedMs ?? from, lane.cursorMs, from);
      lane.startupMs += from - startingMs;
      lane.betweenMs += startingMs - lane.cursorMs;
      // What follows its own arguments' unpacking at once wasn't handed over then.
      if (!isFirst && !(isAfterCopy && startingMs === lane.cursorMs)) gaps.push(startingMs - lane.cursorMs);
      lane.startMs ??= from;
      lane.busyMs += to - from;
      lane.cursorMs = to;
      computingMs += to - from;
      waitedMs = from;
      askedMs = null;
      chunk = { worker, first: spans.first[at] ?? 0, count: spans.count[at] ?? 0, startMs: from, endMs: to };
      chunks.push(chunk);
      isAfterCopy = false;
    } else if (kind === 'copy') {
      const from = within(startMs, lane.cursorMs, wallMs);
      const to = within(endMs, from, wallMs);
      // Arguments are unpacked before the chunk that they are for: with them its worker begins.
      const isFirst = lane.startMs === null;
      const startingMs = isFirst && !shape.oneByOne ? 0 : within(askedMs ?? from, lane.cursorMs, from);
      lane.startupMs += from - startingMs;
      lane.betweenMs += startingMs - lane.cursorMs;
      if (!isFirst && startingMs > lane.cursorMs) gaps.push(startingMs - lane.cursorMs);
      lane.startMs ??= from;
      lane.cursorMs = to;
      copyingMs += to - from;
      askedMs = null;
      isAfterCopy = true;
      continue;
    } else if ((kind === 'wait' || kind === 'gil') && chunk !== undefined) {
      const from = within(startMs, waitedMs, chunk.endMs);
      const to = within(endMs, from, chunk.endMs);
      waitedMs = to;
      computingMs -= to - from;
      if (kind === 'gil') lockedMs += to - from;
      else {
        waitingMs += to - from;
        if (to > from) waits.push({ startMs: from, endMs: to });
      }
    }
  }
  return { lanes, chunks, gaps, waits, computingMs, waitingMs, lockedMs, copyingMs };
}

/** When the last worker that took part had its first chunk. */
export function lastStartOf({ lanes }: Account): number {
  return lanes.reduce((latest, lane) => Math.max(latest, lane?.startMs ?? 0), 0);
}

/** Until `toMs`: how much time of `cores` cores no chunk used, however many workers there were. */
export function unusedMs({ chunks }: Account, cores: number, toMs: number): number {
  const edges = chunks.flatMap(({ startMs, endMs }) => [
    { atMs: startMs, step: 1 },
    { atMs: endMs, step: -1 },
  ]);
  let [unused, busy, fromMs] = [0, 0, 0];
  for (const { atMs, step } of [...edges.toSorted((a, b) => a.atMs - b.atMs), { atMs: toMs, step: 0 }]) {
    const until = Math.min(atMs, toMs);
    unused += Math.max(0, cores - busy) * Math.max(0, until - fromMs);
    fromMs = Math.max(fromMs, until);
    busy += step;
  }
  return unused;
}

/** How long at least one of the intervals lasts. */
function lengthOf(intervals: readonly { startMs: number; endMs: number }[]): number {
  let [length, reached] = [0, -Infinity];
  for (const { startMs, endMs } of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    if (endMs <= reached) continue;
    length += endMs - Math.max(startMs, reached);
    reached = endMs;
  }
  return length;
}

/** What gaps come to without the part of long ones that can't be handing over. */
function handing(gaps: readonly number[]): number {
  const sorted = Float64Array.from(gaps).sort();
  // Gaps shorter than a step of the clock are recorded as none or as one step: only their mean is right, and one step is usual.
  const usual = sorted.subarray(0, Math.max(1, Math.floor(USUAL_GAPS * sorted.length)));
  const meanMs = usual.reduce((sum, gap) => sum + gap, 0) / Math.max(1, usual.length);
  const most = Math.max(USUAL_GAP * meanMs, usual.at(-1) ?? 0);
  return sorted.reduce((sum, gap) => sum + Math.min(gap, most), 0);
}
