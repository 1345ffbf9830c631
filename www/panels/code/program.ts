// What a program is, and what every target makes it from.

import type { PanelTexts } from '../../locales/en/panels';
import type { Catalog, Meta, RunSpec } from '../../model/contract';
import { columnsOf } from '../../model/columns';
import { chunksizeOf, taskOf, variantOf } from '../../model/spec';
import { type ResultKind, resultOf } from './results';
import type { Language, Sources } from './sources';

/** A file of a program. */
export interface ProgramFile {
  name: string;
  language: Language | 'toml';
  text: string;
}

/** A complete program. */
export interface Program {
  /** The one that has the program first. */
  files: ProgramFile[];
  /** The command that runs it, in the folder that its files are in. */
  run: string;
  /** What has to be installed before, as a command; empty where nothing has. */
  install: string;
}

/** A call of Python's Pool. */
export type VariantId = RunSpec['variant'];

/** What a program is made for. */
export interface Experiment {
  spec: RunSpec;
  task: Meta;
  variant: VariantId;
  result: ResultKind;
  /** Items of a chunk; null where each item is a call. */
  chunksize: number | null;
  /** Nobody chose the chunksize. */
  isAutomatic: boolean;
  /** What the program says in its comments. */
  text: PanelTexts['code'];
}

/** Something programs can be made for. */
export interface Target {
  id: string;
  /** The name people read. */
  title: string;
  language: Language;
  /** What is different there from the page, for this experiment: ids of the texts. */
  program(experiment: Experiment, sources: Sources, notes: readonly string[]): Program;
}

/** What a spec comes to for a program. */
export function experimentOf(spec: RunSpec, catalog: Catalog, text: PanelTexts['code']): Experiment {
  const task = taskOf(catalog, spec.task);
  const isCalls = variantOf(catalog, spec.variant).chunks === 'calls';
  return {
    spec,
    task,
    variant: spec.variant,
    result: resultOf(task.id),
    chunksize: isCalls ? null : chunksizeOf(spec, catalog),
    isAutomatic: spec.chunksize === null,
    text,
  };
}

/** A word with the space before it; of a script that writes none between words, a letter with the punctuation that stays with it. */
const WORD = /\s*(?:[(（“《]*[\p{Script=Han}]|[^\s\p{Script=Han}，。；：、]+)[，。；：、）”》]*/gu;

/** A text in lines of at most `width` columns. */
export function wrapped(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(WORD) ?? []) {
    if (line !== '' && columnsOf(line) + columnsOf(word) > width) {
      lines.push(line);
      line = indent + word.trimStart();
    } else line += line === '' ? word.trimStart() : word;
  }
  return [...lines, line];
}

/** A whole number as both languages write it: `20_000`, `5000`. */
export function grouped(value: number): string {
  const digits = String(value);
  return value < 10_000 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '_');
}

/** Longest line of a program, so that it is read without scrolling. */
export const WIDTH = 88;

/** Ids of what programs say in comments of their own. */
export type CommentId = keyof Comments;

/** What they are in the page's language. */
export type Comments = PanelTexts['code']['comments'];

/** A call stands within a block or two. */
const DEEP = 12;

/** A comment, in as many lines as it takes below `depth` columns. */
export function remark(sign: '#' | '//' | '///', text: string, depth = DEEP): string[] {
  return wrapped(text, WIDTH - depth - sign.length - 1).map((line) => `${sign} ${line}`);
}
