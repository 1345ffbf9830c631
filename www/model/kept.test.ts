// Tests of the brief form of a comparison: figures follow from the samples, texts are bounded, experiments are told apart.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyShared, base, validSpec } from './arbitraries';
import type { Report } from './contract';
import { bestOf, differencesOf, isSameWork, nameOf, resultsOf, summaryOf } from './kept';

const run = (wallMs: number) => ({ wallMs, startupMs: 0.0004, firstResultMs: wallMs / 2 });
const measured = (strategy: string, walls: number[]) => ({
  strategy,
  samples: walls.map(run),
  ci95: [Math.min(...walls), Math.max(...walls)] as [number, number],
  speedupCi95: [1, 3] as [number, number],
  digest: '0123456789abcdef',
});
const report = {
  version: 1,
  spec: base,
  environment: { mode: 'shared', crossOriginIsolated: true, hardwareConcurrency: 4, timerResolutionMs: 0.005, userAgent: '', poolStartMs: 1, memoryMb: 1 },
  results: [
    { ...measured('serial', [400, 380, 420]), medianMs: 1, speedup: 1, efficiency: 1, output: [1, 2], order: [0, 1] },
    { ...measured('pooled', [100.00049, 210, 190]), medianMs: 1, speedup: 1, efficiency: 1, output: [1, 2], order: [0, 1] },
  ],
  identical: true,
  warnings: [{ code: 'drift', text: `a\u0000b ${'x'.repeat(500)}` }],
  figures: [{ label: ' primes ', value: '7' }],
  frame: null,
  chunksize: 1,
  rounds: 1,
} satisfies Report;

describe('a summary', () => {
  const summary = summaryOf(report);

  test('has the medians and speed-ups of its samples, in microseconds', () => {
    expect(summary.results.map(({ medianMs, speedup }) => [medianMs, speedup])).toEqual([[400, 1], [190, 400 / 190]]);
    expect(summary.results[1]?.samples[0]).toEqual({ wallMs: 100, startupMs: 0, firstResultMs: 50 });
  });

  test('leaves outputs behind', () => {
    expect(JSON.stringify(summary)).not.toMatch(/output|order|userAgent/);
  });

  test('bounds texts and cleans them', () => {
    expect(summary.warnings[0]?.text).toBe(`ab ${'x'.repeat(297)}`);
    expect(summary.figures).toEqual([{ label: 'primes', value: '7' }]);
  });

  test('has no speed-up without serial', () => {
    expect(resultsOf([measured('pooled', [3])])[0]?.speedup).toBeNaN();
    expect(bestOf({ ...summary, results: resultsOf([measured('pooled', [3])]) })).toBeUndefined();
    expect(bestOf(summary)?.strategy).toBe('pooled');
  });
});

describe('a name', () => {
  test.each([
    ['  Room 3 ', 'Room 3'],
    ['\u202Eevil\u0007', 'evil'],
    [' \n ', ''],
    ['x'.repeat(100), 'x'.repeat(80)],
    [`${'x'.repeat(79)}\u{1F422}`, 'x'.repeat(79)],
  ])('%j becomes %j', (wanted, name) => {
    expect(nameOf(wanted)).toBe(name);
  });
});

describe('experiments', () => {
  test('are the same as themselves, whatever the order of their fields', () => {
    fc.assert(
      fc.property(validSpec, (spec) => {
        const turned = { ...Object.fromEntries(Object.entries(spec).toReversed()), params: Object.fromEntries(Object.entries(spec.params).toReversed()) };
        expect(differencesOf(spec, turned as typeof spec)).toEqual([]);
        expect(isSameWork(spec, turned as typeof spec)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('differ in what matters alone', () => {
    expect(differencesOf(base, { ...base, repeats: 50, trace: true, strategies: ['serial'] })).toEqual([]);
    expect(differencesOf(base, { ...base, cores: 9, variant: 'map', params: { ...base.params, width: 17 } })).toEqual(['params', 'cores', 'variant']);
    expect(differencesOf(base, { ...base, task: 'hello', params: {} })).toEqual(['task']);
    expect(isSameWork(base, { ...base, cores: 9, variant: 'map', schedule: 'static' })).toBe(true);
    expect(isSameWork(base, { ...base, seed: 9 })).toBe(false);
  });
});

test('rounding once is rounding for ever', () => {
  fc.assert(
    fc.property(anyShared, ({ summary }) => {
      expect(resultsOf(summary.results)).toEqual(summary.results);
    }),
    { numRuns: 200 },
  );
});
