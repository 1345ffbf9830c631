// The page's end of a caller without a host: where no memory is shared. It runs serial work and processes.

import type { RunSpec } from '../model/contract';
import type { Live } from './live';
import { Reflection } from './mirror';
import { type CallerToHost, type HostToCaller, type RawReport, unreachable } from './protocol';
import { BOOT_PATIENCE_MS, MEMORY_MB, Pending, type RunWatch, type Runs } from './runs';
import script from './caller.worker.ts?worker&url';
import { startWorker } from './workers';

/** A caller with a memory of its own. */
export class LoneCaller implements Runs {
  readonly mode = 'private';
  readonly poolStartMs = 0;
  readonly #worker: Worker;
  readonly #pending = new Pending();
  readonly #reflection = new Reflection();
  #kinds: Runs['kinds'] = [];
  #over = false;

  private constructor() {
    this.#worker = startWorker(script, 'caller');
  }

  /** Starts a caller. */
  static start(module: WebAssembly.Module): Promise<LoneCaller> {
    const caller = new LoneCaller();
    return new Promise((resolve, reject) => {
      const fail = (message: string): void => {
        clearTimeout(patience);
        caller.terminate(message);
        reject(new Error(message));
      };
      const patience = setTimeout(() => fail(`the worker did not start within ${BOOT_PATIENCE_MS / 1000} seconds`), BOOT_PATIENCE_MS);
      caller.#worker.addEventListener('error', (event) => {
        event.preventDefault();
        // Without a message, the script itself didn't load.
        fail(event.message ? `a worker broke: ${event.message}` : 'the worker script could not be loaded');
      });
      caller.#worker.addEventListener('message', ({ data }: MessageEvent<CallerToHost>) => {
        switch (data.type) {
          case 'ready':
            clearTimeout(patience);
            caller.#kinds = data.kinds;
            resolve(caller);
            break;
          case 'broken':
            fail(`the worker could not start: ${data.message}`);
            break;
          default:
            caller.#receive(data);
        }
      });
      caller.#send({ type: 'own', module, memoryMb: MEMORY_MB });
    });
  }

  /** The names of spans' kinds, in the order of their numbers. */
  get kinds(): Runs['kinds'] {
    return this.#kinds;
  }

  /** Whether it was terminated. */
  get isOver(): boolean {
    return this.#over;
  }

  /** Runs a comparison; one at a time. */
  run(spec: RunSpec, watch: RunWatch = {}): Promise<RawReport> {
    this.#reflection.clear();
    return this.#pending.begin(watch, () => this.#send({ type: 'run', spec, machineCores: navigator.hardwareConcurrency }));
  }

  /** The run that is on, as the caller last showed it. */
  read(): Live | null {
    return this.#reflection.read();
  }

  /** Asks the run to stop: it hears of it while it waits for processes, not in a serial loop. */
  stop(): void {
    this.#send({ type: 'stop' });
  }

  /** Nobody waits for it: what was delivered came as a copy. */
  seen(): void {}

  /** Ends the caller and its processes at once; a run that is on fails with `reason`. */
  terminate(reason: string): void {
    this.#over = true;
    this.#worker.terminate();
    this.#pending.fail(new Error(reason));
  }

  #send(message: HostToCaller): void {
    this.#worker.postMessage(message);
  }

  #receive(message: Exclude<CallerToHost, { type: 'ready' | 'broken' }>): void {
    switch (message.type) {
      case 'shown':
        this.#reflection.take(message.copy);
        if (message.isEnd) this.#pending.hear({ type: 'done' });
        break;
      case 'begun':
      case 'done':
      case 'report':
      case 'failure':
        this.#pending.hear(message);
        break;
      case 'joined':
      case 'pong':
      case 'spawn':
        // What a caller says to a host.
        break;
      default:
        unreachable(message);
    }
  }
}
