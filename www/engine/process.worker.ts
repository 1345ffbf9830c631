// A process: a private instance of the module with a memory of its own. It answers messages, one after the other.

import init, { answerCaller, memoryUsedUpAt, startClock } from '../../pkg/index.js';
import { type Note, breakDown } from './broken';
import { beginInstance } from './joining';
import { type CallerToProcess, type ProcessToCaller, unreachable } from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** What a process may grow to; phones allow it. */
const MEMORY_MB = 256;

let booted: Promise<unknown> | undefined;
let note: Note | undefined;

async function boot(module: WebAssembly.Module): Promise<void> {
  // Shared by nobody; the module is compiled for a memory that could be.
  const { memory } = await beginInstance(init, startClock, module, MEMORY_MB);
  note = { memory, usedUpAt: memoryUsedUpAt() };
}

scope.addEventListener('message', async ({ data }: MessageEvent<CallerToProcess>) => {
  try {
    switch (data.type) {
      case 'boot':
        booted = boot(data.module);
        await booted;
        break;
      case 'order': {
        await booted;
        const answer = answerCaller(data.bytes) as ProcessToCaller | undefined;
        if (answer !== undefined) scope.postMessage(answer, [answer.buffer]);
        break;
      }
      default:
        unreachable(data);
    }
  } catch (error) {
    // As this worker's error it reaches the caller; as a rejected promise nobody would hear of it.
    breakDown(error, note);
  }
});
