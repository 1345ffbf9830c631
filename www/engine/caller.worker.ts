// The caller: the program that calls the pool. It blocks while a comparison runs, as Python's main process does.

import init, { runComparison } from '../../pkg/index.js';
import {
  type CallerToHost,
  type Failure,
  type HostToCaller,
  type RawReport,
  transferables,
  unreachable,
} from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

function toHost(message: CallerToHost, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'kind' in error;
}

scope.addEventListener('message', async ({ data }: MessageEvent<HostToCaller>) => {
  switch (data.type) {
    case 'join':
      await init({ module_or_path: data.module, memory: data.memory });
      toHost({ type: 'joined' });
      break;
    case 'ping':
      toHost({ type: 'pong' });
      break;
    case 'run':
      try {
        const report = runComparison(data.spec, data.machineCores) as RawReport;
        toHost({ type: 'report', report }, transferables(report));
      } catch (error) {
        // A trap is no failure of the run but the end of the instance: it reaches the page as this worker's error.
        if (isFailure(error)) toHost({ type: 'failure', failure: error });
        else reportError(error);
      }
      break;
    default:
      unreachable(data);
  }
});

