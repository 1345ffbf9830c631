// The lab as a Python program, to be copied or saved, with the settings as they are now.

import type { JSX } from 'preact';
import type { Setting } from '../../model/labs/settings';
import { Listing } from '../code/Listing';
import { useTexts } from '../texts';
import { programOf } from './programs';
import '../code/code.css';

/** Closed until somebody wants it. */
export function Python({ lab, settings }: { lab: string; settings: Readonly<Record<string, Setting>> }): JSX.Element {
  const { labs: text } = useTexts();
  return (
    <details class="lab-python">
      <summary>{text.python}</summary>
      <Listing file={{ name: `${lab}.py`, language: 'python', text: programOf(lab, settings, text.notes) }} />
    </details>
  );
}
