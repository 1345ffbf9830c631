// @vitest-environment happy-dom
// Tests of the runtime chart: what it says to a screen reader, that bars begin at zero and keep proportions, every run's mark.
import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { type RuntimeBar, RuntimeBars } from './runtime-bars';

const BARS: RuntimeBar[] = [
  { strategy: 'serial', title: 'Serial', medianMs: 400, ci95: [390, 420], samplesMs: [390, 400, 420], note: '' },
  { strategy: 'threaded', title: 'Threaded', medianMs: 220, ci95: [210, 240], samplesMs: [210, 220, 240, 221, 219], note: '1.8×' },
  { strategy: 'pooled', title: 'Pooled', medianMs: 200, ci95: [200, 200], samplesMs: [200], note: '2.0×' },
];

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('div');
});

function draw(bars: RuntimeBar[] = BARS, width = 560): Element {
  render(<RuntimeBars bars={bars} width={width} title="Runtime of primes" text="Serial: 400 ms" />, root);
  const svg = root.querySelector('svg');
  if (svg === null) throw new Error('no chart was drawn');
  return svg;
}

/** Numbers of an attribute of all elements that match. */
function numbers(svg: Element, selector: string, attribute: string): number[] {
  return [...svg.querySelectorAll(selector)].map((element) => Number(element.getAttribute(attribute)));
}

test('it is an image with a name and a description', () => {
  const svg = draw();
  expect(svg.getAttribute('role')).toBe('img');
  expect(svg.getAttribute('aria-label')).toBe('Runtime of primes. Serial: 400 ms');
  expect(svg.querySelector('title')?.textContent).toBe('Runtime of primes');
  expect(svg.querySelector('desc')?.textContent).toBe('Serial: 400 ms');
});

test('bars begin at zero, and their lengths are as their medians', () => {
  const svg = draw();
  const zero = numbers(svg, '.chart-grid', 'x1')[0];
  expect(numbers(svg, '.chart-bar', 'x')).toEqual([zero, zero, zero]);
  const [serial = 0, threaded = 0, pooled = 0] = numbers(svg, '.chart-bar', 'width');
  expect(serial / pooled).toBeCloseTo(2, 9);
  expect(threaded / pooled).toBeCloseTo(1.1, 9);
});

test('every run has a mark of its strategy', () => {
  const svg = draw();
  const marks = (strategy: string): Element[] => [...svg.querySelectorAll(`.strategy-${strategy} .mark-shape`)];
  expect(BARS.map(({ strategy }) => marks(strategy).length)).toEqual([3, 5, 1]);
  // Told apart by more than colour.
  expect(marks('serial')[0]?.tagName.toLowerCase()).toBe('circle');
  expect(marks('threaded')[0]?.tagName.toLowerCase()).toBe('path');
  expect(marks('pooled')[0]?.tagName.toLowerCase()).toBe('rect');
});

test('the median and what it gains are written', () => {
  const values = [...draw().querySelectorAll('.chart-value')].map((element) => element.textContent);
  expect(values).toEqual(['400 ms', '220 ms1.8×', '200 ms2.0×']);
});

test('ticks are short, and begin at zero', () => {
  const bars = BARS.map((bar) => ({ ...bar, samplesMs: [1_400] }));
  expect([...draw(bars).querySelectorAll('.chart-tick')].map((tick) => tick.textContent)).toEqual(['0', '500 ms', '1 s', '1.5 s']);
});

test.each([
  ['ordinary runs', BARS, 560],
  ['a narrow phone', BARS, 260],
  ['one strategy', BARS.slice(0, 1), 560],
  ['no strategy', [], 560],
  ['runs too short for the clock', BARS.map((bar) => ({ ...bar, medianMs: 0, ci95: [0, 0] as const, samplesMs: [0] })), 560],
  ['very long runs', BARS.map((bar) => ({ ...bar, medianMs: 1e7, ci95: [1e7, 2e7] as const, samplesMs: [1e7, 3e7] })), 560],
])('everything lies within the picture: %s', (_, bars, width) => {
  const svg = draw(bars, width);
  expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  const [, , pictureWidth, pictureHeight] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  expect(pictureWidth).toBe(width);
  for (const x of [...numbers(svg, '.chart-grid', 'x1'), ...numbers(svg, 'text', 'x')]) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(width);
  }
  for (const y of numbers(svg, 'text', 'y')) expect(y).toBeLessThanOrEqual(pictureHeight ?? 0);
  for (const bar of svg.querySelectorAll('.chart-bar')) {
    expect(Number(bar.getAttribute('x')) + Number(bar.getAttribute('width'))).toBeLessThanOrEqual(width);
  }
  for (const mark of svg.querySelectorAll('.mark-shape')) {
    const x = Number(/translate\(([-\d.]+)/.exec(mark.getAttribute('transform') ?? '')?.[1]);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(width);
  }
});

test('it is a valid document of its own', () => {
  const svg = draw();
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const parsed = new DOMParser().parseFromString(svg.outerHTML, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  expect(parsed.documentElement.tagName).toBe('svg');
});
