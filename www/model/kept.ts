// A comparison as it is kept and shared: what was measured, without outputs and recordings. Pure.

import type { Report, RunSpec, Sample, Warning } from './contract';
import type { Figure } from '../generated/Figure';
import { type Machine, machineOf, rounded } from './machine';
import { median } from './median';
import { cleanText } from './shape';

/** One strategy's figures. */
export interface KeptResult {
  strategy: string;
  /** In the order in which they ran. */
  samples: Sample[];
  medianMs: number;
  ci95: [number, number];
  /** Serial's median over this one's; NaN without serial. */
  speedup: number;
  speedupCi95: [number, number];
  /** Of the results in item order, 16 hexadecimal digits. */
  digest: string;
}

/** What a comparison came to, in brief. Times are whole microseconds: no clock of a browser tells more. */
export interface Summary {
  spec: RunSpec;
  machine: Machine;
  /** Items a chunk, as it came out. */
  chunksize: number;
  identical: boolean;
  results: KeptResult[];
  warnings: Warning[];
  figures: Figure[];
}

/** A comparison with a name and a time: what a link or a file carries. */
export interface Shared {
  name: string;
  /** When it was done, whole seconds since 1970. */
  atS: number;
  summary: Summary;
}

/** One that is kept on this device or stands in the overlay. */
export interface Kept extends Shared {
  id: string;
}

/** Longest texts: names are cut to it, links and files are held to it. */
export const LONGEST = { name: 80, warning: 300, figure: 200, machine: 60 } as const;

/** What a strategy measured, before anything follows from it. */
export interface Measured {
  strategy: string;
  samples: readonly Sample[];
  ci95: readonly [number, number];
  speedupCi95: readonly [number, number];
  digest: string;
}

/** The brief form of a report. */
export function summaryOf(report: Report): Summary {
  const { spec, environment, chunksize, identical, warnings, figures } = report;
  return {
    spec: structuredClone(spec),
    machine: machineOf(environment),
    chunksize,
    identical,
    results: resultsOf(report.results),
    warnings: warnings.map(({ code, text }) => ({ code, text: cut(text, LONGEST.warning) })),
    figures: figures.map(({ label, value }) => ({ label: cut(label, LONGEST.figure), value: cut(value, LONGEST.figure) })),
  };
}

/** Medians and speed-ups follow from the samples, so that they can't contradict them. */
export function resultsOf(measured: readonly Measured[]): KeptResult[] {
  const results = measured.map(({ strategy, samples, ci95, speedupCi95, digest }) => ({
    strategy,
    samples: samples.map(({ wallMs, startupMs, firstResultMs }) => ({
      wallMs: inMicroseconds(wallMs),
      startupMs: inMicroseconds(startupMs),
      firstResultMs: inMicroseconds(firstResultMs),
    })),
    medianMs: inMicroseconds(median(samples.map(({ wallMs }) => inMicroseconds(wallMs)), NaN)),
    ci95: [inMicroseconds(ci95[0]), inMicroseconds(ci95[1])] as [number, number],
    speedupCi95: [rounded(speedupCi95[0]), rounded(speedupCi95[1])] as [number, number],
    digest,
  }));
  const serialMs = results.find(({ strategy }) => strategy === 'serial')?.medianMs ?? NaN;
  return results.map((result) => ({ ...result, speedup: serialMs / result.medianMs }));
}

/** The strategy that gained most over serial, if any can be compared. */
export function bestOf({ results }: Summary): KeptResult | undefined {
  return results
    .filter(({ strategy, speedup }) => strategy !== 'serial' && Number.isFinite(speedup))
    .toSorted((a, b) => b.speedup - a.speedup)[0];
}

/** A name as it may be kept; empty where nothing is left. */
export function nameOf(wanted: string): string {
  return cut(wanted, LONGEST.name);
}

/** Settings that make two comparisons different experiments. How often something ran and what was recorded don't. */
const EXPERIMENT = ['task', 'params', 'items', 'seed', 'cores', 'variant', 'chunksize', 'schedule', 'spawn', 'gil', 'switchIntervalMs', 'processes', 'maxtasksperchild'] as const;

/** A setting in which experiments differ. */
export type Difference = (typeof EXPERIMENT)[number];

/** In which settings two experiments differ; none: they are the same. */
export function differencesOf(a: RunSpec, b: RunSpec): Difference[] {
  // Parameters of another task can't be compared.
  const fields = a.task === b.task ? EXPERIMENT : EXPERIMENT.filter((field) => field !== 'params');
  return fields.filter((field) => canonical(a[field]) !== canonical(b[field]));
}

/** Whether both must have computed the same results: the same work, however it was shared out. */
export function isSameWork(a: RunSpec, b: RunSpec): boolean {
  return (['task', 'params', 'items', 'seed'] as const).every((field) => canonical(a[field]) === canonical(b[field]));
}

/** Whole microseconds as milliseconds; NaN where there is no finite number. */
export function inMicroseconds(ms: number): number {
  return Number.isFinite(ms) ? Math.round(ms * 1_000) / 1_000 : NaN;
}

/** Clean text that is no longer than it may be. */
export function cut(text: string, most: number): string {
  const clean = cleanText(text);
  // What is left of a character cut in two goes.
  return clean.length <= most ? clean : cleanText(clean.slice(0, most));
}

/** The same text for equal values, whatever the order of an object's fields. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
