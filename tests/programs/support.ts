// What the tests of programs share: small experiments, their programs as files, what a program printed.

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import data from '../../www/generated/catalog.json';
import words from '../../www/generated/words.json';
import { type BareCatalog, catalogIn } from '../../www/locales/catalog';
import { code as english } from '../../www/locales/en/code';
import { code as chinese } from '../../www/locales/zh-CN/code';
import { words as inChinese } from '../../www/locales/zh-CN/words';
import type { Catalog, RunSpec } from '../../www/model/contract';
import { taskOf, withTask } from '../../www/model/spec';
import { programOf } from '../../www/panels/code/make';
import { type Program, type Target, type VariantId, experimentOf } from '../../www/panels/code/program';
import { type Printed, printedOf, resultOf } from '../../www/panels/code/results';

/** The catalogue, as the page has it. */
export const catalog = catalogIn(words, data as unknown as BareCatalog);

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where programs are written to. */
export const FOLDER = join(root, 'target/programs');

/** A row of the table of small specs. */
interface Row {
  task: string;
  items: number;
  seed: number;
  params: Record<string, number | string | boolean>;
}

type Plain = number | string | { bytes: number[] } | { counts: number[] };

function read<Type>(path: string): Type {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Type;
}

/** A small experiment, and what the crate's own tasks return for it. */
export interface Small {
  name: string;
  spec: RunSpec;
  expected: Printed;
}

/** Every row of the table with the next of the calls, so that all of them occur. Written beforehand: examples/outputs.rs. */
export function smallOnes(): Small[] {
  const outputs = read<Plain[][]>('target/programs/outputs.json');
  return read<Row[]>('src/tasks/golden.json').map((row, place) => {
    const variant = catalog.variants[place % catalog.variants.length]?.id as VariantId;
    const { items, seed, params, task } = row;
    const first = withTask({ ...catalog.default, cores: 2, seed, variant }, taskOf(catalog, task));
    const spec = { ...first, items, params: { ...first.params, ...params } };
    const results = (outputs[place] ?? []).map(alive);
    if (results.length !== items) throw new Error(`target/programs/outputs.json has ${results.length} results of ${task}, not ${items}`);
    return { name: `${place} ${task}, ${variant}`, spec, expected: printedOf(resultOf(task), results) };
  });
}

function alive(result: Plain): unknown {
  if (typeof result !== 'object') return result;
  return 'bytes' in result ? Uint8Array.from(result.bytes) : Uint16Array.from(result.counts);
}

/** What programs say, by language. */
const SAID = {
  en: { catalog, code: english },
  'zh-CN': { catalog: catalogIn(inChinese, data as unknown as BareCatalog), code: chinese },
} as const;

/** A language that programs are tested in. */
export type Language = keyof typeof SAID;

/** A target's program for a spec. */
export function make(target: Target, spec: RunSpec, language: Language = 'en'): Promise<Program> {
  const said = SAID[language];
  return programOf(target, experimentOf(spec, said.catalog, said.code), language);
}

/** Writes a program's files into a folder of their own and says where. */
export function write({ files }: Program, name: string): string {
  const folder = join(FOLDER, name.replace(/[^a-z0-9_]+/gi, '-'));
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file.name), file.text);
  return folder;
}

const execute = promisify(execFile);

/** Runs a program to its end and brings what it printed. */
export async function run(command: string, args: readonly string[], folder: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await execute(command, args, { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 2 ** 24 });
  return stdout;
}

/** What a program printed, without its times; Ray prints lines of its own between. Throws where one of ours is missing. */
export function printed(stdout: string): Printed {
  if (!/^serial \d+\.\d{3} s, pooled \d+\.\d{3} s: \d+\.\d\d times as fast$/m.test(stdout)) throw new Error(`no times in ${stdout}`);
  const first = /^first .*$/m.exec(stdout)?.[0];
  const checksum = /^checksum: ([0-9a-f]{8})$/m.exec(stdout)?.[1];
  if (first === undefined || checksum === undefined) throw new Error(`no results in ${stdout}`);
  return { first, checksum };
}

/** The same, where workers' names are part of what is printed. */
export function withoutNames({ first, checksum }: Printed, task: string): Printed {
  return task === 'hello' ? { first: first.replace(/(: |, )[^,]*? - /g, '$1'), checksum } : { first, checksum };
}
