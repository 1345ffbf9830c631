// A Rust program on rayon from a task's kernel: main.rs and its Cargo.toml.

import type { Value } from '../../generated/Value';
import type { Kind } from '../../model/contract';
import { type Comments, type Experiment, type Program, WIDTH, grouped, remark, wrapped } from './program';
import { FIRST, type ResultKind } from './results';
import type { Source, Sources } from './sources';

/** How a call reads in Rust. */
export interface RustCall {
  /** What it needs beside what every program needs. */
  imports: string[];
  /** Sets `results`, in item order. */
  lines: string[];
}

/** Crates that tasks need, by task, with their versions. */
export const CRATES: Readonly<Record<string, Readonly<Record<string, string>>>> = { proof_of_work: { sha2: '0.11' } };
/** The version of rayon that the calls are written for. */
const RAYON = '1.12';

/** The type of a result. */
export const TYPES: Record<ResultKind, string> = { number: 'f64', whole: 'u128', text: 'String', said: 'String', bytes: 'Vec<u8>', counts: 'Vec<u16>' };

/** The program. */
export function rustProgram(call: (experiment: Experiment, task: string, type: string) => RustCall, experiment: Experiment, sources: Sources, notes: readonly string[]): Program {
  const { result, task, text, variant } = experiment;
  const parts = sources.task.parts.map((name) => partOf(sources, name));
  const shared = /^fn prepare\(\) -> (.+) \{$/m.exec(sources.task.body)?.[1];
  const once = call(experiment, shared === undefined ? task.id : 'task', TYPES[result]);
  const { imports, lines } = task.rounds === null ? once : inRounds(once);
  const usesChunks = lines.some((line) => line.includes('CHUNKSIZE'));
  const blocks = [
    importsOf([...imports, ...(shared === undefined ? [] : ['use std::sync::LazyLock;']), ...[sources.task, ...parts].flatMap((source) => source.imports)]),
    constantsOf(experiment, sources.task, usesChunks),
    ...parts.map(({ body }) => body),
    sources.task.body,
    ...(shared === undefined ? [] : sharedOf(text.comments, task.id, shared, TYPES[result], task.rounds !== null)),
    encodeOf(result, text.comments),
    checksumOf(TYPES[result], text.comments.checksum),
    mainOf(experiment, shared !== undefined, lines),
  ];
  const run = 'cargo run --release';
  return {
    files: [
      { name: 'main.rs', language: 'rust', text: `${docs(text.head.rust(task.title, variant), task.summary, run, notes)}\n\n${blocks.join('\n\n')}\n` },
      { name: 'Cargo.toml', language: 'toml', text: manifestOf(task.id) },
    ],
    run,
    install: '',
  };
}

function partOf(sources: Sources, name: string): Source {
  const part = sources.parts[name];
  if (part === undefined) throw new Error(`no part ${name}`);
  return part;
}

function docs(head: string, summary: string, run: string, notes: readonly string[]): string {
  const paragraphs = [[head], wrapped(summary, WIDTH - 4), [`    ${run}`], ...notes.map((note) => wrapped(`* ${note}`, WIDTH - 4, '  '))];
  return paragraphs.flatMap((lines, place) => (place === 0 ? lines : ['', ...lines])).map((line) => `//! ${line}`.trimEnd()).join('\n');
}

function importsOf(imports: readonly string[]): string {
  return [...new Set(['use std::time::Instant;', ...imports])].toSorted().join('\n');
}

function constantsOf(experiment: Experiment, source: Source, usesChunks: boolean): string {
  const { chunksize, isAutomatic, spec, task, text, variant } = experiment;
  const lines = source.constants.map(({ name }): [string, string, string, string] => {
    if (name === 'ITEMS') return [name, 'u32', grouped(spec.items), text.item(task.item)];
    if (name === 'SEED') return [name, 'u32', grouped(spec.seed), text.seed];
    const param = task.params.find((known) => known.name.toUpperCase() === name);
    if (param === undefined) throw new Error(`task ${task.id} has no parameter ${name}`);
    return [name, typeOf(param.kind), literal(spec.params[param.name] ?? param.kind.default, param.kind), param.label];
  });
  lines.push(['THREADS', 'usize', String(spec.cores), '']);
  if (usesChunks && chunksize !== null) lines.push(['CHUNKSIZE', 'usize', grouped(chunksize), isAutomatic ? text.automatic(variant, chunksize) : '']);
  return [`// ${text.comments.experiment}`, ...lines.map(([name, type, value, note]) => `const ${name}: ${type} = ${value};${note === '' ? '' : ` // ${note}`}`)].join('\n');
}

function typeOf(kind: Kind): string {
  switch (kind.type) {
    case 'integer':
      return 'u32';
    case 'number':
      return 'f64';
    case 'choice':
      return '&str';
    case 'flag':
      return 'bool';
  }
}

function literal(value: Value, kind: Kind): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  return kind.type === 'integer' ? grouped(value) : Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The call's lines, within the loop over rounds, on the round's own number of items. */
function inRounds({ imports, lines }: RustCall): RustCall {
  return { imports: [...imports, 'use std::sync::RwLock;'], lines: overRounds(lines.map((line) => line.replaceAll(/\bITEMS\b/g, 'items'))) };
}

/** A loop over rounds around lines that set a round's `results`; it sets all `results`. */
function overRounds(lines: readonly string[]): string[] {
  return [
    'let (mut computed, mut state) = (Vec::new(), first_state());',
    'for round in 0..rounds() {',
    ...indented([
      'let items = items_of(round).len() as u32;',
      '*ROUND.write().expect("a round") = (items_of(round).start, state.clone());',
      ...lines,
      'state = next_state(&state, round, &results);',
      'computed.extend(results);',
    ]),
    '}',
    'let results = computed;',
  ];
}

/** What all items share: made once, read by all threads. */
function sharedOf(comments: Comments, task: string, shared: string, type: string, hasRounds: boolean): string[] {
  const threadsShare = `/// ${comments.threadsShare}\nstatic SHARED: LazyLock<${shared}> = LazyLock::new(prepare);`;
  if (hasRounds) {
    return [
      threadsShare,
      `/// ${comments.round}\nstatic ROUND: RwLock<(u32, Vec<f64>)> = RwLock::new((0, Vec::new()));`,
      `fn task(item: u32) -> ${type} {\n    let round = ROUND.read().expect("a round");\n    ${task}(round.0 + item, &SHARED, &round.1)\n}`,
    ];
  }
  return [
    threadsShare,
    `fn task(item: u32) -> ${type} {\n    ${task}(item, &SHARED)\n}`,
  ];
}

/** Bytes of a result, by kind: what www/model/checksum.ts does. */
function encodeOf(kind: ResultKind, comments: Comments): string {
  const encode = (type: string, ...lines: string[]): string => `fn encode(result: &${type}) -> Vec<u8> {\n${indented(lines).join('\n')}\n}`;
  switch (kind) {
    case 'number':
      return encode('f64', 'result.to_le_bytes().to_vec()');
    case 'whole':
      return encode(
        'u128',
        ...remark('//', comments.doubles, 4),
        'if *result <= 1 << 53 {',
        '    return (*result as f64).to_le_bytes().to_vec();',
        '}',
        'let text = result.to_string();',
        '[&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat()',
      );
    case 'text':
      return encode('String', '[&(result.len() as u32).to_le_bytes(), result.as_bytes()].concat()');
    case 'said':
      return encode(
        'String',
        ...remark('//', comments.whoSaid, 4),
        'let (_, text) = result.split_once(" - ").expect("a name and a text");',
        '[&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat()',
      );
    case 'bytes':
      return encode('Vec<u8>', '[&(result.len() as u32).to_le_bytes(), result.as_slice()].concat()');
    case 'counts':
      return encode(
        'Vec<u16>',
        'let length = (result.len() as u32).to_le_bytes();',
        'length.into_iter().chain(result.iter().flat_map(|count| count.to_le_bytes())).collect()',
      );
  }
}

function checksumOf(type: string, comment: string): string {
  return `/// ${comment}
fn checksum(results: &[${type}]) -> String {
    let mut crc = !0_u32;
    for byte in results.iter().flat_map(encode) {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
        }
    }
    format!("{:08x}", !crc)
}`;
}

/** Prints what `printedOf` in results.ts says. */
function firstOf(kind: ResultKind): string[] {
  const joined = (of: string, count: number): string => `let first: Vec<String> = ${of}.iter().take(${count}).map(|one| one.to_string()).collect();`;
  switch (kind) {
    case 'number':
    case 'whole':
      return [joined('results', FIRST.results), 'println!("first results: {}", first.join(" "));'];
    case 'said':
      return [joined('results', FIRST.results), 'println!("first results: {}", first.join(", "));'];
    case 'text':
      return [`let first: String = results[0].chars().take(${FIRST.characters}).collect();`, 'println!("first result: {first}");'];
    case 'bytes':
    case 'counts':
      return [joined('results[0]', FIRST.numbers), 'println!("first numbers: {}", first.join(" "));'];
  }
}

function mainOf({ result, task, text }: Experiment, hasShared: boolean, lines: readonly string[]): string {
  const body = [
    ...remark('//', text.comments.threadsStart, 4),
    'let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build().expect("threads");',
    ...(hasShared ? ['LazyLock::force(&SHARED);'] : []),
    '',
    'let started = Instant::now();',
    ...(task.rounds === null
      ? [`let serial: Vec<${TYPES[result]}> = (0..ITEMS).map(${hasShared ? 'task' : task.id}).collect();`]
      : [...overRounds([`let results: Vec<${TYPES[result]}> = (0..items).map(task).collect();`]), 'let serial = results;']),
    'let serial_s = started.elapsed().as_secs_f64();',
    '',
    'let started = Instant::now();',
    ...lines,
    'let pooled_s = started.elapsed().as_secs_f64();',
    '',
    'assert_eq!(checksum(&results), checksum(&serial), "the pool computed something else");',
    'let speedup = serial_s / pooled_s;',
    'println!("serial {serial_s:.3} s, pooled {pooled_s:.3} s: {speedup:.2} times as fast");',
    ...firstOf(result),
    'println!("checksum: {}", checksum(&results));',
  ];
  return ['fn main() {', ...indented(body), '}'].join('\n');
}

function manifestOf(task: string): string {
  const crates = Object.entries({ rayon: RAYON, ...CRATES[task] });
  return `[package]
name = "${task}_rayon"
version = "0.1.0"
edition = "2021"

[[bin]]
name = "${task}_rayon"
path = "main.rs"

[dependencies]
${crates.map(([name, version]) => `${name} = "${version}"`).join('\n')}
`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}
