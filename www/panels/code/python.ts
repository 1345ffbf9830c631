// A Python program from a task's file and a target's calls.

import type { Value } from '../../generated/Value';
import type { Kind } from '../../model/contract';
import { type CommentId, type Experiment, type Program, type VariantId, WIDTH, grouped, remark, wrapped } from './program';
import { FIRST, type ResultKind } from './results';
import type { Source, Sources } from './sources';

/** How a call reads in a target: inside the block in which its pool is open. */
export interface PoolCall {
  /** Sets `results`, in item order. */
  lines: string[];
  /** Functions beside the task's own, if the call needs any. */
  helpers?: string[];
}

/** What a Python target adds to a task. */
export interface PythonTarget {
  /** Ending of the file's name: `primes_pool.py`. */
  suffix: string;
  /** Its own imports. */
  imports: string[];
  /** Modules of these are from PyPI and come last. */
  foreign?: string[];
  /** What workers are: the name of the constant with their number. */
  workers: 'PROCESSES' | 'THREADS';
  /** The part that knows a worker's name. */
  worker: string;
  /** Opens the pool: `with Pool(PROCESSES) as pool:`. */
  open: string;
  /** Comment above it. */
  openNote: CommentId;
  /** What all items share: how a process comes by it, with a comment, and what the caller does so that it can. */
  shared: { note: CommentId; helpers: string[]; insidePool: string[]; call: string };
  call(experiment: Experiment, task: string): PoolCall;
  install: string;
}

/** The program. */
export function pythonProgram(target: PythonTarget, title: string, experiment: Experiment, sources: Sources, notes: readonly string[]): Program {
  const { task, text, variant } = experiment;
  const { comments } = text;
  const name = `${task.id}_${target.suffix}.py`;
  const run = `python3 ${name}`;
  const parts = sources.task.parts.map((part) => partOf(sources, part === 'worker' ? target.worker : part));
  // What all items share is prepared once, where a task has any.
  const hasShared = /^def prepare\(/m.test(sources.task.body);
  const taskName = hasShared ? 'task' : task.id;
  const call = inRounds(experiment, target.call(experiment, taskName));
  const usesChunks = [...call.lines, ...(call.helpers ?? [])].some((line) => line.includes('CHUNKSIZE'));
  const blocks = [
    importsOf([sources.task, ...parts], [...ALWAYS, ...target.imports], target.foreign ?? []),
    constantsOf(experiment, sources.task, target.workers, usesChunks),
    ...parts.map(({ body }) => body),
    sources.task.body,
    ...(task.rounds === null ? [] : [itemOf(comments.roundItem)]),
    ...(hasShared ? sharedOf(target, experiment) : []),
    ...(call.helpers ?? []),
    checksumOf(experiment),
    mainOf(target, experiment, hasShared, call),
    `if __name__ == "__main__":\n    main()`,
  ];
  const head = headOf(experiment, title, variant, run, target.install, notes);
  // Two empty lines between definitions, one below the head, imports and constants.
  const [imports = '', constants = '', ...definitions] = blocks;
  const program = `${head}\n\n${imports}\n\n${[constants, ...definitions].join('\n\n\n')}\n`;
  return { files: [{ name, language: 'python', text: program }], run, install: target.install };
}

const ALWAYS = ['import struct', 'import time', 'import zlib'];

function partOf(sources: Sources, name: string): Source {
  const part = sources.parts[name];
  if (part === undefined) throw new Error(`no part ${name}`);
  return part;
}

function headOf({ task, text }: Experiment, title: string, variant: VariantId, run: string, install: string, notes: readonly string[]): string {
  const how = install === '' ? run : `${install}\n    ${run}`;
  const paragraphs = [
    text.head.python(task.title, variant, title),
    wrapped(task.summary, WIDTH).join('\n'),
    `    ${how}`,
    ...notes.map((note) => wrapped(`* ${note}`, WIDTH, '  ').join('\n')),
  ];
  return `"""${paragraphs.join('\n\n')}\n"""`;
}

/** Python's own modules, then others, each once and sorted. */
function importsOf(sources: readonly Source[], own: readonly string[], foreign: readonly string[]): string {
  const all = [...new Set([...own, ...sources.flatMap(({ imports }) => imports)])];
  const module = (line: string): string => line.split(/[ .]/)[1] ?? '';
  const sorted = (lines: string[]): string[] => lines.toSorted((a, b) => Number(a.startsWith('from')) - Number(b.startsWith('from')) || (a < b ? -1 : 1));
  const blocks = [all.filter((line) => !foreign.includes(module(line))), all.filter((line) => foreign.includes(module(line)))];
  return blocks.filter((lines) => lines.length > 0).map((lines) => sorted(lines).join('\n')).join('\n\n');
}

/** The chosen values, with what they are. */
function constantsOf(experiment: Experiment, source: Source, workers: string, usesChunks: boolean): string {
  const { chunksize, isAutomatic, spec, task, text, variant } = experiment;
  const lines = source.constants.map(({ name }): [string, string, string] => {
    if (name === 'ITEMS') return [name, grouped(spec.items), text.item(task.item)];
    if (name === 'SEED') return [name, grouped(spec.seed), text.seed];
    const param = task.params.find((known) => known.name.toUpperCase() === name);
    if (param === undefined) throw new Error(`task ${task.id} has no parameter ${name}`);
    return [name, literal(spec.params[param.name] ?? param.kind.default, param.kind), param.label];
  });
  lines.push([workers, String(spec.cores), '']);
  if (usesChunks && chunksize !== null) lines.push(['CHUNKSIZE', grouped(chunksize), isAutomatic ? text.automatic(variant, chunksize) : '']);
  return [`# ${text.comments.experiment}`, ...lines.map(([name, value, note]) => `${name} = ${value}${note === '' ? '' : `  # ${note}`}`)].join('\n');
}

function literal(value: Value, kind: Kind): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  return kind.type === 'integer' ? grouped(value) : Number.isInteger(value) ? `${value}.0` : String(value);
}

/** What all items share, and the task's function with it. */
function sharedOf({ shared }: PythonTarget, experiment: Experiment): string[] {
  const [first = '', ...others] = shared.helpers;
  const note = remark('#', experiment.text.comments[shared.note], 0);
  return [[...note, first].join('\n'), ...others].map((helper) => ofTask(helper, experiment, 'item.number', 'item.state'));
}

/** Bytes of a result, by kind: what www/model/checksum.ts does. */
const ENCODE: Record<ResultKind, readonly (string | { comment: CommentId })[]> = {
  number: ['return struct.pack("<d", result)'],
  whole: [
    { comment: 'doubles' },
    'if result <= 2**53:',
    '    return struct.pack("<d", result)',
    'data = str(result).encode()',
    'return struct.pack("<I", len(data)) + data',
  ],
  text: ['data = result.encode()', 'return struct.pack("<I", len(data)) + data'],
  said: [
    { comment: 'whoSaid' },
    'data = result.split(" - ", 1)[1].encode()',
    'return struct.pack("<I", len(data)) + data',
  ],
  bytes: ['return struct.pack("<I", len(result)) + result'],
  counts: ['return struct.pack(f"<I{len(result)}H", len(result), *result)'],
};

function checksumOf({ result, text: { comments } }: Experiment): string {
  const encode = ['def encode(result):', ...indented(ENCODE[result].flatMap((line) => (typeof line === 'string' ? [line] : remark('#', comments[line.comment], 4))))];
  const checksum = [
    'def checksum(results):',
    `    """${comments.checksum}"""`,
    '    crc = 0',
    '    for result in results:',
    '        crc = zlib.crc32(encode(result), crc)',
    '    return f"{crc:08x}"',
  ];
  return `${encode.join('\n')}\n\n\n${checksum.join('\n')}`;
}

/** Prints what `printedOf` in results.ts says. */
function firstOf(kind: ResultKind): string {
  switch (kind) {
    case 'number':
    case 'whole':
      return `print("first results:", *results[:${FIRST.results}])`;
    case 'said':
      return `print("first results:", ", ".join(results[:${FIRST.results}]))`;
    case 'text':
      return `print("first result:", results[0][:${FIRST.characters}])`;
    case 'bytes':
    case 'counts':
      return `print("first numbers:", *results[0][:${FIRST.numbers}])`;
  }
}

/** An item of a task with rounds: what its function reads of the rounds before goes along with it. */
const itemOf = (comment: string): string => `class Item(int):
    """${comment}"""

    def __new__(cls, place, number=0, state=None):
        item = super().__new__(cls, place)
        item.number, item.state = number, state
        return item`;

/** The task's function in a line that calls it: with rounds it takes the state, too. */
function ofTask(line: string, { task }: Experiment, number: string, state: string): string {
  const named = line.replaceAll('TASK', task.id);
  return task.rounds === null ? named : named.replaceAll(new RegExp(`${task.id}\\(item, (.+)\\)`, 'g'), `${task.id}(${number}, $1, ${state})`);
}

/** The call's lines; with rounds they work on a list of a round's items. */
function inRounds({ task }: Experiment, call: PoolCall): PoolCall {
  if (task.rounds === null) return call;
  const ofRound = (line: string): string => line.replaceAll('range(ITEMS)', 'items').replaceAll(/\bITEMS\b/g, 'len(items)');
  return { ...call, lines: call.lines.map(ofRound) };
}

/** The serial loop and the pool's, for a task with rounds. */
function roundsOf(own: string, lines: readonly string[]): { serial: string[]; pooled: string[] } {
  const each = (made: string, list: string, inner: readonly string[]): string[] => [
    `${list}, state = [], first_state()`,
    'for number in range(rounds()):',
    ...indented([...inner, `state = next_state(state, number, ${made})`, `${list} += ${made}`]),
  ];
  return {
    serial: each('made', 'serial', [`made = [${own} for item in items_of(number)]`]),
    pooled: [
      ...each('results', 'computed', ['items = [Item(place, item, state) for place, item in enumerate(items_of(number))]', ...lines]),
      'results = computed',
    ],
  };
}

function mainOf(target: PythonTarget, experiment: Experiment, hasShared: boolean, call: PoolCall): string {
  const { result, task, text } = experiment;
  const own = hasShared ? ofTask(target.shared.call, experiment, 'item', 'state') : `${task.id}(item)`;
  const once = { serial: [`serial = [${own} for item in range(ITEMS)]`], pooled: call.lines };
  const { serial, pooled } = task.rounds === null ? once : roundsOf(own, call.lines);
  const body = [
    ...(hasShared && target.shared.insidePool.length > 0 ? ['shared = prepare()', ''] : []),
    'started = time.perf_counter()',
    ...serial,
    'serial_s = time.perf_counter() - started',
    '',
    ...remark('#', text.comments[target.openNote], 4),
    target.open,
    ...indented([
      ...(hasShared ? target.shared.insidePool : []),
      'started = time.perf_counter()',
      ...pooled,
      'pooled_s = time.perf_counter() - started',
    ]),
    '',
    'assert checksum(results) == checksum(serial), "the pool computed something else"',
    'print(f"serial {serial_s:.3f} s, pooled {pooled_s:.3f} s: {serial_s / pooled_s:.2f} times as fast")',
    firstOf(result),
    'print("checksum:", checksum(results))',
  ];
  return ['def main():', ...indented(body)].join('\n');
}

/** Within a block. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}
