// What the workers of a lab printed, line by line, each in its worker's place and colour.

import type { JSX } from 'preact';
import type { Happening } from '../../model/labs/happening';
import { printedLines } from '../../model/labs/pictures';
import { useTexts } from '../texts';

/** The lines, as a terminal shows them, and beside each who printed it. */
export function PrintedLines({ happenings }: { happenings: readonly Happening[] }): JSX.Element {
  const { labs: text } = useTexts();
  const lines = printedLines(happenings);
  return (
    <div class="lab-printed">
      <h4>{text.lines.head}</h4>
      {lines.length === 0 && <p class="muted">{text.lines.none}</p>}
      <ol class="lab-lines">
        {lines.map(({ who, value }, place) => (
          <li key={place} class={`lab-line-${who}`}>
            <code>{value}</code> <span class="hint">{text.worker(who)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
