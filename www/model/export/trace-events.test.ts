// Tests of the trace file: it keeps the format's rules for any recording, and says what the recording says.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base } from '../arbitraries';
import type { Report } from '../contract';
import type { Outcome, SpanKind, Trace } from '../trace';
import { type TraceWords, eventsOf, tracePieces } from './trace-events';
import { brokenRules } from './trace-rules';

const WORDS: TraceWords = {
  process: (strategy, repeat) => `${strategy}, run ${repeat}`,
  caller: 'Caller',
  worker: (place) => `Worker ${place}`,
  call: 'call',
  waiting: 'waits',
  kinds: { startup: 'start-up', chunk: 'chunk', copy: 'copying', gil: 'gil', wait: 'item waits' },
};
const KINDS: readonly SpanKind[] = ['startup', 'chunk', 'wait'];
const report = { spec: base, environment: {}, chunksize: 1 } as unknown as Report;

const written = (traces: readonly Trace[]): string => [...tracePieces({ report, traces } satisfies Outcome, WORDS)].join('');

type Row = [worker: number, kind: SpanKind, first: number, count: number, startMs: number, endMs: number];

function traceOf(rows: readonly Row[], over: Partial<Trace> = {}): Trace {
  return {
    strategy: 'pooled',
    repeat: 1,
    workers: 1 + Math.max(0, ...rows.map(([worker]) => worker)),
    wallMs: Math.max(0, ...rows.map((row) => row[5])),
    kinds: KINDS,
    spans: {
      worker: Uint16Array.from(rows, (row) => row[0]),
      kind: Uint8Array.from(rows, (row) => KINDS.indexOf(row[1])),
      first: Uint32Array.from(rows, (row) => row[2]),
      count: Uint32Array.from(rows, (row) => row[3]),
      startMs: Float64Array.from(rows, (row) => row[4]),
      endMs: Float64Array.from(rows, (row) => row[5]),
    },
    deliveries: { first: new Uint32Array(), count: new Uint32Array(), waitedFromMs: new Float64Array(), atMs: new Float64Array() },
    order: null,
    ...over,
  };
}

/** Lanes of chunks one after the other, some with a wait inside that may share an end with them. */
const lane = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3, noNaN: true })),
    length: fc.oneof(fc.constant(0), fc.double({ min: 1e-7, max: 7, noNaN: true })),
    wait: fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))),
  }),
  { maxLength: 20 },
);
const anyTrace = fc
  .tuple(fc.array(lane, { maxLength: 4 }), fc.array(fc.tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true })), { maxLength: 20 }))
  .map(([lanes, waits]) => {
    const rows = lanes.flatMap((pieces, worker): Row[] => {
      let at = 0;
      return pieces.flatMap(({ gap, length, wait }, place): Row[] => {
        const start = at + gap;
        at = start + length;
        const [from, to] = (wait ?? [0, 0]).toSorted((a, b) => a - b) as [number, number];
        const inner: Row[] = wait === null ? [] : [[worker, 'wait', place, 0, start + from * length, Math.min(at, start + to * length)]];
        return [[worker, place === 0 ? 'startup' : 'chunk', place, 1, start, at], ...inner];
      });
    });
    let at = 0;
    const waited = waits.map(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return [from, at] as const;
    });
    return traceOf(rows, {
      workers: lanes.length,
      deliveries: {
        first: Uint32Array.from(waited, (_, place) => place),
        count: Uint32Array.from(waited, () => 1),
        waitedFromMs: Float64Array.from(waited, ([from]) => from),
        atMs: Float64Array.from(waited, ([, to]) => to),
      },
    });
  });

describe('a trace file', () => {
  test("keeps the format's rules, whatever was recorded", () => {
    fc.assert(
      fc.property(fc.array(anyTrace, { maxLength: 3 }), (traces) => {
        expect(brokenRules(written(traces))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('without recordings is a file, too', () => {
    expect(JSON.parse(written([]))).toEqual({ displayTimeUnit: 'ms', metadata: expect.anything(), traceEvents: [] });
  });

  test('has a process for each run, with its caller as the main thread and a thread for each worker', () => {
    const traces = [traceOf([[0, 'chunk', 0, 2, 0, 1], [1, 'chunk', 2, 2, 0, 1]]), traceOf([], { strategy: 'serial', repeat: 2 })];
    const names = [...eventsOf(traces, WORDS)].filter(({ name }) => /_name$/.test(name)).map(({ name, pid, tid, args }) => [name, pid, tid, args['name']]);
    expect(names).toEqual([
      ['process_name', 10_000, undefined, 'pooled, run 1'],
      ['thread_name', 10_000, 10_000, 'Caller'],
      ['thread_name', 10_000, 10_001, 'Worker 1'],
      ['thread_name', 10_000, 10_002, 'Worker 2'],
      ['process_name', 20_000, undefined, 'serial, run 2'],
      ['thread_name', 20_000, 20_000, 'Caller'],
      ['thread_name', 20_000, 20_001, 'Worker 1'],
    ]);
  });

  test('has times in microseconds, and the items', () => {
    const trace = traceOf([[1, 'startup', 0, 0, 0, 0.25], [1, 'chunk', 7, 3, 0.25, 2.5], [1, 'wait', 8, 0, 0.5, 0.75]], {
      wallMs: 2.6,
      deliveries: {
        first: Uint32Array.of(0, 3),
        count: Uint32Array.of(3, 2),
        waitedFromMs: Float64Array.of(0.1, 2.6),
        atMs: Float64Array.of(2.605, 2.605),
      },
    });
    const slices = [...eventsOf([trace], WORDS)].filter(({ ph }) => ph === 'X');
    expect(slices).toEqual([
      { name: 'call', cat: 'call', ph: 'X', pid: 10_000, tid: 10_000, ts: 0, dur: 2_600, args: {} },
      { name: 'waits', cat: 'caller', ph: 'X', pid: 10_000, tid: 10_000, ts: 100, dur: 2_500, args: { firstDelivery: 0, deliveries: 3 } },
      { name: 'start-up', cat: 'startup', ph: 'X', pid: 10_000, tid: 10_002, ts: 0, dur: 250, args: {} },
      { name: 'chunk', cat: 'chunk', ph: 'X', pid: 10_000, tid: 10_002, ts: 250, dur: 2_250, args: { firstItem: 7, items: 3 } },
      { name: 'item waits', cat: 'wait', ph: 'X', pid: 10_000, tid: 10_002, ts: 500, dur: 250, args: { firstItem: 8 } },
    ]);
  });

  test('comes in pieces, none of which is long', () => {
    const many = traceOf(Array.from({ length: 100_000 }, (_, place): Row => [place % 4, 'chunk', place, 1, place, place + 1]).toSorted((a, b) => a[0] - b[0]));
    const pieces = [...tracePieces({ report, traces: [many] }, WORDS)];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
    expect((JSON.parse(pieces.join('')) as { traceEvents: unknown[] }).traceEvents.length).toBeGreaterThan(100_000);
  });
});

describe('the rules notice', () => {
  const good = written([traceOf([[0, 'chunk', 0, 2, 0, 1]])]);
  const spoiled = (change: (events: Record<string, unknown>[]) => void): string[] => {
    const file = JSON.parse(good) as { traceEvents: Record<string, unknown>[] };
    change(file.traceEvents);
    return brokenRules(JSON.stringify(file));
  };
  const chunk = (events: Record<string, unknown>[]): Record<string, unknown> => events.find(({ cat }) => cat === 'chunk') ?? {};

  test.each<[string, (events: Record<string, unknown>[]) => void]>([
    ['a length below zero', (events) => (chunk(events)['dur'] = -1)],
    ['a missing length', (events) => delete chunk(events)['dur']],
    ['a time as text', (events) => (chunk(events)['ts'] = '1')],
    ['an unknown phase', (events) => (chunk(events)['ph'] = 'Q')],
    ['a thread without a name', (events) => (chunk(events)['tid'] = 5)],
    ['a process without a name', (events) => events.splice(events.findIndex(({ name }) => name === 'process_name'), 1)],
    ['slices that overlap', (events) => events.push({ ...chunk(events), ts: 500, dur: 1_000 })],
  ])('%s', (_, change) => {
    expect(spoiled(change)).not.toEqual([]);
  });
});
