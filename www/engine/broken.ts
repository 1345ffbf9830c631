// What is said of a worker that broke. A trap says no more than "unreachable"; where the memory was used up, that is why.

const MEMORY_USED_UP = 'the memory is used up: choose fewer workers or less work';

/** Where an instance notes in its memory that it asked in vain for more of it. An instance that has trapped answers no calls. */
export interface Note {
  memory: WebAssembly.Memory;
  usedUpAt: number;
}

const isUsedUp = ({ memory, usedUpAt }: Note): boolean => new Uint8Array(memory.buffer)[usedUpAt] === 1;

/** Ends a worker's work whose instance is its own: as its error this reaches whoever owns it. */
export function breakDown(error: unknown, note: Note | undefined): void {
  reportError(note !== undefined && isUsedUp(note) ? new Error(MEMORY_USED_UP) : error);
}

/** Why a worker broke, by its `error` event; `null`: its script could not be loaded, for then nothing is said. */
export function whyBroken({ message }: { message?: string }, note?: Note): string | null {
  if (!message) return null;
  // Engines put different words in front.
  return message.includes(MEMORY_USED_UP) || (note !== undefined && isUsedUp(note)) ? MEMORY_USED_UP : message;
}
