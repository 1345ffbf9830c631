// Curves that are measured: speed-up over cores, runtime over chunk size and over items.

import type { JSX } from 'preact';
import { useTexts } from '../texts';

/** The section. */
export function Measured(): JSX.Element {
  const { curves: text } = useTexts();
  return <p class="muted">{text.none}</p>;
}
