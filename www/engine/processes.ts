// Processes: workers with a private instance of the module, as their caller holds them.

import { whyBroken } from './broken';
import script from './process.worker.ts?worker&url';
import type { CallerToProcess, ProcessToCaller } from './protocol';
import { startWorker } from './workers';

/** Who hears what processes say. */
export interface Hearing {
  said(id: number, message: Uint8Array): void;
  died(id: number, why: string): void;
}

/** All processes of a caller, by their numbers. The module calls `start`, `send` and `kill`. */
export class Processes {
  readonly #workers = new Map<number, Worker>();
  readonly #hearing: Hearing;
  /** What they instantiate. */
  module: WebAssembly.Module | undefined;

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
  }

  /** Starts a process; it takes messages at once. */
  start(id: number, name: string): void {
    if (this.module === undefined) throw new Error('the module is not there yet');
    const worker = startWorker(script, name);
    this.#workers.set(id, worker);
    // What a process said before it was killed is nobody's business any more.
    const isOurs = (): boolean => this.#workers.get(id) === worker;
    worker.addEventListener('message', ({ data }: MessageEvent<ProcessToCaller>) => {
      if (isOurs()) this.#hearing.said(id, data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (!isOurs()) return;
      this.#workers.delete(id);
      worker.terminate();
      this.#hearing.died(id, whyBroken(event) ?? 'its script could not be loaded');
    });
    this.#tell(worker, { type: 'boot', module: this.module });
  }

  /** Copies a message to a process. */
  send(id: number, message: Uint8Array): void {
    const worker = this.#workers.get(id);
    // One that died: its end was told, or will be.
    if (worker === undefined) return;
    // Copied out of the shared memory; the copy itself moves.
    const bytes = message.slice() as Uint8Array<ArrayBuffer>;
    this.#tell(worker, { type: 'order', bytes }, [bytes.buffer]);
  }

  /** Ends a process at once, whatever it does. */
  kill(id: number): void {
    this.#workers.get(id)?.terminate();
    this.#workers.delete(id);
  }

  #tell(worker: Worker, message: CallerToProcess, transfer: Transferable[] = []): void {
    worker.postMessage(message, transfer);
  }
}
