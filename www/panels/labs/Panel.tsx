// The panel `labs`: small experiments on what workers share, one at a time.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import data from '../../generated/labs.json';
import type { LabMeta } from '../../generated/LabMeta';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { Lab } from './Lab';
import './labs.css';

// The build writes the data from the same types.
const LABS = data as unknown as LabMeta[];

/** A list of labs, and the one that is open. */
export function Panel(): JSX.Element {
  const { engine, mode } = useApp();
  const { labs: text } = useTexts();
  const open = useSignal(LABS[0]?.id ?? '');
  const labs = LABS.map(text.named);
  const lab = labs.find(({ id }) => id === open.value);
  if (engine.value.kind === 'unavailable' || mode.value?.kind === 'private') return <p>{text.unavailable}</p>;
  return (
    <div class="labs">
      <div class="labs-list">
        <p class="muted">{text.intro}</p>
        <fieldset class="labs-choices">
          <legend class="visually-hidden">{text.choose}</legend>
          {labs.map(({ id, title }) => (
            <label key={id} class="labs-choice">
              <input type="radio" name="lab" value={id} checked={id === open.value} onChange={() => (open.value = id)} />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {lab !== undefined && <Lab key={lab.id} meta={lab} />}
    </div>
  );
}
