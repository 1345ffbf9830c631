// The caller: the program that calls the pool. It blocks while a comparison runs, as Python's main process does; only while
// it waits for processes it returns to its event loop, where their messages come in.

import init, { beginComparison, pollComparison, processDied, processSaid } from '../../pkg/index.js';
import {
  type CallerToHost,
  type Failure,
  type HostToCaller,
  type RawReport,
  transferables,
  unreachable,
} from './protocol';
import { Processes } from './processes';

const scope = self as unknown as DedicatedWorkerGlobalScope;

function toHost(message: CallerToHost, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'kind' in error;
}

const processes = new Processes({
  said: (id, message) => settle(() => processSaid(id, message)),
  died: (id, why) => settle(() => processDied(id, why)),
});

/** Takes a step of the comparison, and passes on what it came to, if it is over. */
function settle(step: () => unknown): void {
  try {
    const report = step() as RawReport | undefined;
    if (report !== undefined) toHost({ type: 'report', report }, transferables(report));
  } catch (error) {
    // A trap is no failure of the run but the end of the instance: it reaches the page as this worker's error.
    if (isFailure(error)) toHost({ type: 'failure', failure: error });
    else reportError(error);
  }
}

scope.addEventListener('message', async ({ data }: MessageEvent<HostToCaller>) => {
  switch (data.type) {
    case 'join':
      await init({ module_or_path: data.module, memory: data.memory });
      processes.module = data.module;
      toHost({ type: 'joined' });
      break;
    case 'ping':
      toHost({ type: 'pong' });
      break;
    case 'run':
      settle(() => beginComparison(data.spec, data.machineCores, processes));
      break;
    case 'stop':
      // The flag is raised; a comparison that waits for processes learns of it here.
      settle(pollComparison);
      break;
    default:
      unreachable(data);
  }
});

