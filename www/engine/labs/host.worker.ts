// The labs' host: owns the instance of their module, never blocks, and is the only one that starts workers.

import init, { logLayout, startClock, stopLab, threadFailed, threadGone } from '../../../pkg-labs/index.js';
import type { LogLayout } from '../../generated/LogLayout';
import { beginInstance } from '../joining';
import { type Nest, startCaller } from '../nested';
import { messageOf, unreachable } from '../protocol';
import type { CallerToLab, LabToCaller, LabToPage, PageToLab } from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

function toPage(message: LabToPage): void {
  scope.postMessage(message);
}

function tell(caller: Worker, message: LabToCaller): void {
  caller.postMessage(message);
}

async function boot({ module, memoryMb }: Extract<PageToLab, { type: 'boot' }>): Promise<Worker> {
  const join = await beginInstance(init, startClock, module, memoryMb);
  const caller = await startCaller(nest, join, (message: CallerToLab) => toPage(message));
  toPage({ type: 'ready', log: { memory: join.memory, layout: logLayout() as LogLayout, timeOrigin: performance.timeOrigin } });
  return caller;
}

const nest: Nest = {
  caller: () => new Worker(new URL('./caller.worker.ts', import.meta.url), { type: 'module', name: 'lab caller' }),
  thread: () => new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module', name: 'lab thread' }),
  threadGone,
  threadFailed(isUnloaded) {
    threadFailed();
    if (isUnloaded) toPage({ type: 'broken', message: 'the script of a thread could not be loaded' });
  },
};

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
