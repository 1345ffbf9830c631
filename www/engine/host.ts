// The page's end of one host worker: starts it, asks it for runs one at a time, ends it.

import type { Frame, RunSpec } from '../model/contract';
import { memoryMb } from './memory';
import {
  type Failure,
  type HostToPage,
  type PageToHost,
  type RawReport,
  type SharedBoard,
  unreachable,
} from './protocol';

/** A pool that isn't there after this long isn't coming. */
const BOOT_PATIENCE_MS = 30_000;

interface Pending {
  resolve(report: RawReport): void;
  reject(error: Error): void;
  watch: RunWatch;
}

/** What a caller of `Host.run` can be told. */
export interface RunWatch {
  /** The task is prepared. */
  onFrame?: ((frame: Frame | null) => void) | undefined;
  /** A measured run has delivered everything. */
  onDone?: () => void;
}

/** A running host with its pool. */
export class Host {
  readonly #worker: Worker;
  #pending: Pending | undefined;
  #over = false;
  #board: SharedBoard | undefined;
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
          host.#poolStartMs = data.poolStartMs;
          resolve(host);
        } else if (data.type === 'broken') {
          fail(`the pool of ${cores} workers could not start: ${data.message}`);
        } else {
          host.#receive(data);
        }
      });
      host.#send({
        type: 'boot',
        module,
        cores,
        memoryMb: memoryMb(),
        machineCores: navigator.hardwareConcurrency,
      });
    });
  }

  /** Where a run's state can be read. */
  get board(): SharedBoard {
    if (this.#board === undefined) throw new Error('the host is not ready');
    return this.#board;
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
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject, watch };
      this.#send({ type: 'run', spec });
    });
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
    this.#settle()?.reject(new Error(reason));
  }

  #send(message: PageToHost): void {
    this.#worker.postMessage(message);
  }

  #settle(): Pending | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    return pending;
  }

  #receive(message: Exclude<HostToPage, { type: 'ready' | 'broken' }>): void {
    switch (message.type) {
      case 'begun':
        this.#pending?.watch.onFrame?.(message.frame);
        break;
      case 'done':
        this.#pending?.watch.onDone?.();
        break;
      case 'report':
        this.#settle()?.resolve(message.report);
        break;
      case 'failure':
        this.#settle()?.reject(errorOf(message.failure));
        break;
      default:
        unreachable(message);
    }
  }
}

function errorOf(failure: Failure): Error {
  switch (failure.kind) {
    case 'spec':
      return new Error(`${failure.field}: ${failure.given} was given, ${failure.allowed} is allowed`);
    case 'stopped':
      return new DOMException('the run was stopped', 'AbortError');
    case 'call':
      return new Error(failure.message);
    default:
      return unreachable(failure);
  }
}
