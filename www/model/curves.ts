// What the curves show, made from the points of a series: speed-ups and runtimes by strategy, what can be said of them. Pure.

import { type AmdahlFit, amdahl, amdahlCi95, fitAmdahl } from './fit/amdahl';
import { type BreakEven, breakEvenOf } from './fit/break-even';
import type { Interval } from './fit/bootstrap';
import type { SpeedupSample, TooFew } from './fit/scaling';
import { type UslFit, fitUsl, usl, uslCi95 } from './fit/usl';
import { median } from './median';
import type { SweepPoint } from './sweep';

/** A strategy's speed-up with one number of workers. */
export interface SpeedupPoint {
  cores: number;
  /** Serial's median over the strategy's. */
  speedup: number;
  /** Each run against serial's of the same round. */
  runs: readonly number[];
  medianMs: number;
  serialMs: number;
}

/** A strategy's runtime at one value. */
export interface RuntimePoint {
  x: number;
  medianMs: number;
  runsMs: readonly number[];
}

/** A fitted law's curve. */
export interface LawPoint {
  cores: number;
  speedup: number;
  low: number;
  high: number;
}

/** A strategy's fits. */
export interface Laws {
  amdahl: AmdahlFit | TooFew;
  usl: UslFit | TooFew;
}

/** The strategies of a series, in the order of its runs. */
export function strategiesOf(points: readonly SweepPoint[]): string[] {
  return [...new Set(points.flatMap(({ runsMs }) => [...runsMs.keys()]))];
}

/** A strategy's speed-ups, by workers. */
export function speedups(points: readonly SweepPoint[], strategy: string): SpeedupPoint[] {
  return sorted(points).flatMap(({ value, runsMs }) => {
    const serial = runsMs.get('serial') ?? [];
    const own = runsMs.get(strategy) ?? [];
    const [serialMs, medianMs] = [median(serial), median(own)];
    const runs = own.map((ms, round) => (serial[round] ?? NaN) / ms).filter((ratio) => Number.isFinite(ratio) && ratio > 0);
    // Below the clock's step there is nothing to compare.
    return serialMs > 0 && medianMs > 0 ? [{ cores: value, speedup: serialMs / medianMs, runs, medianMs, serialMs }] : [];
  });
}

/** A strategy's runtimes, by what is varied. */
export function runtimes(points: readonly SweepPoint[], strategy: string): RuntimePoint[] {
  return sorted(points).flatMap(({ value, runsMs }) => {
    const own = runsMs.get(strategy) ?? [];
    return own.length > 0 ? [{ x: value, medianMs: median(own), runsMs: own }] : [];
  });
}

/** Both laws, fitted to the runs that had a core for each worker. */
export function lawsOf(points: readonly SpeedupPoint[], machineCores: number): Laws {
  const samples: SpeedupSample[] = points.filter(({ cores }) => cores <= machineCores).flatMap(({ cores, runs }) => runs.map((speedup) => ({ cores, speedup })));
  return { amdahl: fitAmdahl(samples), usl: fitUsl(samples) };
}

/** So many points make a curve smooth. */
const STEPS = 40;

/** The curve of Amdahl's law, no further than it was fitted. */
export function amdahlLine(fit: AmdahlFit): LawPoint[] {
  return lineOf(fit.most, (cores) => amdahl(cores, fit.serial), (cores) => amdahlCi95(fit, cores));
}

/** The curve of the Universal Scalability Law, no further than it was fitted. */
export function uslLine(fit: UslFit): LawPoint[] {
  return lineOf(fit.most, (cores) => usl(cores, fit), (cores) => uslCi95(fit, cores));
}

function lineOf(most: number, at: (cores: number) => number, ci95: (cores: number) => Interval): LawPoint[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const cores = most ** (step / STEPS);
    const [low, high] = ci95(cores);
    return { cores, speedup: at(cores), low, high };
  });
}

/** The best of a curve over chunk sizes, and how Python's own choice compares. */
export interface BestChunk {
  best: RuntimePoint;
  /** Python's choice, as measured; null where the series was stopped before. */
  pythons: RuntimePoint | null;
  /** By how much Python's choice takes longer, as a share; 0 where the runs of both overlap. */
  loss: number;
  /** Chunk sizes around the best whose runs overlap with its own. */
  asGood: readonly [number, number];
}

/** What a curve over chunk sizes says; null with fewer than two points. */
export function bestChunk(points: readonly RuntimePoint[], pythons: number): BestChunk | null {
  const [first, ...others] = points;
  if (first === undefined || others.length === 0) return null;
  const best = others.reduce((least, point) => (point.medianMs < least.medianMs ? point : least), first);
  // Either one's median is among the other's runs.
  const overlaps = ({ medianMs, runsMs }: RuntimePoint): boolean => medianMs <= Math.max(...best.runsMs) || Math.min(...runsMs) <= best.medianMs;
  const own = points.find(({ x }) => x === pythons) ?? null;
  const at = points.indexOf(best);
  const from = points.slice(0, at).findLastIndex((point) => !overlaps(point)) + 1;
  const beyond = points.slice(at).findIndex((point) => !overlaps(point));
  const to = beyond === -1 ? points.length - 1 : at + beyond - 1;
  return {
    best,
    pythons: own,
    loss: own === null || overlaps(own) ? 0 : own.medianMs / best.medianMs - 1,
    asGood: [points[from]?.x ?? best.x, points[to]?.x ?? best.x],
  };
}

/** From how many items on a strategy pays. */
export function breakEven(points: readonly SweepPoint[], strategy: string): BreakEven {
  return breakEvenOf(sorted(points).map(({ value, runsMs }) => ({ items: value, serialMs: runsMs.get('serial') ?? [], ownMs: runsMs.get(strategy) ?? [] })));
}

function sorted(points: readonly SweepPoint[]): SweepPoint[] {
  return points.toSorted((a, b) => a.value - b.value);
}
