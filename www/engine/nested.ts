// The workers that a host starts, whichever module it owns: the caller, and fresh threads.

import { type CallerGreeting, type HostGreeting, type HostToThread, type Join, type ThreadToHost, unreachable } from './protocol';

/** What differs from module to module. */
export interface Nest {
  /** Workers of this module's scripts: where a worker is made, the bundler wants its address spelled out. */
  caller(): Worker;
  thread(): Worker;
  /** A thread's worker is gone. */
  threadGone(): void;
  /** It broke. One that is unloaded never got to its body: whoever waits for that would wait for ever. What is thrown in it reaches the page by itself. */
  threadFailed(isUnloaded: boolean): void;
}

/** A script that didn't load, which only the worker's owner hears. */
function isUnloaded(event: Event): boolean {
  return !(event instanceof ErrorEvent);
}

/** Firefox collects a worker that nobody refers to, even before it has run. */
const kept = new Set<Worker>();

/** Starts the caller and waits until it has answered a message, which a worker that is merely loaded would not. `hear`: what else it says. */
export function startCaller<Said extends { type: string }>(nest: Nest, join: Join, hear: (message: Said) => void): Promise<Worker> {
  const caller = nest.caller();
  kept.add(caller);
  const greet = (message: HostGreeting): void => caller.postMessage(message);
  return new Promise((resolve, reject) => {
    caller.addEventListener('error', (event) => isUnloaded(event) && reject(new Error('the script of the caller could not be loaded')));
    caller.addEventListener('message', ({ data }: MessageEvent<CallerGreeting | Said>) => {
      if (!isGreeting(data)) return hear(data);
      switch (data.type) {
        case 'joined':
          return greet({ type: 'ping' });
        case 'pong':
          return resolve(caller);
        case 'spawn':
          return startThread(nest, join, data.body);
        default:
          unreachable(data);
      }
    });
    greet({ type: 'join', ...join });
  });
}

const GREETINGS: readonly CallerGreeting['type'][] = ['joined', 'pong', 'spawn'];

function isGreeting<Said extends { type: string }>(message: CallerGreeting | Said): message is CallerGreeting {
  return GREETINGS.some((type) => type === message.type);
}

/** A fresh thread: a worker for one body. */
function startThread(nest: Nest, join: Join, body: number): void {
  const thread = nest.thread();
  kept.add(thread);
  thread.addEventListener('message', ({ data }: MessageEvent<ThreadToHost>) => {
    switch (data.type) {
      case 'spawn':
        startThread(nest, join, data.body);
        break;
      case 'gone':
        thread.terminate();
        kept.delete(thread);
        nest.threadGone();
        break;
      default:
        unreachable(data);
    }
  });
  thread.addEventListener('error', (event) => nest.threadFailed(isUnloaded(event)), { once: true });
  const message: HostToThread = { type: 'thread', body, ...join };
  thread.postMessage(message);
}
