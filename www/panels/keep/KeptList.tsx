// The comparisons that are kept on this device: to be set up again, compared, sent, renamed, removed.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Kept } from '../../model/kept';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { KeptEntry } from './KeptEntry';
import { shelfOf } from './keeper';
import { MOST_KEPT, type Shelf, type ShelfState } from './shelf';

/** The section. */
export function KeptList(): JSX.Element {
  const { catalog } = useApp();
  const { kept: text } = useTexts().keep;
  const shelf = shelfOf(catalog);
  const removed = useSignal<readonly Kept[]>([]);
  const title = useRef<HTMLHeadingElement>(null);
  const undoing = useRef<HTMLButtonElement>(null);
  // Whoever goes by keyboard goes on where the removed one is told of.
  useEffect(() => undoing.current?.focus(), [removed.value]);
  const { entries, problem, unreadable } = useShelf(shelf);
  const remove = (gone: readonly Kept[]): void => {
    removed.value = gone;
    shelf.remove(gone);
  };
  const removeAll = (): void => {
    removed.value = entries;
    shelf.clear();
  };
  const undo = (): void => {
    shelf.restore(removed.value);
    removed.value = [];
    title.current?.focus();
  };
  const [first] = removed.value;
  return (
    <section class="keep-part keep-wide" aria-labelledby="keep-kept">
      <div class="keep-row keep-head">
        <h3 id="keep-kept" ref={title} tabIndex={-1}>{text.title}</h3>
        {(entries.length > 1 || unreadable > 0) && (
          <button type="button" class="button-quiet" onClick={removeAll}>
            {text.removeAll}
          </button>
        )}
      </div>
      {problem !== null && <p class="keep-warning">{text[problem]}</p>}
      {unreadable > 0 && <p class="keep-warning">{text.unreadable(unreadable)}</p>}
      <p class="hint">{entries.length === 0 ? text.none : text.hint(MOST_KEPT)}</p>
      <div class="keep-row" role="status">
        {first !== undefined && (
          <>
            <span>{removed.value.length === 1 ? text.removed(first.name) : text.removedAll(removed.value.length)}</span>
            <button ref={undoing} type="button" class="button-quiet" onClick={undo}>
              {text.undo}
            </button>
          </>
        )}
      </div>
      <ul class="keep-list">
        {entries.map((kept) => (
          <KeptEntry key={kept.id} kept={kept} onRemove={() => remove([kept])} onRename={(name) => shelf.rename(kept.id, name)} />
        ))}
      </ul>
    </section>
  );
}

/** What is on the shelf, as long as the list is there. */
function useShelf(shelf: Shelf): ShelfState {
  const state = useSignal(shelf.state);
  useEffect(() => {
    const look = (): void => {
      state.value = shelf.state;
    };
    look();
    return shelf.subscribe(look);
  }, [shelf]);
  return state.value;
}
