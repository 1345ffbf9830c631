// What of the link made no sense, or could not be read.

import type { JSX } from 'preact';
import { useApp } from './app';

/** Shown only where there is something to say. */
export function LinkNotes(): JSX.Element | null {
  const { notes, notice, text } = useApp();
  if (notes.value.length === 0 && notice.value === '') return null;
  const dismiss = (): void => {
    notes.value = [];
    notice.value = '';
  };
  return (
    <section class="notice" role="status">
      {notice.value !== '' && <p>{notice}</p>}
      {notes.value.length > 0 && <p>{text.notes.title}</p>}
      <ul>
        {notes.value.map((problem) => (
          <li key={`${problem.field} ${problem.given}`}>{text.notes.problem(problem)}</li>
        ))}
      </ul>
      <button type="button" class="button-quiet" onClick={dismiss}>
        {text.notes.dismiss}
      </button>
    </section>
  );
}
