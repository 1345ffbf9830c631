// Tests that whatever the engine says is known in Chinese: its words are taken from its sources, so that new ones fail here.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import data from '../../generated/labs.json';
import type { LabMeta } from '../../generated/LabMeta';
import { base, catalog } from '../../model/arbitraries';
import { readLabWord } from '../../model/labs/settings';
import { checkSpec, kindText } from '../../model/spec';
import { heard } from './heard';
import './messages';

const labs = data as unknown as LabMeta[];
const HAN = /\p{Script=Han}/u;
const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
/** Without the tests at the end of a Rust file. */
const code = (path: string): string => read(path).split('#[cfg(test)]')[0] ?? '';

/** The files of a folder and those within it, so that a new one is looked at, too. */
const below = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);

/** Texts between quotes, with something in each of the places that are filled in. */
function quoted(source: string, quotes: RegExp, placeholder: RegExp): string[] {
  return [...source.matchAll(quotes)].map((found) => (found[1] ?? '').replace(/\\\n\s*/g, '').replace(placeholder, '7'));
}
const rust = (source: string): string[] => quoted(source, /"((?:[^"\\]|\\[^])*)"/g, /\{[^}]*\}/g);
const typescript = (source: string): string[] =>
  ["'", '`'].flatMap((quote) => quoted(source, new RegExp(`${quote}([^${quote}\\n]*)${quote}`, 'g'), /\$\{(?:[^{}]|\{[^{}]*\})*\}/g));
/** Words for people, not names or what only joins others. */
const isSaid = (text: string): boolean => /[a-z]{2,}/.test(text);
const isSentence = (text: string): boolean => /^[a-z]+ ([\w’']+,? ){2}/.test(text) && !text.includes('=');

/** What is said in English still. */
const unknown = (texts: readonly string[]): string[] => texts.filter((text) => !HAN.test(heard(text)));

test('warnings', () => {
  const said = rust(code('src/compare/warnings.rs')).filter((text) => text.includes(' '));
  expect(said.length).toBeGreaterThan(6);
  expect(unknown(said)).toEqual([]);
});

test('errors of runs and labs', () => {
  const said = below('src', '.rs').flatMap((file) => [...code(file).matchAll(/#\[error\(([^]*?)\)\]\n/g)].flatMap((found) => rust(found[1] ?? ''))).filter(isSaid);
  expect(said.length).toBeGreaterThan(12);
  expect(unknown(said)).toEqual([]);
});

describe('figures', () => {
  const files = below('src/tasks', '.rs').filter((name) => !/\/rayon\/|tests\.rs$/.test(name));
  const bodies = files.map((name) => [name, / {4}fn figures\([^]*?\n {4}\}\n/.exec(code(name))?.[0] ?? ''] as const).filter(([, body]) => body !== '');

  test('there are some', () => {
    expect(bodies.length).toBeGreaterThan(12);
  });

  test.each(bodies)('%s', (_, body) => {
    // A unit of measure is the same in both.
    const said = rust(body).filter((text) => isSaid(text.replace('MiB', '')));
    expect(unknown(said)).toEqual([]);
  });

  test('a combination of the grid search', () => {
    expect(heard('alpha 0.1, 16 features of words and pairs, scaled counts, in 4 or more documents')).toBe(
      'alpha 0.1，16 个特征（词和词对），标准化的计数，至少出现在 4 篇文档中',
    );
  });
});

test('what the page’s side of the engine says', () => {
  const files = below('www/engine', '.ts').filter((name) => !name.endsWith('.test.ts'));
  const said = files.flatMap((name) => typescript(read(name).replaceAll(/^\s*(\/\/|\/?\*).*$/gm, ''))).filter(isSentence);
  expect(said.length).toBeGreaterThan(10);
  expect(unknown(said.filter((text) => text !== 'replaced by another pool'))).toEqual([]);
});

describe('what a setting may be', () => {
  const wrong: Record<string, unknown>[] = [
    ...Object.keys(base).flatMap((field) => [{}, '', -1].map((value) => ({ [field]: value }))),
    { colour: 'blue' },
    { params: { colour: 'blue' } },
    { task: 'square', params: { colour: 'blue' } },
    { task: 'square', spawn: 'item', strategies: ['threaded'], items: 100_000 },
    { task: 'square', items: 100_000, strategies: ['processes'], maxtasksperchild: 1, variant: 'imap' },
  ];
  test.each(wrong)('%j', (given) => {
    const { problems } = checkSpec(given, catalog, base);
    expect(unknown(problems.map(({ allowed }) => allowed))).toEqual([]);
  });

  test('parameters of every kind', () => {
    expect(unknown(catalog.tasks.flatMap(({ params }) => params.map(({ kind }) => kindText(kind))))).toEqual([]);
  });
});

test('what a link’s lab may be', () => {
  const words = ['deadlok', ...labs.flatMap(({ id, settings }) => [`${id},colour:blue`, ...settings.map(({ name }) => `${id},${name}:blue`)])];
  const said = words.flatMap((word) => readLabWord(labs, word).problems.map(({ allowed }) => allowed));
  expect(said.length).toBeGreaterThan(labs.length);
  expect(unknown(said)).toEqual([]);
});

test('what data from outside may be', () => {
  const files = ['shape', 'packed', 'export/report-json'];
  const said = files.flatMap((name) => [...read(`www/model/${name}.ts`).matchAll(/\brefuse\(([^]*?)\);/g)].flatMap(([, given = '']) => typescript(given))).filter((text) => text.includes(' '));
  expect(said.length).toBeGreaterThan(8);
  expect(unknown(said)).toEqual([]);
});

test('a strategy is called as everywhere, a setting’s own words stay', () => {
  expect(heard('pooled became slower from run to run, by 12 % in all')).toBe('线程池一次比一次慢，总共相差 12%');
  expect(heard('one of serial, threaded')).toBe('下列之一：serial, threaded');
  expect(heard('pooled: item 3 failed on PoolWorker-1: oh')).toBe('线程池：第 3 项在 PoolWorker-1 上失败：oh');
  expect(heard('processes: the process SpawnPoolWorker-2 could not work: the results of items 6 to 8 could not be encoded: oh')).toBe(
    '多进程：进程 SpawnPoolWorker-2 无法工作：第 6 到 8 项的结果无法编码：oh',
  );
  expect(heard('the queue is closed')).toBe('队列已关闭');
  expect(heard('the connection is write only')).toBe('这个连接只能写');
  expect(heard('something new')).toBe('something new');
});
