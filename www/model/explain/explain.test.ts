// Tests of the explanations: each known cause is named, with its number; where nothing may be said, nothing is said.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Finding, explain } from './index';
import { KNOWN, pair } from './known.fixture';
import { type Simulated, equal, simulate } from './testing';

const FEW: readonly number[] = [1];

/** What is found, by weight. */
const kinds = (given: Simulated): string[] => explain(simulate(given)).map(({ cause }) => cause.kind);
const losses = (findings: readonly Finding[]): Finding[] => findings.filter(({ tone }) => tone === 'loss');

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

  test('eight waits side by side, of workers that begin one after the other', () => {
    // The last begins after 49 ms and ends 50 ms later: everything before is start-up, none of it a last round.
    const strategies = { serial: { itemMs: equal(50), sleeps: true }, threaded: { itemMs: equal(50), sleeps: true, startMs: (worker: number) => 7 * worker } };
    const [first, ...others] = losses(explain(simulate({ spec: { items: 8, cores: 8, chunksize: 1 }, machineCores: 2, strategies })));
    expect(first?.cause).toMatchObject({ kind: 'start-up', lastMs: 49, averageMs: 24.5 });
    expect(first?.lostMs).toBeCloseTo(49, 0);
    expect(others).toEqual([]);
  });

  test('start-up of workers that share cores is what no core did meanwhile', () => {
    // Both cores are free for 30 ms; then eight workers compute 160 ms of work on them.
    const strategies = { serial: { itemMs: equal(1) }, threaded: { itemMs: equal(4), startMs: equal(30) } };
    const found = losses(explain(simulate({ spec: { items: 160, cores: 8, chunksize: 1 }, machineCores: 2, strategies })));
    expect(found.map(({ cause }) => cause.kind)).toEqual(['shared-cores', 'start-up']);
    expect(found[1]?.lostMs).toBeCloseTo(30, 0);
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
    const factors = [1, 1.05, 1.1, 1.15, 1.2];
    expect(kinds({ spec: { items: 100, cores: 2 }, strategies: late, warnings, factors })).toEqual(['uncertain']);
  });

  test('serial’s drift is none of a strategy that takes a hundred times as long', () => {
    const warnings = [{ code: 'drift', text: 'serial became slower from run to run' }];
    const strategies = { serial: { itemMs: equal(0.01) }, threaded: { itemMs: equal(0.01), startMs: equal(100) } };
    const factors = { serial: [1, 1.05, 1.1, 1.15, 1.2] };
    expect(kinds({ spec: { items: 100, cores: 2 }, strategies, warnings, factors })).toEqual(['start-up']);
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
