// Tests of the series behind the curves: values within bounds, each once, Python's own among them, specs that the engine accepts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base, catalog, validSpec } from './arbitraries';
import type { Report } from './contract';
import { checkSpec } from './spec';
import { chunkSizes, chunksPlan, coreCounts, coresPlan, expectedMs, hasChunks, isSameSetup, itemsPlan, logSpaced, pointOf, pythonsChunksize, rest } from './sweep';

test.each([
  [1, [1]],
  [2, [1, 2]],
  [6, [1, 2, 3, 4, 5, 6]],
  [8, [1, 2, 3, 4, 5, 6, 7, 8]],
  [10, [1, 2, 3, 4, 6, 8, 10]],
  [16, [1, 2, 3, 4, 6, 8, 12, 16]],
  [64, [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]],
])('numbers of workers up to %i', (most, counts) => {
  expect(coreCounts(most)).toEqual(counts);
});

test('values on a logarithmic scale are whole, rise, and have both ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 2, max: 12 }), (most, count) => {
      const values = logSpaced(most, count);
      expect([values[0], values.at(-1)]).toEqual([1, most]);
      expect(values.length).toBeLessThanOrEqual(count);
      expect(values.every((value, place) => Number.isInteger(value) && (place === 0 || value > (values[place - 1] ?? 0)))).toBe(true);
    }),
  );
});

test('chunk sizes rise from one item to all of them, Python’s among them, about ten', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 64 }), (items, workers) => {
      const pythons = Math.ceil(items / (4 * workers));
      const sizes = chunkSizes(items, pythons);
      expect([sizes[0], sizes.at(-1)]).toEqual([1, items]);
      expect(sizes).toContain(pythons);
      expect(sizes.every((size, place) => place === 0 || size > (sizes[place - 1] ?? 0))).toBe(true);
      expect(sizes.length).toBeLessThanOrEqual(12);
    }),
  );
  expect(chunkSizes(256, 8)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
});

test('every comparison of every series is one that the engine accepts', () => {
  fc.assert(
    fc.property(validSpec, fc.integer({ min: 1, max: 64 }), (spec, most) => {
      const plans = [coresPlan(spec, most), itemsPlan(spec), ...(hasChunks(spec, catalog) ? [chunksPlan(spec, catalog)] : [])];
      for (const { specs, values } of plans) {
        expect(specs.length).toBe(values.length);
        for (const each of specs) expect(checkSpec(each, catalog, base).problems).toEqual([]);
      }
    }),
  );
});

test('speed-up is measured beside serial; a chunk size is the pool’s and that of one thread a core', () => {
  const spec = { ...base, strategies: ['threaded' as const, 'pooled' as const] };
  expect(coresPlan(spec, 2).specs.map(({ cores, strategies }) => [cores, strategies])).toEqual([
    [1, ['serial', 'threaded', 'pooled']],
    [2, ['serial', 'threaded', 'pooled']],
  ]);
  expect(coresPlan({ ...base, strategies: ['serial'] }, 1).specs[0]?.strategies).toEqual(['serial', 'pooled']);
  expect(chunksPlan(spec, catalog).specs[0]?.strategies).toEqual(['threaded', 'pooled']);
  expect(chunksPlan({ ...spec, spawn: 'item' }, catalog).specs[0]?.strategies).toEqual(['pooled']);
});

test('Python’s chunk size is a quarter of a worker’s share for map, one item for imap, whatever was chosen', () => {
  expect(pythonsChunksize({ ...base, variant: 'map', items: 100, cores: 4, chunksize: 50 }, catalog)).toBe(7);
  expect(pythonsChunksize({ ...base, variant: 'imap', items: 100, cores: 4, chunksize: 50 }, catalog)).toBe(1);
  expect(hasChunks({ ...base, variant: 'apply' }, catalog)).toBe(false);
});

test('what is left of a series are the values that have no point', () => {
  const plan = itemsPlan({ ...base, items: 100 });
  const report = { results: [{ strategy: 'serial', samples: [{ wallMs: 3 }, { wallMs: 4 }] }], chunksize: 5, warnings: [{ code: 'hidden', text: '' }] } as unknown as Report;
  const points = plan.values.slice(0, 3).map((value) => pointOf({ report, traces: [] }, value));
  expect(points[0]?.runsMs.get('serial')).toEqual([3, 4]);
  expect(points[0]?.isHidden).toBe(true);
  expect(rest(plan, points).values).toEqual(plan.values.slice(3));
  expect(rest(plan, points).specs.map(({ items }) => items)).toEqual(plan.values.slice(3));
});

test('a setup is the same while only what is varied, or how often, differs', () => {
  const other = { ...base, cores: 3, repeats: 9 };
  expect(isSameSetup('cores', base, other)).toBe(true);
  expect(isSameSetup('items', base, other)).toBe(false);
  expect(isSameSetup('chunks', base, { ...base, chunksize: 9 })).toBe(true);
  expect(isSameSetup('cores', base, { ...base, chunksize: 9 })).toBe(false);
  expect(isSameSetup('cores', base, { ...base, params: { ...base.params, width: 17 } })).toBe(false);
});

test('how long it takes is told from a comparison of the same work', () => {
  const results = [
    { strategy: 'serial', medianMs: 400 },
    { strategy: 'pooled', medianMs: 100 },
  ];
  const spec = { ...base, cores: 4, items: 100 };
  const report = { spec, results, environment: { poolStartMs: 50 } } as unknown as Report;
  const plan = coresPlan({ ...spec, strategies: ['pooled'] }, 2);
  // At 1: three runs and two warm-ups, cut off at 150 ms, of 400 ms each, for both; at 2 the pool takes half. And two pools.
  expect(expectedMs(plan, report, 4)).toBeCloseTo(2 * (1_200 + 300) + (600 + 300) + 1_200 + 300 + 100, 6);
  expect(expectedMs(plan, null, 4)).toBeNull();
  expect(expectedMs(plan, { ...report, spec: { ...spec, task: 'primes' } }, 4)).toBeNull();
  // With ten times the items it takes ten times as long, but for the warm-ups.
  const more = expectedMs(coresPlan({ ...spec, items: 1_000, strategies: ['pooled'] }, 1), report, 4) ?? 0;
  expect(more).toBeCloseTo(2 * (3 * 4_000 + 300) + 50, 6);
});
