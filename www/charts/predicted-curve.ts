// The predicted speed-ups to 1,024 workers: a line a schedule, the ideal, and a mark at 64. Pure.

import * as Plot from '@observablehq/plot';
import type { Curve } from '../model/simulate/predict';
import { DASHES, framed } from './curves/frame';
import type { Frame } from './curves/frame';

/** A second and a third cue beside the colour: the line's dashes, and its mark at 64. */
const LINES: Readonly<Record<Curve['schedule'], { className: string; dashes: string | null; symbol: Plot.SymbolType }>> = {
  queue: { className: 'strategy-pooled', dashes: null, symbol: 'circle' },
  static: { className: 'strategy-threaded', dashes: '9 4', symbol: 'square' },
  guided: { className: 'strategy-serial', dashes: '9 3 2 3 2 3', symbol: 'triangle' },
  stealing: { className: 'strategy-processes', dashes: '5 3', symbol: 'diamond' },
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
      ...curves.map(({ schedule, points }) =>
        Plot.dot(points.filter(({ workers }) => workers === 64), {
          x: 'workers', y: 'speedup', r: 4, symbol: LINES[schedule].symbol, fill: 'var(--colour)', stroke: 'var(--surface)', className: LINES[schedule].className,
        }),
      ),
    ],
  });
}
