// What the catalogue names, said in a language: the build makes the catalogue without words, and every language has its own. Pure.

import type { Catalog, Meta, Param } from '../model/contract';

interface Named {
  title: string;
  summary: string;
}

export interface ParamWords {
  label: string;
  help: string;
  /** Of a choice: what its options are called. Where there are none, as in the link. */
  options?: Record<string, string>;
}

interface TaskWords extends Named {
  teaches: string;
  item: string;
  params?: Record<string, ParamWords>;
}

/** A language's words for whatever the catalogue names, by id. A test knows what is missing. */
export interface Words {
  tasks: Record<string, TaskWords>;
  /** Their summaries: variants are called what Python calls them. */
  variants: Record<string, string>;
  strategies: Record<string, Named>;
  schedules: Record<string, Named>;
  spawns: Record<string, Named>;
  lifetimes: Record<string, Named>;
}

type Lists = 'strategies' | 'schedules' | 'spawns' | 'lifetimes';
type Bare<List extends Lists | 'variants'> = Omit<Catalog[List][number], keyof Named>[];
type BareParam = Omit<Param, 'label' | 'help'>;
type BareTask = Omit<Meta, keyof TaskWords> & { params: BareParam[] };

/** The catalogue without words. */
export type BareCatalog = Omit<Catalog, Lists | 'variants' | 'tasks'> & { [List in Lists | 'variants']: Bare<List> } & { tasks: BareTask[] };

/** The catalogue in a language. What has no words is called by its id. */
export function catalogIn(words: Words, bare: BareCatalog): Catalog {
  const named = <Entry extends { id: string }>(entries: readonly Entry[], known: Record<string, Named>): (Entry & Named)[] =>
    entries.map((entry) => ({ ...entry, ...(known[entry.id] ?? { title: entry.id, summary: '' }) }));
  return {
    ...bare,
    tasks: bare.tasks.map((task) => taskIn(words.tasks[task.id], task)),
    variants: bare.variants.map((variant) => ({ ...variant, summary: words.variants[variant.id] ?? '' })) as Catalog['variants'],
    strategies: named(bare.strategies, words.strategies),
    schedules: named(bare.schedules, words.schedules),
    spawns: named(bare.spawns, words.spawns),
    lifetimes: named(bare.lifetimes, words.lifetimes),
  };
}

function taskIn(known: TaskWords | undefined, task: BareTask): Meta {
  const { params = {}, ...said } = known ?? { title: task.id, summary: '', teaches: '', item: '' };
  const paramIn = (param: BareParam): Param => {
    const { label, help } = params[param.name] ?? { label: param.name, help: '' };
    return { ...param, label, help };
  };
  return { ...task, ...said, params: task.params.map(paramIn) };
}
