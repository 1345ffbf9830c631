// Comparisons with known causes: a small simulator of workers that take chunks, whose spans and figures are exact. For tests only.

import data from '../../generated/catalog.json';
import type { Catalog, Report, ReportResult, RunSpec } from '../contract';
import { chunksizeOf, firstSpec, roundsOf } from '../spec';
import type { Outcome, SpanKind, Trace } from '../trace';
import { median } from '../median';

const catalog = data as unknown as Catalog;
const KINDS: readonly SpanKind[] = ['startup', 'chunk', 'wait', 'copy', 'gil'];

/** How a strategy's workers behave. */
export interface Behaviour {
  /** How long an item takes. */
  itemMs: (item: number) => number;
  /** When a worker begins. */
  startMs?: (worker: number) => number;
  /** Between two chunks of a worker. */
  handingMs?: number;
  /** Between two rounds, from the last chunk of the one to the first of the next. */
  betweenMs?: number;
  /** After the last chunk, until the caller has everything. */
  afterMs?: number;
  /** Items sleep instead of computing. */
  sleeps?: boolean;
  /** Before and after each chunk, its worker copies for so long. */
  copyMs?: number;
  /** Each chunk begins with so long a wait for the global lock. */
  lockedMs?: number;
  /** Chunks that become one span, as short ones do. */
  merge?: number;
}

/** A comparison: a setup, and how each strategy's workers behave. */
export interface Simulated {
  spec?: Partial<RunSpec>;
  machineCores?: number;
  userAgent?: string;
  timerResolutionMs?: number;
  strategies: Partial<Record<'serial' | 'threaded' | 'pooled' | 'processes', Behaviour>>;
  /** By what each run's times are multiplied; as many runs as there are factors. By default five runs within 1 %. */
  factors?: readonly number[] | Partial<Record<string, readonly number[]>>;
  warnings?: Report['warnings'];
}

/** Equal items. */
export const equal =
  (ms: number) =>
  (): number =>
    ms;

/** Simulates a comparison. Ends of intervals are the fastest and the slowest run. */
export function simulate(given: Simulated): Outcome {
  const { strategies, machineCores = 64, userAgent = '', timerResolutionMs = 0.005, warnings = [], factors = [1, 1.004, 0.996, 1.002, 0.998] } = given;
  const ids = Object.keys(strategies) as (keyof typeof strategies)[];
  const ofStrategy = (id: string): readonly number[] => ('length' in factors ? (factors as readonly number[]) : (factors[id] ?? [1, 1, 1, 1, 1]));
  const spec: RunSpec = {
    ...firstSpec(catalog, 4),
    task: 'skewed',
    params: {},
    variant: 'map',
    ...given.spec,
    strategies: ids,
    repeats: ofStrategy(ids[0] ?? '').length,
  };
  const chunksize = chunksizeOf(spec, catalog);
  const rounds = roundsOf(spec, catalog);
  const traces = ids.flatMap((id) => {
    const behaviour = strategies[id];
    if (behaviour === undefined) return [];
    return ofStrategy(id).map((factor, place) => run(id, place + 1, scaled(behaviour, factor), spec, { chunksize, rounds }));
  });
  const results = ids.map((strategy) => resultOf(strategy, traces, spec));
  const report = {
    version: 1,
    spec,
    environment: { hardwareConcurrency: machineCores, userAgent, timerResolutionMs },
    results,
    identical: true,
    warnings,
    figures: [],
    frame: null,
    chunksize,
    rounds,
  } as unknown as Report;
  return { report, traces };
}

function scaled({ itemMs, startMs, ...rest }: Behaviour, factor: number): Behaviour {
  return { ...rest, itemMs: (item) => factor * itemMs(item), startMs: (worker) => factor * (startMs?.(worker) ?? 0) };
}

/** Rows of what will be columns. */
type Row = readonly [worker: number, kind: SpanKind, first: number, count: number, startMs: number, endMs: number];

function run(strategy: string, repeat: number, behaviour: Behaviour, spec: RunSpec, { chunksize, rounds }: { chunksize: number; rounds: number }): Trace {
  const { itemMs, startMs = () => 0, handingMs = 0, betweenMs = 0, afterMs = 0, sleeps = false, copyMs = 0, lockedMs = 0, merge = 1 } = behaviour;
  const workers = strategy === 'serial' ? 1 : spec.cores;
  const free = Array.from({ length: workers }, (_, worker) => startMs(worker));
  const begun = new Set<number>();
  const rows: Row[] = [];
  const doneMs: number[] = [];
  let turnMs = 0;
  const size = chunksize * merge;
  const roundEnd = (item: number): number => Math.floor(((Math.floor(((item + 1) * rounds - 1) / spec.items) + 1) * spec.items) / rounds);
  for (let first = 0, turn = 0, count = 0; first < spec.items; first += count, turn += 1) {
    count = Math.min(size, roundEnd(first) - first);
    // A round begins when all of the last one is done.
    if (first > 0 && roundEnd(first - 1) === first) free.fill(Math.max(...free) + betweenMs);
    const isStatic = spec.schedule === 'static' && strategy !== 'serial';
    const worker = spec.variant === 'apply' || isStatic ? turn % workers : free.indexOf(Math.min(...free));
    const from = Math.max(free[worker] ?? 0, spec.variant === 'apply' ? turnMs : 0);
    if (!begun.has(worker) && strategy !== 'serial') rows.push([worker, 'startup', 0, 0, spec.variant === 'apply' ? from : 0, from]);
    begun.add(worker);
    const begins = from + copyMs;
    if (copyMs > 0) rows.push([worker, 'copy', first, 0, from, begins]);
    let ends = begins + lockedMs;
    for (let item = first; item < first + count; item += 1) ends += itemMs(item);
    rows.push([worker, 'chunk', first, count, begins, ends]);
    if (sleeps) rows.push([worker, 'wait', first, 0, begins, ends]);
    if (lockedMs > 0) rows.push([worker, 'gil', first, 0, begins, begins + lockedMs]);
    const to = ends + copyMs;
    if (copyMs > 0) rows.push([worker, 'copy', first, 0, ends, to]);
    for (let item = first; item < first + count; item += 1) doneMs[item] = to;
    free[worker] = to + handingMs;
    turnMs = to + handingMs;
  }
  const sorted = rows.toSorted(([a], [b]) => a - b);
  const wallMs = Math.max(...doneMs) + afterMs;
  const order = spec.variant === 'imap_unordered' ? Uint32Array.from(doneMs.keys()).sort((a, b) => (doneMs[a] ?? 0) - (doneMs[b] ?? 0)) : null;
  return { strategy, repeat, workers, wallMs, kinds: KINDS, spans: columns(sorted), deliveries: deliveries(doneMs, wallMs, spec), order };
}

function columns(rows: readonly Row[]): Trace['spans'] {
  const column = (place: number): number[] => rows.map((row) => row[place] as number);
  return {
    worker: Uint16Array.from(column(0)),
    kind: Uint8Array.from(rows, (row) => KINDS.indexOf(row[1])),
    first: Uint32Array.from(column(2)),
    count: Uint32Array.from(column(3)),
    startMs: Float64Array.from(column(4)),
    endMs: Float64Array.from(column(5)),
  };
}

/** One by one in item order, or all at the end. */
function deliveries(doneMs: readonly number[], wallMs: number, { variant }: RunSpec): Trace['deliveries'] {
  const isStream = variant === 'imap' || variant === 'apply' || variant === 'apply_async';
  let atMs = 0;
  const taken = doneMs.map((ms, item) => {
    const waitedFromMs = atMs;
    atMs = Math.max(atMs, ms);
    return { item, waitedFromMs, atMs };
  });
  const rows = isStream ? taken : [{ item: 0, waitedFromMs: 0, atMs: wallMs }];
  return {
    first: Uint32Array.from(rows, ({ item }) => item),
    count: Uint32Array.from(rows, () => (isStream ? 1 : doneMs.length)),
    waitedFromMs: Float64Array.from(rows, (row) => row.waitedFromMs),
    atMs: Float64Array.from(rows, (row) => row.atMs),
  };
}

function resultOf(strategy: string, traces: readonly Trace[], spec: RunSpec): ReportResult {
  const own = traces.filter((trace) => trace.strategy === strategy);
  const walls = own.map(({ wallMs }) => wallMs);
  const serial = traces.filter((trace) => trace.strategy === 'serial').map(({ wallMs }) => wallMs);
  const medianMs = median(walls);
  const speedup = serial.length === 0 ? NaN : median(serial) / medianMs;
  const low = Math.min(...serial) / Math.max(...walls);
  const high = Math.max(...serial) / Math.min(...walls);
  return {
    strategy,
    samples: own.map(({ wallMs, spans, kinds }) => {
      const begun = Array.from(spans.endMs).filter((_, at) => kinds[spans.kind[at] ?? 0] === 'startup');
      return { wallMs, startupMs: Math.max(0, ...begun), firstResultMs: wallMs };
    }),
    medianMs,
    ci95: [Math.min(...walls), Math.max(...walls)],
    speedup,
    speedupCi95: strategy === 'serial' ? [1, 1] : serial.length === 0 ? [NaN, NaN] : [low, high],
    efficiency: speedup / (strategy === 'serial' ? 1 : spec.cores),
    digest: '0',
    output: [],
    order: [],
  };
}
