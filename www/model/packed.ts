// The packed form of a shared comparison: JSON with short keys and columns of whole numbers, for links and for keeping. Pure.
//
// Version 1. What is packed once must unpack for ever (fixtures/links-v1.json): a change is a new version with an unpacker of its own.

import type { Catalog, RunSpec } from './contract';
import { LONGEST, type Shared, type Summary, resultsOf } from './kept';
import { Misshapen, asList, asNumber, asObject, asText, asWhole, refuse } from './shape';
import { checkSpec } from './spec';

/** The version that `pack` writes. */
export const PACKED_VERSION = 1;

/** A year: no run takes longer. */
const MOST_US = 3.2e13;
const MOST_RATIO = 1e12;
/** The year 2200. */
const MOST_S = 7.3e9;
const MOST_ENTRIES = 40;
/** The fields that every spec of version 1 has: a missing one isn't filled with what is usual today. */
const SPEC_FIELDS = [
  'task', 'params', 'items', 'seed', 'cores', 'variant', 'chunksize', 'schedule', 'strategies', 'spawn', 'gil', 'repeats', 'trace',
] as const;

/** Fields that came later, and what links without them meant. They are packed only where they say something else. */
const LATER = { switchIntervalMs: 5, processes: 'pool', maxtasksperchild: null } as const;

/** The spec as it is packed. */
function packedSpec(spec: RunSpec): Partial<RunSpec> {
  return Object.fromEntries(Object.entries(spec).filter(([field, value]) => !(field in LATER) || value !== LATER[field as keyof typeof LATER]));
}

/** Packs. */
export function pack({ name, atS, summary }: Shared): unknown {
  const { spec, machine, chunksize, identical, results, warnings, figures } = summary;
  const { browser, platform, cores, timerResolutionMs, poolStartMs } = machine;
  return {
    n: name,
    t: atS,
    s: packedSpec(spec),
    m: [browser, platform, cores, orNull(timerResolutionMs), orNull(poolStartMs)],
    c: chunksize,
    i: identical ? 1 : 0,
    r: results.map(({ strategy, digest, samples, ci95, speedupCi95 }) => [
      strategy,
      digest,
      samples.map(({ wallMs }) => toUs(wallMs)),
      samples.map(({ startupMs }) => toUs(startupMs)),
      samples.map(({ firstResultMs }) => toUs(firstResultMs)),
      ci95.map(toUs),
      speedupCi95.map(orNull),
    ]),
    w: warnings.map(({ code, text }) => [code, text]),
    f: figures.map(({ label, value }) => [label, value]),
  };
}

/** Unpacks what was packed as version 1, or throws `Misshapen`. */
export function unpack(value: unknown, catalog: Catalog): Shared {
  const packed = asObject(value, 'results');
  return {
    name: asText(packed['n'], 'name', LONGEST.name, 1),
    atS: asWhole(packed['t'], 'time', { min: 0, max: MOST_S }),
    summary: toSummary(packed, catalog),
  };
}

function toSummary(packed: Record<string, unknown>, catalog: Catalog): Summary {
  const given = asObject(packed['s'], 'spec');
  for (const field of SPEC_FIELDS) if (given[field] === undefined) refuse(`spec.${field}`, undefined, 'a value');
  const { spec, problems } = checkSpec({ ...LATER, ...given }, catalog, catalog.default);
  if (problems[0] !== undefined) throw new Misshapen({ ...problems[0], field: `spec.${problems[0].field}` });
  const [browser, platform, cores, timer, poolStart] = asList(packed['m'], 'machine', { min: 5, max: 5 });
  const results = asList(packed['r'], 'results', { min: spec.strategies.length, max: spec.strategies.length });
  return {
    spec,
    machine: {
      browser: asText(browser, 'browser', LONGEST.machine, 1),
      platform: asText(platform, 'platform', LONGEST.machine, 1),
      cores: asWhole(cores, 'cores', { min: 1, max: 65_536 }),
      timerResolutionMs: orNaN(timer, 'timerResolutionMs', MOST_US),
      poolStartMs: orNaN(poolStart, 'poolStartMs', MOST_US),
    },
    chunksize: asWhole(packed['c'], 'chunksize', { min: 1, max: catalog.limits.items.max }),
    identical: asWhole(packed['i'], 'identical', { min: 0, max: 1 }) === 1,
    results: resultsOf(results.map((result, place) => toMeasured(result, spec.strategies[place] ?? '', catalog))),
    warnings: pairs(packed['w'], 'warnings', LONGEST.warning).map(([code, text]) => ({ code, text })),
    figures: pairs(packed['f'], 'figures', LONGEST.figure).map(([label, text]) => ({ label, value: text })),
  };
}

function toMeasured(value: unknown, expected: string, catalog: Catalog): Parameters<typeof resultsOf>[0][number] {
  const [strategy, digest, walls, startups, firsts, ci95, speedupCi95] = asList(value, 'result', { min: 7, max: 7 });
  if (strategy !== expected) refuse('strategy', strategy, expected);
  if (typeof digest !== 'string' || !/^[0-9a-f]{16}$/.test(digest)) refuse(`${expected}.digest`, digest, '16 hexadecimal digits');
  const wallsMs = column(walls, `${expected}.wallMs`, { min: 1, max: catalog.limits.repeats.max });
  const length = { min: wallsMs.length, max: wallsMs.length };
  const startupsMs = column(startups, `${expected}.startupMs`, length);
  const firstsMs = column(firsts, `${expected}.firstResultMs`, length);
  const pair = { min: 2, max: 2 };
  const [low = NaN, high = NaN] = column(ci95, `${expected}.ci95`, pair);
  const [least, most] = asList(speedupCi95, `${expected}.speedupCi95`, pair);
  return {
    strategy: expected,
    digest,
    samples: wallsMs.map((wallMs, run) => ({ wallMs, startupMs: startupsMs[run] ?? NaN, firstResultMs: firstsMs[run] ?? NaN })),
    ci95: [low, high],
    speedupCi95: [orNaN(least, `${expected}.speedupCi95`, MOST_RATIO), orNaN(most, `${expected}.speedupCi95`, MOST_RATIO)],
  };
}

/** Times in milliseconds from whole microseconds. */
function column(value: unknown, field: string, length: { min: number; max: number }): number[] {
  return asList(value, field, length).map((us) => (us === null ? NaN : asWhole(us, field, { min: 0, max: MOST_US }) / 1_000));
}

function pairs(value: unknown, field: string, longest: number): [string, string][] {
  return asList(value, field, { min: 0, max: MOST_ENTRIES }).map((entry) => {
    const [first, second] = asList(entry, field, { min: 2, max: 2 });
    return [asText(first, field, longest), asText(second, field, longest)];
  });
}

/** JSON has no NaN. */
function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function orNaN(value: unknown, field: string, max: number): number {
  return value === null ? NaN : asNumber(value, field, { min: 0, max });
}

function toUs(ms: number): number | null {
  return orNull(Math.round(ms * 1_000));
}
