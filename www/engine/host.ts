// The page's end of one host worker, which has a pool: starts it, asks it for runs one at a time, ends it.

import type { RunSpec } from '../model/contract';
import { BoardReader } from './board';
import type { Live } from './live';
import { type HostToPage, type PageToHost, type RawReport, type SharedBoard, unreachable } from './protocol';
import { BOOT_PATIENCE_MS, MEMORY_MB, Pending, type RunWatch, type Runs } from './runs';

/** A running host with its pool. */
export class Host implements Runs {
  readonly mode = 'shared';
  readonly #worker: Worker;
  readonly #pending = new Pending();
  #over = false;
  #board: SharedBoard | undefined;
  #reader: BoardReader | undefined;
  #poolStartMs = 0;

  private constructor() {
    this.#worker = new Worker(new URL('./host.worker.ts', import.meta.url), { type: 'module', name: 'host' });
  }

  /** Starts a host with a pool of `cores` workers. */
  static start(module: WebAssembly.Module, cores: number): Promise<Host> {
    const host = new Host();
    return new Promise((resolve, reject) => {
      const fail = (message: string): void => {
        clearTimeout(patience);
        host.terminate(message);
        reject(new Error(message));
      };
      const patience = setTimeout(
        () => fail(`the pool of ${cores} workers did not start within ${BOOT_PATIENCE_MS / 1000} seconds`),
        BOOT_PATIENCE_MS,
      );
      host.#worker.addEventListener('error', (event) => {
        event.preventDefault();
        // Without a message, the script itself didn't load.
        fail(event.message ? `a worker broke: ${event.message}` : 'the worker script could not be loaded');
      });
      host.#worker.addEventListener('message', ({ data }: MessageEvent<HostToPage>) => {
        if (data.type === 'ready') {
          clearTimeout(patience);
          host.#board = data.board;
          host.#reader = new BoardReader(data.board);
          host.#poolStartMs = data.poolStartMs;
          resolve(host);
        } else if (data.type === 'broken') {
          fail(host.#board === undefined ? `the pool of ${cores} workers could not start: ${data.message}` : data.message);
        } else {
          host.#receive(data);
        }
      });
      host.#send({
        type: 'boot',
        module,
        cores,
        memoryMb: MEMORY_MB,
        machineCores: navigator.hardwareConcurrency,
      });
    });
  }

  /** The names of spans' kinds, in the order of their numbers. */
  get kinds(): Runs['kinds'] {
    return this.#board?.layout.kinds ?? [];
  }

  /** How long the pool took to start. */
  get poolStartMs(): number {
    return this.#poolStartMs;
  }

  /** Whether it was terminated. */
  get isOver(): boolean {
    return this.#over;
  }

  /** Runs a comparison; one at a time. */
  run(spec: RunSpec, watch: RunWatch = {}): Promise<RawReport> {
    return this.#pending.begin(watch, () => this.#send({ type: 'run', spec }));
  }

  /** The run that is on, if any. */
  read(strategies: readonly string[]): Live | null {
    return this.#reader?.read(strategies) ?? null;
  }

  /** Asks the run to stop at its next checkpoint. */
  stop(): void {
    this.#send({ type: 'stop' });
  }

  /** Tells the caller that a run's results have been drawn, so that the next one can begin. */
  seen(run: number): void {
    this.#send({ type: 'seen', run });
  }

  /** Ends the host and all its workers at once; a run that is on fails with `reason`. */
  terminate(reason: string): void {
    this.#over = true;
    this.#worker.terminate();
    this.#pending.fail(new Error(reason));
  }

  #send(message: PageToHost): void {
    this.#worker.postMessage(message);
  }

  #receive(message: Exclude<HostToPage, { type: 'ready' | 'broken' }>): void {
    switch (message.type) {
      case 'begun':
      case 'done':
      case 'report':
      case 'failure':
        this.#pending.hear(message);
        break;
      default:
        unreachable(message);
    }
  }
}
