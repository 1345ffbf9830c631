// How far off the prediction is: against the comparison that it was made from, and against runs that it never saw.

import { median } from '../median';
import type { Report } from '../contract';
import { type SweepKind, type SweepPlan, type SweepPoint, isSameSetup } from '../sweep';
import { simulating } from './simulate';
import type { Call, Costs } from './simulate';
import type { Steps } from './steps';

/** Measured runs of one call. */
export interface Measured {
  call: Call;
  /** The comparison whose costs the simulation was made from; everything else it hasn't seen. */
  isInSample: boolean;
  runsMs: readonly number[];
}

/** A call, foretold and measured. */
export interface Check extends Measured {
  predictedMs: number;
  /** The median of the runs. */
  measuredMs: number;
  /** What was foretold against what was measured: 0.1 is 10 % too long. */
  error: number;
}

/** What a check of several calls comes to. */
export interface Verdict {
  /** The median of the errors, whatever their direction. */
  medianError: number;
  /** Those that count: the unseen ones, where there are any. */
  checks: readonly Check[];
  isInSample: boolean;
}

/** A measured curve, as far as a check needs it. */
interface Curve {
  plan: SweepPlan;
  points: readonly SweepPoint[];
}

/** Every measured call of the comparison's setup in which each worker had a core of its own, and the page could be seen. */
export function measuredCalls(report: Report, curves: Readonly<Record<SweepKind, Curve | null>>, machineCores: number): Measured[] {
  const { spec, chunksize } = report;
  const { schedule, cores } = spec;
  const runsMs = report.results.find(({ strategy }) => strategy === 'pooled')?.samples.map(({ wallMs }) => wallMs) ?? [];
  const own: Measured = { call: { schedule, workers: cores, chunksize, fixed: spec.chunksize !== null }, isInSample: true, runsMs };
  const unseen = (kind: 'cores' | 'chunks', call: (point: SweepPoint) => Call): Measured[] => {
    const curve = curves[kind];
    if (curve === null || !isSameSetup(kind, { ...spec, strategies: curve.plan.base.strategies }, curve.plan.base)) return [];
    return curve.points
      .filter(({ isHidden }) => !isHidden)
      .toSorted((a, b) => a.value - b.value)
      .map((point) => ({ call: call(point), isInSample: false, runsMs: point.runsMs.get('pooled') ?? [] }));
  };
  return [
    own,
    ...unseen('cores', (point) => ({ ...own.call, workers: point.value, chunksize: point.chunksize })),
    ...unseen('chunks', (point) => ({ ...own.call, chunksize: point.value, fixed: true })),
  ].filter(({ call, runsMs: runs }) => call.workers <= machineCores && median(runs) > 0);
}

/** Foretells calls that were measured. */
export function* checking(costs: Costs, measured: readonly Measured[]): Steps<Check[]> {
  const checks: Check[] = [];
  for (const one of measured) {
    const { wallMs: predictedMs } = yield* simulating(costs, one.call);
    const measuredMs = median(one.runsMs);
    checks.push({ ...one, predictedMs, measuredMs, error: predictedMs / measuredMs - 1 });
    yield;
  }
  return checks;
}

/** What all checks come to; null without any. */
export function verdictOf(checks: readonly Check[]): Verdict | null {
  const unseen = checks.filter(({ isInSample }) => !isInSample);
  const counted = unseen.length > 0 ? unseen : checks;
  if (counted.length === 0) return null;
  return { medianError: median(counted.map(({ error }) => Math.abs(error))), checks: counted, isInSample: unseen.length === 0 };
}
