// What the curves share: Observable Plot's picture with a title, a description and a legend, in the page's colours. Pure.

import * as Plot from '@observablehq/plot';
import { type JSX, render } from 'preact';
import { columnsOf } from '../../model/columns';
import { duration, ticks } from '../../model/units';
import { Mark } from '../marks';
import { trimmed } from '../x-axis';

/** What a chart is called and how it is described to who can't see it. */
export interface Frame {
  /** For the file that the chart is saved as. */
  id: string;
  title: string;
  text: string;
  width: number;
}

/** A line of the legend. */
export interface Key {
  /** A style sheet's class: gives `--colour`. */
  className: string;
  label: string;
  sample: { kind: 'mark'; strategy: string } | { kind: 'line'; dashes: string | null };
}

/** Shapes as in the other charts (www/charts/marks.tsx). */
export const SYMBOLS: Readonly<Record<string, Plot.SymbolType>> = { serial: 'circle', threaded: 'triangle', pooled: 'square' };

/** Dashes of each kind of line. */
export const DASHES = { measured: null, ideal: '1 4', amdahl: '9 4', usl: '9 3 2 3', mark: '4 3' } as const;

const KEY = { height: 22, sample: 30, letter: 7.4, gap: 18 };
const AXIS = { left: 44, right: 16, bottom: 40, label: 24 };

/** An axis. */
interface Axis {
  type?: 'linear' | 'log';
  domain: [number, number];
  /** At these values; a number: round values, about so many. */
  ticks: readonly number[] | number;
  format(value: number): string;
  label: string;
}

interface Options extends Frame {
  height: number;
  legend: readonly Key[];
  x: Axis;
  y: Axis;
  marks: Plot.Markish[];
  left?: number;
}

/** The picture. */
export function framed({ id, title, text, width, height, legend, x, y, marks, left = AXIS.left }: Options): SVGSVGElement {
  const places = placesOf(legend, width);
  const top = (places.at(-1)?.y ?? 0) + (legend.length > 0 ? KEY.height : 0) + AXIS.label;
  const svg = Plot.plot({
    width,
    height: top + height + AXIS.bottom,
    marginTop: top,
    marginLeft: left,
    marginRight: AXIS.right,
    marginBottom: AXIS.bottom,
    style: { overflow: 'visible' },
    // Marks at the ends shall not lie on the labels beside them.
    x: { type: x.type ?? 'linear', domain: x.domain, insetLeft: 8, insetRight: 4 },
    y: { type: y.type ?? 'linear', domain: y.domain },
    marks: [
      // Axes of their own: those of a logarithmic scale leave labels out as they think fit.
      Plot.gridY(valuesOf(y), { stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisX(valuesOf(x), { text: x.format, label: x.label, labelAnchor: 'center', labelArrow: 'none', labelOffset: 36 }),
      Plot.axisY(valuesOf(y), { text: y.format, label: null, tickSize: 0 }),
      ...marks,
    ],
  }) as unknown as SVGSVGElement;
  // The page's own style sheet says how it looks.
  svg.querySelector(':scope > style')?.remove();
  svg.setAttribute('class', 'chart curve');
  svg.removeAttribute('style');
  // An image has no parts to be named.
  for (const part of svg.querySelectorAll('[aria-label]')) {
    part.setAttribute('data-part', part.getAttribute('aria-label') ?? '');
    part.removeAttribute('aria-label');
  }
  svg.dataset['chart'] = id;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${title}. ${text}`);
  const head = document.createElementNS(svg.namespaceURI, 'g');
  head.setAttribute('text-anchor', 'start');
  render(
    <>
      <Legend keys={legend} places={places} />
      <text class="curve-axis" x={0} y={top - 12}>
        {y.label}
      </text>
    </>,
    head,
  );
  svg.prepend(named(svg, 'title', title), named(svg, 'desc', text), head);
  return svg;
}

function valuesOf({ ticks: given, domain: [from, to] }: Axis): readonly number[] {
  return typeof given === 'number' ? ticks(to).filter((value) => from <= value && value <= to) : given;
}

function named(svg: SVGSVGElement, name: 'title' | 'desc', text: string): Element {
  const element = document.createElementNS(svg.namespaceURI, name);
  element.textContent = text;
  return element;
}

/** One after the other, in the next row where there is no more room. */
function placesOf(legend: readonly Key[], width: number): { x: number; y: number }[] {
  let [left, top] = [0, 0];
  return legend.map(({ label }) => {
    const own = KEY.sample + KEY.letter * columnsOf(label);
    if (left > 0 && left + own > width) [left, top] = [0, top + KEY.height];
    const place = { x: left, y: top };
    left += own + KEY.gap;
    return place;
  });
}

function Legend({ keys, places }: { keys: readonly Key[]; places: readonly { x: number; y: number }[] }): JSX.Element {
  return (
    <>
      {keys.map(({ className, label, sample }, at) => {
        const { x = 0, y = 0 } = places[at] ?? {};
        const middle = y + KEY.height / 2;
        return (
          <g key={label} class={className}>
            {sample.kind === 'mark' ? (
              <Mark strategy={sample.strategy} size={5.5} x={x + KEY.sample / 2 - 3} y={middle} />
            ) : (
              <line class="curve-line" x1={x} x2={x + KEY.sample - 6} y1={middle} y2={middle} stroke-dasharray={sample.dashes ?? undefined} />
            )}
            <text class="curve-key" x={x + KEY.sample} y={middle + 4}>
              {label}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** Round values of a logarithmic axis: powers of ten, with 2 and 5 between them where there is room. */
export function logTicks(low: number, high: number): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));
  const steps = to - from <= 2 ? [1, 2, 5] : [1];
  const values = powers.flatMap((power) => steps.map((step) => step * power)).filter((tick) => low <= tick && tick <= high);
  // Within one power of ten there may be too few of them.
  return values.length >= 2 ? values : [low, high];
}

/** A duration on an axis. */
export function tickMs(ms: number): string {
  return ms === 0 ? '0' : trimmed(duration(ms));
}

/** Those of the rising values whose places are at least so many pixels from the one before; the last one always. */
export function apart(values: readonly number[], placeOf: (value: number) => number, least: number): number[] {
  const kept: number[] = [];
  for (const value of values) if (kept.length === 0 || placeOf(value) - placeOf(kept.at(-1) ?? 0) >= least) kept.push(value);
  const last = values.at(-1);
  if (last === undefined || kept.at(-1) === last) return kept;
  while (kept.length > 1 && placeOf(last) - placeOf(kept.at(-1) ?? 0) < least) kept.pop();
  return [...kept, last];
}

/** Where a value is on an axis from `from` to `to`, `width` pixels of the picture wide. */
export function placer(scale: 'linear' | 'log', from: number, to: number, width: number): (value: number) => number {
  const turn = scale === 'log' ? Math.log : (value: number): number => value;
  const inner = width - AXIS.left - AXIS.right;
  return (value) => (inner * (turn(value) - turn(from))) / Math.max(1e-9, turn(to) - turn(from));
}

/** Marks of a strategy's runs: every run small, the middle of them large, a line through the middles. */
export function strategyMarks(
  strategy: string,
  points: readonly { x: number; middle: number; runs: readonly number[] }[],
  { isLine = true }: { isLine?: boolean } = {},
): Plot.Markish[] {
  const symbol = SYMBOLS[strategy] ?? 'diamond';
  const className = `strategy-${strategy}`;
  const runs = points.flatMap(({ x, runs: own }) => own.map((y) => ({ x, y })));
  return [
    ...(isLine ? [Plot.line(points, { x: 'x', y: 'middle', stroke: 'var(--colour)', strokeWidth: 1.75, className: `${className} curve-through` })] : []),
    Plot.dot(runs, { x: 'x', y: 'y', r: 2.6, symbol, fill: 'var(--colour)', fillOpacity: 0.45, className: `${className} curve-runs` }),
    Plot.dot(points, { x: 'x', y: 'middle', r: 5, symbol, fill: 'var(--colour)', stroke: 'var(--surface)', strokeWidth: 1, className: `${className} curve-middles` }),
  ];
}
