// Copies of a run come together as the run itself: spans by lane, results by place, whatever was sent when.
import { expect, test } from 'vitest';
import type { SpanColumns } from '../model/trace';
import type { BoardReader } from './board';
import type { Delivered, Live } from './live';
import { type Copy, Mirror, Reflection } from './mirror';

interface Span {
  worker: number;
  first: number;
}

/** A board that shows so much of a run. */
interface Shown {
  run: number;
  spans: readonly Span[];
  results: readonly Delivered[];
}

function columnsOf(spans: readonly Span[]): SpanColumns {
  return {
    worker: Uint16Array.from(spans, ({ worker }) => worker),
    kind: new Uint8Array(spans.length),
    first: Uint32Array.from(spans, ({ first }) => first),
    count: new Uint32Array(spans.length).fill(1),
    startMs: Float64Array.from(spans, ({ first }) => first),
    endMs: Float64Array.from(spans, ({ first }) => first + 1),
  };
}

function liveOf({ run, spans, results }: Shown): Live {
  const lanes = 2;
  return {
    run, phase: 'measure', strategy: 'processes', repeat: 1, done: results.length, total: 100, delivered: results.length, nowMs: 5, lanes,
    spans: (from = []) => {
      const byLane = Array.from({ length: lanes }, (_, lane) => spans.filter(({ worker }) => worker === lane));
      const fresh = byLane.flatMap((lane, place) => lane.slice(from[place] ?? 0));
      return { columns: columnsOf(fresh), kinds: ['chunk'], next: byLane.map(({ length }) => length) };
    },
    inFlight: () => [{ worker: 1, first: 7, sinceMs: 4 }],
    read: (from, limit = Infinity) => results.slice(from, from + limit),
    items: (from, limit = Infinity) => Uint32Array.from(results.slice(from, from + limit), ({ item }) => item),
  };
}

/** The copies that a caller sends when the board shows one after the other, as they arrive. */
function sent(boards: readonly Shown[]): Copy[] {
  let shown: Shown | undefined;
  const board = { read: () => (shown === undefined ? null : liveOf(shown)) } as unknown as BoardReader;
  const copies: Copy[] = [];
  const mirror = new Mirror(board, (copy) => copies.push(structuredClone(copy)));
  for (const next of boards) {
    shown = next;
    mirror.show(false);
  }
  return copies;
}

const results = (count: number, value: (item: number) => Delivered['value'] = (item) => item * item): Delivered[] =>
  Array.from({ length: count }, (_, item) => ({ item, value: value(item) }));
const spans = (...workers: number[]): Span[] => workers.map((worker, first) => ({ worker, first }));

function reflected(copies: readonly Copy[]): Live {
  const reflection = new Reflection();
  for (const copy of copies) reflection.take(copy);
  const live = reflection.read();
  if (live === null) throw new Error('nothing was sent');
  return live;
}

const early: Shown = { run: 3, spans: spans(0, 1, 0), results: results(20) };
const late: Shown = { run: 3, spans: spans(0, 1, 0, 1, 1, 0), results: results(60) };

test('spans and items are whole, in the order of the board, and nothing is sent twice', () => {
  const copies = sent([early, late, late]);
  expect(copies.map(({ items, spans: columns }) => [items.length, columns.first.length])).toEqual([[20, 3], [40, 3], [0, 0]]);
  const live = reflected(copies);
  const board = liveOf(late);
  expect(live.spans()).toEqual(board.spans());
  expect(live.spans([2, 1])).toEqual(board.spans([2, 1]));
  expect(live.items(0)).toEqual(board.items(0));
  expect(live.items(15, 10)).toEqual(board.items(15, 10));
  expect(live.inFlight()).toEqual(board.inFlight());
});

test('of plain results the latest are there, of a picture all', () => {
  const plain = sent([early, late]);
  expect(plain.map(({ from, results: whole }) => [from, whole.length])).toEqual([[4, 16], [44, 16]]);
  expect(reflected(plain).read(50, 10)).toEqual(late.results.slice(50));
  const picture = (count: number): Shown => ({ ...late, results: results(count, (item) => Uint8Array.of(item)) });
  expect(reflected(sent([picture(20), picture(60)])).read(0)).toEqual(picture(60).results);
});

test('another run begins anew; before the first one there is nothing', () => {
  const next: Shown = { run: 4, spans: spans(1), results: results(2) };
  const live = reflected(sent([late, next]));
  expect(live.run).toBe(4);
  expect(live.spans()).toEqual(liveOf(next).spans());
  expect(live.read(0)).toEqual(next.results);
  expect(new Reflection().read()).toBeNull();
});
