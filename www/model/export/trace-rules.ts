// The rules of the Trace Event Format, as far as its documentation has any for the events that are written here. For tests only.
//
// "Trace Event Format", Nat Duca and Dean Sinclair: the object form, complete events, metadata events. What Perfetto asks beyond it:
// slices of a thread nest, an outer one stands before an inner one that begins at the same time, thread ids are nobody else's.

interface Event {
  name?: unknown;
  ph?: unknown;
  cat?: unknown;
  pid?: unknown;
  tid?: unknown;
  ts?: unknown;
  dur?: unknown;
  args?: Record<string, unknown>;
}

/** What of the file breaks a rule; empty for a good one. */
export function brokenRules(text: string): string[] {
  const broken: string[] = [];
  const { traceEvents, displayTimeUnit } = JSON.parse(text) as { traceEvents?: unknown; displayTimeUnit?: unknown };
  if (displayTimeUnit !== undefined && displayTimeUnit !== 'ms' && displayTimeUnit !== 'ns') broken.push('displayTimeUnit is ms or ns');
  if (!Array.isArray(traceEvents)) return [...broken, 'traceEvents is a list'];
  const events = traceEvents as Event[];
  for (const event of events) broken.push(...brokenBy(event).map((rule) => `${rule}: ${JSON.stringify(event)}`));
  if (broken.length > 0) return broken;
  return [...brokenNames(events), ...brokenNesting(events)];
}

const isTime = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isId = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0;

function brokenBy({ name, ph, cat, pid, tid, ts, dur, args }: Event): string[] {
  const rules: [string, boolean][] = [
    ['an event has a name', typeof name === 'string' && name !== ''],
    ['an event has a process id', isId(pid)],
  ];
  switch (ph) {
    case 'X':
      rules.push(
        ['a complete event has a category', typeof cat === 'string' && cat !== ''],
        ['a complete event has a thread id', isId(tid)],
        ['ts is a time in microseconds', isTime(ts)],
        ['dur is a length in microseconds', isTime(dur)],
        ['args is an object', typeof args === 'object' && args !== null],
      );
      break;
    case 'M':
      rules.push(
        ['metadata names a process or a thread, or sorts them', /^(process|thread)_(name|sort_index)$/.test(String(name))],
        ["a thread's metadata has a thread id", !String(name).startsWith('thread') || isId(tid)],
        ['a name is a text', !String(name).endsWith('_name') || typeof args?.['name'] === 'string'],
        ['a sort index is a number', !String(name).endsWith('_index') || Number.isInteger(args?.['sort_index'])],
      );
      break;
    default:
      rules.push(['the phase is known', false]);
  }
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

function brokenNames(events: readonly Event[]): string[] {
  const broken: string[] = [];
  const namedOnce = (kind: string, id: (event: Event) => unknown): Set<unknown> => {
    const ids = events.filter(({ ph, name }) => ph === 'M' && name === kind).map(id);
    if (new Set(ids).size !== ids.length) broken.push(`${kind}: something is named twice`);
    return new Set(ids);
  };
  const processes = namedOnce('process_name', ({ pid }) => pid);
  const threads = namedOnce('thread_name', ({ tid }) => tid);
  const owners = new Map<unknown, unknown>();
  for (const { pid, tid, ph } of events) {
    if (!processes.has(pid)) broken.push(`process ${String(pid)} has no name`);
    if (tid === undefined) continue;
    if (!threads.has(tid)) broken.push(`thread ${String(tid)} has no name`);
    if ((owners.get(tid) ?? pid) !== pid) broken.push(`thread ${String(tid)} is in two processes (${String(ph)})`);
    owners.set(tid, pid);
  }
  return broken;
}

function brokenNesting(events: readonly Event[]): string[] {
  const broken: string[] = [];
  const slices = events.filter(({ ph }) => ph === 'X');
  for (const tid of new Set(slices.map((slice) => slice.tid))) {
    const own = slices.filter((slice) => slice.tid === tid);
    const inNs = own.map(({ ts, dur }) => ({ from: Math.round(Number(ts) * 1_000), to: Math.round(Number(ts) * 1_000) + Math.round(Number(dur) * 1_000) }));
    const open: number[] = [];
    // Sorting keeps the order of those that begin together, as viewers do.
    for (const { from, to } of inNs.toSorted((a, b) => a.from - b.from)) {
      while (open.length > 0 && (open.at(-1) ?? 0) <= from) open.pop();
      if (open.length > 0 && to > (open.at(-1) ?? 0)) broken.push(`thread ${String(tid)}: the slice at ${from} ns leaves the one that it is in`);
      open.push(to);
    }
  }
  return broken;
}
