// What is kept for the next visit: a word by name. Storage throws where it is refused; the page works without.

/** The word kept under this name, if there is one. */
export function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a word; where storage is refused, for this visit only. */
export function store(name: string, word: string): void {
  try {
    localStorage.setItem(name, word);
  } catch {
    // The visitor chooses again next time.
  }
}
