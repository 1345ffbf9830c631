// Tests of pointing: what is under a pointer is what is drawn there.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timelineOf } from '../../model/timeline';
import { laneOf, lanes, layerOf, traceFor } from '../../model/timeline.fixture';
import { whole } from '../../model/timeline-view';
import { layoutOf, xOf } from './layout';
import { stretchOf, whatAt } from './point';

const view = whole(200);

test('a pointer in a wide span means it, one in a wide gap means the gap', () => {
  fc.assert(
    fc.property(lanes, fc.double({ min: 0, max: 199, noNaN: true }), (lane, atMs) => {
      const timeline = { ...timelineOf(traceFor(1, 1)), lanes: [lane], wallMs: 200 };
      const layout = layoutOf(1, 1_000);
      const pixelMs = 200 / layout.plot;
      const row = layout.rows[0];
      const found = whatAt(timeline, layout, view, { x: xOf(layout, view, atMs), y: (row?.y ?? 0) + 3 });
      expect(found?.row).toBe(0);
      if (found === null) return;
      const { fromMs, toMs } = stretchOf(timeline, 0, found.what);
      const slackMs = found.what.kind === 'gap' ? 1e-6 : 2 * pixelMs + 1e-6;
      expect(fromMs).toBeLessThanOrEqual(atMs + slackMs);
      expect(toMs).toBeGreaterThanOrEqual(atMs - slackMs);
    }),
  );
});

const timeline = { ...timelineOf(traceFor(2, 4, 10)), wallMs: 40 };
const layout = layoutOf(2, 800);
const at = (row: number, ms: number, flights: { worker: number; first: number; sinceMs: number }[] = []) =>
  whatAt(timeline, layout, whole(80), { x: xOf(layout, whole(80), ms), y: (layout.rows[row]?.y ?? 0) + 5 }, flights);

test('each row knows what it has', () => {
  expect(at(1, 12)).toEqual({ row: 1, what: { kind: 'span', layer: 'spans', place: 1, others: 0 } });
  expect(at(0, 19.5)).toMatchObject({ row: 0, what: { kind: 'gap', stretch: { fromMs: 19, toMs: 20 } } });
  expect(at(2, 5)).toMatchObject({ row: 2, what: { kind: 'span', layer: 'caller', place: 0 } });
  expect(at(3, 15)).toMatchObject({ row: 3, what: { kind: 'moment' } });
});

test('beyond the run, and beside the picture, there is nothing', () => {
  expect(at(0, 60)).toBeNull();
  expect(at(3, 60)).toBeNull();
  expect(whatAt(timeline, layout, whole(80), { x: 5, y: 5 })).toBeNull();
});

test('what waits lies on top of what it waits in', () => {
  const lane = laneOf([{ gap: 0, length: 40, wait: 0.5 }]);
  const waiting = { ...timeline, lanes: [lane, lane] };
  const found = whatAt(waiting, layout, whole(80), { x: xOf(layout, whole(80), 20), y: 8 });
  expect(found?.what).toMatchObject({ kind: 'span', layer: 'nested' });
  expect(stretchOf(waiting, 0, found?.what ?? { kind: 'moment', atMs: 0 })).toEqual({ fromMs: 10, toMs: 30 });
});

test('a chunk under way is found where nothing is recorded yet', () => {
  const live = { ...timeline, lanes: [{ spans: layerOf([0, 10]), nested: layerOf() }] };
  const flights = [{ worker: 0, first: 7, sinceMs: 12 }];
  const found = whatAt(live, layout, whole(80), { x: xOf(layout, whole(80), 30), y: 8 }, flights);
  expect(found?.what).toEqual({ kind: 'flight', first: 7, sinceMs: 12 });
});

test('where many share a pixel, it says how many', () => {
  const dense = { ...timelineOf(traceFor(1, 50_000, 0.01)), wallMs: 500 };
  const wide = layoutOf(1, 800);
  const found = whatAt(dense, wide, whole(500), { x: 400, y: 8 });
  expect(found?.what).toMatchObject({ kind: 'span', layer: 'spans' });
  expect(found?.what.kind === 'span' ? found.what.others : 0).toBeGreaterThan(50);
});
