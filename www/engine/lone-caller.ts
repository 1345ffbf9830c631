// The page's end of a caller without a host: where no memory is shared. It runs serial work and processes.

import type { RunSpec } from '../model/contract';
import type { Live } from './live';
import { Reflection } from './mirror';
import { type CallerToHost, type HostToCaller, type RawReport, unreachable } from './protocol';
import { MEMORY_MB, type RunWatch, type Runs, RunsOnWorker } from './runs';
import script from './engine.worker.ts?worker&url';
import { BOOT_PATIENCE_MS, started } from './started';
import { startWorker } from './workers';

/** A caller with a memory of its own. */
export class LoneCaller extends RunsOnWorker<HostToCaller> implements Runs {
  readonly mode = 'private';
  readonly poolStartMs = 0;
  readonly #reflection = new Reflection();
  #kinds: Runs['kinds'] = [];

  /** Starts a caller. */
  static async start(module: WebAssembly.Module): Promise<LoneCaller> {
    const worker = startWorker(script, 'caller');
    const caller = new LoneCaller(worker);
    const boot: HostToCaller = { type: 'own', module, memoryMb: MEMORY_MB };
    await started<CallerToHost>(worker, {
      boot,
      late: `the worker did not start within ${BOOT_PATIENCE_MS / 1000} seconds`,
      end: (reason) => caller.terminate(reason),
      hear(message, ready, fail) {
        switch (message.type) {
          case 'ready':
            caller.#kinds = message.kinds;
            ready();
            break;
          case 'broken':
            fail(`the worker could not start: ${message.message}`);
            break;
          case 'shown':
            caller.#reflection.take(message.copy);
            if (message.isEnd) caller.pending.hear({ type: 'done' });
            break;
          case 'begun':
          case 'done':
          case 'report':
          case 'failure':
            caller.pending.hear(message);
            break;
          default:
            unreachable(message);
        }
      },
    });
    return caller;
  }

  /** The names of spans' kinds, in the order of their numbers. */
  get kinds(): Runs['kinds'] {
    return this.#kinds;
  }

  /** Runs a comparison; one at a time. */
  run(spec: RunSpec, watch: RunWatch = {}): Promise<RawReport> {
    this.#reflection.clear();
    return this.pending.begin(watch, () => this.send({ type: 'run', spec, machineCores: navigator.hardwareConcurrency }));
  }

  /** The run that is on, as the caller last showed it. */
  read(): Live | null {
    return this.#reflection.read();
  }

  /** Asks the run to stop: it hears of it while it waits for processes, not in a serial loop. */
  stop(): void {
    this.send({ type: 'stop' });
  }

  /** Nobody waits for it: what was delivered came as a copy. */
  seen(): void {}
}
