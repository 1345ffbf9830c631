// From what the caller sent to the contract's report.

import type { Delivery, Environment, Report, ReportResult, RunSpec, Warning } from '../model/contract';
import type { DeliveryColumns, Outcome } from '../model/trace';
import type { RawReport } from './protocol';
import type { Runs } from './runs';

const HIDDEN: Warning = {
  code: 'hidden',
  text: 'the page was hidden during the run, and browsers slow hidden pages down',
};

/** Completes a report with what only the page knows, and names the traces' kinds. */
export function toOutcome(raw: RawReport, spec: RunSpec, host: Runs, hidden: boolean): Outcome {
  const traces = raw.traces.map((trace) => ({ ...trace, kinds: host.kinds }));
  const report = toReport(raw, spec, host, hidden);
  if (!spec.trace) return { report, traces };
  for (const result of report.results) {
    const last = traces.findLast(({ strategy }) => strategy === result.strategy);
    if (last !== undefined) result.deliveries = rows(last.deliveries);
  }
  return { report, traces };
}

function toReport(raw: RawReport, spec: RunSpec, host: Runs, hidden: boolean): Report {
  const { results, timerResolutionMs, warnings, ...measured } = raw.measured;
  const environment: Environment = {
    mode: host.mode,
    crossOriginIsolated,
    hardwareConcurrency: navigator.hardwareConcurrency,
    timerResolutionMs,
    userAgent: navigator.userAgent,
    poolStartMs: host.poolStartMs,
    memoryMb: raw.memoryBytes / 2 ** 20,
  };
  return {
    version: 1,
    spec,
    environment,
    ...measured,
    warnings: hidden ? [...warnings, HIDDEN] : warnings,
    results: results.map((result, place) => withOutput(result, raw.outputs[place] ?? [], raw.orders[place])),
  };
}

function rows({ first, count, waitedFromMs, atMs }: DeliveryColumns): Delivery[] {
  return Array.from(first, (position, at) => ({
    first: position,
    count: count[at] ?? 0,
    waitedFromMs: waitedFromMs[at] ?? 0,
    atMs: atMs[at] ?? 0,
  }));
}

/** Plain arrays are made when someone asks: a million numbers are not turned into objects for nobody. */
function withOutput(
  result: RawReport['measured']['results'][number],
  output: RawReport['outputs'][number],
  order: Uint32Array = new Uint32Array(),
): ReportResult {
  let outputs: unknown[] | undefined;
  let items: number[] | undefined;
  return {
    ...result,
    get output(): unknown[] {
      return (outputs ??= Array.from<unknown>(output));
    },
    get order(): number[] {
      return (items ??= Array.from(order));
    },
  };
}
