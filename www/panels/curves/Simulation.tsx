// What more cores would do: the schedules simulated from measured costs.

import type { JSX } from 'preact';
import { useTexts } from '../texts';

/** The section. */
export function Simulation(): JSX.Element {
  const { simulation: text } = useTexts();
  return <p class="muted">{text.none}</p>;
}
