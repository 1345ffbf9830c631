// @vitest-environment happy-dom
// Tests of the measured curves' charts: names, marks of every run, shapes besides colours, nothing outside of the picture.
import { describe, expect, test } from 'vitest';
import { type RuntimeSeries, chunksChart } from './chunks';
import { type Frame, apart, logTicks, placer, tickMs } from './frame';
import { itemsChart } from './items';
import { type LawLine, type SpeedupSeries, speedupChart } from './speedup';

const frame = (width: number): Frame => ({ id: 'test', title: 'Speed-up of primes', text: 'Pooled, 2 workers: 1.9', width });
const words = { x: 'workers', y: 'speed-up', ideal: 'ideal', cores: '4 cores here' };

function speedupOf(counts: readonly number[], machineCores: number, width = 560, laws: LawLine[] = []): SVGSVGElement {
  const series = ['threaded', 'pooled'].map((strategy, place): SpeedupSeries => ({
    strategy,
    title: strategy,
    points: counts.map((cores) => ({ cores, speedup: cores ** (0.9 - 0.1 * place), runs: [0.97, 1, 1.02].map((factor) => factor * cores ** 0.9) })),
  }));
  return speedupChart({ series, laws, counts, machineCores }, words, frame(width));
}

const law = (name: LawLine['law'], most: number): LawLine => ({
  law: name,
  strategy: 'pooled',
  title: name,
  points: [1, most].map((cores) => ({ cores, speedup: cores * 0.8, low: cores * 0.7, high: cores * 0.9 })),
});

function runtimeOf(values: readonly number[], scale: (value: number) => number, strategies = ['serial', 'pooled']): RuntimeSeries[] {
  return strategies.map((strategy) => ({ strategy, title: strategy, points: values.map((x) => ({ x, medianMs: scale(x), runsMs: [0.9, 1, 1.3].map((factor) => factor * scale(x)) })) }));
}

const texts = (svg: SVGSVGElement, part: string): (string | null)[] => [...svg.querySelectorAll(`[data-part="${part} tick label"] text`)].map(({ textContent }) => textContent);
const marks = (svg: SVGSVGElement, selector: string): number => svg.querySelectorAll(`${selector} path`).length;

describe('every chart', () => {
  const charts: [string, (width: number) => SVGSVGElement][] = [
    ['speed-up, two cores', (width) => speedupOf([1, 2], 2, width)],
    ['speed-up, laws', (width) => speedupOf([1, 2, 4, 8], 8, width, [law('amdahl', 8), law('usl', 8)])],
    ['speed-up, many', (width) => speedupOf([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64], 32, width)],
    ['speed-up, one point', (width) => speedupOf([1], 2, width)],
    ['speed-up, nothing', (width) => speedupChart({ series: [], laws: [], counts: [], machineCores: 2 }, words, frame(width))],
    ['chunks', (width) => chunksChart({ series: runtimeOf([1, 2, 4, 8], (x) => 10 + x), pythons: 2 }, { x: 'items', y: 'ms', pythons: 'default' }, frame(width))],
    ['chunks, far apart', (width) => chunksChart({ series: runtimeOf([1, 1_000, 1_000_000], (x) => 1e6 / x), pythons: 1_000 }, { x: 'items', y: 'ms', pythons: 'default' }, frame(width))],
    ['chunks, one item', (width) => chunksChart({ series: runtimeOf([1], () => 3), pythons: 1 }, { x: 'items', y: 'ms', pythons: 'default' }, frame(width))],
    ['chunks, too short for the clock', (width) => chunksChart({ series: runtimeOf([1, 2], () => 0), pythons: 1 }, { x: 'items', y: 'ms', pythons: 'default' }, frame(width))],
    ['items', (width) => itemsChart({ series: runtimeOf([1, 10, 100], (x) => x), crossings: [{ strategy: 'pooled', title: 'pays', items: 30, ci95: [0, Infinity] }] }, { x: 'items', y: 'ms' }, frame(width))],
    ['items, one', (width) => itemsChart({ series: runtimeOf([1], () => 1), crossings: [] }, { x: 'items', y: 'ms' }, frame(width))],
    ['items, too short for the clock', (width) => itemsChart({ series: runtimeOf([1, 10], () => 0), crossings: [] }, { x: 'items', y: 'ms' }, frame(width))],
  ];

  test.each(charts)('is an image with a name and a description, to be saved under its id: %s', (_, draw) => {
    const svg = draw(560);
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toBe('Speed-up of primes. Pooled, 2 workers: 1.9');
    expect([...svg.children].slice(0, 2).map(({ tagName, textContent }) => [tagName.toLowerCase(), textContent])).toEqual([
      ['title', 'Speed-up of primes'],
      ['desc', 'Pooled, 2 workers: 1.9'],
    ]);
    expect(svg.classList.contains('chart')).toBe(true);
    expect(svg.dataset['chart']).toBe('test');
    expect(svg.querySelector('[aria-label]')).toBeNull();
    // No colours but the page's.
    expect(svg.querySelector('style')).toBeNull();
    expect(svg.outerHTML.match(/(?:fill|stroke)="(?!none|currentColor|var\()[^"]*"/g)).toBeNull();
  });

  test.each(charts.flatMap(([name, draw]) => [560, 300].map((width) => [`${name}, ${width} wide`, draw, width] as const)))('lies within its picture: %s', (_, draw, width) => {
    const svg = draw(width);
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.getAttribute('viewBox')?.startsWith(`0 0 ${width} `)).toBe(true);
    const places = [...svg.querySelectorAll('.curve-runs path, .curve-middles path')].map((element) => /translate\(([-\d.]+),([-\d.]+)\)/.exec(element.getAttribute('transform') ?? ''));
    const height = Number(svg.getAttribute('height'));
    for (const place of places) {
      const [x, y] = [Number(place?.[1] ?? 0), Number(place?.[2] ?? 0)];
      expect(x).toBeGreaterThanOrEqual(-1);
      expect(x).toBeLessThanOrEqual(width + 1);
      expect(y).toBeGreaterThanOrEqual(-1);
      expect(y).toBeLessThanOrEqual(height + 1);
    }
  });
});

describe('speed-up', () => {
  test('every run has a mark, every number of workers one for the median', () => {
    const svg = speedupOf([1, 2, 4], 4);
    expect(marks(svg, '.strategy-pooled.curve-runs')).toBe(9);
    expect(marks(svg, '.strategy-pooled.curve-middles')).toBe(3);
    // Told apart by more than colour.
    const shape = (strategy: string): string | null | undefined => svg.querySelector(`.strategy-${strategy}.curve-middles path`)?.getAttribute('d');
    expect(shape('pooled')).not.toBe(shape('threaded'));
  });

  test('laws take the place of the line through the medians', () => {
    expect(speedupOf([1, 2, 4], 4).querySelectorAll('.curve-through').length).toBe(2);
    const svg = speedupOf([1, 2, 4], 4, 560, [law('amdahl', 4), law('usl', 4)]);
    expect(svg.querySelectorAll('.curve-through').length).toBe(1);
    expect([...svg.querySelectorAll('.curve-law')].map((line) => line.getAttribute('stroke-dasharray'))).toEqual(['9 4', '9 3 2 3']);
    expect(svg.querySelectorAll('.curve-band').length).toBe(2);
    expect([...svg.querySelectorAll('.curve-key')].map(({ textContent }) => textContent)).toEqual(['threaded', 'pooled', 'ideal', 'amdahl', 'usl']);
  });

  test('where workers share cores, it says from where on', () => {
    expect(speedupOf([1, 2, 4, 8], 4).textContent).toContain('4 cores here');
    expect(speedupOf([1, 2, 4], 4).textContent).not.toContain('4 cores here');
  });

  test('labels are the numbers that were measured, as far as they don’t touch', () => {
    expect(texts(speedupOf([1, 2, 3, 4], 4), 'x-axis')).toEqual(['1', '2', '3', '4']);
    expect(texts(speedupOf([1, 2, 3, 4, 6, 8, 12, 16], 16, 300), 'x-axis').at(-1)).toBe('16');
  });
});

test('chunk sizes are labelled with all their digits, durations without idle ones', () => {
  const svg = chunksChart({ series: runtimeOf([1, 7, 100], () => 20), pythons: 7 }, { x: 'items', y: 'ms', pythons: 'default' }, frame(560));
  expect(texts(svg, 'x-axis')).toEqual(['1', '7', '100']);
  expect(texts(svg, 'y-axis')[0]).toBe('0');
  expect(texts(svg, 'y-axis')).toContain('10 ms');
});

describe('axes', () => {
  test('values apart: the first and the last stay', () => {
    const place = placer('log', 1, 64, 360);
    const kept = apart([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64], place, 40);
    expect([kept[0], kept.at(-1)]).toEqual([1, 64]);
    expect(kept.every((value, at) => at === 0 || place(value) - place(kept[at - 1] ?? 0) >= 40)).toBe(true);
    expect(apart([], place, 40)).toEqual([]);
    expect(apart([5], place, 40)).toEqual([5]);
  });

  test('round values of a logarithmic axis', () => {
    expect(logTicks(0.8, 300)).toEqual([1, 10, 100]);
    expect(logTicks(3, 60)).toEqual([5, 10, 20, 50]);
    expect(logTicks(11, 12)).toEqual([11, 12]);
  });

  test('durations', () => {
    expect([0, 0.5, 50, 1_500].map(tickMs)).toEqual(['0', '0.5 ms', '50 ms', '1.5 s']);
  });
});
