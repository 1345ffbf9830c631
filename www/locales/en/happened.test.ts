// Tests of the sentences: every cause has one with its number, and no number is missing or nonsense.
import { describe, expect, test } from 'vitest';
import { RULES, explain } from '../../model/explain';
import type { Remedy } from '../../model/explain';
import { headlineOf } from '../../model/explain/headline';
import { KNOWN, pair } from '../../model/explain/known.fixture';
import { comparisonOf } from '../../model/explain/study';
import { type Simulated, equal, simulate } from '../../model/explain/testing';
import type { Piece } from '../pieces';
import { happened } from './happened';

const title = (strategy: string): string => `${strategy.charAt(0).toUpperCase()}${strategy.slice(1)}`;
const plain = (pieces: readonly Piece[]): string => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('');

/** Its words, and that it is a sentence that can be read. */
function read(pieces: readonly Piece[]): string {
  const words = plain(pieces);
  expect(words).not.toMatch(/NaN|Infinity|undefined|null|\[object|–|  /);
  expect(words).toMatch(/^[\dA-Za-z].*\.$/);
  expect(pieces.some((piece) => typeof piece !== 'string' && piece.strong !== ''), words).toBe(true);
  return words;
}

const LATE = { itemMs: equal(1), startMs: equal(30) };
const outcomes = KNOWN.map(({ given }) => simulate(given));

describe('every cause', () => {
  const findings = outcomes.flatMap(explain);

  test('is found in one of the known comparisons', () => {
    // What only a pair of strategies shows is among the fixtures, too.
    expect(new Set(findings.map(({ cause }) => cause.kind)).size).toBe(RULES.length);
  });

  test('has a sentence with a number that stands out', () => {
    for (const finding of findings) read(happened.sentence(finding, title));
  });

  test('has a sentence from a report alone, too', () => {
    for (const { report } of outcomes) {
      for (const finding of explain({ report, traces: [] })) {
        read(happened.sentence(finding, title));
        expect(finding.evidence).toBeNull();
        expect(finding.lostMs, finding.cause.kind).toBe(0);
      }
    }
  });
});

const headline = (given: Simulated): string => {
  const found = headlineOf(comparisonOf(simulate(given)));
  return found === null ? '' : read(happened.headline(found, title));
};

describe('the headline', () => {
  const spec = { items: 100, cores: 2, chunksize: 1 };
  test.each<[Simulated, string]>([
    [{ spec, strategies: pair(5.3, 5.52), factors: {} }, 'Pooled took 276 ms instead of serial’s 530 ms; 2 perfect workers would have taken 265 ms.'],
    [
      { spec, strategies: { ...pair(0.1), pooled: { ...LATE, itemMs: equal(0.1) } }, factors: {} },
      'Nothing was faster than serial’s 10.0 ms: Pooled took 35.0 ms; 2 perfect workers would have taken 5.0 ms.',
    ],
    [{ spec: { ...spec, variant: 'apply' }, strategies: pair(1), factors: {} }, 'Nothing was gained: Pooled took 100 ms, serial 100 ms; 2 perfect workers would have taken 50.0 ms.'],
    [
      { spec, strategies: pair(1, 1.9), factors: { serial: [0.7, 0.9, 1, 1.1, 1.4], pooled: [0.7, 0.9, 1, 1.1, 1.4] } },
      'Pooled took 95.0 ms and serial 100 ms, but which one is faster can’t be told: runs differ too much; 2 perfect workers would have taken 50.0 ms.',
    ],
    [{ spec: { ...spec, cores: 8 }, machineCores: 2, strategies: pair(1.6, 6.4), factors: {} }, 'Pooled took 83.2 ms instead of serial’s 160 ms; 2 perfect cores would have taken 80.0 ms.'],
    [{ spec: { ...spec, cores: 1 }, strategies: pair(1), factors: {} }, 'Nothing was gained: Pooled took 100 ms, serial 100 ms.'],
    [{ spec, strategies: { serial: { itemMs: equal(1) } }, factors: {} }, 'Serial took 100 ms. Nothing else ran to compare it with.'],
    [{ spec, strategies: { threaded: LATE, pooled: { itemMs: equal(1) } }, factors: {} }, 'Pooled was the fastest with 50.0 ms.'],
    // Too short to be divided.
    [{ spec, strategies: pair(0.0001, 0.001), factors: {} }, 'Nothing was faster than serial’s 0.010 ms: Pooled took 0.050 ms.'],
  ])('%#', (given, expected) => {
    expect(headline(given)).toBe(expected);
  });
});

test('every remedy has a label', () => {
  const remedies: Remedy[] = [
    { field: 'chunksize', value: 1 },
    { field: 'cores', value: 2 },
    { field: 'items', value: 10_000 },
    { field: 'repeats', value: 5 },
    { field: 'variant', value: 'map' },
    { field: 'schedule', value: 'queue' },
    { field: 'spawn', value: 'core' },
    { field: 'strategies', value: ['serial', 'threaded', 'pooled'] },
  ];
  expect(remedies.map(happened.remedy)).toEqual([
    'Try chunks of 1 item',
    'Try 2 workers',
    'Try 10,000 items',
    'Try 5 runs of each',
    'Try map',
    'Try the schedule queue',
    'Try one thread a core',
    'Try pooled as well',
  ]);
});

test('the chart’s description names what is seen', () => {
  const parts = { computing: 90, waiting: 0, locked: 0, copying: 0, startup: 6, between: 0.01, spare: 0, tail: 4, after: 0 };
  expect(happened.shares.text([{ title: 'Pooled', workers: 2, wallMs: 50, parts }])).toBe('Pooled: computing 90 %, starting up 6.0 %, idle at the end 4.0 %');
});
