// @vitest-environment happy-dom
// Tests of the charts that compare machines: proportions, what is written, and that everything lies within the picture.
import { type JSX, render } from 'preact';
import { describe, expect, test } from 'vitest';
import { type MachineRow, fitted } from './machines';
import { MachinesRuntime } from './machines-runtime';
import { MachinesSpeedup } from './machines-speedup';

const result = (strategy: string, medianMs: number, speedup: number): MachineRow['results'][number] => ({
  strategy,
  title: strategy,
  medianMs,
  ci95: [medianMs * 0.9, medianMs * 1.1],
  speedup,
  speedupCi95: [speedup * 0.9, speedup * 1.1],
});
const ROWS: MachineRow[] = [
  { id: 'own', label: 'Here', isOwn: true, results: [result('serial', 400, 1), result('threaded', 220, 1.8), result('pooled', 200, 2)] },
  { id: 'a', label: 'A: Firefox 142 on Windows, 8 cores', isOwn: false, results: [result('serial', 300, 1), result('pooled', 50, 6)] },
];
const ODD: MachineRow[] = [
  { id: 'none', label: '', isOwn: false, results: [] },
  { id: 'nan', label: 'x'.repeat(200), isOwn: false, results: [{ ...result('pooled', NaN, NaN), ci95: [NaN, NaN] }] },
  { id: 'zero', label: 'zero', isOwn: true, results: [result('serial', 0, 1), { ...result('pooled', 0, NaN), ci95: [0, 0] }] },
  { id: 'large', label: 'large', isOwn: false, results: [result('pooled', 1e9, 1e6)] },
];

function draw(node: JSX.Element): Element {
  const root = document.createElement('div');
  render(node, root);
  const svg = root.querySelector('svg');
  if (svg === null) throw new Error('no chart was drawn');
  return svg;
}

const CHARTS = [
  ['runtime', (rows: MachineRow[], width: number) => draw(<MachinesRuntime rows={rows} width={width} title="Runtime" text="Here: 1" />)],
  ['speed-up', (rows: MachineRow[], width: number) => draw(<MachinesSpeedup rows={rows} width={width} title="Speed-up" text="Here: 1" />)],
] as const;

describe.each(CHARTS)('%s by machine', (_, chart) => {
  test('is an image with a name and a description, and valid XML of its own', () => {
    const svg = chart(ROWS, 500);
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.querySelector('title')?.textContent).toMatch(/Runtime|Speed-up/);
    expect(svg.querySelector('desc')?.textContent).toBe('Here: 1');
    expect(svg.getAttribute('data-chart')).toMatch(/^machines-/);
    svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    expect(new DOMParser().parseFromString(svg.outerHTML, 'image/svg+xml').querySelector('parsererror')).toBeNull();
  });

  test.each([
    ['ordinary', ROWS, 500],
    ['a phone', ROWS, 260],
    ['nothing', [], 500],
    ['odd figures', ODD, 320],
    ['a class', Array.from({ length: 40 }, (_, place) => ({ ...ROWS[1]!, id: String(place) })), 700],
  ] as [string, MachineRow[], number][])('everything lies within the picture: %s', (__, rows, width) => {
    const svg = chart(rows, width);
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    const height = Number(svg.getAttribute('height'));
    for (const text of svg.querySelectorAll('text')) {
      expect(Number(text.getAttribute('x'))).toBeGreaterThanOrEqual(0);
      expect(Number(text.getAttribute('x'))).toBeLessThanOrEqual(width);
      expect(Number(text.getAttribute('y'))).toBeLessThanOrEqual(height);
    }
    for (const bar of svg.querySelectorAll('rect[class]')) {
      if (bar.classList.contains('mark-shape')) continue;
      expect(Number(bar.getAttribute('x')) + Number(bar.getAttribute('width'))).toBeLessThanOrEqual(width);
    }
  });
});

test("bars begin at zero and are as long as their medians; others' are outlines", () => {
  const svg = CHARTS[0][1](ROWS, 500);
  const widths = [...svg.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('width')));
  const [serial = 0, , pooled = 0, otherSerial = 0] = widths;
  expect(serial / pooled).toBeCloseTo(2, 9);
  expect(otherSerial / serial).toBeCloseTo(0.75, 9);
  expect(svg.querySelectorAll('.chart-bar').length).toBe(3);
  expect(svg.querySelectorAll('.chart-bar-other').length).toBe(2);
});

test('speed-ups are marks in the shape of their strategy, serial is the line', () => {
  const svg = CHARTS[1][1](ROWS, 500);
  expect([...svg.querySelectorAll('.mark-shape')].map((mark) => mark.tagName.toLowerCase())).toEqual(['path', 'rect', 'rect']);
  const at = (place: number): number => Number(/translate\(([-\d.]+)/.exec(svg.querySelectorAll('.mark-shape')[place]?.getAttribute('transform') ?? '')?.[1]);
  const one = Number(svg.querySelector('.chart-reference')?.getAttribute('x1'));
  const zero = Number(svg.querySelector('.chart-grid')?.getAttribute('x1'));
  expect((at(2) - zero) / (one - zero)).toBeCloseTo(6, 1);
  expect((at(1) - zero) / (one - zero)).toBeCloseTo(2, 1);
});

test('labels are cut where they would leave the picture', () => {
  expect(fitted('short', 200)).toBe('short');
  expect(fitted('x'.repeat(100), 200)).toMatch(/^x{24}…$/);
  expect([...fitted('\u{1F422}'.repeat(100), 200)].length).toBe(25);
});
