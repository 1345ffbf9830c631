// Tests that whatever the catalogue names has its Chinese: a task, parameter, option, call or strategy without it fails here.
import { describe, expect, test } from 'vitest';
import english from '../../generated/words.json';
import { catalog as bare } from '../../model/arbitraries';
import { catalogIn } from '../catalog';
import { words } from './words';

const HAN = /\p{Script=Han}/u;
const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id).toSorted();
const catalog = catalogIn(english, bare);
const translated = catalogIn(words, bare);

test.each(['tasks', 'variants', 'strategies', 'schedules', 'spawns', 'lifetimes'] as const)('%s: all of them, and no others', (list) => {
  expect(Object.keys(words[list]).toSorted()).toEqual(ids(catalog[list]));
});

describe.each(catalog.tasks.map((task) => [task.id, task] as const))('%s', (id, task) => {
  const own = words.tasks[id];

  test('is told in Chinese', () => {
    const { title, summary, teaches, item } = translated.tasks.find((known) => known.id === id)!;
    for (const text of [title, summary, teaches, item]) expect(text).toMatch(HAN);
    for (const text of [summary, teaches]) expect(text).toMatch(/[。…：0-9]$/);
  });

  test('has all its parameters and options, and no others', () => {
    expect(Object.keys(own?.params ?? {})).toEqual(task.params.map(({ name }) => name));
    for (const { name, kind } of task.params) {
      const { label, help, options } = own!.params![name]!;
      for (const text of [label, help]) expect(text).toMatch(HAN);
      expect(Object.keys(options ?? {})).toEqual(kind.type === 'choice' ? kind.options : []);
    }
  });
});

test('whatever else has a title or a summary has it in Chinese', () => {
  for (const { summary } of translated.variants) expect(summary).toMatch(HAN);
  for (const list of [translated.strategies, translated.schedules, translated.spawns, translated.lifetimes]) {
    for (const { title, summary } of list) {
      expect(title).toMatch(HAN);
      expect(summary).toMatch(HAN);
    }
  }
});

test('only words change: ids, bounds and defaults are the catalogue’s', () => {
  const unsaid = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, field: unknown) => (['title', 'summary', 'teaches', 'item', 'label', 'help'].includes(key) ? '' : field)));
  expect(unsaid(translated)).toEqual(unsaid(catalog));
});
