// @vitest-environment happy-dom
// Tests of the chart of all workers' time: lengths, patterns beside colours, and that everything lies within the picture.
import { render } from 'preact';
import { expect, test } from 'vitest';
import { PARTS, type Part } from '../model/explain/measures';
import { PartSample, TimeShares, type TimeShare } from './time-shares';

const NONE: Record<Part, number> = { computing: 0, waiting: 0, locked: 0, copying: 0, startup: 0, between: 0, spare: 0, tail: 0, after: 0 };
const bar = (strategy: string, parts: Partial<Record<Part, number>>): TimeShare => ({ strategy, title: strategy, note: '1 worker × 9 ms', parts: { ...NONE, ...parts } });
const NAMES = Object.fromEntries(PARTS.map((part) => [part, `Part ${part}`])) as Record<Part, string>;
const BARS = [bar('serial', { computing: 100 }), bar('threaded', { computing: 110, startup: 60, tail: 30 }), bar('pooled', { computing: 104, between: 6, after: 10 })];

function draw(bars: readonly TimeShare[] = BARS, width = 560): Element {
  const root = document.createElement('div');
  render(<TimeShares bars={bars} width={width} title="Where the time went" text="Serial: computing 100 %" serial="serial’s time" names={NAMES} />, root);
  const svg = root.querySelector('svg');
  if (svg === null) throw new Error('no chart was drawn');
  return svg;
}

const numberOf = (element: Element | null | undefined, name: string): number => Number(element?.getAttribute(name));
const partsOf = (svg: Element, strategy: string): Element[] => [...svg.querySelectorAll(`.strategy-${strategy} .time-part`)];

test('it is an image with a name and a description', () => {
  const svg = draw();
  expect(svg.getAttribute('role')).toBe('img');
  expect(svg.getAttribute('data-chart')).toBe('time-shares');
  expect(svg.querySelector('title')?.textContent).toBe('Where the time went');
  expect(svg.querySelector('desc')?.textContent).toBe('Serial: computing 100 %');
});

test('parts lie end to end from zero, as long as they took', () => {
  const svg = draw();
  const zero = numberOf(svg.querySelector('.chart-grid'), 'x1');
  const parts = partsOf(svg, 'threaded');
  expect(parts.map((part) => part.getAttribute('data-part'))).toEqual(['computing', 'startup', 'tail']);
  const [computing, startup, tail] = parts.map((part) => ({ x: numberOf(part, 'x'), width: numberOf(part, 'width') }));
  expect(computing?.x).toBeCloseTo(zero, 9);
  expect(startup?.x).toBeCloseTo(zero + (computing?.width ?? 0), 9);
  expect(tail?.x).toBeCloseTo((startup?.x ?? 0) + (startup?.width ?? 0), 9);
  expect((computing?.width ?? 0) / (startup?.width ?? 0)).toBeCloseTo(110 / 60, 9);
});

test('serial’s whole time is marked across all bars', () => {
  const svg = draw();
  const [serial] = partsOf(svg, 'serial');
  expect(numberOf(svg.querySelector('.time-serial'), 'x1')).toBeCloseTo(numberOf(serial, 'x') + numberOf(serial, 'width'), 9);
  expect(draw(BARS.slice(1)).querySelector('.time-serial')).toBeNull();
});

test('every part has a fill of its own: computing is solid, all others have a pattern that is there', () => {
  const all = Object.fromEntries(PARTS.map((part) => [part, 10]));
  const svg = draw([bar('pooled', all)]);
  const fills = partsOf(svg, 'pooled').map((part) => part.getAttribute('fill') ?? '');
  expect(new Set(fills).size).toBe(PARTS.length);
  const patterns = fills.slice(1).map((fill) => svg.querySelector(fill.replace(/^url\((#.*)\)$/, '$1')));
  expect(patterns.every((pattern) => pattern?.tagName.toLowerCase() === 'pattern')).toBe(true);
  expect(new Set(patterns.map((pattern) => pattern?.innerHTML)).size).toBe(PARTS.length - 1);
});

test.each([
  ['ordinary runs', BARS, 560],
  ['a narrow phone', BARS, 260],
  ['one strategy', BARS.slice(0, 1), 560],
  ['none', [], 560],
  ['runs without time', [bar('serial', {}), bar('pooled', {})], 560],
  ['a part that is less than nothing by rounding', [bar('serial', { computing: 5, tail: -1e-12 })], 560],
  ['very long runs', [bar('serial', { computing: 1e8 }), bar('pooled', { computing: 1e8, tail: 9e8 })], 560],
] as [string, TimeShare[], number][])('everything lies within the picture: %s', (_, bars, width) => {
  const svg = draw(bars, width);
  expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  const [, , , height] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  for (const part of svg.querySelectorAll('.time-part')) {
    expect(numberOf(part, 'width')).toBeGreaterThan(0);
    expect(numberOf(part, 'x') + numberOf(part, 'width')).toBeLessThanOrEqual(width);
  }
  for (const text of svg.querySelectorAll('text')) {
    expect(numberOf(text, 'x')).toBeGreaterThanOrEqual(0);
    expect(numberOf(text, 'x')).toBeLessThanOrEqual(width);
    expect(numberOf(text, 'y')).toBeGreaterThan(8);
    expect(numberOf(text, 'y')).toBeLessThanOrEqual(height ?? 0);
  }
});

test('a sample for the legend has the part’s own pattern', () => {
  const root = document.createElement('div');
  for (const part of PARTS) {
    render(<PartSample part={part} />, root);
    const fill = root.querySelector('.time-part')?.getAttribute('fill');
    if (part === 'computing') expect(fill).toBe('var(--colour)');
    else expect(root.querySelector('pattern')?.id).toBe(fill?.slice(5, -1));
  }
});

test('a legend names the parts that there are, within the picture', () => {
  for (const width of [260, 560]) {
    const svg = draw(BARS, width);
    const entries = [...svg.querySelectorAll('.time-legend > g')];
    expect(entries.map((entry) => entry.textContent)).toEqual(['computing', 'startup', 'between', 'tail', 'after'].map((part) => `Part ${part}`));
    const [, , , height] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
    for (const entry of entries) {
      const [x = NaN, y = NaN] = (/translate\(([\d.]+) ([\d.]+)\)/.exec(entry.getAttribute('transform') ?? '') ?? []).slice(1).map(Number);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(width);
      expect(y + 12).toBeLessThanOrEqual(height ?? 0);
    }
  }
});
