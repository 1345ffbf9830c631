// What a prediction is checked against: which measured runs count, which of them it has seen, and how far off it is.

import { expect, test } from 'vitest';

import { base, catalog } from '../arbitraries';
import type { Report, RunSpec } from '../contract';
import { type SweepPlan, type SweepPoint, chunksPlan, coresPlan } from '../sweep';
import { type Check, checking, measuredCalls, verdictOf } from './check';
import { prefixSums } from './simulate';
import { finish } from './steps';

const spec: RunSpec = { ...base, items: 8, cores: 2, schedule: 'queue', variant: 'map', chunksize: null, strategies: ['serial', 'pooled'] };
const report = {
  spec,
  chunksize: 1,
  results: [{ strategy: 'serial', samples: [{ wallMs: 80 }] }, { strategy: 'pooled', samples: [{ wallMs: 50 }, { wallMs: 40 }, { wallMs: 60 }] }],
} as unknown as Report;
const point = (value: number, ms: number, more: Partial<SweepPoint> = {}): SweepPoint => ({ value, chunksize: 1, runsMs: new Map([['serial', [80]], ['pooled', [ms]]]), isHidden: false, ...more });
const curve = (plan: SweepPlan, points: SweepPoint[]): { plan: SweepPlan; points: SweepPoint[] } => ({ plan, points });
const cores = curve(coresPlan(spec, 4), [point(4, 25), point(1, 100), point(2, 50)]);
const none = { cores: null, chunks: null, items: null };
const costs = { sumsMs: prefixSums(new Array<number>(8).fill(10)), dispatchMs: 0, startupMs: 0, collectMs: 0, takeMs: 0 };

test('the comparison itself is in the sample, the points of the curves are not', () => {
  const calls = measuredCalls(report, { ...none, cores, chunks: curve(chunksPlan(spec, catalog), [point(8, 80)]) }, 4);
  expect(calls.map(({ call, isInSample, runsMs }) => [call.workers, call.chunksize, call.fixed, isInSample, runsMs])).toEqual([
    [2, 1, false, true, [50, 40, 60]],
    [1, 1, false, false, [100]],
    [2, 1, false, false, [50]],
    [4, 1, false, false, [25]],
    [2, 8, true, false, [80]],
  ]);
});

test.each([
  ['more workers than cores', { cores, machineCores: 2, expected: [2, 1, 2] }],
  ['points of a hidden page', { cores: { ...cores, points: [point(1, 100, { isHidden: true }), point(4, 25)] }, machineCores: 4, expected: [2, 4] }],
  ['another task’s curve', { cores: curve(coresPlan({ ...spec, seed: spec.seed + 1 }, 4), cores.points), machineCores: 4, expected: [2] }],
  ['runs without a time', { cores: { ...cores, points: [point(1, 0)] }, machineCores: 4, expected: [2] }],
  ['other strategies beside it: they change nothing', { cores: curve(coresPlan({ ...spec, strategies: ['serial', 'threaded', 'pooled'] }, 4), cores.points), machineCores: 4, expected: [2, 1, 2, 4] }],
])('%s', (_, { cores: measured, machineCores, expected }) => {
  expect(measuredCalls(report, { ...none, cores: measured }, machineCores).map(({ call }) => call.workers)).toEqual(expected);
});

test('the error is that of what was foretold, with its direction', () => {
  const checks = finish(checking(costs, measuredCalls(report, { ...none, cores }, 4)));
  expect(checks.map(({ predictedMs, measuredMs, error }) => [predictedMs, measuredMs, error])).toEqual([[40, 50, 40 / 50 - 1], [80, 100, 80 / 100 - 1], [40, 50, 40 / 50 - 1], [20, 25, 20 / 25 - 1]]);
});

test('the verdict is that of the unseen ones where there are any', () => {
  const of = (isInSample: boolean, error: number): Check => ({ call: { schedule: 'queue', workers: 1, chunksize: 1, fixed: false }, isInSample, runsMs: [1], predictedMs: 1 + error, measuredMs: 1, error });
  expect(verdictOf([of(true, 0), of(false, -0.5), of(false, 0.1), of(false, 0.2)])).toMatchObject({ medianError: 0.2, isInSample: false, checks: { length: 3 } });
  expect(verdictOf([of(true, -0.3)])).toMatchObject({ medianError: 0.3, isInSample: true });
  expect(verdictOf([])).toBeNull();
});
