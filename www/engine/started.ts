// What the page does with every worker that it starts: waits until it is ready, for so long and no longer, and ends it where it breaks.

import { type Note, whyBroken } from './broken';

/** Workers that aren't there after this long aren't coming. */
export const BOOT_PATIENCE_MS = 30_000;

interface Starting<Said> {
  /** The first message, which has it begin. */
  boot: object;
  /** What is wrong where it takes too long. */
  late: string;
  /** Hears what it says, from the first message to the last. `ready` ends the waiting, `fail` everything. */
  hear(message: Said, ready: () => void, fail: (reason: string) => void): void;
  /** Where its memory can be seen. */
  note?(): Note | undefined;
  /** Ends it and all its workers. */
  end(reason: string): void;
}

/** Resolves when the worker is ready; rejects with what kept it from that. What breaks later ends it, too. */
export function started<Said>(worker: Worker, { boot, late, hear, end, note }: Starting<Said>): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(patience);
      end(reason);
      reject(new Error(reason));
    };
    const ready = (): void => {
      clearTimeout(patience);
      resolve();
    };
    const patience = setTimeout(() => fail(late), BOOT_PATIENCE_MS);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const why = whyBroken(event, note?.());
      fail(why === null ? 'the worker script could not be loaded' : `a worker broke: ${why}`);
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Said>) => hear(data, ready, fail));
    worker.postMessage(boot);
  });
}
