// Runtime over chunk size: handing out costs on the left, uneven ends on the right, Python's own choice marked. Pure.

import * as Plot from '@observablehq/plot';
import { grouped } from '../../model/units';
import { DASHES, type Frame, type Key, apart, framed, logTicks, placer, strategyMarks, tickMs } from './frame';

/** One strategy's points. */
export interface RuntimeSeries {
  strategy: string;
  title: string;
  points: readonly { x: number; medianMs: number; runsMs: readonly number[] }[];
}

/** The chart. */
export function chunksChart(data: { series: readonly RuntimeSeries[]; pythons: number }, words: { x: string; y: string; pythons: string }, frame: Frame): SVGSVGElement {
  const { series, pythons } = data;
  const sizes = sizesOf(series);
  const most = Math.max(2, ...sizes);
  const [low, high] = rangeOf(series);
  // So large a difference would press everything else to the ground.
  const type = high > 20 * low && low > 0 ? ('log' as const) : ('linear' as const);
  const isLate = placer('log', 1, most, 1)(pythons) < placer('log', 1, most, 1)(Math.sqrt(most));
  const legend = series.map(({ strategy, title }): Key => ({ className: `strategy-${strategy}`, label: title, sample: { kind: 'mark', strategy } }));
  return framed({
    ...frame,
    height: 240,
    left: 62,
    legend: [...legend, { className: 'curve-python', label: words.pythons, sample: { kind: 'line', dashes: DASHES.mark } }],
    x: { type: 'log', domain: [1, most], ticks: apart(sizes, placer('log', 1, most, frame.width - 18), 40), format: grouped, label: words.x },
    y: { type, domain: type === 'log' ? [low / 1.3, high * 1.3] : [0, high * 1.05], ticks: type === 'log' ? logTicks(low / 1.3, high * 1.3) : 5, format: tickMs, label: words.y },
    marks: [
      Plot.ruleX([pythons], { stroke: 'var(--accent)', strokeWidth: 1.5, strokeDasharray: DASHES.mark, className: 'curve-python' }),
      Plot.text([pythons], { x: (value: number) => value, frameAnchor: 'top', textAnchor: isLate ? 'end' : 'start', dx: isLate ? -6 : 6, dy: 4, text: grouped, className: 'curve-note' }),
      ...series.flatMap(({ strategy, points }) => strategyMarks(strategy, points.map(({ x, medianMs, runsMs }) => ({ x, middle: medianMs, runs: runsMs })))),
    ],
  });
}

/** All values of the axis, rising. */
export function sizesOf(series: readonly RuntimeSeries[]): number[] {
  return [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].toSorted((a, b) => a - b);
}

/** The shortest and the longest run. */
export function rangeOf(series: readonly RuntimeSeries[]): [number, number] {
  const all = series.flatMap(({ points }) => points.flatMap(({ medianMs, runsMs }) => [medianMs, ...runsMs])).filter((ms) => ms > 0);
  return all.length === 0 ? [1, 1] : [Math.min(...all), Math.max(...all)];
}
