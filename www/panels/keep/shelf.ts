// The comparisons that are kept on this device: the latest ones, an entry of the browser's storage each, so that pages in two tabs
// don't write over each other. Where storage is refused or full they are kept for this visit.

import type { Catalog } from '../../model/contract';
import type { Kept, Shared } from '../../model/kept';
import { nameOf } from '../../model/kept';
import { pack } from '../../model/packed';
import { readPacked } from '../../model/results-link';
import { randomTag } from './tag';

/** How many are kept. */
export const MOST_KEPT = 20;

/** Before an entry's id. The number is the version of what is in it: a newer page's entries are left alone. */
export const PREFIX = 'kept.1.';

/** Why nothing can be kept beyond this visit. */
export type ShelfProblem = 'refused' | 'full';

/** The shelf's contents. */
export interface ShelfState {
  /** The latest first. */
  entries: readonly Kept[];
  problem: ShelfProblem | null;
  /** Entries that are there but can't be read. */
  unreadable: number;
}

/** The kept comparisons. Plain, without the views' signals: it is loaded after each run, whether anybody looks at it or not. */
export class Shelf {
  #state: ShelfState = { entries: [], problem: null, unreadable: 0 };
  readonly #listeners = new Set<() => void>();
  /** Those that storage didn't take. */
  readonly #here = new Map<string, Kept>();
  readonly #catalog: Catalog;
  readonly #open: () => Storage;
  #count = 0;

  /** `open` gives the storage; it throws where storage is refused. */
  constructor(catalog: Catalog, open: () => Storage) {
    this.#catalog = catalog;
    this.#open = open;
    this.refresh();
  }

  /** What is on it now. */
  get state(): ShelfState {
    return this.#state;
  }

  /** Calls `listener` after each change, until the answer is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Keeps one; the oldest go. */
  keep(shared: Shared): Kept {
    // Sorts by time, also within a millisecond, and differs between tabs.
    this.#count += 1;
    const id = `${Date.now().toString(36).padStart(9, '0')}-${String(this.#count).padStart(6, '0')}-${randomTag()}`;
    const kept = { ...shared, id };
    this.#write(kept);
    this.refresh();
    const old = this.#state.entries.slice(MOST_KEPT);
    if (old.length > 0) this.remove(old);
    return kept;
  }

  /** Gives one another name; what is left of the name after cleaning mustn't be empty. */
  rename(id: string, name: string): void {
    const kept = this.#state.entries.find((entry) => entry.id === id);
    const clean = nameOf(name);
    if (kept === undefined || clean === '') return;
    this.#write({ ...kept, name: clean });
    this.refresh();
  }

  /** Puts back what was removed. */
  restore(removed: readonly Kept[]): void {
    for (const kept of removed) this.#write(kept);
    this.refresh();
  }

  /** Removes. */
  remove(entries: readonly Kept[]): void {
    for (const { id } of entries) {
      this.#here.delete(id);
      this.#try((storage) => storage.removeItem(PREFIX + id));
    }
    this.refresh();
  }

  /** Removes everything, what can't be read as well. */
  clear(): void {
    this.#here.clear();
    this.#try((storage) => keysOf(storage).forEach((key) => storage.removeItem(key)));
    this.refresh();
  }

  /** Reads again: another tab may have written. */
  refresh(): void {
    const found = new Map(this.#here);
    let unreadable = 0;
    this.#try((storage) => {
      for (const key of keysOf(storage)) {
        const shared = this.#parse(storage.getItem(key) ?? '');
        if (shared === null) unreadable += 1;
        else found.set(key.slice(PREFIX.length), { ...shared, id: key.slice(PREFIX.length) });
      }
    });
    const entries = [...found.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1));
    this.#state = { ...this.#state, entries, unreadable };
    for (const listener of this.#listeners) listener();
  }

  #parse(text: string): Shared | null {
    let packed: unknown;
    try {
      packed = JSON.parse(text);
    } catch {
      return null;
    }
    const read = readPacked(packed, this.#catalog);
    return read.kind === 'read' ? read.shared : null;
  }

  #write(kept: Kept): void {
    // Here until storage has it, so that one that goes on being refused is never lost.
    this.#here.set(kept.id, kept);
    if (this.#try((storage) => storage.setItem(PREFIX + kept.id, JSON.stringify(pack(kept))))) this.#here.delete(kept.id);
  }

  /** Whether storage went along; what it says against it is noted. */
  #try(use: (storage: Storage) => void): boolean {
    try {
      use(this.#open());
      // Reading goes on when writing doesn't.
      if (this.#here.size === 0) this.#note(null);
      return true;
    } catch (error) {
      // Refused as an error of its own, or by there being no storage.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      this.#note(error.name === 'QuotaExceededError' ? 'full' : 'refused');
      return false;
    }
  }

  #note(problem: ShelfProblem | null): void {
    this.#state = { ...this.#state, problem };
  }
}

function keysOf(storage: Storage): string[] {
  const keys = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '');
  return keys.filter((key) => key.startsWith(PREFIX));
}
