// Tests of timelines that grow: nothing is taken twice, a new run begins anew, what is under way counts as busy.
import { expect, test } from 'vitest';
import { LiveTimeline, type Looked, busyNow, historyNow } from './timeline-live';
import { traceFor } from './timeline.fixture';

const { spans: all, kinds } = traceFor(2, 10, 10);

/** A run of two workers with ten chunks each, looked at at a moment: spans that ended by then are there. */
function lookedAt(nowMs: number, run = 1): Looked {
  const ended = [0, 1].map((worker) => Array.from(all.worker.keys()).filter((at) => all.worker[at] === worker && (all.endMs[at] ?? 0) <= nowMs));
  const arrivals = ended
    .flat()
    .toSorted((a, b) => (all.endMs[a] ?? 0) - (all.endMs[b] ?? 0))
    .map((at) => all.first[at] ?? 0);
  return {
    run,
    strategy: 'pooled',
    repeat: run,
    total: 20,
    delivered: arrivals.length,
    nowMs,
    lanes: 2,
    spans: (from = []) => {
      const places = ended.flatMap((own, lane) => own.slice(from[lane] ?? 0));
      const pick = <T extends ArrayLike<number>>(column: T): number[] => places.map((at) => column[at] ?? 0);
      const columns = {
        worker: Uint16Array.from(pick(all.worker)),
        kind: Uint8Array.from(pick(all.kind)),
        first: Uint32Array.from(pick(all.first)),
        count: Uint32Array.from(pick(all.count)),
        startMs: Float64Array.from(pick(all.startMs)),
        endMs: Float64Array.from(pick(all.endMs)),
      };
      return { columns, kinds, next: ended.map(({ length }) => length) };
    },
    inFlight: () => [0, 1].map((worker) => ({ worker, first: 1, sinceMs: Math.floor(nowMs / 10) * 10 })),
    items: (from) => Uint32Array.from(arrivals.slice(from)),
  };
}

test('look by look it becomes what was recorded, nothing twice', () => {
  const live = new LiveTimeline('pooled');
  for (const ms of [0, 5, 5, 34, 61, 100]) live.take(lookedAt(ms));
  expect([live.spanCount, live.lanes.map(({ spans }) => spans.length), live.wallMs]).toEqual([20, [10, 10], 100]);
  const columns = [0, 1].flatMap((worker) => Array.from({ length: 10 }, (_, place) => live.lanes[worker]?.spans.at(place).fromMs));
  expect(columns).toEqual(Array.from(all.startMs));
  expect([live.arrived, live.items, live.caller.length]).toEqual([20, 20, 3]);
  expect(Array.from(live.order ?? []).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, item) => item));
});

test('another run begins anew', () => {
  const live = new LiveTimeline('pooled');
  live.take(lookedAt(80, 1));
  live.take(lookedAt(15, 2));
  expect([live.repeat, live.spanCount, live.wallMs, live.arrived]).toEqual([2, 2, 15, 2]);
});

test('a chunk that is under way counts, one that has just ended does not count twice', () => {
  const live = new LiveTimeline('pooled');
  live.take(lookedAt(35));
  expect(live.flights.map(({ sinceMs }) => sinceMs)).toEqual([30, 30]);
  // 9 of 10 ms, and the 5 that are on.
  expect(busyNow(live, 0, 15)).toBeCloseTo(14 / 15, 9);
  const { busy, waiting } = historyNow(live, 0, 7);
  // Parts of 5 ms: a chunk's 9 of 10 ms thrice, then what is on.
  expect(Array.from(busy, (share) => Math.round(100 * share))).toEqual([100, 80, 100, 80, 100, 80, 0]);
  expect(Array.from(waiting, (share) => Math.round(100 * share))).toEqual([0, 0, 0, 0, 0, 0, 100]);
  const looked = lookedAt(39.5);
  live.take({ ...looked, inFlight: () => [{ worker: 0, first: 1, sinceMs: 30 }] });
  expect(live.flights).toEqual([]);
  expect(busyNow(live, 0, 9.5)).toBeCloseTo(9 / 9.5, 9);
  expect(busyNow(live, 9, 10)).toBe(0);
});

test('a run that ended while it was looked at adds nothing', () => {
  const live = new LiveTimeline('pooled');
  const looked = lookedAt(35);
  live.take({ ...looked, items: () => new Uint32Array() });
  expect([live.arrived, live.caller.length]).toEqual([0, 0]);
});
