// Tests of the accounting: its parts add up for any recording, and are what they are called for simple ones.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpanKind, Trace } from '../trace';
import { PARTS, accountOf } from './measures';

const KINDS: readonly SpanKind[] = ['startup', 'chunk', 'wait'];
type Row = [worker: number, kind: SpanKind, startMs: number, endMs: number];

function traceOf(workers: number, wallMs: number, rows: readonly Row[]): Trace {
  return {
    strategy: 'pooled',
    repeat: 1,
    workers,
    wallMs,
    kinds: KINDS,
    spans: {
      worker: Uint16Array.from(rows, ([worker]) => worker),
      kind: Uint8Array.from(rows, ([, kind]) => KINDS.indexOf(kind)),
      first: Uint32Array.from(rows, (_, at) => at),
      count: Uint32Array.from(rows, () => 1),
      startMs: Float64Array.from(rows, (row) => row[2]),
      endMs: Float64Array.from(rows, (row) => row[3]),
    },
    deliveries: { first: new Uint32Array(), count: new Uint32Array(), waitedFromMs: new Float64Array(), atMs: new Float64Array() },
    order: null,
  };
}

const MANY = { chunks: 100, oneByOne: false };

test('each part is what it is called', () => {
  const { parts, endMs } = accountOf(
    traceOf(2, 100, [
      [0, 'startup', 0, 9],
      [0, 'chunk', 10, 40],
      [0, 'wait', 15, 20],
      [0, 'chunk', 43, 90],
      [1, 'startup', 0, 30],
      [1, 'chunk', 30, 60],
    ]),
    MANY,
  );
  expect(parts).toEqual({ computing: 102, waiting: 5, locked: 0, copying: 0, startup: 40, between: 3, spare: 0, tail: 30, after: 20 });
  expect(endMs).toBe(90);
});

test('a fresh thread for each item: its start is start-up, not a gap', () => {
  const rows: Row[] = [
    [0, 'startup', 1, 5],
    [0, 'chunk', 5, 10],
    [0, 'startup', 11, 16],
    [0, 'chunk', 16, 20],
  ];
  expect(accountOf(traceOf(1, 20, rows), MANY).parts).toMatchObject({ computing: 9, startup: 10, between: 1 });
});

test('a worker without a chunk: spare where there are too few, late where there were enough', () => {
  const rows: Row[] = [
    [0, 'startup', 0, 1],
    [0, 'chunk', 1, 10],
  ];
  expect(accountOf(traceOf(2, 10, rows), { chunks: 1, oneByOne: false }).parts).toMatchObject({ startup: 1, spare: 10, tail: 0 });
  expect(accountOf(traceOf(2, 10, [...rows, [1, 'startup', 0, 7]]), MANY).parts).toMatchObject({ startup: 8, spare: 0, tail: 3 });
});

test('one call at a time: while one works, the others have nothing to do', () => {
  const rows: Row[] = [
    [0, 'startup', 0, 1],
    [0, 'chunk', 1, 11],
    [1, 'startup', 12, 14],
    [1, 'chunk', 14, 24],
  ];
  const { parts } = accountOf(traceOf(2, 25, rows), { chunks: 2, oneByOne: true });
  expect(parts).toEqual({ computing: 20, waiting: 0, locked: 0, copying: 0, startup: 6, between: 2, spare: 20, tail: 0, after: 2 });
});

test('gaps count as handing over up to a few usual ones', () => {
  const rows: Row[] = [];
  let atMs = 0;
  for (const gapMs of [1, 1, 1, 1, 96]) {
    rows.push([0, 'chunk', atMs, atMs + 10]);
    atMs += 10 + gapMs;
  }
  rows.push([0, 'chunk', atMs, atMs + 10]);
  const { parts, handingMs } = accountOf(traceOf(1, 160, rows), MANY);
  expect(parts.between).toBe(100);
  expect(handingMs).toBe(8);
});

test('gaps below the clock’s step count as what they are on average', () => {
  // One in four shows as a step of 5 µs: 1.25 µs each, which no median tells.
  const rows: Row[] = [];
  let atMs = 0;
  for (let chunk = 0; chunk < 400; chunk += 1) {
    rows.push([0, 'chunk', atMs, atMs + 0.02]);
    atMs += 0.02 + (chunk % 4 === 0 ? 0.005 : 0);
  }
  expect(accountOf(traceOf(1, atMs, rows), MANY).handingMs).toBeCloseTo(0.5, 1);
});

test('the parts of any recording add up to all workers’ time, and none is negative', () => {
  const ms = fc.double({ min: -10, max: 200, noNaN: true });
  const row = fc.tuple(fc.nat(5), fc.constantFrom(...KINDS), ms, ms) as fc.Arbitrary<Row>;
  const shape = fc.record({ chunks: fc.integer({ min: 1, max: 20 }), oneByOne: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0, max: 200, noNaN: true }), fc.array(row, { maxLength: 40 }), shape, (workers, wallMs, rows, call) => {
      const { parts } = accountOf(traceOf(workers, wallMs, rows.toSorted(([a], [b]) => a - b)), call);
      expect(Math.abs(PARTS.reduce((sum, part) => sum + parts[part], 0) - workers * wallMs)).toBeLessThan(1e-6);
      for (const part of PARTS) expect(parts[part], part).toBeGreaterThan(-1e-6);
    }),
    { numRuns: 2_000 },
  );
});
