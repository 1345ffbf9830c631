// The labs' host: owns the instance of their module, never blocks, and is the only one that starts workers.

import init, { logLayout, startClock, stopLab, threadFailed, threadGone } from '../../../pkg-labs/index.js';
import type { LogLayout } from '../../generated/LogLayout';
import { memoryOf } from '../memory';
import { type HostToThread, type Join, type ThreadToHost, messageOf, unreachable } from '../protocol';
import type { CallerToLab, LabToCaller, LabToPage, PageToLab } from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

function toPage(message: LabToPage): void {
  scope.postMessage(message);
}

function tell(caller: Worker, message: LabToCaller): void {
  caller.postMessage(message);
}

async function boot({ module, memoryMb }: Extract<PageToLab, { type: 'boot' }>): Promise<Worker> {
  const memory = memoryOf(memoryMb);
  await init({ module_or_path: module, memory });
  startClock();
  const caller = await startCaller({ module, memory });
  toPage({ type: 'ready', log: { memory, layout: logLayout() as LogLayout, timeOrigin: performance.timeOrigin } });
  return caller;
}

/** Starts the caller and waits until it has answered a message. */
function startCaller(join: Join): Promise<Worker> {
  const caller = new Worker(new URL('./caller.worker.ts', import.meta.url), { type: 'module', name: 'lab caller' });
  return new Promise((resolve, reject) => {
    // What is thrown in the caller reaches the page by itself.
    caller.addEventListener('error', (event) => {
      if (!(event instanceof ErrorEvent)) reject(new Error('the script of the caller could not be loaded'));
    });
    caller.addEventListener('message', ({ data }: MessageEvent<CallerToLab>) => {
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
        case 'outcome':
        case 'failure':
          toPage(data);
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
  const thread = new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module', name: 'lab thread' });
  thread.addEventListener('message', ({ data }: MessageEvent<ThreadToHost>) => {
    switch (data.type) {
      case 'spawn':
        startThread(join, data.body);
        break;
      case 'gone':
        thread.terminate();
        threadGone();
        break;
      default:
        unreachable(data);
    }
  });
  // A script that doesn't load: its body is lost, and whoever waits for it would wait for ever.
  thread.addEventListener(
    'error',
    () => {
      threadFailed();
      toPage({ type: 'broken', message: 'a worker of the lab could not be started' });
    },
    { once: true },
  );
  const message: HostToThread = { type: 'thread', body, ...join };
  thread.postMessage(message);
}

let booted: Promise<Worker> | undefined;

scope.addEventListener('message', ({ data }: MessageEvent<PageToLab>) => {
  switch (data.type) {
    case 'boot':
      booted = boot(data);
      booted.catch((error: unknown) => toPage({ type: 'broken', message: messageOf(error) }));
      break;
    case 'run':
      void booted?.then((caller) => tell(caller, data));
      break;
    case 'stop':
      void booted?.then(() => stopLab(data.number));
      break;
    default:
      unreachable(data);
  }
});
