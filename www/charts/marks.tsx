// The shapes of the strategies' samples: told apart without colour. Pure.

import type { JSX } from 'preact';

/** A strategy's shape around the origin, `size` being its half width. Its colour comes from the style sheet. */
export function Mark({ strategy, size, x = 0, y = 0 }: { strategy: string; size: number; x?: number; y?: number }): JSX.Element {
  const at = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  switch (strategy) {
    case 'threaded':
      return <path class="mark-shape" transform={at} d={`M0 ${-size * 1.1} L${size} ${size * 0.8} L${-size} ${size * 0.8} Z`} />;
    case 'pooled':
      return <rect class="mark-shape" transform={at} x={-size * 0.85} y={-size * 0.85} width={size * 1.7} height={size * 1.7} />;
    case 'processes':
      return <path class="mark-shape" transform={at} d={`M0 ${-size} L${size} 0 L0 ${size} L${-size} 0 Z`} />;
    default:
      return <circle class="mark-shape" transform={at} r={size * 0.9} />;
  }
}
