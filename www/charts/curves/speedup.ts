// Speed-up over workers: every run, the ideal line, the laws as far as they could be fitted with their intervals. Pure.

import * as Plot from '@observablehq/plot';
import { DASHES, type Frame, type Key, apart, framed, placer, strategyMarks } from './frame';

/** One strategy's points. */
export interface SpeedupSeries {
  strategy: string;
  title: string;
  points: readonly { cores: number; speedup: number; runs: readonly number[] }[];
}

/** A fitted law, with its interval, from one worker to the most that were fitted. */
export interface LawLine {
  law: 'amdahl' | 'usl';
  strategy: string;
  title: string;
  points: readonly { cores: number; speedup: number; low: number; high: number }[];
}

interface Words {
  x: string;
  y: string;
  ideal: string;
  /** Where the machine's cores end. */
  cores: string;
}

/** The chart. */
export function speedupChart(
  data: { series: readonly SpeedupSeries[]; laws: readonly LawLine[]; counts: readonly number[]; machineCores: number },
  words: Words,
  frame: Frame,
): SVGSVGElement {
  const { series, laws, counts, machineCores } = data;
  const most = Math.max(2, ...counts);
  const seen = series.flatMap(({ points }) => points.flatMap(({ speedup, runs }) => [speedup, ...runs]));
  // The ideal line is the measure, but shall not make everything else flat.
  const top = Math.max(1.2, Math.min(Math.max(most, ...seen), 2 * Math.max(1, ...seen)));
  // Beyond sixteen, the first few would lie on each other.
  const type = most > 16 ? ('log' as const) : ('linear' as const);
  const place = placer(type, 1, most, frame.width);
  const ends = type === 'log' ? counts : [1, most];
  const legend: Key[] = [
    ...series.map(({ strategy, title }): Key => ({ className: `strategy-${strategy}`, label: title, sample: { kind: 'mark', strategy } })),
    { className: 'curve-ideal', label: words.ideal, sample: { kind: 'line', dashes: DASHES.ideal } },
    ...laws.map(({ law, strategy, title }): Key => ({ className: `strategy-${strategy}`, label: title, sample: { kind: 'line', dashes: DASHES[law] } })),
  ];
  const lawMarks = laws.flatMap(({ law, strategy, points }) => [
    Plot.areaY(points, { x: 'cores', y1: 'low', y2: 'high', fill: 'var(--colour)', fillOpacity: 0.13, clip: true, className: `strategy-${strategy} curve-band` }),
    Plot.line(points, { x: 'cores', y: 'speedup', stroke: 'var(--colour)', strokeWidth: 1.75, strokeDasharray: DASHES[law], clip: true, className: `strategy-${strategy} curve-law` }),
  ]);
  return framed({
    ...frame,
    height: 260,
    legend,
    x: { type, domain: [1, most], ticks: apart(counts, place, 26), format: String, label: words.x },
    y: { domain: [0, top], ticks: 5, format: (value) => `${value}×`, label: words.y },
    marks: [
      ...(machineCores < most
        ? [
            Plot.ruleX([machineCores], { stroke: 'var(--muted)', strokeDasharray: DASHES.mark }),
            Plot.text([machineCores], { x: (value: number) => value, frameAnchor: 'top', textAnchor: 'start', dx: 5, dy: 4, text: () => words.cores, className: 'curve-note' }),
          ]
        : []),
      Plot.line(type === 'log' ? ideal(most) : ends.map((x) => ({ x, y: x })), { x: 'x', y: 'y', stroke: 'var(--muted)', strokeWidth: 1.75, strokeDasharray: DASHES.ideal, strokeLinecap: 'round', clip: true, className: 'curve-ideal' }),
      ...lawMarks,
      ...series.flatMap(({ strategy, points }) =>
        strategyMarks(strategy, points.map(({ cores, speedup, runs }) => ({ x: cores, middle: speedup, runs })), { isLine: laws.every((law) => law.strategy !== strategy) }),
      ),
    ],
  });
}

/** On a logarithmic axis the ideal line is bent. */
function ideal(most: number): { x: number; y: number }[] {
  return Array.from({ length: 41 }, (_, step) => ({ x: most ** (step / 40), y: most ** (step / 40) }));
}
