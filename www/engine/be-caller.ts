// The caller: the program that calls the pool. It blocks while a comparison runs, as Python's main process does; only while
// it waits for processes it returns to its event loop, where their messages come in.

import init, {
  armStop,
  beginComparison,
  boardAddress,
  boardLayout,
  memoryUsedUpAt,
  pollComparison,
  processDied,
  processSaid,
  raiseStop,
  startClock,
} from '../../pkg/index.js';
import type { Layout } from '../generated/Layout';
import { type Note, breakDown } from './broken';
import { answerPing, beginInstance, joinAsCaller } from './joining';
import type { Mirror } from './mirror';
import {
  type CallerToHost,
  type Failure,
  type HostToCaller,
  type RawReport,
  messageOf,
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

let memory: WebAssembly.Memory | undefined;
/** Where the memory is the caller's own: what shows a run to the page. */
let mirror: Mirror | undefined;
/** Of a memory that the page can't see. */
let note: Note | undefined;

/** Begins with a memory that nobody else works on. */
async function begin(module: WebAssembly.Module, memoryMb: number): Promise<void> {
  // Most callers never need them.
  const [{ BoardReader }, { Mirror }] = await Promise.all([import('./board'), import('./mirror')]);
  ({ memory } = await beginInstance(init, startClock, module, memoryMb));
  processes.module = module;
  const layout = boardLayout() as Layout;
  const board = { memory, address: boardAddress(), layout, timeOrigin: performance.timeOrigin, usedUpAt: memoryUsedUpAt() };
  note = board;
  mirror = new Mirror(new BoardReader(board), (copy, isEnd) => toHost({ type: 'shown', copy, isEnd }));
  toHost({ type: 'ready', kinds: layout.kinds });
}

const processes = new Processes({
  said: (id, message) => settle(() => processSaid(id, message)),
  died: (id, why) => settle(() => processDied(id, why)),
});

/** Takes a step of the comparison, and passes on what it came to, if it is over. */
function settle(step: () => unknown): void {
  try {
    const report = step() as Omit<RawReport, 'memoryBytes'> | undefined;
    if (report === undefined) {
      mirror?.nowAndThen();
      return;
    }
    const whole: RawReport = { ...report, memoryBytes: memory?.buffer.byteLength ?? 0 };
    toHost({ type: 'report', report: whole }, transferables(whole));
  } catch (error) {
    // A trap is no failure of the run but the end of the instance: it reaches the page as this worker's error.
    if (isFailure(error)) toHost({ type: 'failure', failure: error });
    else breakDown(error, note);
  }
}

/** Takes what the host says, or the page where there is none. */
export function beCaller(): void {
  // As this worker's error it reaches the page; as a rejected promise nobody would hear of it.
  scope.addEventListener('message', ({ data }: MessageEvent<HostToCaller>) => void hear(data).catch((error: unknown) => breakDown(error, note)));
}

async function hear(data: HostToCaller): Promise<void> {
  switch (data.type) {
    case 'join':
      memory = data.memory;
      processes.module = data.module;
      await joinAsCaller(init, data);
      break;
    case 'own':
      begin(data.module, data.memoryMb).catch((error: unknown) => toHost({ type: 'broken', message: messageOf(error) }));
      break;
    case 'ping':
      answerPing();
      break;
    case 'run':
      if (mirror !== undefined) {
        mirror.strategies = data.spec.strategies;
        armStop();
      }
      settle(() => beginComparison(data.spec, data.machineCores, processes, mirror));
      break;
    case 'stop':
      // The flag is raised by the host, if there is one; a comparison that waits for processes learns of it here.
      if (mirror !== undefined) raiseStop();
      settle(pollComparison);
      break;
    default:
      unreachable(data);
  }
}
