// The host: owns one wasm instance and its memory, never blocks, and is the only one that starts workers.

import init, {
  armStop,
  boardAddress,
  boardLayout,
  initThreadPool,
  markSeen,
  raiseStop,
  startClock,
  threadFailed,
  threadGone,
} from '../../pkg/index.js';
import type { Layout } from '../generated/Layout';
import { memoryOf } from './memory';
import {
  type CallerToHost,
  type HostToCaller,
  type HostToPage,
  type HostToThread,
  type Join,
  type PageToHost,
  type ThreadToHost,
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
  const memory = memoryOf(memoryMb);
  await init({ module_or_path: module, memory });
  startClock();
  const join: Join = { module, memory };
  const began = performance.now();
  await initThreadPool(cores);
  const poolStartMs = performance.now() - began;
  const caller = await startCaller(join);
  const board = { memory, address: boardAddress(), layout: boardLayout() as Layout, timeOrigin: performance.timeOrigin };
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

/** Firefox collects a worker that nobody refers to, even before it has run. */
const kept = new Set<Worker>();

/** A script that didn't load, which only the worker's owner hears. What is thrown in a worker reaches the page by itself. */
function isUnloaded(event: Event): boolean {
  return !(event instanceof ErrorEvent);
}

/** Starts the caller and waits until it has answered a message, which a worker that is merely loaded would not. */
function startCaller(join: Join): Promise<Worker> {
  const caller = new Worker(new URL('./caller.worker.ts', import.meta.url), { type: 'module', name: 'caller' });
  kept.add(caller);
  return new Promise((resolve, reject) => {
    caller.addEventListener('error', (event) => isUnloaded(event) && reject(new Error('the script of the caller could not be loaded')));
    caller.addEventListener('message', ({ data }: MessageEvent<CallerToHost>) => {
      switch (data.type) {
        case 'joined':
          tell(caller, { type: 'ping' });
          break;
        case 'pong':
          resolve(caller);
          break;
        case 'spawn':
          startThread(join, data.body);
          break;
        case 'report':
          toPage(data, transferables(data.report));
          break;
        case 'begun':
        case 'done':
        case 'failure':
          toPage(data);
          break;
        case 'shown':
        case 'ready':
        case 'broken':
          // Only a caller without a host says so, and to the page.
          break;
        default:
          unreachable(data);
      }
    });
    tell(caller, { type: 'join', ...join });
  });
}

/** A fresh thread: a worker for one body. */
function startThread(join: Join, body: number): void {
  const thread = new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module', name: 'thread' });
  kept.add(thread);
  thread.addEventListener('message', ({ data }: MessageEvent<ThreadToHost>) => {
    switch (data.type) {
      case 'spawn':
        startThread(join, data.body);
        break;
      case 'gone':
        thread.terminate();
        kept.delete(thread);
        threadGone();
        break;
      default:
        unreachable(data);
    }
  });
  thread.addEventListener('error', (event) => {
    threadFailed();
    // Its body is lost, and whoever waits for it would wait for ever.
    if (isUnloaded(event)) toPage({ type: 'broken', message: 'the script of a thread could not be loaded' });
  }, { once: true });
  const message: HostToThread = { type: 'thread', body, ...join };
  thread.postMessage(message);
}

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
