// Runtime over items, for serial and the others: where they cross, parallel begins to pay. Pure.

import * as Plot from '@observablehq/plot';
import { grouped } from '../../model/units';
import { type RuntimeSeries, rangeOf, sizesOf } from './chunks';
import { DASHES, type Frame, type Key, apart, framed, logTicks, placer, strategyMarks, tickMs } from './frame';

/** From where on a strategy pays; the interval's ends may lie outside of the picture. */
export interface Crossing {
  strategy: string;
  title: string;
  items: number;
  ci95: readonly [number, number];
}

/** The chart. */
export function itemsChart(data: { series: readonly RuntimeSeries[]; crossings: readonly Crossing[] }, words: { x: string; y: string }, frame: Frame): SVGSVGElement {
  const { series, crossings } = data;
  const counts = sizesOf(series);
  const [least, most] = [counts[0] ?? 1, Math.max(2, ...counts)];
  const [low, high] = rangeOf(series);
  const within = (items: number): number => Math.min(Math.max(items, least), most);
  const legend: Key[] = [
    ...series.map(({ strategy, title }): Key => ({ className: `strategy-${strategy}`, label: title, sample: { kind: 'mark', strategy } })),
    ...crossings.map(({ strategy, title }): Key => ({ className: `strategy-${strategy}`, label: title, sample: { kind: 'line', dashes: DASHES.mark } })),
  ];
  return framed({
    ...frame,
    height: 240,
    left: 62,
    legend,
    x: { type: 'log', domain: [least, most], ticks: apart(counts, placer('log', least, most, frame.width - 18), 44), format: grouped, label: words.x },
    y: { type: 'log', domain: [low / 1.3, high * 1.3], ticks: logTicks(low / 1.3, high * 1.3), format: tickMs, label: words.y },
    marks: [
      ...crossings.flatMap(({ strategy, items, ci95 }) => [
        Plot.rectX([within(items)], { x1: within(ci95[0]), x2: within(ci95[1]), fill: 'var(--colour)', fillOpacity: 0.1, className: `strategy-${strategy} curve-band` }),
        Plot.ruleX([items], { stroke: 'var(--colour)', strokeWidth: 1.5, strokeDasharray: DASHES.mark, className: `strategy-${strategy} curve-crossing` }),
      ]),
      ...series.flatMap(({ strategy, points }) => strategyMarks(strategy, points.map(({ x, medianMs, runsMs }) => ({ x, middle: medianMs, runs: runsMs })))),
    ],
  });
}
