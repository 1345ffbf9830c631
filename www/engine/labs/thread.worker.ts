// A fresh thread of a lab: joins the instance, runs one body, gives its stack back and is gone.

import init, { type InitOutput, runThread } from '../../../pkg-labs/index.js';
import type { HostToThread, ThreadToHost } from '../protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** The export that frees a thread's stack and thread-locals; wasm-bindgen adds it without declaring it. */
type Exports = InitOutput & { __wbindgen_thread_destroy(): void };

scope.addEventListener('message', async ({ data }: MessageEvent<HostToThread>) => {
  try {
    const exports = (await init({ module_or_path: data.module, memory: data.memory })) as Exports;
    runThread(data.body);
    exports.__wbindgen_thread_destroy();
    const gone: ThreadToHost = { type: 'gone' };
    scope.postMessage(gone);
  } catch (error) {
    // As this worker's error it reaches the page; as a rejected promise nobody would hear of it.
    reportError(error);
  }
});
