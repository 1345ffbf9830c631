// A comparison laid out for the rules: each parallel strategy with its accounts, serial beside it, and what makes it uncertain.

import type { Report, ReportResult, RunSpec } from '../contract';
import { type Outcome, type Trace, traceOf } from '../trace';
import { median } from '../median';
import { type Account, type CallShape, type Part, accountOf } from './measures';
import {
  HIDDEN_CORES,
  LEAST_REPEATS,
  LEAST_SHARE,
  LEAST_STEPS,
  MOSTLY_WAITING,
  MOST_RUNS,
  SHARED_CORES,
  SHORT_CHUNK_MS,
  SLOWER_ITEMS,
  WIDE_INTERVAL,
} from './thresholds';

/** What makes figures too uncertain to name causes. */
export type Doubt = 'few-runs' | 'too-short' | 'hidden' | 'drift' | 'spread';

/** A strategy's runs, as far as they were recorded. */
export interface Recorded {
  result: ReportResult;
  /** The median run. */
  trace: Trace | null;
  account: Account | null;
  /** Every run that was kept, the median run among them. */
  accounts: readonly Account[];
}

/** A parallel strategy, compared with serial. */
export interface Study extends Recorded {
  report: Report;
  spec: RunSpec;
  strategy: string;
  workers: number;
  shape: CallShape;
  serial: Recorded | null;
  doubts: readonly Doubt[];
  machineCores: number;
  /** How many of its items can make progress at a time: workers, but for computing no more than there are cores. */
  reach: number;
  /** How many times as long all items took, added up, as in serial's run; null without both recordings. */
  inflation: number | null;
  /** In every kept run items took longer (or less long) than in every one of serial's. */
  isInflationSure: boolean;
  /** Chunks too short to be seen: what handing them over costs lies inside the spans. */
  isShort: boolean;
  /** Items mostly sleep. */
  isWaiting: boolean;
  /** More workers than cores, and items that took as much longer as that explains. */
  isShared: boolean;
}

/** A comparison laid out for the rules. */
export interface Comparison {
  report: Report;
  serial: Recorded | null;
  /** The parallel strategies, in the report's order. */
  studies: readonly Study[];
}

/** Lays a comparison out. */
export function comparisonOf(outcome: Outcome): Comparison {
  const { report } = outcome;
  const find = (id: string): ReportResult | undefined => report.results.find(({ strategy }) => strategy === id);
  const serialResult = find('serial');
  const serial = serialResult === undefined ? null : recorded(outcome, serialResult, { chunks: 1, oneByOne: false });
  const studies = report.results.filter(({ strategy }) => strategy !== 'serial').map((result) => study(outcome, result, serial));
  return { report, serial, studies };
}

function recorded(outcome: Outcome, result: ReportResult, shape: CallShape): Recorded {
  const trace = traceOf(outcome, result.strategy) ?? null;
  const accounts = outcome.traces.filter(({ strategy }) => strategy === result.strategy).map((own) => accountOf(own, shape));
  return { result, trace, account: accounts.find((account) => account.trace === trace) ?? null, accounts };
}

function study(outcome: Outcome, result: ReportResult, serial: Recorded | null): Study {
  const { report } = outcome;
  const { spec, environment } = report;
  const { strategy } = result;
  const shape = shapeOf(report, strategy);
  const own = recorded(outcome, result, shape);
  const workers = own.trace?.workers ?? spec.cores;
  const machineCores = environment.hardwareConcurrency;
  const inflations = serial === null ? null : inflationOf(own, serial, LEAST_STEPS * environment.timerResolutionMs);
  const busyMs = own.account === null ? 0 : own.account.parts.computing + own.account.parts.waiting;
  const isWaiting = own.account !== null && own.account.parts.waiting >= MOSTLY_WAITING * busyMs && busyMs > 0;
  // Serial's chunks are as long as these, without what handing them over costs.
  const perChunkMs = (serial?.account?.parts.computing ?? busyMs) / shape.chunks;
  const isShort = !isWaiting && own.account !== null && perChunkMs < SHORT_CHUNK_MS;
  const inflation = inflations?.ratio ?? null;
  const crowd = workers / machineCores;
  const isShared = crowd > 1 && !isWaiting && !isShort && inflation !== null && inflation >= 1 + SHARED_CORES * (crowd - 1);
  return {
    ...own,
    report,
    spec,
    strategy,
    workers,
    shape,
    serial,
    doubts: doubtsOf(report, result, serial),
    machineCores,
    // A browser that shows more than its cores can do doesn't report them all.
    reach: isWaiting || result.speedup > HIDDEN_CORES * machineCores ? workers : Math.min(workers, machineCores),
    inflation,
    isInflationSure: inflations?.isSure ?? false,
    isShort,
    isWaiting,
    isShared,
  };
}

/** Into how many chunks a strategy's call divides, and whether the caller waits for each. */
export function shapeOf({ spec, chunksize, rounds }: Report, strategy: string): CallShape {
  const { items, cores, variant, schedule, spawn } = spec;
  const oneByOne = variant === 'apply';
  const isCalls = oneByOne || variant === 'apply_async';
  const ownSize = strategy === 'threaded' && spawn === 'item' ? 1 : chunksize;
  const ofRound = Math.ceil(items / rounds);
  // Without a chunksize a static schedule deals one stretch a worker.
  const size = !isCalls && schedule === 'static' && spec.chunksize === null && ownSize === chunksize ? Math.ceil(ofRound / cores) : ownSize;
  return { chunks: isCalls ? items : rounds * Math.ceil(ofRound / Math.max(1, size)), oneByOne };
}

function inflationOf(own: Recorded, serial: Recorded, leastMs: number): { ratio: number; isSure: boolean } | null {
  const baseMs = serial.account?.parts.computing ?? 0;
  if (own.account === null || baseMs <= 0) return null;
  const computing = ({ accounts }: Recorded): number[] => accounts.map(({ parts }) => parts.computing);
  const [all, base] = [computing(own), computing(serial)];
  const ratio = own.account.parts.computing / baseMs;
  const isMeasured = own.result.medianMs >= leastMs && serial.result.medianMs >= leastMs;
  // Without any assumption about how runs vary: with 4 and 4 runs, chance alone does this once in 70 times.
  const isApart = Math.min(...all) > Math.max(...base) || Math.max(...all) < Math.min(...base);
  const isNotable = ratio >= SLOWER_ITEMS || ratio <= 1 / SLOWER_ITEMS;
  return { ratio, isSure: isMeasured && isNotable && isApart && Math.min(all.length, base.length) >= LEAST_REPEATS };
}

function doubtsOf(report: Report, result: ReportResult, serial: Recorded | null): Doubt[] {
  const { timerResolutionMs } = report.environment;
  const results = serial === null ? [result] : [result, serial.result];
  const doubts: Doubt[] = [];
  if (results.some(({ samples }) => samples.length < LEAST_REPEATS)) doubts.push('few-runs');
  // A serial run that is short beside this one takes nothing from what this one shows of itself.
  if (!(result.medianMs >= LEAST_STEPS * timerResolutionMs)) doubts.push('too-short');
  if (report.warnings.some(({ code }) => code === 'hidden')) doubts.push('hidden');
  // The warning's text begins with the strategy that drifts.
  const drifts = report.warnings.filter(({ code }) => code === 'drift');
  const isDrifting = ({ strategy }: ReportResult): boolean => drifts.some(({ text }) => text.startsWith(`${strategy} `));
  // Serial's drift matters where it is notable beside this one's time.
  const walls = serial?.result.samples.map(({ wallMs }) => wallMs) ?? [];
  const isSerialUnsteady = serial !== null && isDrifting(serial.result) && Math.max(...walls) - Math.min(...walls) >= LEAST_SHARE * result.medianMs;
  if (isDrifting(result) || isSerialUnsteady) doubts.push('drift');
  const [low, high] = result.speedupCi95;
  if (serial !== null && low <= 1 && 1 <= high && high / low > WIDE_INTERVAL) doubts.push('spread');
  return doubts;
}

/** What a part of the workers' time, beyond serial's, cost the run: all workers' milliseconds, divided among them. */
export function lostTo(study: Study, part: Part): number {
  const { account, serial, workers } = study;
  if (account === null) return 0;
  return withinReach(study, Math.max(0, account.parts[part] - (serial?.account?.parts[part] ?? 0)) / workers);
}

/** What can have been lost at most: where workers share cores, what lies beyond the cores' own best. */
export function withinReach({ account, serial, workers, reach }: Study, lostMs: number): number {
  if (account === null || serial === null || reach >= workers) return lostMs;
  return Math.max(0, Math.min(lostMs, account.wallMs - serial.result.medianMs / reach));
}

/** Whether something costs a notable share of the run, in the median run and in most of those that were kept. */
export function isNotable({ account, accounts }: Study, costMs: (account: Account) => number): boolean {
  const shows = (each: Account): boolean => costMs(each) >= LEAST_SHARE * each.wallMs;
  return account !== null && shows(account) && accounts.filter(shows).length > MOST_RUNS * accounts.length;
}

/** How many threads a run started for single items: by choice, or because each item is a call; 0 where each worker starts once. */
export function startsOf({ shape, spec, strategy }: Study): number {
  return strategy === 'threaded' && (spec.spawn === 'item' || shape.oneByOne || spec.variant === 'apply_async') ? shape.chunks : 0;
}

/** The median of what a run reports, over all its samples. */
export function medianOf({ samples }: ReportResult, value: (sample: ReportResult['samples'][number]) => number): number {
  return median(samples.map(value));
}
