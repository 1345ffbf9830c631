// How a nested worker gets to an instance, whichever module that is of: it joins its host's as caller or thread, or has its own.

import { memoryOf } from './memory';
import type { CallerGreeting, HostToThread, Join, ThreadToHost } from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** A glue's `init`. */
export type Init = (input: { module_or_path: WebAssembly.Module; memory: WebAssembly.Memory }) => Promise<unknown>;

/** An instance on a new memory of this worker's; its clock is the one that all who join go by. */
export async function beginInstance(init: Init, startClock: () => void, module: WebAssembly.Module, memoryMb: number): Promise<Join> {
  const memory = memoryOf(memoryMb);
  await init({ module_or_path: module, memory });
  startClock();
  return { module, memory };
}

/** The caller joins, and tells its host. */
export async function joinAsCaller(init: Init, { module, memory }: Join): Promise<void> {
  await init({ module_or_path: module, memory });
  greet({ type: 'joined' });
}

/** The caller answers its host. */
export const answerPing = (): void => greet({ type: 'pong' });

function greet(message: CallerGreeting): void {
  scope.postMessage(message);
}

/** The export that frees a thread's stack and thread-locals; wasm-bindgen adds it without declaring it. */
interface ThreadExports {
  __wbindgen_thread_destroy(): void;
}

/** A fresh thread: joins with its one message, runs one body, gives its stack back and is gone. */
export function becomeThread(init: Init, runThread: (body: number) => void): void {
  scope.addEventListener('message', async ({ data }: MessageEvent<HostToThread>) => {
    try {
      const exports = (await init({ module_or_path: data.module, memory: data.memory })) as ThreadExports;
      runThread(data.body);
      exports.__wbindgen_thread_destroy();
      const gone: ThreadToHost = { type: 'gone' };
      scope.postMessage(gone);
    } catch (error) {
      // As this worker's error it reaches the page; as a rejected promise nobody would hear of it.
      reportError(error);
    }
  });
}
