// The panel `keep`.

import type { JSX } from 'preact';
import { useTexts } from '../texts';

/** The panel. */
export function Panel(): JSX.Element {
  const { keep: text } = useTexts();
  return <p class="muted">{text.none}</p>;
}
