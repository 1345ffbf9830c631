// What property tests draw from: any spec within the catalogue's bounds, any comparison that may be kept. For tests only.

import fc from 'fast-check';
import data from '../generated/catalog.json';
import type { Catalog, Kind, Meta, RunSpec, Sample } from './contract';
import { type Measured, type Shared, type Summary, LONGEST, inMicroseconds, resultsOf } from './kept';
import { rounded } from './machine';
import { cleanText } from './shape';
import { checkSpec, firstSpec } from './spec';

/** The catalogue that the build made: without its words, which nothing in this layer reads. */
export const catalog = data as unknown as Catalog;
const { limits } = catalog;
/** The first visitor's spec on a machine with four cores. */
export const base = firstSpec(catalog, 4);

function ofKind(kind: Kind): fc.Arbitrary<number | string | boolean> {
  switch (kind.type) {
    case 'integer':
      return fc.integer({ min: kind.min, max: kind.max });
    case 'number':
      // A minus before zero is no value of its own.
      return fc.double({ min: kind.min, max: kind.max, noNaN: true }).map((value) => value + 0);
    case 'choice':
      return fc.constantFrom(...kind.options);
    case 'flag':
      return fc.boolean();
  }
}

function specOf(task: Meta): fc.Arbitrary<RunSpec> {
  const ids = <Id extends string>(list: readonly { id: string }[]): fc.Arbitrary<Id> =>
    fc.constantFrom(...list.map(({ id }) => id as Id));
  return fc.record({
    task: fc.constant(task.id),
    params: fc.record(Object.fromEntries(task.params.map(({ name, kind }) => [name, ofKind(kind)]))),
    items: fc.integer({ min: limits.items.min, max: Math.min(limits.items.max, task.maxItems) }),
    seed: fc.integer(limits.seed),
    cores: fc.integer(limits.cores),
    variant: ids<RunSpec['variant']>(catalog.variants),
    chunksize: fc.option(fc.integer(limits.chunksize)),
    schedule: ids<RunSpec['schedule']>(catalog.schedules),
    strategies: fc.shuffledSubarray(catalog.strategies.map(({ id }) => id as RunSpec['strategies'][number]), { minLength: 1 }),
    spawn: ids<RunSpec['spawn']>(catalog.spawns),
    processes: ids<RunSpec['processes']>(catalog.lifetimes),
    maxtasksperchild: fc.option(fc.integer({ min: 2_000, max: limits.maxtasksperchild.max })),
    gil: fc.boolean(),
    switchIntervalMs: fc.double({ ...limits.switchIntervalMs, noNaN: true }),
    repeats: fc.integer(limits.repeats),
    trace: fc.boolean(),
  });
}

/** Any spec that the catalogue allows. */
export const validSpec = fc
  .constantFrom(...catalog.tasks)
  .chain(specOf)
  .filter((spec) => checkSpec(spec, catalog, base).problems.length === 0);

const clean = (maxLength: number, minLength = 0): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'binary', maxLength })
    .map((text) => cleanText(text).slice(0, maxLength))
    .map(cleanText)
    .filter(({ length }) => length >= minLength);
const timeMs = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(0, NaN, Infinity)).map(inMicroseconds);
const ratio = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(NaN, Infinity)).map((value) => rounded(value + 0));
const sample: fc.Arbitrary<Sample> = fc.record({ wallMs: timeMs, startupMs: timeMs, firstResultMs: timeMs });

function measuredOf(strategy: string): fc.Arbitrary<Measured> {
  return fc.record({
    strategy: fc.constant(strategy),
    samples: fc.array(sample, { minLength: 1, maxLength: limits.repeats.max }),
    ci95: fc.tuple(timeMs, timeMs),
    speedupCi95: fc.tuple(ratio, ratio),
    digest: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
  });
}

function summaryOf(spec: RunSpec): fc.Arbitrary<Summary> {
  return fc.record({
    spec: fc.constant(spec),
    machine: fc.record({
      browser: clean(LONGEST.machine, 1),
      platform: clean(LONGEST.machine, 1),
      cores: fc.integer({ min: 1, max: 1_024 }),
      timerResolutionMs: ratio,
      poolStartMs: ratio,
    }),
    chunksize: fc.integer({ min: 1, max: limits.items.max }),
    identical: fc.boolean(),
    results: fc.tuple(...spec.strategies.map(measuredOf)).map(resultsOf),
    warnings: fc.array(fc.record({ code: clean(20), text: clean(LONGEST.warning) }), { maxLength: 5 }),
    figures: fc.array(fc.record({ label: clean(LONGEST.figure), value: clean(LONGEST.figure) }), { maxLength: 5 }),
  });
}

/** Any comparison that may be kept or shared. */
export const anyShared: fc.Arbitrary<Shared> = fc.record({
  name: clean(LONGEST.name, 1),
  atS: fc.integer({ min: 0, max: 4e9 }),
  summary: validSpec.chain(summaryOf),
});
