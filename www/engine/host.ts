// The page's end of one host worker, which has a pool: starts it, asks it for runs one at a time, ends it.

import type { RunSpec } from '../model/contract';
import type { BoardReader } from './board';
import type { Live } from './live';
import { type HostToPage, type PageToHost, type RawReport, type SharedBoard, unreachable } from './protocol';
import { MEMORY_MB, type RunWatch, type Runs, RunsOnWorker } from './runs';
import { BOOT_PATIENCE_MS, started } from './started';

/** A running host with its pool. */
export class Host extends RunsOnWorker<PageToHost> implements Runs {
  readonly mode = 'shared';
  #board: SharedBoard | undefined;
  #reader: BoardReader | undefined;
  #poolStartMs = 0;

  /** Starts a host with a pool of `cores` workers. */
  static async start(module: WebAssembly.Module, cores: number): Promise<Host> {
    const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'host' });
    const host = new Host(worker);
    const boot: PageToHost = { type: 'boot', module, cores, memoryMb: MEMORY_MB, machineCores: navigator.hardwareConcurrency };
    await started<HostToPage>(worker, {
      boot,
      late: `the pool of ${cores} workers did not start within ${BOOT_PATIENCE_MS / 1000} seconds`,
      note: () => host.#board,
      end: (reason) => host.terminate(reason),
      hear(message, ready, fail) {
        switch (message.type) {
          case 'ready':
            host.#board = message.board;
            host.#poolStartMs = message.poolStartMs;
            ready();
            break;
          case 'broken':
            fail(host.#board === undefined ? `the pool of ${cores} workers could not start: ${message.message}` : message.message);
            break;
          case 'begun':
          case 'done':
          case 'report':
          case 'failure':
            host.pending.hear(message);
            break;
          default:
            unreachable(message);
        }
      },
    });
    return host;
  }

  /** The names of spans' kinds, in the order of their numbers. */
  get kinds(): Runs['kinds'] {
    return this.#board?.layout.kinds ?? [];
  }

  /** How long the pool took to start. */
  get poolStartMs(): number {
    return this.#poolStartMs;
  }

  /** Runs a comparison; one at a time. */
  run(spec: RunSpec, watch: RunWatch = {}): Promise<RawReport> {
    void this.#openEyes();
    return this.pending.begin(watch, () => this.send({ type: 'run', spec }));
  }

  /** What reads the board comes with the first run. Where it can't be had, that goes on unseen, and the next one tries again. */
  async #openEyes(): Promise<void> {
    const board = this.#board;
    const module = await import('./board').catch(() => null);
    if (board !== undefined && module !== null) this.#reader ??= new module.BoardReader(board);
  }

  /** The run that is on, if any. */
  read(strategies: readonly string[]): Live | null {
    return this.#reader?.read(strategies) ?? null;
  }

  /** Asks the run to stop at its next checkpoint. */
  stop(): void {
    this.send({ type: 'stop' });
  }

  /** Tells the caller that a run's results have been drawn, so that the next one can begin. */
  seen(run: number): void {
    this.send({ type: 'seen', run });
  }
}
