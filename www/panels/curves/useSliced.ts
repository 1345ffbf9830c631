// Long computations for a view, in slices between which the page draws and answers.

import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Steps, inSlices } from '../../model/simulate/steps';

/** Half a frame: the other half is the page's. */
const SLICE_MS = 8;

/** What has been computed so far. */
export interface Sliced<T> {
  /** The last result; of former inputs while it computes, null before the first. */
  last: { value: T } | null;
  isComputing: boolean;
}

/** Computes what `begin` begins, anew whenever `begin` changes: what was under way is given up. Waits while `isHeld`. */
export function useSliced<T extends object | null>(begin: () => Steps<T>, isHeld: boolean): Sliced<T> {
  const done: Signal<{ value: T; begin: () => Steps<T> } | null> = useSignal(null);
  useEffect(() => {
    if (isHeld || done.peek()?.begin === begin) return undefined;
    const abort = new AbortController();
    void inSlices(begin(), { sliceMs: SLICE_MS, nowMs: () => performance.now(), pause, signal: abort.signal }).then((value) => {
      if (value !== undefined && !abort.signal.aborted) done.value = { value, begin };
    });
    return () => { abort.abort(); };
  }, [begin, isHeld]);
  return { last: done.value, isComputing: done.value?.begin !== begin };
}

/** A message to oneself: comes after whatever waits already, and isn't slowed down as timers are. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
