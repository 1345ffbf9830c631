// What the session asks for runs: a host with a pool, or a caller on its own. And what both have in common.

import type { Frame, RunSpec } from '../model/contract';
import type { SpanKind } from '../model/trace';
import type { Live } from './live';
import { type Failure, type HostToPage, type RawReport, unreachable } from './protocol';

/** Memory an instance may grow to. Phones refuse to reserve more. */
export const MEMORY_MB = matchMedia('(pointer: coarse)').matches ? 256 : 1024;

/** What a caller of `run` can be told. */
export interface RunWatch {
  /** The task is prepared. */
  onFrame?: ((frame: Frame | null) => void) | undefined;
  /** A measured run has delivered everything. */
  onDone?: () => void;
}

/** Whoever runs comparisons, one at a time. */
export interface Runs {
  /** Whether its workers share memory. */
  readonly mode: 'shared' | 'private';
  /** How long its pool took to start; 0 without one. */
  readonly poolStartMs: number;
  /** The names of spans' kinds, in the order of their numbers. */
  readonly kinds: readonly SpanKind[];
  /** Whether it was terminated. */
  readonly isOver: boolean;
  run(spec: RunSpec, watch?: RunWatch): Promise<RawReport>;
  /** The run that is on, if any. */
  read(strategies: readonly string[]): Live | null;
  /** Asks the run to stop at its next checkpoint. */
  stop(): void;
  /** A run's results have been drawn, so that the next one can begin. */
  seen(run: number): void;
  /** Ends all its workers at once; a run that is on fails with `reason`. */
  terminate(reason: string): void;
}

interface Waiting {
  resolve(report: RawReport): void;
  reject(error: Error): void;
  watch: RunWatch;
}

/** The run that is waited for, if any. */
export class Pending {
  #run: Waiting | undefined;

  /** Waits for what `start` asks for. */
  begin(watch: RunWatch, start: () => void): Promise<RawReport> {
    return new Promise((resolve, reject) => {
      this.#run = { resolve, reject, watch };
      start();
    });
  }

  /** Passes on what was said of it. */
  hear(message: Extract<HostToPage, { type: 'begun' | 'done' | 'report' | 'failure' }>): void {
    switch (message.type) {
      case 'begun':
        this.#run?.watch.onFrame?.(message.frame);
        break;
      case 'done':
        this.#run?.watch.onDone?.();
        break;
      case 'report':
        this.#take()?.resolve(message.report);
        break;
      case 'failure':
        this.fail(errorOf(message.failure));
        break;
      default:
        unreachable(message);
    }
  }

  /** Ends it with an error. */
  fail(error: Error): void {
    this.#take()?.reject(error);
  }

  #take(): Waiting | undefined {
    const run = this.#run;
    this.#run = undefined;
    return run;
  }
}

/** What every `Runs` is: a worker that is told things, the run that it is at, and an end. */
export abstract class RunsOnWorker<Told> {
  protected readonly pending = new Pending();
  readonly #worker: Worker;
  #isOver = false;

  protected constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Whether it was terminated. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends the worker and all that it has started at once; a run that is on fails with `reason`. */
  terminate(reason: string): void {
    this.#isOver = true;
    this.#worker.terminate();
    this.pending.fail(new Error(reason));
  }

  protected send(message: Told): void {
    this.#worker.postMessage(message);
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
