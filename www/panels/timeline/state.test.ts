// Tests of what the timeline shows: the runs, the window, what a sentence wants to have seen, while it runs and after it.
import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import type { Live } from '../../engine/live';
import { panels } from '../../locales/en/panels';
import { callerOf, timelineOf } from '../../model/timeline';
import { traceFor } from '../../model/timeline.fixture';
import type { Evidence, Outcome, Trace } from '../../model/trace';
import type { App, RunState } from '../../views/app';
import { press } from './keys';
import { TimelineState } from './state';
import { wordsFor } from './words';

const run = signal<RunState>({ kind: 'empty' });
const outcome = signal<Outcome | null>(null);
const focus = signal<Evidence | null>(null);
const strategies = ['serial', 'pooled'];
const app = {
  run,
  outcome,
  focus,
  shown: signal({ strategies }),
  catalog: { strategies: strategies.map((id) => ({ id, title: id.toUpperCase() })) },
} as unknown as App;

const traces: Trace[] = [1, 2, 3].flatMap((repeat) => [
  { ...traceFor(1, 8, 10 + repeat, 'serial'), repeat },
  { ...traceFor(2, 4, 10 + repeat), repeat },
]);
const done = {
  report: { results: [{ strategy: 'serial', medianMs: 96 }, { strategy: 'pooled', medianMs: 48 }] },
  traces,
} as unknown as Outcome;

let state: TimelineState;

beforeEach(() => {
  run.value = { kind: 'empty' };
  outcome.value = null;
  focus.value = null;
  state = new TimelineState(app);
});

test('before a run there is nothing; after it the median run of each, on one scale', () => {
  expect(state.groups.value).toEqual([]);
  outcome.value = done;
  run.value = { kind: 'finished' };
  expect(state.groups.value.map(({ title, timeline }) => [title, timeline?.repeat, timeline?.wallMs])).toEqual([
    ['SERIAL', 2, 96],
    ['POOLED', 2, 48],
  ]);
  expect(state.view.value).toEqual({ fromMs: 0, toMs: 96 });
  state.repeat.value = 3;
  expect(state.groups.value.map(({ timeline }) => timeline?.repeat)).toEqual([3, 3]);
  expect(state.endMs.value).toBe(104);
});

test('a run that was not kept is missing, the others are there', () => {
  outcome.value = { ...done, traces: traces.filter(({ strategy, repeat }) => strategy === 'serial' || repeat === 3) };
  state.repeat.value = 1;
  expect(state.groups.value.map(({ timeline }) => timeline?.repeat)).toEqual([1, undefined]);
  // A sentence about a run that is gone is not followed.
  focus.value = { strategy: 'pooled', repeat: 1, fromMs: 0, toMs: 5 };
  expect(state.focus.value).toBeNull();
  focus.value = { strategy: 'pooled', repeat: 3, fromMs: 0, toMs: 5 };
  expect(state.focus.value).toEqual(focus.value);
});

test('a window that holds everything stays everything', () => {
  outcome.value = done;
  state.look({ fromMs: 10, toMs: 20 });
  expect(state.view.value).toEqual({ fromMs: 10, toMs: 20 });
  state.look({ fromMs: 0, toMs: 96 });
  expect(state.zoom.value).toBeNull();
});

function live(strategy: string, nowMs: number): Live {
  const { spans, kinds } = traceFor(1, 4, 10, strategy);
  return {
    run: 1,
    strategy,
    repeat: 0,
    total: 4,
    delivered: 0,
    nowMs,
    lanes: 1,
    spans: () => ({ columns: spans, kinds, next: [4] }),
    inFlight: () => [],
    items: () => new Uint32Array(),
  } as unknown as Live;
}

test('while it runs every strategy grows in its turn, on a scale that grows in steps', () => {
  outcome.value = done;
  run.value = { kind: 'running', strategy: 'serial', repeat: 0 };
  state.begin();
  expect(state.groups.value.map(({ timeline, isLive }) => [timeline, isLive])).toEqual([
    [null, true],
    [null, false],
  ]);
  state.take(live('serial', 42));
  expect(state.groups.value.map(({ timeline }) => timeline?.spanCount)).toEqual([4, undefined]);
  expect(state.endMs.value).toBe(50);
  run.value = { kind: 'running', strategy: 'pooled', repeat: 0 };
  state.take(live('pooled', 210));
  expect(state.groups.value.map(({ isLive }) => isLive)).toEqual([false, true]);
  expect(state.endMs.value).toBe(300);
  // The next comparison begins with nothing.
  state.begin();
  expect(state.groups.value.every(({ timeline }) => timeline === null)).toBe(true);
});

test('what a stopped comparison got to see stays unless there are results', () => {
  run.value = { kind: 'running', strategy: 'serial', repeat: 0 };
  state.take(live('serial', 42));
  run.value = { kind: 'stopped' };
  expect(state.isLive.value).toBe(true);
  expect(state.groups.value[0]?.timeline?.spanCount).toBe(4);
  outcome.value = done;
  expect(state.isLive.value).toBe(false);
});

const key = (name: string, shiftKey = false): boolean =>
  press({ key: name, shiftKey } as KeyboardEvent, 'pooled', state.group('pooled')?.timeline ?? null, state);

test('keys go from span to span and keep them in the window', () => {
  outcome.value = done;
  expect(key('Escape')).toBe(false);
  expect(key('ArrowRight')).toBe(true);
  expect(state.pointed.value).toMatchObject({ strategy: 'pooled', row: 0, what: { place: 0 }, by: 'keyboard' });
  key('ArrowRight');
  key('ArrowDown');
  expect(state.pointed.value).toMatchObject({ row: 1, what: { layer: 'spans', place: 1 } });
  key('ArrowDown');
  expect(state.pointed.value).toMatchObject({ row: 2, what: { layer: 'caller' } });
  for (let step = 0; step < 6; step += 1) key('+');
  key('End');
  const { fromMs, toMs } = state.view.value;
  expect(toMs - fromMs).toBeLessThan(20);
  const last = callerOf(traceFor(2, 4, 12).deliveries).at(3);
  expect(fromMs).toBeLessThanOrEqual(last.fromMs);
  expect(toMs).toBeGreaterThanOrEqual(last.toMs);
  expect(key('ArrowLeft', true)).toBe(true);
  expect(state.view.value.fromMs).toBeLessThan(fromMs);
  expect(key('Escape')).toBe(true);
  expect([state.zoom.value, state.pointed.value]).toEqual([null, null]);
  expect(key('Tab')).toBe(false);
});

test('what is pointed at is said: item, worker, start, duration', () => {
  const timeline = timelineOf(traceFor(2, 4, 10));
  const say = (what: Parameters<typeof wordsFor>[3], worker = 1, chunksize = 1): string => {
    const { head, lines } = wordsFor(panels, timeline, worker, what, chunksize);
    return [head, ...lines].join('; ');
  };
  const span = { kind: 'span', layer: 'spans', place: 2, others: 0 } as const;
  expect(say(span)).toBe('Computing items, worker 2; item 5; from 20.00 ms, took 9.0 ms');
  timeline.lanes[1]?.spans.count.fill(8);
  expect(say(span, 1, 8)).toBe('Computing items, worker 2; items 5 to 12; from 20.00 ms, took 9.0 ms');
  expect(say(span)).toBe('Computing items, worker 2; 8 items in several short chunks, from item 5 on; from 20.00 ms, took 9.0 ms');
  timeline.lanes[1]?.nested.push(21, 25, 5, 0, 2);
  expect(say(span, 1, 8)).toMatch(/took 9\.0 ms; of which 4\.0 ms waiting$/);
  expect(say({ ...span, layer: 'nested', place: 0, others: 3 })).toBe('Items waiting, worker 2; from 21.00 ms, took 4.0 ms; and 3 more in this pixel');
  expect(say({ kind: 'gap', stretch: { fromMs: 29, toMs: 30 } })).toBe('Idle, worker 2; from 29.00 ms, for 1.0 ms');
  expect(say({ ...span, layer: 'caller', place: 1 })).toBe('The caller waited for item 2; from 10.00 ms, took 9.5 ms; then took 2 results at once');
  expect(say({ kind: 'flight', first: 7, sinceMs: 12 })).toBe('Under way, worker 2: from item 7 on; since 12.00 ms');
  timeline.lanes[1]?.spans.count.fill(1);
  expect(say({ kind: 'moment', atMs: 19.2 })).toMatch(/^At 19\.20 ms; .* computed, 2 delivered; .* to be delivered$/);
});
