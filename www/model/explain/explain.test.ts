// Tests of the explanations: each known cause is named, with its number; where nothing may be said, nothing is said.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Finding, explain } from './index';
import { type Simulated, equal, simulate } from './testing';

const FEW: readonly number[] = [1];
const pair = (serial: number, pooled: number = serial) => ({ serial: { itemMs: equal(serial) }, pooled: { itemMs: equal(pooled) } });

/** What is found, by weight. */
const kinds = (given: Simulated): string[] => explain(simulate(given)).map(({ cause }) => cause.kind);
const losses = (findings: readonly Finding[]): Finding[] => findings.filter(({ tone }) => tone === 'loss');

interface Known {
  name: string;
  given: Simulated;
  /** The cause that has to come first, with some of its numbers. */
  cause: Partial<Finding['cause']> & { kind: Finding['cause']['kind'] };
  /** What it has to explain, within 2 %; 0 for what costs no time. */
  lostMs: number;
}

// Every number is worked out by hand from the behaviour.
const KNOWN: readonly Known[] = [
  {
    name: 'threads that take 40 ms to start',
    given: {
      spec: { items: 100, cores: 2 },
      strategies: { serial: { itemMs: equal(0.5) }, threaded: { itemMs: equal(0.5), startMs: equal(40) } },
    },
    cause: { kind: 'start-up', isFresh: true, ateTheGain: true, lastMs: 40 },
    // 100 items in chunks of 13: 50 ms of work, a last worker that ends 2 ms later than the first.
    lostMs: 40,
  },
  {
    name: 'one late worker of two costs half its lateness',
    given: {
      spec: { items: 100, cores: 2, chunksize: 1 },
      strategies: { serial: { itemMs: equal(1) }, threaded: { itemMs: equal(1), startMs: (worker) => 20 * worker } },
    },
    cause: { kind: 'start-up', isFresh: true, ateTheGain: false, lastMs: 20 },
    lostMs: 10,
  },
  {
    name: 'three chunks for two workers',
    given: { spec: { items: 30, cores: 2, chunksize: 10 }, strategies: pair(2) },
    // One worker idles for 20 ms; with single items it would be for one of 2 ms at most.
    cause: { kind: 'coarse-chunks', chunks: 3, chunkItems: 10, chunkMs: 20, idleMs: 20, idle: 1, uneven: null },
    lostMs: 9,
  },
  {
    name: 'one chunk has the costly items',
    given: {
      spec: { items: 40, cores: 4, chunksize: 4 },
      strategies: {
        serial: { itemMs: (item) => (item < 36 ? 1 : 20) },
        pooled: { itemMs: (item) => (item < 36 ? 1 : 20) },
      },
    },
    // Nine chunks of 4 ms for four workers, the tenth of 80 ms begins at 8 ms; the others end at 12, 8 and 8 ms.
    cause: { kind: 'coarse-chunks', chunkItems: 4, uneven: 20 },
    lostMs: (76 + 80 + 80 - 3 * 20) / 4,
  },
  {
    name: 'one heavy item comes last',
    given: {
      spec: { items: 21, cores: 4, chunksize: 1 },
      strategies: {
        serial: { itemMs: (item) => (item === 20 ? 60 : 2) },
        pooled: { itemMs: (item) => (item === 20 ? 60 : 2) },
      },
    },
    // 20 items of 2 ms are done after 10 ms; then three workers idle for 60 ms.
    cause: { kind: 'heavy-item', item: 20, itemMs: 60, idleMs: 60, isBound: true, startedMs: 10 },
    lostMs: 45,
  },
  {
    name: 'one heavy item comes first and outlasts everything',
    given: {
      spec: { items: 21, cores: 4, chunksize: 1 },
      strategies: {
        serial: { itemMs: (item) => (item === 0 ? 60 : 2) },
        pooled: { itemMs: (item) => (item === 0 ? 60 : 2) },
      },
    },
    cause: { kind: 'heavy-item', item: 0, itemMs: 60, isBound: true, startedMs: 0 },
    // Three workers do 20 items: 14, 14 and 12 ms.
    lostMs: (46 + 46 + 48) / 4,
  },
  {
    name: 'five items for four workers',
    given: { spec: { items: 5, cores: 4, chunksize: 1 }, strategies: pair(10) },
    cause: { kind: 'last-round', items: 5, workers: 4, itemMs: 10, idle: 3 },
    lostMs: 7.5,
  },
  {
    name: 'a static schedule over uneven items',
    given: {
      spec: { items: 40, cores: 2, schedule: 'static', chunksize: 20 },
      strategies: {
        serial: { itemMs: (item) => (item < 20 ? 1 : 3) },
        pooled: { itemMs: (item) => (item < 20 ? 1 : 3) },
      },
    },
    cause: { kind: 'fixed-shares', leastMs: 20, mostMs: 60 },
    lostMs: 20,
  },
  {
    name: 'fewer chunks than workers',
    given: { spec: { items: 8, cores: 4, chunksize: 4 }, strategies: pair(5) },
    cause: { kind: 'few-chunks', chunks: 2, workers: 4, items: 8 },
    lostMs: 10,
  },
  {
    name: 'small chunks with gaps',
    given: {
      spec: { items: 1000, cores: 2, chunksize: 1 },
      strategies: { serial: { itemMs: equal(0.05) }, pooled: { itemMs: equal(0.05), handingMs: 0.05 } },
    },
    cause: { kind: 'dispatch', chunks: 1000, chunkItems: 1, isCalls: false },
    lostMs: 25,
  },
  {
    name: 'chunks too short to see, their handing over inside the spans',
    given: {
      spec: { items: 100_000, cores: 2, chunksize: 1 },
      strategies: { serial: { itemMs: equal(0.0001), merge: 1000 }, pooled: { itemMs: equal(0.0005), merge: 1000 } },
    },
    cause: { kind: 'dispatch', chunks: 100_000 },
    // 50 ms of two workers in the place of 10.
    lostMs: 20,
  },
  {
    name: 'items that get in each other’s way',
    given: { spec: { items: 100, cores: 4, chunksize: 1, task: 'sort' }, strategies: pair(1, 1.8) },
    cause: { kind: 'slower-items', workers: 4, rival: null },
    lostMs: 20,
  },
  {
    name: 'items that get in each other’s way at the memory',
    given: { spec: { items: 100, cores: 4, chunksize: 1, task: 'memory_sum', params: { megabytes: 64 } }, strategies: pair(1, 1.8) },
    cause: { kind: 'slower-items', rival: 'memory' },
    lostMs: 20,
  },
  {
    name: 'items that get in each other’s way in the caches',
    given: { spec: { items: 100, cores: 4, chunksize: 1, task: 'memory_sum', params: { megabytes: 1 } }, strategies: pair(1, 1.8) },
    cause: { kind: 'slower-items', rival: null },
    lostMs: 20,
  },
  {
    name: 'eight workers on two cores',
    given: { spec: { items: 160, cores: 8, chunksize: 1 }, machineCores: 2, strategies: pair(1, 4) },
    cause: { kind: 'shared-cores', workers: 8, machineCores: 2 },
    lostMs: 60,
  },
  {
    name: 'apply',
    given: { spec: { items: 20, cores: 4, variant: 'apply' }, strategies: pair(5) },
    cause: { kind: 'one-by-one', workers: 4, busyMs: 100 },
    lostMs: 75,
  },
  {
    name: 'results that take long to gather',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: { serial: { itemMs: equal(1) }, pooled: { itemMs: equal(1), afterMs: 15 } } },
    cause: { kind: 'gathering', results: 100 },
    lostMs: 15,
  },
  {
    name: 'waits side by side, more of them than cores',
    given: {
      spec: { items: 16, cores: 8, chunksize: 1 },
      machineCores: 2,
      strategies: { serial: { itemMs: equal(20), sleeps: true }, pooled: { itemMs: equal(20), sleeps: true } },
    },
    cause: { kind: 'overlapping-waits', workers: 8, machineCores: 2, atOnce: 8 },
    lostMs: 0,
  },
  {
    name: 'two workers, nothing lost',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: pair(1) },
    cause: { kind: 'went-well', workers: 2, speedup: 2, efficiency: 1, rest: null },
    lostMs: 0,
  },
  {
    name: 'items that got faster',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: pair(1, 0.7) },
    cause: { kind: 'went-well' },
    lostMs: 0,
  },
];

describe('a known cause comes first, with its number', () => {
  test.each(KNOWN.map((known) => [known.name, known] as const))('%s', (_, { given, cause, lostMs }) => {
    const outcome = simulate(given);
    const findings = explain(outcome);
    const [first] = findings;
    const close = (value: unknown): unknown => (typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 6) : value);
    expect(first?.cause).toMatchObject(Object.fromEntries(Object.entries(cause).map(([key, value]) => [key, close(value)])));
    if (lostMs === 0) expect(first?.lostMs).toBe(0);
    else expect(Math.abs((first?.lostMs ?? 0) / lostMs - 1)).toBeLessThan(0.02);
    // Where it can be seen lies within the run that is meant.
    for (const { evidence, strategy } of findings) {
      if (evidence === null) continue;
      const trace = outcome.traces.find(({ repeat, strategy: id }) => id === evidence.strategy && repeat === evidence.repeat);
      expect(evidence.strategy).toBe(strategy);
      expect(evidence.fromMs).toBeGreaterThanOrEqual(0);
      expect(evidence.toMs).toBeGreaterThan(evidence.fromMs);
      expect(evidence.toMs).toBeLessThanOrEqual((trace?.wallMs ?? 0) + 1e-9);
    }
  });

  test('a head of line is a note about results, not about time', () => {
    const itemMs = (item: number): number => (item === 0 ? 50 : 1);
    const given: Simulated = { spec: { items: 101, cores: 2, variant: 'imap' }, strategies: { serial: { itemMs }, pooled: { itemMs } } };
    const note = explain(simulate(given)).find(({ cause }) => cause.kind === 'held-back');
    // Item 1 is there after 1 ms: from then on the caller waits for item 0 in vain; 50 later ones are there at 50 ms.
    expect(note?.cause).toMatchObject({ item: 0, results: 50, isFirst: true });
    expect((note?.cause as { waitedMs: number }).waitedMs).toBeCloseTo(49, 0);
    expect(note).toMatchObject({ tone: 'note', lostMs: 0, evidence: { items: { first: 0, count: 1 }, workers: [0] } });
    // In the order of completion nobody waits for it.
    expect(kinds({ ...given, spec: { ...given.spec, variant: 'imap_unordered' } })).not.toContain('held-back');
  });

  test('threads started anew are compared with a pool', () => {
    const late = { itemMs: equal(1), startMs: equal(30) };
    const given: Simulated = { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: { ...pair(1), threaded: late } };
    const found = explain(simulate(given)).find(({ cause }) => cause.kind === 'fresh-threads');
    expect(found).toMatchObject({ strategy: 'threaded', tone: 'note', cause: { pooledMs: 0 } });
    expect((found?.cause as { slowerMs: number }).slowerMs).toBeCloseTo(30, 0);
    // Slower for another reason: nothing is said about threads.
    expect(kinds({ ...given, strategies: { ...pair(1), threaded: { itemMs: equal(1.6) } } })).not.toContain('fresh-threads');
  });
});

describe('nothing is claimed where nothing may be', () => {
  const late = { serial: { itemMs: equal(0.5) }, threaded: { itemMs: equal(0.5), startMs: equal(40) } };

  test('one run, however clear it looks', () => {
    expect(kinds({ spec: { items: 100, cores: 2 }, strategies: late, factors: FEW })).toEqual(['uncertain']);
  });

  test('runs of 0.1 ms', () => {
    const given: Simulated = { spec: { items: 10, cores: 2, chunksize: 1 }, strategies: { serial: { itemMs: equal(0.01) }, pooled: { itemMs: equal(0.02) } } };
    const findings = explain(simulate(given));
    expect(findings.map(({ cause }) => cause.kind)).toEqual(['uncertain']);
    expect(findings[0]?.cause).toMatchObject({ doubts: ['too-short'] });
    // What helps: enough items for a run that the clock can measure.
    expect(findings[0]?.remedy).toEqual({ field: 'items', value: 100 });
  });

  test('an interval that crosses 1 widely', () => {
    const factors = { serial: [0.7, 0.9, 1, 1.2, 1.5], threaded: [0.6, 0.8, 1, 1.3, 1.6] };
    const findings = explain(simulate({ spec: { items: 100, cores: 2 }, strategies: late, factors }));
    expect(findings.map(({ cause }) => cause.kind)).toEqual(['uncertain']);
    expect(findings[0]?.cause).toMatchObject({ doubts: ['spread'] });
  });

  test.each(['hidden', 'drift'])('a warning: %s', (code) => {
    const warnings = [{ code, text: 'serial became slower from run to run' }];
    expect(kinds({ spec: { items: 100, cores: 2 }, strategies: late, warnings })).toEqual(['uncertain']);
  });

  test('a drift of a third strategy is none of this one’s', () => {
    const warnings = [{ code: 'drift', text: 'pooled became slower from run to run' }];
    expect(kinds({ spec: { items: 100, cores: 2 }, strategies: late, warnings })).toContain('start-up');
  });

  test('an interval that crosses 1 narrowly is a result: apply gained nothing', () => {
    expect(kinds({ spec: { items: 20, cores: 4, variant: 'apply' }, strategies: pair(5) })[0]).toBe('one-by-one');
  });

  test('a hiccup in one run of five', () => {
    // The median run is the one in which an item was held up; the others show nothing of the kind.
    const outcome = simulate({ spec: { items: 100, cores: 2, chunksize: 1 }, strategies: pair(1), factors: [1, 0.99, 0.98, 1.2, 1.21] });
    const median = outcome.traces.find(({ strategy, repeat }) => strategy === 'pooled' && repeat === 1);
    const { spans } = median ?? { spans: { endMs: new Float64Array() } };
    spans.endMs[spans.endMs.length - 1] = 1.4 * (spans.endMs.at(-1) ?? 0);
    expect(losses(explain(outcome))).toEqual([]);
  });

  test('items that took longer in some runs but not in all', () => {
    const factors = { serial: [1, 1.3, 0.9, 1.1, 1], pooled: [1, 1.02, 0.98, 1.01, 0.75] };
    const findings = explain(simulate({ spec: { items: 100, cores: 4, chunksize: 1 }, strategies: pair(1, 1.25), factors }));
    expect(findings.map(({ cause }) => cause.kind)).not.toContain('slower-items');
  });

  test('an item that is heavy here but was light in serial’s run', () => {
    const given: Simulated = {
      spec: { items: 21, cores: 4, chunksize: 1 },
      strategies: { serial: { itemMs: equal(2) }, pooled: { itemMs: (item) => (item === 20 ? 60 : 2) } },
    };
    expect(kinds(given)).not.toContain('heavy-item');
  });

  test('a browser that reports fewer cores than there are', () => {
    const given: Simulated = { spec: { items: 160, cores: 8, chunksize: 1 }, machineCores: 2, strategies: pair(1, 1.1) };
    expect(losses(explain(simulate(given))).map(({ cause }) => cause.kind)).toEqual([]);
  });

  test('without serial, nobody says how much slower items were', () => {
    const { pooled } = pair(1, 1.8);
    expect(kinds({ spec: { items: 100, cores: 4, chunksize: 1 }, strategies: { pooled } })).toEqual(['no-serial']);
  });

  test('perfect runs have no loss, whatever the items and workers', () => {
    const given = fc.record({ cores: fc.integer({ min: 2, max: 16 }), rounds: fc.integer({ min: 1, max: 50 }), ms: fc.double({ min: 0.5, max: 50, noNaN: true }) });
    fc.assert(
      fc.property(given, ({ cores, rounds, ms }) => {
        const findings = explain(simulate({ spec: { items: cores * rounds, cores, chunksize: 1 }, strategies: pair(ms) }));
        expect(losses(findings)).toEqual([]);
        expect(findings.map(({ cause }) => cause.kind)).toContain('went-well');
      }),
      { numRuns: 100 },
    );
  });
});

test('no finding explains more than the run’s time', () => {
  const behaviour = fc.record({
    itemMs: fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 1, maxLength: 9 }).map((costs) => (item: number) => costs[item % costs.length] ?? 0),
    startMs: fc.double({ min: 0, max: 50, noNaN: true }).map(equal),
    handingMs: fc.double({ min: 0, max: 5, noNaN: true }),
    afterMs: fc.double({ min: 0, max: 20, noNaN: true }),
    sleeps: fc.boolean(),
  });
  const spec = fc.record({
    items: fc.integer({ min: 1, max: 40 }),
    cores: fc.integer({ min: 1, max: 9 }),
    chunksize: fc.integer({ min: 1, max: 12 }),
    variant: fc.constantFrom('map', 'imap', 'imap_unordered', 'apply', 'apply_async'),
    schedule: fc.constantFrom('queue', 'static'),
    spawn: fc.constantFrom('core', 'item'),
  }) as fc.Arbitrary<Simulated['spec'] & object>;
  fc.assert(
    fc.property(spec, behaviour, behaviour, behaviour, fc.integer({ min: 1, max: 8 }), (given, serial, threaded, pooled, machineCores) => {
      const outcome = simulate({ spec: given, machineCores, strategies: { serial, threaded, pooled } });
      for (const { lostMs, share, strategy } of explain(outcome)) {
        const walls = outcome.traces.filter((trace) => trace.strategy === strategy).map(({ wallMs }) => wallMs);
        expect(lostMs).toBeGreaterThanOrEqual(0);
        expect(lostMs).toBeLessThanOrEqual(Math.max(...walls));
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
});
