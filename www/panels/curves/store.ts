// The curves that were measured. They outlive the panel: who looks at another tab meanwhile finds them again.

import { type Signal, signal } from '@preact/signals';
import type { RunSpec } from '../../model/contract';
import { type SweepKind, type SweepPlan, type SweepPoint, isSameSetup, pointOf, rest } from '../../model/sweep';
import type { App } from '../../views/app';

/** A curve: what it is of, and how far it is. */
export interface Curve {
  plan: SweepPlan;
  points: readonly SweepPoint[];
  state: 'running' | 'stopped' | 'done';
}

/** The series that is on. */
export interface Underway {
  kind: SweepKind;
  step: number;
  steps: number;
  /** How long it still takes, from the points so far; null before the first. */
  leftMs: number | null;
}

/** By what is varied: the last one measured. */
export const curves: Readonly<Record<SweepKind, Signal<Curve | null>>> = { cores: signal(null), chunks: signal(null), items: signal(null) };

/** What is being measured. */
export const underway = signal<Underway | null>(null);

/** Why the last series ended early, if it wasn't stopped. */
export const failure = signal<{ kind: SweepKind; message: string } | null>(null);

/** What of a plan isn't measured yet, and what is: by the last series, if that was of the same setup. Where all is, all is open again. */
export function openOf(plan: SweepPlan): { open: SweepPlan; points: readonly SweepPoint[] } {
  const last = curves[plan.kind].value;
  const isSame = last !== null && isSameSetup(plan.kind, last.plan.base, plan.base);
  const points = isSame ? last.points.filter(({ value }) => plan.values.includes(value)) : [];
  return points.length < plan.values.length ? { open: rest(plan, points), points } : { open: plan, points: [] };
}

/** Measures what is open of the plan. Points appear as they come; a curve of another setup stays until the first one is there. */
export async function measure(app: App, plan: SweepPlan): Promise<void> {
  if (underway.value !== null) return;
  const curve = curves[plan.kind];
  const { open, points } = openOf(plan);
  const steps = open.specs.length;
  const beganMs = performance.now();
  const costs = open.specs.map((spec) => costOf(spec, app.machineCores));
  let measured = points;
  const settle = (state: Curve['state']): void => {
    // Where nothing was measured, what was there before stays.
    if (measured.length > 0) curve.value = { plan, points: measured, state };
  };
  failure.value = null;
  underway.value = { kind: plan.kind, step: 0, steps, leftMs: null };
  try {
    await app.sweep(open.specs, (outcome, step) => {
      measured = [...measured, pointOf(outcome, open.values[step] ?? 0)];
      curve.value = { plan, points: measured, state: 'running' };
      const done = costs.slice(0, step + 1).reduce((sum, cost) => sum + cost, 0);
      const left = costs.slice(step + 1).reduce((sum, cost) => sum + cost, 0);
      underway.value = { kind: plan.kind, step: step + 1, steps, leftMs: ((performance.now() - beganMs) * left) / done };
    });
    settle('done');
  } catch (error) {
    settle('stopped');
    const isStopped = error instanceof DOMException && error.name === 'AbortError';
    if (!isStopped) failure.value = { kind: plan.kind, message: error instanceof Error ? error.message : String(error) };
  } finally {
    underway.value = null;
  }
}

/** How much a comparison costs, against others of its series: items over workers, and something for itself. */
function costOf({ items, cores, strategies }: RunSpec, machineCores: number): number {
  return strategies.reduce((sum, strategy) => sum + items / (strategy === 'serial' ? 1 : Math.min(cores, machineCores)), 0) + 1;
}
