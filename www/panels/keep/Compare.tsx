// Adding what others measured: pasted links, report files.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { type Told, addFiles, addLinks } from './importing';

/** The section. */
export function Compare(): JSX.Element {
  const app = useApp();
  const { compare: text } = useTexts().keep;
  const id = useId();
  const field = useRef<HTMLTextAreaElement | null>(null);
  const chooser = useRef<HTMLInputElement | null>(null);
  const told = useSignal<readonly Told[]>([]);

  const paste = async (): Promise<void> => {
    if (field.current === null) return;
    told.value = await addLinks(app, field.current.value, text);
    // What couldn't be added stays, to be looked at.
    if (told.value.every(({ isGood }) => isGood)) field.current.value = '';
  };
  const choose = async (input: HTMLInputElement): Promise<void> => {
    told.value = await addFiles(app, [...(input.files ?? [])], text);
    // The same file may be chosen again.
    input.value = '';
  };
  return (
    <section class="keep-part" aria-labelledby="keep-compare">
      <h3 id="keep-compare">{text.title}</h3>
      <p class="hint">{text.hint}</p>
      <div class="keep-field">
        <label for={id}>{text.paste}</label>
        <textarea id={id} ref={field} rows={2} spellcheck={false} autocomplete="off" />
      </div>
      <div class="keep-row">
        <button type="button" class="button-quiet" onClick={() => void paste()}>
          {text.add}
        </button>
        <button type="button" class="button-quiet" onClick={() => chooser.current?.click()}>
          {text.file}
        </button>
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          multiple
          hidden
          onChange={(event) => void choose(event.currentTarget)}
        />
      </div>
      <div class="keep-told" role="status">
        {told.value.length > 0 && (
          <ul>
            {told.value.map((one, place) => (
              <li key={place} class={one.isGood ? '' : 'keep-bad'}>
                {one.text}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
