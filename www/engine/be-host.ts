// The host: owns one wasm instance and its memory, never blocks, and is the only one that starts workers.

import init, {
  armStop,
  boardAddress,
  boardLayout,
  initThreadPool,
  memoryUsedUpAt,
  markSeen,
  raiseStop,
  startClock,
  threadFailed,
  threadGone,
} from '../../pkg/index.js';
import type { Layout } from '../generated/Layout';
import { beginInstance } from './joining';
import { type Nest, startCaller } from './nested';
import {
  type CallerToHost,
  type HostToCaller,
  type HostToPage,
  type PageToHost,
  messageOf,
  transferables,
  unreachable,
} from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

function toPage(message: HostToPage, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

/** A booted instance: takes runs until it is terminated. */
interface Host {
  run(message: Extract<PageToHost, { type: 'run' }>): void;
  stop(): void;
}

async function boot(message: Extract<PageToHost, { type: 'boot' }>): Promise<Host> {
  const { module, cores, memoryMb, machineCores } = message;
  const join = await beginInstance(init, startClock, module, memoryMb);
  const began = performance.now();
  await initThreadPool(cores);
  const poolStartMs = performance.now() - began;
  const caller = await startCaller(nest, join, hear);
  const board = { memory: join.memory, address: boardAddress(), layout: boardLayout() as Layout, timeOrigin: performance.timeOrigin, usedUpAt: memoryUsedUpAt() };
  toPage({ type: 'ready', board, poolStartMs });
  return {
    run({ spec }) {
      armStop();
      tell(caller, { type: 'run', spec, machineCores });
    },
    stop() {
      raiseStop();
      tell(caller, { type: 'stop' });
    },
  };
}

function tell(caller: Worker, message: HostToCaller): void {
  caller.postMessage(message);
}

const nest: Nest = {
  // By the same script.
  caller: () => new Worker(self.location.href, { type: 'module', name: 'caller' }),
  thread: () => new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module', name: 'thread' }),
  threadGone,
  threadFailed(isUnloaded) {
    threadFailed();
    if (isUnloaded) toPage({ type: 'broken', message: 'the script of a thread could not be loaded' });
  },
};

function hear(message: CallerToHost): void {
  switch (message.type) {
    case 'report':
      toPage(message, transferables(message.report));
      break;
    case 'begun':
    case 'done':
    case 'failure':
      toPage(message);
      break;
    case 'shown':
    case 'ready':
    case 'broken':
      // Only a caller without a host says so, and to the page.
      break;
    default:
      unreachable(message);
  }
}

/** Takes what the page says. */
export function beHost(): void {
  let host: Promise<Host> | undefined;
  scope.addEventListener('message', ({ data }: MessageEvent<PageToHost>) => {
    switch (data.type) {
      case 'boot':
        host = boot(data);
        host.catch((error: unknown) => toPage({ type: 'broken', message: messageOf(error) }));
        break;
      case 'run':
        void host?.then((booted) => booted.run(data));
        break;
      case 'stop':
        void host?.then((booted) => booted.stop());
        break;
      case 'seen':
        markSeen(data.run);
        break;
      default:
        unreachable(data);
    }
  });
}
