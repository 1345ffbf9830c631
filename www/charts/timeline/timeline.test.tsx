// @vitest-environment happy-dom
// Tests of the timeline's drawing, by a brush that takes notes: what is drawn is bounded, in its row, in its window, and as an SVG.
import fc from 'fast-check';
import { render } from 'preact';
import { describe, expect, test } from 'vitest';
import { type Timeline, KIND_NAMES, Layer, timelineOf } from '../../model/timeline';
import { lanes, traceFor, views } from '../../model/timeline.fixture';
import { contrast, mixed, readableOn } from '../../model/timeline-colour';
import { whole } from '../../model/timeline-view';
import { drawAxis } from './axis';
import { type Brush, type Extras, drawTimeline } from './draw';
import { layersOf, layoutOf, msAt, rowAt, xOf } from './layout';
import { type Colours, KIND_LOOKS, LOOKS, type Look, colourOf } from './looks';
import { drawOrder } from './order';
import { TimelineSvg } from './svg';

interface Fill {
  look: Look;
  x: number;
  y: number;
  width: number;
  height: number;
  alpha: number;
}

/** Notes what it is told to draw. */
class Notes implements Brush {
  fills: Fill[] = [];
  texts: string[] = [];
  fill(look: Look, x: number, y: number, width: number, height: number, alpha = 1): void {
    this.fills.push({ look, x, y, width, height, alpha: alpha * look.alpha });
  }
  words(text: string): void {
    this.texts.push(text);
  }
  of(...looks: readonly Look[]): Fill[] {
    return this.fills.filter(({ look }) => looks.includes(look));
  }
}

const EXTRAS: Extras = { chunksize: 1, rowName: ({ kind, worker }) => `${kind} ${worker}` };
const CHUNK: readonly Look[] = KIND_LOOKS[1] ?? [];
const WAIT: readonly Look[] = KIND_LOOKS[2] ?? [];
const GIL: readonly Look[] = KIND_LOOKS[KIND_NAMES.indexOf('gil')] ?? [];
const COLOURS: Colours = {
  strategy: '#0072b2',
  surface: '#ffffff',
  sunken: '#eef0f4',
  ink: '#1b1f27',
  muted: '#5b6472',
  line: '#d9dee6',
  accent: '#1f5fbf',
};

function draw(timeline: Timeline, width = 800, view = whole(timeline.wallMs), extras: Extras = EXTRAS): Notes {
  const notes = new Notes();
  drawTimeline(notes, timeline, layoutOf(timeline.lanes.length, width), view, extras);
  return notes;
}

describe('drawing', () => {
  test('a row a worker, in order, then the caller and what was delivered; nothing overlaps', () => {
    for (const workers of [1, 2, 4, 5, 8, 9, 16, 17, 32, 33, 64]) {
      const { rows, height } = layoutOf(workers, 800);
      expect(rows.map(({ kind }) => kind)).toEqual([...Array<string>(workers).fill('worker'), 'caller', 'delivered']);
      rows.slice(1).forEach((row, place) => expect(row.y).toBeGreaterThan((rows[place]?.y ?? 0) + (rows[place]?.height ?? 0)));
      expect((rows.at(-1)?.y ?? 0) + 30).toBeLessThanOrEqual(height);
    }
  });

  test('places and moments are each other’s inverse, and rows are found by their height', () => {
    const layout = layoutOf(3, 800);
    const view = { fromMs: 20, toMs: 45 };
    for (const ms of [20, 33.3, 45]) expect(msAt(layout, view, xOf(layout, view, ms))).toBeCloseTo(ms, 9);
    layout.rows.forEach(({ y, height }, place) => expect(rowAt(layout, y + height / 2)).toBe(place));
    expect(rowAt(layout, -9)).toBe(0);
    expect(rowAt(layout, 9_999)).toBe(layout.rows.length - 1);
  });

  test('chunks are as long as they took, each in its worker’s row, neighbours in turns', () => {
    const timeline = timelineOf(traceFor(2, 4, 10));
    const layout = layoutOf(2, 800);
    const chunks = draw(timeline).of(...CHUNK).filter(({ height }) => height > 14);
    expect(chunks).toHaveLength(8);
    for (const { x, y, width } of chunks) {
      expect(width).toBeCloseTo((layout.plot * 9) / 40, 6);
      expect(layout.rows.some((row) => row.kind === 'worker' && row.y === y)).toBe(true);
      expect(x).toBeGreaterThanOrEqual(layout.left);
    }
    expect(chunks.slice(0, 4).map(({ look }) => CHUNK.indexOf(look))).toEqual([0, 1, 0, 1]);
  });

  test('a hundred thousand spans are drawn with no more strokes than there are pixels', () => {
    const timeline = timelineOf(traceFor(2, 50_000, 0.01));
    expect(timeline.spanCount).toBe(100_000);
    const { fills } = draw(timeline, 1_200);
    expect(fills.length).toBeLessThan(2_000);
    // Close up they are there one by one.
    expect(draw(timeline, 1_200, { fromMs: 100, toMs: 100.5 }).of(...CHUNK).length).toBeGreaterThanOrEqual(100);
  });

  test('whatever is drawn lies in the picture, whatever the window', () => {
    fc.assert(
      fc.property(fc.array(lanes, { minLength: 1, maxLength: 3 }), views, fc.integer({ min: 300, max: 900 }), (own, view, width) => {
        const wallMs = 300;
        const timeline = { ...timelineOf(traceFor(own.length, 5, 60)), lanes: own, wallMs };
        const layout = layoutOf(own.length, width);
        for (const { x, y, width: across, height } of draw(timeline, width, view).fills) {
          expect(Number.isFinite(x + y + across + height)).toBe(true);
          expect(across).toBeGreaterThan(0);
          expect(x).toBeGreaterThanOrEqual(layout.left - 2);
          expect(x + across).toBeLessThanOrEqual(layout.left + layout.plot + 2);
          expect(y + height).toBeLessThanOrEqual(layout.height + 1e-9);
        }
      }),
    );
  });

  test('a worker’s row is idle from the run’s begin to its end, and nothing is beyond', () => {
    const timeline = timelineOf(traceFor(2, 4, 10));
    const layout = layoutOf(2, 800);
    const idle = draw(timeline, 800, whole(80)).of(LOOKS.idle);
    expect(idle.map(({ x, width }) => [x, Math.round(width)])).toEqual(Array(2).fill([layout.left, Math.round(layout.plot / 2)]));
    const [end] = draw(timeline, 800, whole(80)).of(LOOKS.end);
    expect((end?.x ?? 0) + 0.75).toBeCloseTo(layout.left + layout.plot / 2, 6);
    expect(draw(timeline, 800, { fromMs: 50, toMs: 80 }).of(LOOKS.end, LOOKS.idle)).toEqual([]);
  });

  test('chunks say their items where there is room', () => {
    const timeline = timelineOf(traceFor(1, 4, 10));
    expect(draw(timeline).texts).toEqual(['0', '1', '2', '3', 'worker 0', 'caller 0', 'delivered 0']);
    const [lane] = timeline.lanes;
    lane?.spans.count.fill(8);
    expect(draw(timeline, 800, whole(40), { ...EXTRAS, chunksize: 8 }).texts[0]).toBe('0–7');
    // Several chunks in one span: their items need not follow each other.
    expect(draw(timeline).texts[0]).toBe('0…');
    expect(draw(timelineOf(traceFor(1, 400, 10))).texts).toEqual(['worker 0', 'caller 0', 'delivered 0']);
  });

  test('what something was said about stands out', () => {
    const focus = { stretch: { fromMs: 10, toMs: 20 }, workers: [1], items: { first: 3, count: 1 } };
    const notes = draw(timelineOf(traceFor(2, 4, 10)), 800, whole(40), { ...EXTRAS, focus });
    expect(notes.of(LOOKS.band)).toHaveLength(1);
    const strong = notes.of(...CHUNK).filter(({ alpha, height }) => alpha > 0.5 && height > 14);
    expect(strong).toHaveLength(1);
    expect(strong[0]?.y).toBe(layoutOf(2, 800).rows[1]?.y);
  });

  test('what was delivered grows to the full height, and never beyond what was computed', () => {
    const notes = draw(timelineOf(traceFor(2, 4, 10)));
    const heights = notes.of(LOOKS.delivered).map(({ height }) => height);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(heights.at(-1)).toBe(28);
    const most = (look: Look): number => notes.of(look).reduce((sum, { width, height }) => sum + width * height, 0);
    expect(most(LOOKS.computed)).toBeGreaterThanOrEqual(most(LOOKS.delivered));
  });

  test('the caller’s waits and arrivals are seen', () => {
    const notes = draw(timelineOf(traceFor(2, 4, 10)));
    expect(notes.of(LOOKS.callerWaits).length).toBeGreaterThan(0);
    expect(notes.of(LOOKS.arrival)).toHaveLength(4);
  });

  test('what waits inside a chunk is drawn after every chunk, as an SVG needs it', () => {
    const timeline = timelineOf(traceFor(3, 4, 10));
    timeline.lanes.forEach(({ nested }) => nested.push(2, 4, 0, 0, 2));
    const { fills } = draw(timeline);
    const isChunk = fills.map(({ look, height }) => CHUNK.includes(look) && height > 14);
    expect(fills.filter(({ look }) => WAIT.includes(look))).toHaveLength(3);
    // What they wait in is seen around them.
    expect(new Set(fills.filter(({ look }) => WAIT.includes(look)).map(({ height }) => height))).toEqual(new Set([18]));
    expect(isChunk.lastIndexOf(true)).toBeLessThan(fills.findIndex(({ look }) => WAIT.includes(look)));
  });

  test('a wait for the GIL is drawn within its chunk, by a pattern of its own', () => {
    const timeline = timelineOf(traceFor(2, 1, 40));
    timeline.lanes[1]?.nested.push(10, 20, 0, 0, KIND_NAMES.indexOf('gil'));
    const layout = layoutOf(2, 800);
    const [gil, ...more] = draw(timeline).of(...GIL);
    expect(more).toEqual([]);
    expect(gil?.x).toBeCloseTo(xOf(layout, whole(40), 10), 6);
    expect(gil?.width).toBeCloseTo(layout.plot / 4, 6);
    const row = layout.rows[1];
    expect(gil?.y).toBeGreaterThan(row?.y ?? 0);
    expect((gil?.y ?? 0) + (gil?.height ?? 0)).toBeLessThan((row?.y ?? 0) + (row?.height ?? 0));
    expect(gil?.look.pattern).toBe('zigzag');
    expect([...CHUNK, ...WAIT].map(({ pattern }) => pattern)).not.toContain('zigzag');
  });

  test('a chunk on its way', () => {
    const timeline = timelineOf(traceFor(1, 4, 10));
    const notes = draw(timeline, 800, whole(40), {
      ...EXTRAS,
      flights: [{ worker: 0, first: 9, sinceMs: 39.5 }, { worker: 7, first: 9, sinceMs: 0 }],
    });
    expect(notes.of(LOOKS.flight)).toHaveLength(1);
  });

  test('the strip of arrivals is level where the order is kept, and rough where it isn’t', () => {
    const timeline = timelineOf(traceFor(1, 40));
    const strip = (order: Uint32Array | null, arrived = 40): Fill[] => {
      const notes = new Notes();
      drawOrder(notes, { ...timeline, order }, arrived, 800, 5);
      return notes.of(LOOKS.delivered);
    };
    const level = strip(null);
    expect(new Set(level.map(({ y }) => y)).size).toBe(1);
    expect(level.map(({ alpha }) => alpha)).toEqual(level.map(({ alpha }) => alpha).toSorted((a, b) => a - b));
    const swapped = Uint32Array.from({ length: 40 }, (_, at) => (at < 6 ? 5 - at : at));
    expect(new Set(strip(swapped).map(({ y }) => y)).size).toBe(7);
    expect(strip(null, 10)).toHaveLength(10);
  });

  test('the axis begins at 0', () => {
    const notes = new Notes();
    drawAxis(notes, 800, whole(40));
    expect(notes.texts[0]).toBe('0');
    expect(notes.texts.length).toBeGreaterThan(3);
  });

  test('arrow keys go through workers, then the caller', () => {
    const timeline = timelineOf(traceFor(2, 3));
    expect(layersOf(timeline)).toEqual([timeline.lanes[0]?.spans, timeline.lanes[1]?.spans, timeline.caller]);
  });
});

describe('colours', () => {
  test('words on a strategy’s colours can be read, in both tones and themes', () => {
    for (const [surface, ink, colours] of [
      ['#ffffff', '#1b1f27', ['#77808e', '#d17f00', '#0072b2', '#00845e']],
      ['#1c2027', '#e8ebf0', ['#a3acba', '#f2a73b', '#56b4e9', '#3ecf9d']],
    ] as const) {
      for (const colour of colours) {
        for (const look of CHUNK) {
          const ground = colourOf(look, { ...COLOURS, surface, strategy: colour });
          expect(contrast(readableOn(ground, [ink, surface]), ground), `${colour} ${look.tone}`).toBeGreaterThan(4);
        }
      }
    }
  });

  test('what can’t be mixed stays as it is', () => {
    expect(mixed('CanvasText', '#ffffff', 0.5)).toBe('CanvasText');
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
    // As style sheets are shortened.
    expect(mixed('#000', '#fff', 0.5)).toBe('#808080');
    expect(mixed('#1af', '#000', 1)).toBe('#11aaff');
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  });
});

describe('as an SVG', () => {
  const picture = (timelines: Timeline[]): Element => {
    const root = document.createElement('div');
    const groups = timelines.map((timeline) => ({ title: timeline.strategy, timeline, colours: COLOURS }));
    const view = whole(Math.max(1, ...timelines.map(({ wallMs }) => wallMs)));
    render(<TimelineSvg groups={groups} view={view} width={900} title="Timeline of squares" text="Pooled took 40 ms" extras={EXTRAS} />, root);
    const svg = root.querySelector('svg');
    if (svg === null) throw new Error('nothing was drawn');
    return svg;
  };

  test('it has a name, a description, and is a document of its own', () => {
    const svg = picture([timelineOf(traceFor(2, 4, 10)), timelineOf(traceFor(1, 8, 10, 'serial'))]);
    expect(svg.querySelector('title')?.textContent).toBe('Timeline of squares');
    expect(svg.querySelector('desc')?.textContent).toBe('Pooled took 40 ms');
    const parsed = new DOMParser().parseFromString(svg.outerHTML, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined|var\(/);
    const ids = [...svg.querySelectorAll('pattern')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of svg.outerHTML.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  test('it stays small for a hundred thousand spans', () => {
    expect(picture([timelineOf(traceFor(2, 50_000, 0.01))]).outerHTML.length).toBeLessThan(100_000);
  });

  test('nothing to draw is an empty picture', () => {
    expect(picture([]).getAttribute('height')).toBe('1');
    expect(picture([{ ...timelineOf(traceFor(1, 1)), lanes: [{ spans: new Layer(), nested: new Layer() }] }]).outerHTML).not.toMatch(/NaN/);
  });
});
