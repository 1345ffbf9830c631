// What of the link made no sense.

import type { JSX } from 'preact';
import { problemText } from '../model/spec';
import { useApp } from './app';

/** Shown only where there is something to say. */
export function LinkNotes(): JSX.Element | null {
  const { notes, text } = useApp();
  if (notes.value.length === 0) return null;
  return (
    <section class="notice" role="status">
      <p>{text.notes.title}</p>
      <ul>
        {notes.value.map((problem) => (
          <li key={problem.field}>{problemText(problem)}</li>
        ))}
      </ul>
      <button type="button" class="button-quiet" onClick={() => (notes.value = [])}>
        {text.notes.dismiss}
      </button>
    </section>
  );
}
