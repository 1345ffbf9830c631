// A text to be copied: a field with it, for those whose clipboard is refused, and a button.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useTexts } from '../texts';

/** Puts a text into the clipboard; false where that is refused. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** How long a button says what it did. */
export const SAID_MS = 2_500;

/** The field and its button; `children` come behind the button. With `lines`, the text has several. */
export function CopyField(props: { label: string; hint: string; value: string; lines?: number; children?: ComponentChildren }): JSX.Element {
  const { copy: text } = useTexts().keep;
  const { label, hint, value, lines, children } = props;
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const said = useSignal(text.copy);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(value);
    said.value = isCopied ? text.copied : text.failed;
    if (!isCopied) field.current?.select();
    setTimeout(() => (said.value = text.copy), SAID_MS);
  };
  const shared = {
    ref: field,
    id,
    readOnly: true,
    value,
    'aria-describedby': `${id}-hint`,
    onFocus: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => event.currentTarget.select(),
  };
  return (
    <div class="keep-field">
      <label for={id}>{label}</label>
      <div class="keep-row">
        {lines === undefined ? <input type="text" {...shared} /> : <textarea rows={lines} spellcheck={false} {...shared} />}
        <button type="button" class="button-quiet" onClick={() => void copy()}>
          <span aria-live="polite">{said}</span>
          <span class="visually-hidden"> ({label})</span>
        </button>
        {children}
      </div>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    </div>
  );
}
