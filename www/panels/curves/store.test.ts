// Tests of the curves that are kept: points appear as they come, what was measured stays when stopped, and a series goes on where it ended.
import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { base } from '../../model/arbitraries';
import type { Report, RunSpec } from '../../model/contract';
import { itemsPlan } from '../../model/sweep';
import type { Outcome } from '../../model/trace';
import type { App } from '../../views/app';
import { type Curve, curves, failure, measure, openOf, underway } from './store';

const setup: RunSpec = { ...base, items: 100 };
const plan = itemsPlan(setup);

beforeEach(() => {
  for (const curve of Object.values(curves)) curve.value = null;
});

function outcomeOf(spec: RunSpec): Outcome {
  const results = spec.strategies.map((strategy) => ({ strategy, samples: [{ wallMs: spec.items }] }));
  return { report: { spec, results, chunksize: 1, warnings: [] } as unknown as Report, traces: [] };
}

/** An app that measures at once and ends after so many comparisons with this error. */
function appOf(after = Infinity, error?: Error, onPoint: () => void = () => undefined): { app: App; asked: RunSpec[] } {
  const asked: RunSpec[] = [];
  const sweep: App['sweep'] = async (specs, onOutcome) => {
    for (const [step, spec] of specs.entries()) {
      if (step >= after && error !== undefined) throw error;
      asked.push(spec);
      await Promise.resolve();
      onOutcome(outcomeOf(spec), step);
      onPoint();
    }
  };
  return { app: { machineCores: 2, sweep, run: signal({ kind: 'empty' }) } as unknown as App, asked };
}

const stopped = (): DOMException => new DOMException('the run was stopped', 'AbortError');
const values = (): number[] => curves.items.value?.points.map(({ value }) => value) ?? [];

test('points appear as they come, and how far it is', async () => {
  const seen: [Curve['state'] | undefined, number, number | undefined, number | undefined][] = [];
  const { app, asked } = appOf(Infinity, undefined, () => {
    seen.push([curves.items.value?.state, values().length, underway.value?.step, underway.value?.steps]);
  });
  await measure(app, plan);
  expect(asked).toEqual(plan.specs);
  expect(seen).toEqual(plan.values.map((_, place) => ['running', place + 1, place + 1, plan.values.length]));
  expect([curves.items.value?.state, underway.value, failure.value]).toEqual(['done', null, null]);
  expect(values()).toEqual(plan.values);
});

test('what was measured stays when stopped, and the series goes on with the rest', async () => {
  await measure(appOf(3, stopped()).app, plan);
  expect([curves.items.value?.state, failure.value]).toEqual(['stopped', null]);
  expect(values()).toEqual(plan.values.slice(0, 3));
  expect(openOf(plan).open.values).toEqual(plan.values.slice(3));
  const { app, asked } = appOf();
  await measure(app, plan);
  expect(asked.map(({ items }) => items)).toEqual(plan.values.slice(3));
  expect(values()).toEqual(plan.values);
  // A whole one is measured anew.
  expect(openOf(plan).open.values).toEqual(plan.values);
});

test('another setup begins anew, and the old curve stays until the first point is there', async () => {
  await measure(appOf().app, plan);
  const before = curves.items.value;
  const other = itemsPlan({ ...setup, task: 'primes', params: {} });
  await measure(appOf(0, stopped()).app, other);
  expect(curves.items.value).toBe(before);
  await measure(appOf(1, stopped()).app, other);
  expect(curves.items.value?.plan).toBe(other);
  expect(values()).toEqual([1]);
});

test('an error is told and leaves what was measured', async () => {
  await measure(appOf(2, new Error('primes: item 3 failed')).app, plan);
  expect(failure.value).toEqual({ kind: 'items', message: 'primes: item 3 failed' });
  expect(values().length).toBe(2);
  await measure(appOf().app, plan);
  expect(failure.value).toBeNull();
});

test('one series at a time', async () => {
  const { app, asked } = appOf();
  await Promise.all([measure(app, plan), measure(app, plan)]);
  expect(asked.length).toBe(plan.specs.length);
});

test('a longer series of the same setup measures only what is new', async () => {
  const short = { ...plan, values: plan.values.slice(0, 2), specs: plan.specs.slice(0, 2) };
  await measure(appOf().app, short);
  expect(openOf(plan).open.values).toEqual(plan.values.slice(2));
  expect(openOf(plan).points.length).toBe(2);
  // A shorter one is there already: it would be measured anew.
  expect(openOf(short)).toEqual({ open: short, points: [] });
});
