// Recorded runs in the Trace Event Format, which Perfetto and Chrome's own viewer open. Pure.
//
// A process is a run, its threads are the caller and the workers. Each run begins at zero, so that runs lie below each other to be
// compared. Only complete events (`X`) and names (`M`); times in microseconds, to the nanosecond, so that what nests still nests.

import type { Report } from '../contract';
import type { Outcome, SpanKind, Trace } from '../trace';

/** The names in the file. */
export interface TraceWords {
  process(strategy: string, repeat: number): string;
  caller: string;
  worker(place: number): string;
  /** The caller's whole call. */
  call: string;
  /** The caller waits for a result. */
  waiting: string;
  kinds: Record<SpanKind, string>;
}

/** One entry of the format, as far as it is used here. */
export interface TraceEvent {
  name: string;
  ph: 'X' | 'M';
  cat?: string;
  pid: number;
  tid?: number;
  ts?: number;
  dur?: number;
  args: Record<string, string | number>;
}

/** Events of a piece: few enough to be written between two frames. */
const PIECE = 500;
/** Viewers look a thread up by its id alone, so ids differ over all runs. A thread with its process's id is the main thread. */
const IDS_A_RUN = 10_000;

/** The file, piece by piece. */
export function* tracePieces({ report, traces }: Outcome, words: TraceWords): Generator<string> {
  yield `{"displayTimeUnit":"ms","metadata":${JSON.stringify(metadata(report))},"traceEvents":[\n`;
  let lines: string[] = [];
  let isFirst = true;
  for (const event of eventsOf(traces, words)) {
    lines.push(JSON.stringify(event));
    if (lines.length < PIECE) continue;
    yield `${isFirst ? '' : ',\n'}${lines.join(',\n')}`;
    isFirst = false;
    lines = [];
  }
  if (lines.length > 0) yield `${isFirst ? '' : ',\n'}${lines.join(',\n')}`;
  yield '\n]}\n';
}

/** The events of all runs. */
export function* eventsOf(traces: readonly Trace[], words: TraceWords): Generator<TraceEvent> {
  for (const [place, trace] of traces.entries()) {
    const pid = (place + 1) * IDS_A_RUN;
    yield* names(trace, pid, words);
    yield* callerEvents(trace, pid, words);
    yield* workerEvents(trace, pid, words);
  }
}

function* names({ strategy, repeat, workers }: Trace, pid: number, words: TraceWords): Generator<TraceEvent> {
  yield { name: 'process_name', ph: 'M', pid, args: { name: words.process(strategy, repeat) } };
  yield { name: 'process_sort_index', ph: 'M', pid, args: { sort_index: pid } };
  for (let place = 0; place <= workers; place += 1) {
    const name = place === 0 ? words.caller : words.worker(place);
    yield { name: 'thread_name', ph: 'M', pid, tid: pid + place, args: { name } };
    yield { name: 'thread_sort_index', ph: 'M', pid, tid: pid + place, args: { sort_index: place } };
  }
}

function* callerEvents({ wallMs, deliveries }: Trace, pid: number, words: TraceWords): Generator<TraceEvent> {
  yield { name: words.call, cat: 'call', ph: 'X', pid, tid: pid, ...stretch(0, wallMs), args: {} };
  for (let place = 0; place < deliveries.atMs.length; place += 1) {
    const fromMs = deliveries.waitedFromMs[place] ?? 0;
    // The clock may have gone on a step between the last result and the call's end.
    const toMs = Math.min(wallMs, deliveries.atMs[place] ?? 0);
    // Where the caller didn't have to wait there is nothing to see.
    if (!(toMs > fromMs)) continue;
    const args = { firstDelivery: deliveries.first[place] ?? 0, deliveries: deliveries.count[place] ?? 0 };
    yield { name: words.waiting, cat: 'caller', ph: 'X', pid, tid: pid, ...stretch(fromMs, toMs), args };
  }
}

function* workerEvents({ spans, kinds }: Trace, pid: number, words: TraceWords): Generator<TraceEvent> {
  for (let place = 0; place < spans.worker.length; place += 1) {
    const kind = kinds[spans.kind[place] ?? 0];
    if (kind === undefined) continue;
    const tid = pid + (spans.worker[place] ?? 0) + 1;
    const first = spans.first[place] ?? 0;
    const count = spans.count[place] ?? 0;
    const when = stretch(spans.startMs[place] ?? 0, spans.endMs[place] ?? 0);
    yield { name: words.kinds[kind], cat: kind, ph: 'X', pid, tid, ...when, args: argsOf(kind, first, count) };
  }
}

function argsOf(kind: SpanKind, first: number, items: number): TraceEvent['args'] {
  switch (kind) {
    case 'startup':
      return {};
    case 'chunk':
      return { firstItem: first, items };
    case 'wait':
    case 'copy':
    case 'gil':
      return { firstItem: first };
  }
}

/** Both ends are rounded, not the length: rounding keeps their order, and so what lies within another stays there. */
function stretch(fromMs: number, toMs: number): { ts: number; dur: number } {
  const fromNs = Math.max(0, Math.round(fromMs * 1e6));
  const toNs = Math.max(fromNs, Math.round(toMs * 1e6));
  return { ts: fromNs / 1e3, dur: (toNs - fromNs) / 1e3 };
}

function metadata({ spec, environment, chunksize }: Report): unknown {
  return { source: 'Pool Playground', spec, environment, chunksize };
}
