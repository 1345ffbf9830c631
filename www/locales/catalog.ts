// The catalogue in another language: its words in the place of the English ones that come from Rust. Pure.

import type { Catalog, Meta, Param } from '../model/contract';

interface Named {
  title: string;
  summary: string;
}

export interface ParamWords {
  label: string;
  help: string;
  /** Of a choice: what its options are called. */
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

/** The catalogue with a language's words. What has none stays as it is. */
export function catalogIn(words: Words | null, catalog: Catalog): Catalog {
  if (words === null) return catalog;
  const named = <Entry extends Named & { id: string }>(entries: Entry[], known: Record<string, Named>): Entry[] =>
    entries.map((entry) => ({ ...entry, ...known[entry.id] }));
  return {
    ...catalog,
    tasks: catalog.tasks.map((task) => taskIn(words.tasks[task.id], task)),
    variants: catalog.variants.map((variant) => ({ ...variant, summary: words.variants[variant.id] ?? variant.summary })),
    strategies: named(catalog.strategies, words.strategies),
    schedules: named(catalog.schedules, words.schedules),
    spawns: named(catalog.spawns, words.spawns),
    lifetimes: named(catalog.lifetimes, words.lifetimes),
  };
}

function taskIn(known: TaskWords | undefined, task: Meta): Meta {
  if (known === undefined) return task;
  const { title, summary, teaches, item, params = {} } = known;
  const paramIn = (param: Param): Param => {
    const { label, help } = params[param.name] ?? param;
    return { ...param, label, help };
  };
  return { ...task, title, summary, teaches, item, params: task.params.map(paramIn) };
}
