// The tasks' own code, as it lies beside their Rust, and what a program takes from it.

import type { SourceTexts } from '../../locales/source-texts';
import { translated } from './comments';

/** A task's file in parts: a program replaces the constants and adds its own. */
export interface Source {
  /** Lines of import, without those that name a part of ours. */
  imports: string[];
  /** Names of the parts that it needs, such as `splitmix64`. */
  parts: string[];
  /** The constants of the experiment, in their order, with the values of a first visit. */
  constants: { name: string; value: string }[];
  /** Everything below. */
  body: string;
}

/** The languages that tasks are written in beside the crate's Rust. */
export type Language = 'python' | 'rust';

/** A task's file and the parts that any task may need. */
export interface Sources {
  task: Source;
  /** By name. */
  parts: Record<string, Source>;
}

/** Where a file's constants begin; they end at the next empty line. */
const CONSTANTS = { python: '# The experiment.', rust: '// The experiment.' } as const;
const CONSTANT = { python: /^([A-Z]+) = (.+)$/, rust: /^const ([A-Z]+): .+ = (.+);$/ } as const;
const IMPORT = { python: /^(import|from) /, rust: /^use / } as const;
/** An import of ours: `from splitmix64 import Random`, `use splitmix64::Random;`. */
const OURS = { python: /^from (splitmix64|worker) import /, rust: /^use (splitmix64|worker)::/ } as const;

/** Takes a file apart. */
export function parseSource(text: string, language: Language): Source {
  const source: Source = { imports: [], parts: [], constants: [], body: '' };
  const lines = withoutHead(text, language).split('\n');
  let place = 0;
  for (; place < lines.length; place += 1) {
    const line = lines[place] ?? '';
    const ours = OURS[language].exec(line)?.[1];
    if (ours !== undefined) source.parts.push(ours);
    else if (IMPORT[language].test(line)) source.imports.push(line);
    else if (line !== '') break;
  }
  if (lines[place] === CONSTANTS[language]) {
    for (place += 1; place < lines.length && lines[place] !== ''; place += 1) {
      const [, name, value] = CONSTANT[language].exec(lines[place] ?? '') ?? [];
      if (name === undefined || value === undefined) throw new Error(`no constant of the experiment: ${lines[place]}`);
      source.constants.push({ name, value });
    }
  }
  source.body = lines.slice(place).join('\n').trim();
  return source;
}

/** Without what says what the file is for: a program says that in its own words. */
function withoutHead(text: string, language: Language): string {
  switch (language) {
    case 'python':
      return text.replace(/^"""[^]*?"""\n/, '');
    case 'rust':
      return text.replace(/^(\/\/!.*\n)+/, '');
  }
}

type Loader = () => Promise<string>;

const TASKS: Record<Language, Record<string, Loader>> = {
  python: import.meta.glob<string>('../../../src/tasks/*.py', { query: '?raw', import: 'default' }),
  rust: import.meta.glob<string>('../../../src/tasks/rayon/*.rs', { query: '?raw', import: 'default' }),
};

const PARTS: Record<Language, Record<string, Loader>> = {
  python: import.meta.glob<string>(['../../../src/task/*.py', './parts/*.py'], { query: '?raw', import: 'default' }),
  rust: import.meta.glob<string>('./parts/*.rs', { query: '?raw', import: 'default' }),
};

/** `splitmix64` of `../../../src/task/splitmix64.py`. */
function nameOf(path: string): string {
  return path.split('/').at(-1)?.replace(/\.\w+$/, '') ?? path;
}

/** The tasks that are written in a language. */
export function writtenIn(language: Language): string[] {
  return Object.keys(TASKS[language]).map(nameOf);
}

/** Loads what programs of a task are made from, with what `texts` has in the place of English. */
export async function loadSources(task: string, language: Language, texts: SourceTexts): Promise<Sources> {
  const load = Object.entries(TASKS[language]).find(([path]) => nameOf(path) === task)?.[1];
  if (load === undefined) throw new Error(`task ${task} is not written in ${language}`);
  const read = async (loader: Loader): Promise<Source> => {
    const source = parseSource(await loader(), language);
    return { ...source, body: translated(source.body, language, (english) => texts[english]) };
  };
  const parts = Object.entries(PARTS[language]).map(async ([path, part]): Promise<[string, Source]> => [nameOf(path), await read(part)]);
  return { task: await read(load), parts: Object.fromEntries(await Promise.all(parts)) };
}
