// Tests of the timeline's model: lanes from columns, merging that loses nothing, idle time, finding spans, the window of time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KIND_NAMES, Layer, addSpans, callerOf, emptyLane, endOf, itemAt, search, timelineOf } from './timeline';
import { figuresOf, gapAt, gapsOf, historyOf, spentOf } from './timeline-busy';
import { laneOf, lanes, layerOf, traceFor, views } from './timeline.fixture';
import { spanAt, stepped } from './timeline-find';
import { coverage, eachRun, merged } from './timeline-merge';
import { around, momentLabel, momentsOf, panned, revealing, whole, zoomed } from './timeline-view';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const clippedMs = (layer: Layer, view: { fromMs: number; toMs: number }): number =>
  sum(
    Array.from({ length: layer.length }, (_, place) => {
      const { fromMs, toMs } = layer.at(place);
      return Math.max(0, Math.min(toMs, view.toMs) - Math.max(fromMs, view.fromMs));
    }),
  );

describe('lanes', () => {
  test('spans go to their workers, those within others to a layer of their own', () => {
    const pair = [emptyLane(), emptyLane()];
    const columns = {
      worker: Uint16Array.of(0, 0, 0, 1, 7),
      kind: Uint8Array.of(0, 1, 2, 1, 1),
      first: Uint32Array.of(0, 5, 5, 9, 1),
      count: Uint32Array.of(0, 4, 0, 2, 1),
      startMs: Float64Array.of(0, 1, 2, 1, 1),
      endMs: Float64Array.of(1, 4, 3, 6, 2),
    };
    // The last one's worker has no lane.
    expect(addSpans(pair, columns, ['startup', 'chunk', 'wait'])).toBe(4);
    expect(pair.map(({ spans, nested }) => [spans.length, nested.length])).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(pair[0]?.nested.at(0)).toEqual({ fromMs: 2, toMs: 3 });
  });

  test('the numbers of kinds are those of the recording', () => {
    const lane = emptyLane();
    const columns = { ...traceFor(1, 1).spans, kind: Uint8Array.of(1) };
    expect(addSpans([lane], columns, ['chunk', 'wait'])).toBe(1);
    expect([lane.spans.length, lane.nested.length]).toEqual([0, 1]);
    expect(addSpans([lane], columns, ['chunk', 'something else' as 'chunk'])).toBe(0);
  });

  test('a layer grows, and what it holds stays', () => {
    const layer = new Layer();
    for (let at = 0; at < 1_000; at += 1) layer.push(at, at + 0.5, at, 1, 1);
    expect(layer.length).toBe(1_000);
    expect(layer.at(999)).toEqual({ fromMs: 999, toMs: 999.5 });
    expect(layer.at(3)).toEqual({ fromMs: 3, toMs: 3.5 });
  });

  test('a recording becomes lanes, the caller, and a count', () => {
    const timeline = timelineOf(traceFor(3, 10));
    expect(timeline.lanes.map(({ spans }) => spans.length)).toEqual([10, 10, 10]);
    expect([timeline.spanCount, timeline.caller.length, endOf(timeline)]).toEqual([30, 10, 10]);
    expect(itemAt(timeline, 4)).toBe(4);
    expect(itemAt({ ...timeline, order: Uint32Array.of(3, 1, 2) }, 0)).toBe(3);
  });

  test('the end is the last span where a worker was slow', () => {
    const timeline = { ...timelineOf(traceFor(1, 2)), wallMs: 1 };
    expect(endOf(timeline)).toBeCloseTo(1.95, 9);
    expect(endOf({ ...timeline, caller: callerOf(traceFor(1, 9).deliveries) })).toBeCloseTo(8.95, 9);
  });

  test('a range holds every span that touches the window, wherever spans overlap', () => {
    const layer = layerOf([0, 9], [1, 2], [3, 4], [10, 11]);
    expect(layer.range({ fromMs: 5, toMs: 6 })).toEqual([0, 3]);
    expect(layer.range({ fromMs: 9.5, toMs: 9.6 })).toEqual([3, 3]);
    expect(search(4, () => false)).toBe(4);
  });
});

describe('merging', () => {
  test('nothing is lost and nothing made: wide spans and covered pixels together are the spans in the window', () => {
    fc.assert(
      fc.property(lanes, views, fc.integer({ min: 1, max: 800 }), ({ spans }, view, width) => {
        const { wide, covered } = merged(spans, view, width);
        const pixelMs = (view.toMs - view.fromMs) / width;
        const wideMs = sum(wide.map((place) => clippedMs(layerOf([spans.at(place).fromMs, spans.at(place).toMs]), view)));
        const coveredMs = sum(covered.map((shares) => sum(shares ?? []))) * pixelMs;
        const inView = clippedMs(spans, view);
        expect(Math.abs(wideMs + coveredMs - inView)).toBeLessThanOrEqual(1e-4 * inView + 1e-6);
        // So much is drawn at most, whatever was recorded.
        expect(wide.length).toBeLessThanOrEqual(width + 1);
        for (const share of covered.flatMap((shares) => [...(shares ?? [])])) expect(share).toBeLessThanOrEqual(1 + 1e-5);
      }),
    );
  });

  test('coverage over equal parts is conserved, too', () => {
    fc.assert(
      fc.property(lanes, views, fc.integer({ min: 1, max: 100 }), ({ spans }, view, columns) => {
        const ms = (sum(coverage(spans, view, columns, () => true)) * (view.toMs - view.fromMs)) / columns;
        expect(Math.abs(ms - clippedMs(spans, view))).toBeLessThanOrEqual(1e-4 * ms + 1e-6);
      }),
    );
  });

  test('runs of equal shades cover what is covered, and however little is there is seen', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.float({ min: Math.fround(0.01), max: 1, noNaN: true })), { maxLength: 60 }), (shares) => {
        const seen = new Float32Array(shares.length);
        let last = -1;
        eachRun(Float32Array.from(shares), (column, columns, share) => {
          expect(column).toBeGreaterThanOrEqual(last);
          last = column + columns;
          seen.fill(share, column, last);
        });
        shares.forEach((share, column) => {
          expect(Math.abs((seen[column] ?? 0) - share)).toBeLessThanOrEqual(0.09);
          expect((seen[column] ?? 0) > 0).toBe(share > 0);
        });
      }),
    );
  });
});

describe('time spent', () => {
  test('idle time is what no span covers', () => {
    fc.assert(
      fc.property(lanes, views, (lane, view) => {
        const gaps = gapsOf(lane.spans, view);
        const gapMs = sum(gaps.map(({ fromMs, toMs }) => toMs - fromMs));
        const length = view.toMs - view.fromMs;
        expect(gapMs + clippedMs(lane.spans, view)).toBeCloseTo(length, 6);
        const spent = spentOf(lane, view);
        expect(spent.idle).toBeCloseTo(gapMs, 6);
        expect(sum(Object.values(spent))).toBeCloseTo(length, 6);
        for (const gap of gaps) {
          const middle = (gap.fromMs + gap.toMs) / 2;
          if (gap.toMs - gap.fromMs > 1e-6) expect(gapAt(lane.spans, middle, view)).toEqual(gap);
        }
      }),
    );
  });

  test('spans that overlap are counted once', () => {
    const lane = { spans: layerOf([0, 10], [2, 3], [8, 12]), nested: new Layer() };
    expect(spentOf(lane, { fromMs: 0, toMs: 20 })).toEqual({ busy: 12, waiting: 0, startup: 0, copying: 0, locked: 0, idle: 8 });
  });

  test('waiting within an item is not busy', () => {
    const lane = laneOf([{ gap: 10, length: 10, wait: 0.5 }]);
    expect(spentOf(lane, { fromMs: 0, toMs: 40 })).toEqual({ busy: 5, waiting: 5, startup: 0, copying: 0, locked: 0, idle: 30 });
    expect(figuresOf(lane, 40)).toMatchObject({ busy: 5, items: 1, chunks: 1, longestMs: 10 });
    const { busy, waiting } = historyOf(lane, { fromMs: 0, toMs: 40 }, 4);
    expect([...busy]).toEqual([0, 0.5, 0, 0]);
    expect([...waiting]).toEqual([0, 0.5, 0, 0]);
  });

  test('no gap where a span lies, nor outside', () => {
    const layer = layerOf([2, 4]);
    expect(gapAt(layer, 3, { fromMs: 0, toMs: 10 })).toBeNull();
    expect(gapAt(layer, 11, { fromMs: 0, toMs: 10 })).toBeNull();
    expect(gapAt(layer, 7, { fromMs: 0, toMs: 10 })).toEqual({ fromMs: 4, toMs: 10 });
    expect(gapAt(new Layer(), 7, { fromMs: 0, toMs: 10 })).toEqual({ fromMs: 0, toMs: 10 });
  });
});

describe('finding spans', () => {
  test('the span under a moment is found', () => {
    fc.assert(
      fc.property(lanes, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), ({ spans }, which, share) => {
        fc.pre(spans.length > 0);
        const { fromMs, toMs } = spans.at(which % spans.length);
        const atMs = fromMs + share * (toMs - fromMs);
        const found = spans.at(spanAt(spans, atMs, 0.01));
        expect(found.fromMs).toBeLessThanOrEqual(atMs);
        expect(found.toMs).toBeGreaterThanOrEqual(atMs);
      }),
    );
  });

  test('beside spans, the nearest within reach is found, and none beyond', () => {
    const layer = layerOf([0, 1], [5, 6]);
    expect(spanAt(layer, 1.4, 0.5)).toBe(0);
    expect(spanAt(layer, 4.8, 0.5)).toBe(1);
    expect(spanAt(layer, 3, 0.5)).toBe(-1);
    expect(spanAt(layerOf([0, 9], [2, 3]), 7, 0)).toBe(0);
  });

  test('arrows go from span to span and from row to row, never beyond', () => {
    const rows = [layerOf([0, 1], [2, 3], [4, 5]), new Layer(), layerOf([0, 2.4], [2.6, 9])];
    const view = { fromMs: 2, toMs: 5 };
    const from = stepped(rows, null, 'right', view);
    expect(from).toEqual({ row: 0, place: 1 });
    expect(stepped(rows, from, 'left', view)).toEqual({ row: 0, place: 0 });
    expect(stepped(rows, { row: 0, place: 0 }, 'left', view)).toEqual({ row: 0, place: 0 });
    expect(stepped(rows, from, 'last', view)).toEqual({ row: 0, place: 2 });
    expect(stepped(rows, { row: 0, place: 2 }, 'right', view)).toEqual({ row: 0, place: 2 });
    expect(stepped(rows, { row: 0, place: 2 }, 'down', view)).toEqual({ row: 2, place: 1 });
    expect(stepped(rows, { row: 2, place: 0 }, 'up', view)).toEqual({ row: 0, place: 0 });
    expect(stepped(rows, { row: 2, place: 0 }, 'down', view)).toEqual({ row: 2, place: 0 });
    expect(stepped([new Layer()], null, 'right', view)).toBeNull();
    // A run that is shorter than the one before.
    expect(stepped(rows, { row: 0, place: 99 }, 'right', view)).toEqual({ row: 0, place: 1 });
  });
});

describe('the window', () => {
  const inside = (view: { fromMs: number; toMs: number }, endMs: number): void => {
    expect(view.fromMs).toBeGreaterThanOrEqual(0);
    expect(view.toMs).toBeLessThanOrEqual(endMs + 1e-9);
    expect(view.toMs).toBeGreaterThan(view.fromMs);
  };

  test('zooming keeps the moment under the pointer where it is, as far as the ends allow', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 10, noNaN: true }), (view, share, factor) => {
        const atMs = view.fromMs + share * (view.toMs - view.fromMs);
        const next = zoomed(view, atMs, factor, 1_000);
        inside(next, 1_000);
        const length = next.toMs - next.fromMs;
        const isClamped = next.fromMs === 0 || next.toMs > 999.999_999;
        if (!isClamped) expect((atMs - next.fromMs) / length).toBeCloseTo(share, 6);
        expect(next.fromMs).toBeLessThanOrEqual(atMs + 1e-6);
        expect(next.toMs).toBeGreaterThanOrEqual(atMs - 1e-6);
      }),
    );
  });

  test('in, then out again, comes back', () => {
    const view = { fromMs: 100, toMs: 300 };
    const back = zoomed(zoomed(view, 150, 2, 1_000), 150, 0.5, 1_000);
    expect(back.fromMs).toBeCloseTo(100, 9);
    expect(back.toMs).toBeCloseTo(300, 9);
  });

  test('panning and bringing into view stay within the run', () => {
    fc.assert(
      fc.property(views, fc.double({ min: -900, max: 900, noNaN: true }), views, (view, byMs, stretch) => {
        const start = panned(view, 0, 1_000);
        const next = panned(start, byMs, 1_000);
        inside(next, 1_000);
        expect(next.toMs - next.fromMs).toBeCloseTo(start.toMs - start.fromMs, 6);
        const revealed = revealing(start, stretch, 1_000);
        inside(revealed, 1_000);
        expect(revealed.fromMs).toBeLessThanOrEqual(stretch.fromMs + 1e-6);
        expect(revealed.toMs).toBeGreaterThanOrEqual(stretch.toMs - 1e-6);
      }),
    );
  });

  test('what is seen already is not moved; a stretch gets margins', () => {
    const view = { fromMs: 100, toMs: 200 };
    expect(revealing(view, { fromMs: 120, toMs: 130 }, 1_000)).toBe(view);
    expect(around({ fromMs: 100, toMs: 200 }, 1_000)).toEqual({ fromMs: 85, toMs: 215 });
    expect(whole(0).toMs).toBeGreaterThan(0);
  });

  test.each([
    [{ fromMs: 0, toMs: 10 }, 5, ['0', '2 ms', '4 ms', '6 ms', '8 ms', '10 ms']],
    [{ fromMs: 0, toMs: 900 }, 5, ['0', '0.2 s', '0.4 s', '0.6 s', '0.8 s']],
    [{ fromMs: 512.2, toMs: 513.1 }, 4, ['512.5 ms', '513.0 ms']],
    [{ fromMs: 0, toMs: 0.02 }, 4, ['0', '0.005 ms', '0.010 ms', '0.015 ms', '0.020 ms']],
    [{ fromMs: 3_000, toMs: 9_000 }, 3, ['4 s', '6 s', '8 s']],
  ])('the axis of %j has moments that differ and are round', (view, most, labels) => {
    const { stepMs, moments } = momentsOf(view, most);
    expect(moments.map((ms) => momentLabel(ms, stepMs))).toEqual(labels);
  });

  test('an axis never has more moments than fit, and labels never repeat', () => {
    fc.assert(
      fc.property(views, fc.integer({ min: 1, max: 20 }), (view, most) => {
        const { stepMs, moments } = momentsOf(view, most);
        expect(moments.length).toBeLessThanOrEqual(most + 1);
        const labels = moments.map((ms) => momentLabel(ms, stepMs));
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });
});

test('chunks take turns, whatever lies between them', () => {
  const [chunk, copy] = [KIND_NAMES.indexOf('chunk'), KIND_NAMES.indexOf('copy')];
  const layer = new Layer();
  // More than a layer holds at first.
  for (let at = 0; at < 300; at += 1) layer.push(at, at + 1, at, 1, at % 3 === 1 ? copy : chunk);
  const turns = Array.from({ length: 300 }, (_, at) => at).filter((at) => layer.kind[at] === chunk).map((at) => layer.turn[at]);
  expect(turns).toEqual(turns.map((_, place) => place % 2));
});
