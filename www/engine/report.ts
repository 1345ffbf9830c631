// From what the caller sent to the contract's report.

import type { Environment, Report, ReportResult, RunSpec, Warning } from '../model/contract';
import type { Outcome, SpanKind } from '../model/trace';
import type { Host } from './host';
import type { RawReport } from './protocol';

const HIDDEN: Warning = {
  code: 'hidden',
  text: 'the page was hidden during the run, and browsers slow hidden pages down',
};

/** As the Rust side numbers them (src/record). */
const KINDS: readonly SpanKind[] = ['startup', 'chunk', 'wait'];

/** Completes a report with what only the page knows, and names the traces' kinds. */
export function toOutcome(raw: RawReport, spec: RunSpec, host: Host, hidden: boolean): Outcome {
  const traces = raw.traces.map((trace) => ({ ...trace, kinds: KINDS }));
  return { report: toReport(raw, spec, host, hidden), traces };
}

function toReport(raw: RawReport, spec: RunSpec, host: Host, hidden: boolean): Report {
  const { results, timerResolutionMs, warnings, ...measured } = raw.measured;
  const environment: Environment = {
    mode: 'shared',
    crossOriginIsolated,
    hardwareConcurrency: navigator.hardwareConcurrency,
    timerResolutionMs,
    userAgent: navigator.userAgent,
    poolStartMs: host.poolStartMs,
    memoryMb: host.board.memory.buffer.byteLength / 2 ** 20,
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
