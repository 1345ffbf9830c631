// Tests of CSV, the report's JSON and file names: what is written is read back as it was.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyShared, base, catalog } from '../arbitraries';
import { results } from '../fixtures/links';
import type { Report } from '../contract';
import { type Shared, summaryOf } from '../kept';
import { problemText } from '../spec';
import { csvOf } from './csv';
import { fileStem, slug } from './names';
import { readReport, reportPieces } from './report-json';

/** Reads CSV as RFC 4180 has it. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== '\r\n') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('CSV', () => {
  test('has a row for each run, as wide as its head', () => {
    fc.assert(
      fc.property(fc.array(anyShared, { minLength: 1, maxLength: 3 }), (shared) => {
        const summaries = shared.map(({ summary }) => summary);
        const [head = [], ...rows] = parsed(csvOf(summaries, catalog));
        const runs = summaries.flatMap(({ results, machine }) => results.flatMap(({ strategy, samples }) => samples.map((sample, place) => ({ strategy, run: place + 1, sample, machine }))));
        expect(rows.length).toBe(runs.length);
        for (const [place, row] of rows.entries()) {
          const { strategy, run, sample, machine } = runs[place]!;
          const cell = (name: string): string => row[head.indexOf(name)] ?? 'missing';
          expect(row.length).toBe(head.length);
          expect([cell('strategy'), Number(cell('run'))]).toEqual([strategy, run]);
          expect(cell('wallMs') === '' ? NaN : Number(cell('wallMs'))).toBe(sample.wallMs);
          // Text that a spreadsheet would take for a formula has an apostrophe before it.
          expect(cell('browser').replace(/^'(?=[=+\-@])/, '')).toBe(machine.browser);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is what spreadsheets read', () => {
    const [example] = results;
    const lines = csvOf([example!.shared.summary], catalog).split('\r\n');
    expect(lines[0]).toBe(
      'strategy,run,wallMs,startupMs,firstResultMs,task,param.width,param.limit,param.region,items,cores,variant,chunksize,schedule,spawn,seed,digest,browser,platform,machineCores,timerResolutionMs,gil,switchIntervalMs,processes,maxtasksperchild',
    );
    expect(lines[1]).toMatch(/^serial,1,[\d.]+,[\d.]+,[\d.]+,mandelbrot,384,5000,whole,256,2,imap,1,queue,core,1,[0-9a-f]{16},Firefox 142,Windows,8,[\d.]+,false,5,pool,$/);
    expect(lines.length).toBe(1 + 15 + 1);
  });
});

const result = {
  strategy: 'pooled',
  samples: [{ wallMs: 1.5, startupMs: 0.1, firstResultMs: 0.5 }],
  medianMs: 1.5,
  ci95: [1.5, 1.5] as [number, number],
  speedup: NaN,
  speedupCi95: [NaN, NaN] as [number, number],
  efficiency: NaN,
  digest: '0123456789abcdef',
};
const report: Report = {
  version: 1,
  spec: { ...base, strategies: ['pooled'] },
  environment: { mode: 'shared', crossOriginIsolated: true, hardwareConcurrency: 4, timerResolutionMs: 0.005, userAgent: 'Firefox/142.0', poolStartMs: 1, memoryMb: 1 },
  results: [{ ...result, output: [Uint16Array.of(1, 2), 'text', 3.5], order: [2, 0, 1] }],
  identical: true,
  warnings: [{ code: 'few-repeats', text: 'too few' }],
  figures: [{ label: 'a', value: '1' }],
  frame: null,
  chunksize: 1,
  rounds: 1,
};
const file = (given: Report = report): string => [...reportPieces(given)].join('');

describe("the report's file", () => {
  test('is the report, typed arrays as plain ones', () => {
    const { results, ...rest } = JSON.parse(file()) as Report;
    expect(rest).toEqual({ ...report, results: undefined });
    expect(results).toEqual([
      { ...result, speedup: null, speedupCi95: [null, null], efficiency: null, output: [[1, 2], 'text', 3.5], order: [2, 0, 1] },
    ]);
  });

  test('comes in pieces, none of which is long', () => {
    const large = { ...report, results: [{ ...result, output: Array.from({ length: 200_000 }, (_, item) => item ** 2), order: [] }] };
    const pieces = [...reportPieces(large)];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
    expect((JSON.parse(pieces.join('')) as Report).results[0]?.output).toEqual(large.results[0]?.output);
  });

  test('can be read again', () => {
    expect(readReport(file(), 'room 3', 7, catalog)).toEqual({ kind: 'read', shared: { name: 'room 3', atS: 7, summary: summaryOf(report) } });
  });

  test('of a newer version is said to be', () => {
    expect(readReport(file().replace('"version":1', '"version":2'), 'a', 7, catalog)).toEqual({ kind: 'newer', version: 2 });
  });

  test.each([
    ['', 'damaged'],
    ['[]', 'damaged'],
    ['{"version":1', 'damaged'],
    ['{}', 'version: nothing was given, 1 is allowed'],
    ['{"version":1}', 'environment: nothing was given, an object is allowed'],
    [file().replace('"mandelbrot"', '"frobnicate"'), /^spec\.task: frobnicate was given, one of mandelbrot/],
    [file().replace('"digest":"', '"digest":"x'), 'pooled.digest: x0123456789abcdef was given, 16 hexadecimal digits is allowed'],
    [file().replace('"wallMs":1.5', '"wallMs":"1.5"'), 'pooled.wallMs: 1.5 was given, a whole number from 0 to 32000000000000 is allowed'],
    [file().replace('"identical":true', '"identical":1'), 'identical: 1 was given, true or false is allowed'],
    [file().replace('"samples":[', '"samples":7,"other":['), 'samples: 7 was given, a list is allowed'],
  ])('that is none is refused: %.40s', (text, why) => {
    const read = readReport(text, 'a', 7, catalog);
    const said = read.kind === 'damaged' && read.why !== null ? problemText(read.why) : read.kind;
    expect(said).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });

  test('may be any JSON at all', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readReport(text, 'a', 7, catalog).kind).toBe('damaged');
      }),
      { numRuns: 300 },
    );
  });
});

test('file names are small letters, digits and hyphens', () => {
  expect(fileStem({ ...base, task: 'ray_trace', variant: 'imap_unordered', cores: 1 })).toBe('ray-trace-imap-unordered-1-worker');
  expect(fileStem({ ...base, cores: 2 })).toBe('mandelbrot-imap-2-workers');
  expect(slug('Speed-up: 1–8 workers!')).toBe('speed-up-1-8-workers');
  expect(slug('…')).toBe('chart');
});
