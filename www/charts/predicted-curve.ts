// The predicted speed-ups to 1,024 workers: a line a schedule, the ideal, and a mark at 64. Pure.

import * as Plot from '@observablehq/plot';
import type { Curve } from '../model/simulate/predict';
import { DASHES, framed } from './curves/frame';
import type { Frame } from './curves/frame';

/** A second cue beside the colour. */
const LINES: Readonly<Record<Curve['schedule'], { className: string; dashes: string | null }>> = {
  queue: { className: 'strategy-pooled', dashes: null },
  static: { className: 'strategy-threaded', dashes: '9 4' },
  guided: { className: 'strategy-serial', dashes: '3 3' },
  stealing: { className: 'strategy-processes', dashes: '9 3 2 3' },
};

/** The chart. */
export function predictedChart(
  curves: readonly Curve[],
  words: { x: string; y: string; ideal: string; schedules: Readonly<Record<Curve['schedule'], string>> },
  frame: Frame,
): SVGSVGElement {
  const speedups = curves.flatMap(({ points }) => points.map(({ speedup }) => speedup));
  const low = Math.min(1, ...speedups);
  const ideal = [1, 1024].map((x) => ({ x, y: x }));
  const powers = [1, 4, 16, 64, 256, 1024];
  const marked = curves.flatMap(({ points }) => points.filter(({ workers }) => workers === 64));
  return framed({
    ...frame,
    height: 260,
    left: 56,
    legend: [
      ...curves.map(({ schedule }) => ({ className: LINES[schedule].className, label: words.schedules[schedule], sample: { kind: 'line' as const, dashes: LINES[schedule].dashes } })),
      { className: 'curve-ideal', label: words.ideal, sample: { kind: 'line', dashes: DASHES.ideal } },
    ],
    x: { type: 'log', domain: [1, 1024], ticks: powers, format: String, label: words.x },
    y: { type: 'log', domain: [low, 1024], ticks: powers, format: (value) => `${value}×`, label: words.y },
    marks: [
      Plot.ruleX([64], { stroke: 'var(--muted)', strokeDasharray: DASHES.mark }),
      Plot.line(ideal, { x: 'x', y: 'y', stroke: 'var(--muted)', strokeDasharray: DASHES.ideal, className: 'curve-ideal' }),
      ...curves.map(({ schedule, points }) =>
        Plot.line(points, { x: 'workers', y: 'speedup', stroke: 'var(--colour)', strokeWidth: 1.75, ...(LINES[schedule].dashes === null ? {} : { strokeDasharray: LINES[schedule].dashes }), className: LINES[schedule].className }),
      ),
      Plot.dot(marked, { x: 'workers', y: 'speedup', r: 3, fill: 'var(--ink)' }),
    ],
  });
}
