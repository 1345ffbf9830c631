// The labs' caller: the program that starts workers and waits for them. It blocks while an experiment is on.

import init, { runLab } from '../../../pkg-labs/index.js';
import type { LabOutcome } from '../../generated/LabOutcome';
import { answerPing, joinAsCaller } from '../joining';
import { unreachable } from '../protocol';
import type { CallerToLab, LabToCaller } from './protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

function toHost(message: CallerToLab): void {
  scope.postMessage(message);
}

scope.addEventListener('message', async ({ data }: MessageEvent<LabToCaller>) => {
  switch (data.type) {
    case 'join':
      await joinAsCaller(init, data);
      break;
    case 'ping':
      answerPing();
      break;
    case 'run':
      try {
        toHost({ type: 'outcome', outcome: runLab(data.lab, data.settings, data.number) as LabOutcome });
      } catch (error) {
        // Words are what the lab says; a trap is the end of the instance and reaches the page as this worker's error.
        if (typeof error === 'string') toHost({ type: 'failure', message: error });
        else reportError(error);
      }
      break;
    default:
      unreachable(data);
  }
});
