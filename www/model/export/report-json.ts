// The report as a JSON file and back: out in pieces, because outputs may be millions of numbers; in as a comparison. Pure.

import type { Catalog, Report } from '../contract';
import { LONGEST, cut, nameOf } from '../kept';
import { machineOf } from '../machine';
import { type Read, readPacked } from '../results-link';
import { Misshapen, asFlag, asList, asObject, refuse } from '../shape';

/** The report's version that the page writes and knows. */
const VERSION = 1;
/** Letters of a piece: small enough to be made between two frames. */
const PIECE = 64 * 1_024;
const MANY = { min: 0, max: 10_000 };

/** The file, piece by piece. Typed arrays become plain ones. */
export function* reportPieces({ results, ...rest }: Report): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"results":[`;
  for (const [place, result] of results.entries()) {
    const { output, order, ...own } = result;
    yield `${place > 0 ? ',' : ''}${JSON.stringify(own).slice(0, -1)},"output":[`;
    yield* listPieces(output);
    yield '],"order":[';
    yield* listPieces(order);
    yield ']}';
  }
  yield ']}\n';
}

function* listPieces(values: readonly unknown[]): Generator<string> {
  let piece = '';
  for (const [place, value] of values.entries()) {
    piece += `${place > 0 ? ',' : ''}${JSON.stringify(ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value) ?? 'null'}`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Reads such a file. Never throws: what can't be read is said. */
export function readReport(text: string, name: string, atS: number, catalog: Catalog): Read {
  let report: Record<string, unknown>;
  try {
    report = asObject(JSON.parse(text), 'file');
  } catch {
    return { kind: 'damaged', why: null };
  }
  const { version } = report;
  if (Number.isInteger(version) && (version as number) > VERSION) return { kind: 'newer', version: version as number };
  try {
    if (version !== VERSION) refuse('version', version, String(VERSION));
    return readPacked(packedOf(report, nameOf(name), atS), catalog);
  } catch (error) {
    if (error instanceof Misshapen) return { kind: 'damaged', why: error.problem };
    throw error;
  }
}

/** A report in the packed form, whose reader checks what isn't checked here. */
function packedOf(report: Record<string, unknown>, name: string, atS: number): unknown {
  const environment = asObject(report['environment'], 'environment');
  const number = (field: string): number => {
    const value = environment[field];
    return typeof value === 'number' ? value : NaN;
  };
  const { browser, platform } = machineOf({
    mode: 'shared',
    crossOriginIsolated: true,
    userAgent: String(environment['userAgent']),
    hardwareConcurrency: 0,
    timerResolutionMs: 0,
    poolStartMs: 0,
    memoryMb: 0,
  });
  return {
    n: name,
    t: atS,
    s: report['spec'],
    m: [browser, platform, number('hardwareConcurrency'), number('timerResolutionMs'), number('poolStartMs')].map(orNull),
    c: report['chunksize'],
    i: asFlag(report['identical'], 'identical') ? 1 : 0,
    r: asList(report['results'], 'results', MANY).map((given) => {
      const result = asObject(given, 'result');
      const samples = asList(result['samples'], 'samples', MANY).map((sample) => asObject(sample, 'sample'));
      const column = (field: string): unknown[] => samples.map((sample) => toUs(sample[field]));
      const { strategy, digest } = result;
      const speedupCi95 = asList(result['speedupCi95'], 'speedupCi95', MANY);
      const ci95 = asList(result['ci95'], 'ci95', MANY).map(toUs);
      return [strategy, digest, column('wallMs'), column('startupMs'), column('firstResultMs'), ci95, speedupCi95];
    }),
    w: pairsOf(report['warnings'], 'code', 'text', LONGEST.warning),
    f: pairsOf(report['figures'], 'label', 'value', LONGEST.figure),
  };
}

function pairsOf(value: unknown, first: string, second: string, longest: number): unknown {
  return asList(value, first, MANY).map((entry) => {
    const pair = asObject(entry, first);
    return [first, second].map((field) => (typeof pair[field] === 'string' ? cut(pair[field], longest) : pair[field]));
  });
}

function toUs(ms: unknown): unknown {
  return typeof ms === 'number' ? Math.round(ms * 1_000) : ms;
}

/** JSON writes null for what isn't finite. */
function orNull(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
