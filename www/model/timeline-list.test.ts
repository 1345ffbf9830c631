// Tests of the list of spans: its pages together are the window's spans, once each.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timelineOf } from './timeline';
import { spansOf } from './timeline-list';
import { lanes, traceFor, views } from './timeline.fixture';

test('the pages together are every span in the window, once', () => {
  fc.assert(
    fc.property(fc.array(lanes, { maxLength: 3 }), views, fc.integer({ min: 1, max: 40 }), (own, view, size) => {
      const timeline = { ...timelineOf(traceFor(1, 1)), lanes: own };
      const { total } = spansOf(timeline, view, 0, size);
      const seen = new Set<string>();
      for (let from = 0; from < total; from += size) {
        const page = spansOf(timeline, view, from, size);
        expect(page.from).toBe(from);
        for (const { worker, isNested, place } of page.rows) {
          seen.add(`${worker} ${isNested} ${place}`);
          const lane = own[worker];
          const { fromMs, toMs } = (isNested ? lane?.nested : lane?.spans)?.at(place) ?? { fromMs: NaN, toMs: NaN };
          expect(fromMs).toBeLessThanOrEqual(view.toMs);
          expect(toMs).toBeGreaterThanOrEqual(view.fromMs);
        }
      }
      expect(seen.size).toBe(total);
    }),
  );
});

test('a page beyond the last is the last', () => {
  const timeline = timelineOf(traceFor(2, 15));
  expect(spansOf(timeline, { fromMs: 0, toMs: 15 }, 500, 20)).toMatchObject({ total: 30, from: 20 });
  expect(spansOf(timeline, { fromMs: 90, toMs: 95 }, 500, 20)).toEqual({ total: 0, from: 0, rows: [] });
});
