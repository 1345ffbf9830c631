// The panel `curves`: what was measured over cores, chunk sizes and items, and what more cores would do.

import type { JSX } from 'preact';
import { Measured } from './Measured';
import { Simulation } from './Simulation';
import './curves.css';

/** The panel. */
export function Panel(): JSX.Element {
  return (
    <div class="curves">
      <Measured />
      <Simulation />
    </div>
  );
}
