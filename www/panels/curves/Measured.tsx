// Curves that are measured: speed-up over cores, runtime over chunk size and over items.

import type { JSX } from 'preact';
import { useTexts } from '../texts';
import { ChunksCurve } from './ChunksCurve';
import { CoresCurve } from './CoresCurve';
import { ItemsCurve } from './ItemsCurve';

/** The section. */
export function Measured(): JSX.Element {
  const { curves: text } = useTexts();
  return (
    <section class="curves-measured" aria-labelledby="curves-measured">
      <h3 id="curves-measured">{text.measuredTitle}</h3>
      <div class="curves-grid">
        <CoresCurve />
        <ChunksCurve />
        <ItemsCurve />
      </div>
    </section>
  );
}
