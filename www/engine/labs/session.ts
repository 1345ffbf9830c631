// The page's hold on the labs: loads their module once, keeps a host, makes one experiment at a time.

import wasmUrl from '../../../pkg-labs/index_bg.wasm?url';
import type { LabOutcome } from '../../generated/LabOutcome';
import type { Ending, Seen } from '../../model/labs/happening';
import { fetchModule } from '../module';
import { unreachable } from '../protocol';
import { unlessStopped } from '../stopped';
import { MEMORY_MB } from '../runs';
import { started } from '../started';
import { LogReader } from './log';
import type { LabToPage, Order, PageToLab, Settings, SharedLog } from './protocol';

/** A stopped experiment whose workers don't end within this time is ended with its host. */
const STOP_PATIENCE_MS = 1_000;
/** Between two looks at what happens. */
const LOOK_MS = 60;

/** What an experiment came to. */
export interface LabResult extends Seen {
  /** Null where it was ended by force. */
  outcome: LabOutcome | null;
  ending: Ending;
}

/** Watches an experiment. */
export interface LabWatch {
  /** It is stopped then. */
  limitMs: number;
  signal: AbortSignal;
  /** Now and then, and at the end. */
  onLook(seen: Seen): void;
}

/** The labs' engine; one per page. */
export class LabSession {
  #host: Promise<LabHost> | undefined;
  #number = 0;

  /** Makes an experiment. Rejects with what kept it from being made; one that is stopped has a result, too. */
  async run(lab: string, settings: Settings, watch: LabWatch): Promise<LabResult> {
    let host: LabHost;
    try {
      host = await unlessStopped((this.#host ??= LabHost.start()), watch);
      // One that broke while nothing was on.
      if (host.isOver) host = await unlessStopped((this.#host = LabHost.start()), watch);
    } catch (error) {
      // The next one tries again, or has what this one didn't wait for.
      if (!watch.signal.aborted) this.#host = undefined;
      throw error;
    }
    this.#number += 1;
    try {
      return await host.run({ lab, settings, number: this.#number }, watch);
    } finally {
      if (host.isOver) this.#host = undefined;
    }
  }

  /** Ends all workers. */
  close(): void {
    void this.#host?.then((host) => host.end('closed'), () => undefined);
    this.#host = undefined;
  }
}

interface Pending {
  resolve(outcome: LabOutcome | null): void;
  reject(error: Error): void;
}

class LabHost {
  readonly #worker = new Worker(new URL('./host.worker.ts', import.meta.url), { type: 'module', name: 'lab host' });
  #log: SharedLog | undefined;
  #pending: Pending | undefined;
  isOver = false;

  static async start(): Promise<LabHost> {
    const module = await fetchModule(wasmUrl);
    const host = new LabHost();
    const boot: PageToLab = { type: 'boot', module, memoryMb: MEMORY_MB };
    await started<LabToPage>(host.#worker, {
      boot,
      late: 'the workers of the lab did not start',
      end: (reason) => host.end(reason),
      hear(message, ready, fail) {
        switch (message.type) {
          case 'ready':
            host.#log = message.log;
            ready();
            break;
          case 'outcome':
            host.#settle()?.resolve(message.outcome);
            break;
          case 'failure':
            host.#settle()?.reject(new Error(message.message));
            break;
          case 'broken':
            fail(message.message);
            break;
          default:
            unreachable(message);
        }
      },
    });
    return host;
  }

  async run(order: Order, { limitMs, signal, onLook }: LabWatch): Promise<LabResult> {
    if (this.#log === undefined) throw new Error('the host is not ready');
    const reader = new LogReader(this.#log, order.number);
    let ending: Ending = 'finished';
    let patience: ReturnType<typeof setTimeout> | undefined;
    const stop = (why: Ending): void => {
      if (ending !== 'finished') return;
      ending = why;
      this.#send({ type: 'stop', number: order.number });
      patience = setTimeout(() => this.#force(), STOP_PATIENCE_MS);
    };
    const onAbort = (): void => stop('stopped');
    signal.addEventListener('abort', onAbort);
    const limit = setTimeout(() => stop('limit'), limitMs);
    const looking = setInterval(() => onLook(reader.see()), LOOK_MS);
    try {
      const outcome = await new Promise<LabOutcome | null>((resolve, reject) => {
        this.#pending = { resolve, reject };
        this.#send({ type: 'run', ...order });
        if (signal.aborted) onAbort();
      });
      const seen = reader.see();
      onLook(seen);
      return { ...seen, outcome, ending };
    } finally {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(limit);
      clearTimeout(patience);
      clearInterval(looking);
    }
  }

  /** Ends all workers; an experiment that is on fails with `reason`. */
  end(reason: string): void {
    this.isOver = true;
    this.#worker.terminate();
    this.#settle()?.reject(new Error(reason));
  }

  /** What doesn't stop is ended; what happened until then is kept. */
  #force(): void {
    this.isOver = true;
    this.#worker.terminate();
    this.#settle()?.resolve(null);
  }

  #send(message: PageToLab): void {
    this.#worker.postMessage(message);
  }

  #settle(): Pending | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    return pending;
  }
}
