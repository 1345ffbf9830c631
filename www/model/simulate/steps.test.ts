// Sliced computations: the same result as direct ones, never much longer at a stretch than asked for, and given up when told.

import { expect, test } from 'vitest';

import { type Slicing, type Steps, finish, inSlices } from './steps';

/** Counts to ten; each step takes a millisecond of a clock that only it moves. */
function counter(): { steps: Steps<{ count: number }>; slicing: Slicing; abort: AbortController; stretches: number[]; counted(): number } {
  let [clockMs, count, sinceMs] = [0, 0, 0];
  const stretches: number[] = [];
  const abort = new AbortController();
  const steps = (function* (): Steps<{ count: number }> {
    for (; count < 10; count += 1) {
      clockMs += 1;
      yield;
    }
    return { count };
  })();
  const pause = (): Promise<void> => {
    stretches.push(clockMs - sinceMs);
    sinceMs = clockMs;
    return Promise.resolve();
  };
  return { steps, abort, stretches, counted: () => count, slicing: { sliceMs: 3, nowMs: () => clockMs, pause, signal: abort.signal } };
}

test('sliced and direct come to the same', async () => {
  const one = counter();
  expect(await inSlices(one.steps, one.slicing)).toEqual(finish(counter().steps));
  // Nothing before the first pause; then so long as asked for.
  expect(one.stretches).toEqual([0, 3, 3, 3]);
});

test('given up: not a step more', async () => {
  const { steps, slicing, abort, counted } = counter();
  let turns = 0;
  const pause = (): Promise<void> => {
    turns += 1;
    if (turns === 3) abort.abort();
    return slicing.pause();
  };
  expect(await inSlices(steps, { ...slicing, pause })).toBeUndefined();
  expect([turns, counted()]).toEqual([3, 5]);
});

test('given up before it began: nothing is computed', async () => {
  const { steps, slicing, abort, counted } = counter();
  abort.abort();
  expect(await inSlices(steps, slicing)).toBeUndefined();
  expect(counted()).toBe(0);
});
