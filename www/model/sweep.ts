// The series of comparisons behind each curve: which values, which specs, how long it will take about. Pure.

import type { Catalog, Report, RunSpec } from './contract';
import { chunksizeOf, variantOf } from './spec';
import type { Outcome } from './trace';

/** What is varied. */
export const SWEEPS = ['cores', 'chunks', 'items'] as const;
export type SweepKind = (typeof SWEEPS)[number];

/** Runs of each strategy at each value. */
export const SWEEP_REPEATS = 3;

/** A series: a comparison for each value, in the order of the values. */
export interface SweepPlan {
  kind: SweepKind;
  /** The setup that it is about. */
  base: RunSpec;
  values: readonly number[];
  specs: readonly RunSpec[];
}

/** What one comparison of a series came to. */
export interface SweepPoint {
  value: number;
  /** Items a chunk, as it came out. */
  chunksize: number;
  /** By strategy, every run's time, in the order of the rounds. */
  runsMs: ReadonlyMap<string, readonly number[]>;
  /** The page was hidden meanwhile, and browsers slow hidden pages down. */
  isHidden: boolean;
}

/** Up to eight workers each number; from there on each about half as many more as the one before. */
const CORES = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24, 32, 48, 64];
/** Beyond eight, 5 and 7 add little. */
const SPARED = [5, 7];
const CHUNK_SIZES = 10;
const ITEM_COUNTS = 8;

/** Numbers of workers from 1 to `most`, `most` among them. */
export function coreCounts(most: number): number[] {
  const counts = CORES.filter((count) => count < most && (most <= 8 || !SPARED.includes(count)));
  return [...counts, most];
}

/** Whole numbers from 1 to `most`, evenly spread on a logarithmic scale; `count` of them at the most. */
export function logSpaced(most: number, count: number): number[] {
  const steps = Math.max(1, count - 1);
  const values = Array.from({ length: count }, (_, place) => Math.round(most ** (place / steps)));
  return [...new Set(values)].toSorted((a, b) => a - b);
}

/** Powers of two up to the items and beyond them once, thinned out to about ten; and what Python would choose. */
export function chunkSizes(items: number, pythons: number): number[] {
  const powers = Array.from({ length: Math.floor(Math.log2(items)) + 1 }, (_, power) => 2 ** power);
  const every = Math.ceil(powers.length / CHUNK_SIZES);
  const sizes = powers.filter((_, place) => place % every === 0);
  return [...new Set([...sizes, Math.min(pythons, items), items])].toSorted((a, b) => a - b);
}

/** The strategies besides serial that a setup compares; the pool where there is none. */
export function parallelOf({ strategies }: RunSpec): RunSpec['strategies'] {
  const parallel = strategies.filter((strategy) => strategy !== 'serial');
  return parallel.length > 0 ? parallel : ['pooled'];
}

/** The strategies whose chunks the setup's chunksize decides: not threads that are started for each item. */
export function chunkedOf(spec: RunSpec): RunSpec['strategies'] {
  const chunked = parallelOf(spec).filter((strategy) => strategy !== 'threaded' || spec.spawn !== 'item');
  return chunked.length > 0 ? chunked : ['pooled'];
}

/** Whether the setup's call divides its items into chunks. */
export function hasChunks(spec: RunSpec, catalog: Catalog): boolean {
  return variantOf(catalog, spec.variant).chunks !== 'calls';
}

/** What Python would choose for the setup's call. */
export function pythonsChunksize(spec: RunSpec, catalog: Catalog): number {
  return chunksizeOf({ ...spec, chunksize: null }, catalog);
}

/** Speed-up over workers: serial beside the others at each number, so that a machine that gets hot slows down both. */
export function coresPlan(base: RunSpec, most: number): SweepPlan {
  const strategies: RunSpec['strategies'] = ['serial', ...parallelOf(base)];
  return planOf('cores', base, coreCounts(most), (cores) => ({ cores, strategies }));
}

/** Runtime over chunk size. */
export function chunksPlan(base: RunSpec, catalog: Catalog): SweepPlan {
  const strategies = chunkedOf(base);
  return planOf('chunks', base, chunkSizes(base.items, pythonsChunksize(base, catalog)), (chunksize) => ({ chunksize, strategies }));
}

/** Runtime over items, up to those of the setup. */
export function itemsPlan(base: RunSpec): SweepPlan {
  const strategies: RunSpec['strategies'] = ['serial', ...parallelOf(base)];
  return planOf('items', base, logSpaced(base.items, ITEM_COUNTS), (items) => ({ items, strategies }));
}

function planOf(kind: SweepKind, base: RunSpec, values: readonly number[], differ: (value: number) => Partial<RunSpec>): SweepPlan {
  const specs = values.map((value) => ({ ...base, repeats: SWEEP_REPEATS, trace: false, ...differ(value) }));
  return { kind, base, values, specs };
}

/** What is left of a series when some of its values are measured. */
export function rest({ kind, base, values, specs }: SweepPlan, points: readonly SweepPoint[]): SweepPlan {
  const open = values.map((value) => points.every((point) => point.value !== value));
  return { kind, base, values: values.filter((_, place) => open[place]), specs: specs.filter((_, place) => open[place]) };
}

/** The point that a comparison makes. */
export function pointOf({ report }: Outcome, value: number): SweepPoint {
  const runs = report.results.map(({ strategy, samples }) => [strategy, samples.map(({ wallMs }) => wallMs)] as const);
  return { value, chunksize: report.chunksize, runsMs: new Map(runs), isHidden: report.warnings.some(({ code }) => code === 'hidden') };
}

/** Whether two setups would make the same series. */
export function isSameSetup(kind: SweepKind, one: RunSpec, other: RunSpec): boolean {
  const key = (spec: RunSpec): string => {
    const { repeats: _repeats, trace: _trace, strategies, ...fields } = spec;
    // What is varied is no part of the setup.
    const varied = { cores: { cores: 0 }, chunks: { chunksize: null }, items: {} }[kind];
    const params = Object.entries(spec.params).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([Object.entries({ ...fields, ...varied, params }).toSorted(([a], [b]) => (a < b ? -1 : 1)), [...strategies].toSorted()]);
  };
  return key(one) === key(other);
}

/** A warm-up is cut off after so long, and there are about two. */
const WARMUP_MS = 150;
const WARMUPS = 2;

/**
 * How long a series will take about, from a comparison of the same task; null where that one says nothing about it. Another number
 * of workers also needs a pool of its own.
 */
export function expectedMs({ kind, base, specs }: SweepPlan, report: Report | null, machineCores: number): number | null {
  if (report === null) return null;
  const { spec, results, environment } = report;
  const isSame = spec.task === base.task && spec.variant === base.variant && JSON.stringify(spec.params) === JSON.stringify(base.params);
  if (!isSame || spec.items === 0) return null;
  const medianOf = (id: string): number | undefined => results.find(({ strategy }) => strategy === id)?.medianMs;
  const atOnce = (cores: number): number => Math.max(1, Math.min(cores, machineCores));
  const known = medianOf('pooled') ?? medianOf('threaded');
  const serialMs = medianOf('serial') ?? (known === undefined ? undefined : known * atOnce(spec.cores));
  if (serialMs === undefined) return null;
  const runMs = (strategy: string, cores: number): number => {
    if (strategy === 'serial') return serialMs;
    const own = medianOf(strategy) ?? known ?? serialMs / atOnce(spec.cores);
    return (own * atOnce(spec.cores)) / atOnce(cores);
  };
  return specs.reduce((sum, { cores, items, strategies, repeats }) => {
    const each = strategies.map((strategy) => (runMs(strategy, cores) * items) / spec.items);
    const runs = each.reduce((all, ms) => all + repeats * ms + WARMUPS * Math.min(ms, WARMUP_MS), 0);
    return sum + runs + (kind === 'cores' ? environment.poolStartMs : 0);
  }, 0);
}
