// The spec: its defaults, its check against the catalogue, and what follows from it. Pure.
//
// The rules are those of src/compare/spec.rs, which checks again; both take their bounds from the same lists.

import type { Catalog, Kind, Meta, RunSpec, VariantInfo } from './contract';

/** Something in a spec that makes no sense. */
export interface Problem {
  /** Field of the spec, parameters as `params.NAME`. */
  field: string;
  given: string;
  allowed: string;
}

/** A check's outcome: a complete spec in any case, with defaults in the place of what made no sense. */
export interface Checked {
  spec: RunSpec;
  problems: Problem[];
}

/** A problem in the words that the Rust side uses, too. */
export function problemText({ field, given, allowed }: Problem): string {
  return `${field}: ${given} was given, ${allowed} is allowed`;
}

/** The task with this id, or the catalogue's first. */
export function taskOf(catalog: Catalog, id: string): Meta {
  const task = catalog.tasks.find((known) => known.id === id) ?? catalog.tasks[0];
  if (task === undefined) throw new Error('the catalogue has no task');
  return task;
}

/** The variant with this id, or the catalogue's first. */
export function variantOf(catalog: Catalog, id: string): VariantInfo {
  const variant = catalog.variants.find((known) => known.id === id) ?? catalog.variants[0];
  if (variant === undefined) throw new Error('the catalogue has no variant');
  return variant;
}

/** A task's defaults in the place of another task's. What isn't the task's own stays. */
export function withTask(spec: RunSpec, task: Meta): RunSpec {
  const params = Object.fromEntries(task.params.map(({ name, kind }) => [name, kind.default]));
  return { ...spec, task: task.id, params, items: task.items };
}

/** The spec of a first visit on a machine with this many cores. */
export function firstSpec(catalog: Catalog, machineCores: number): RunSpec {
  const cores = Math.min(Math.max(machineCores, 2), 8, catalog.limits.cores.max);
  return { ...catalog.default, cores };
}

/** Items of a chunk, as the variant comes to it. Python: a quarter of a worker's share for map, one for imap. */
export function chunksizeOf(spec: RunSpec, catalog: Catalog): number {
  switch (variantOf(catalog, spec.variant).chunks) {
    case 'calls':
      return 1;
    case 'one':
      return spec.chunksize ?? 1;
    case 'quarter':
      return spec.chunksize ?? Math.ceil(roundItems(spec, catalog) / (4 * spec.cores));
  }
}

/** Items of a call: all, or those of the largest round. */
export function roundItems(spec: RunSpec, catalog: Catalog): number {
  return Math.ceil(spec.items / roundsOf(spec, catalog));
}

/** In how many calls, one after the other, a run's items come: 1 but for tasks with rounds. */
export function roundsOf(spec: RunSpec, catalog: Catalog): number {
  const { rounds } = taskOf(catalog, spec.task);
  return rounds === null ? 1 : Math.min(spec.items, Number(spec.params[rounds] ?? 1));
}

/** Whether threaded would start a thread for each item: by choice, or because each item is a call. */
export function threadEach(spec: RunSpec, catalog: Catalog): boolean {
  const each = spec.spawn === 'item' || variantOf(catalog, spec.variant).chunks === 'calls';
  return each && spec.strategies.includes('threaded');
}

/** What differs from a spec that is locked. A trace changes no run, so it may be asked for. */
export function changesOf(spec: RunSpec, locked: RunSpec): Problem[] {
  const fields = (Object.keys(locked) as (keyof RunSpec)[]).filter((field) => field !== 'trace');
  return fields
    .filter((field) => JSON.stringify(spec[field]) !== JSON.stringify(locked[field]))
    .map((field) => ({ field, given: shown(spec[field]), allowed: `only ${shown(locked[field])}, which the link locks,` }));
}

type Fields = Record<string, unknown>;

/** Completes and checks what somebody gave: a script, a link, the controls. Never throws. */
export function checkSpec(given: unknown, catalog: Catalog, base: RunSpec): Checked {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const problems = given === undefined ? [] : [{ field: 'spec', given: shown(given), allowed: 'an object' }];
    return { spec: base, problems };
  }
  const fields = given as Fields;
  const check = new Check(fields, catalog, base);
  check.run();
  return { spec: check.spec, problems: check.problems };
}

class Check {
  readonly problems: Problem[] = [];
  spec: RunSpec;
  readonly #fields: Fields;
  readonly #catalog: Catalog;

  constructor(fields: Fields, catalog: Catalog, base: RunSpec) {
    this.#fields = fields;
    this.#catalog = catalog;
    this.spec = { ...base };
  }

  run(): void {
    const { limits, tasks, variants, schedules, spawns, lifetimes } = this.#catalog;
    for (const field of Object.keys(this.#fields)) {
      if (!Object.hasOwn(this.spec, field)) this.#refuse(field, oneOf(Object.keys(this.spec), 'the fields'));
    }
    this.#choose('task', tasks.map(({ id }) => id), (id) => {
      // Another task's parameters and items would make no sense.
      if (id !== this.spec.task) this.spec = withTask(this.spec, taskOf(this.#catalog, id));
    });
    this.#params();
    const { maxItems } = taskOf(this.#catalog, this.spec.task);
    this.#whole('items', { min: limits.items.min, max: Math.min(limits.items.max, maxItems) });
    this.#whole('seed', limits.seed);
    this.#whole('cores', limits.cores);
    this.#whole('repeats', limits.repeats);
    if (this.#fields['chunksize'] === null) this.spec.chunksize = null;
    else this.#whole('chunksize', limits.chunksize);
    this.#choose('variant', variants.map(({ id }) => id), (id) => (this.spec.variant = id as RunSpec['variant']));
    this.#choose('schedule', schedules.map(({ id }) => id), (id) => (this.spec.schedule = id as RunSpec['schedule']));
    this.#choose('spawn', spawns.map(({ id }) => id), (id) => (this.spec.spawn = id as RunSpec['spawn']));
    this.#choose('processes', lifetimes.map(({ id }) => id), (id) => (this.spec.processes = id as RunSpec['processes']));
    if (this.#fields['maxtasksperchild'] === null) this.spec.maxtasksperchild = null;
    else this.#whole('maxtasksperchild', limits.maxtasksperchild);
    this.#strategies();
    this.#flag('gil');
    this.#flag('trace');
    this.#number('switchIntervalMs', limits.switchIntervalMs);
    const { threadsPerRun, processesPerRun } = limits;
    if (this.spec.items > threadsPerRun && threadEach(this.spec, this.#catalog)) {
      const allowed = `at most ${threadsPerRun} where threaded starts a thread for each item`;
      this.problems.push({ field: 'items', given: String(this.spec.items), allowed });
      this.spec.items = threadsPerRun;
    }
    const { maxtasksperchild } = this.spec;
    const ofRound = Math.ceil(roundItems(this.spec, this.#catalog) / chunksizeOf(this.spec, this.#catalog));
    const chunks = roundsOf(this.spec, this.#catalog) * ofRound;
    if (maxtasksperchild !== null && this.spec.strategies.includes('processes') && Math.ceil(chunks / maxtasksperchild) > processesPerRun) {
      const allowed = `one with which a run of ${chunks} chunks starts at most ${processesPerRun} processes`;
      this.problems.push({ field: 'maxtasksperchild', given: String(maxtasksperchild), allowed });
      this.spec.maxtasksperchild = null;
    }
  }

  #refuse(field: string, allowed: string): void {
    const value = field.startsWith('params.')
      ? (this.#fields['params'] as Fields)[field.slice('params.'.length)]
      : this.#fields[field];
    this.problems.push({ field, given: shown(value), allowed });
  }

  #choose(field: string, ids: string[], accept: (id: string) => void): void {
    const value = this.#fields[field];
    if (value === undefined) return;
    if (typeof value === 'string' && ids.includes(value)) accept(value);
    else this.#refuse(field, oneOf(ids));
  }

  #whole(field: 'items' | 'seed' | 'cores' | 'repeats' | 'chunksize' | 'maxtasksperchild', limit: { min: number; max: number }): void {
    const value = this.#fields[field];
    if (value === undefined) return;
    if (isWhole(value, limit)) this.spec[field] = value;
    else this.#refuse(field, wholeText(limit));
  }

  #number(field: 'switchIntervalMs', { min, max }: { min: number; max: number }): void {
    const value = this.#fields[field];
    if (value === undefined) return;
    if (typeof value === 'number' && value >= min && value <= max) this.spec[field] = value;
    else this.#refuse(field, `a number from ${min} to ${max}`);
  }

  #flag(field: 'gil' | 'trace'): void {
    const value = this.#fields[field];
    if (value === undefined) return;
    if (typeof value === 'boolean') this.spec[field] = value;
    else this.#refuse(field, 'true or false');
  }

  #strategies(): void {
    const value = this.#fields['strategies'];
    if (value === undefined) return;
    const ids = this.#catalog.strategies.map(({ id }) => id);
    const known = Array.isArray(value) && value.every((id) => ids.includes(id as string));
    if (known && value.length > 0 && new Set(value).size === value.length) {
      this.spec.strategies = value as RunSpec['strategies'];
    } else {
      this.#refuse('strategies', `at least ${oneOf(ids)}, each once`);
    }
  }

  #params(): void {
    const value = this.#fields['params'];
    if (value === undefined) return;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#refuse('params', 'an object');
      return;
    }
    const { params, id } = taskOf(this.#catalog, this.spec.task);
    const chosen = { ...this.spec.params };
    for (const [name, given] of Object.entries(value)) {
      const param = params.find((known) => known.name === name);
      if (param === undefined) {
        const names = params.map((known) => known.name);
        const allowed = names.length === 0 ? `no parameter: ${id} has none` : oneOf(names, 'the parameters');
        this.#refuse(`params.${name}`, allowed);
      } else if (kindAllows(param.kind, given)) {
        chosen[name] = given;
      } else {
        this.#refuse(`params.${name}`, kindText(param.kind));
      }
    }
    this.spec.params = chosen;
  }
}

function isWhole(value: unknown, { min, max }: { min: number; max: number }): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

function kindAllows(kind: Kind, value: unknown): value is number | string | boolean {
  switch (kind.type) {
    case 'integer':
      return isWhole(value, kind);
    case 'number':
      return typeof value === 'number' && value >= kind.min && value <= kind.max;
    case 'choice':
      return typeof value === 'string' && kind.options.includes(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}

/** What a parameter of this kind may be, in words. */
export function kindText(kind: Kind): string {
  switch (kind.type) {
    case 'integer':
      return wholeText(kind);
    case 'number':
      return `a number from ${kind.min} to ${kind.max}`;
    case 'choice':
      return oneOf(kind.options);
    case 'flag':
      return 'true or false';
  }
}

/** What a whole number within bounds may be, in words. */
export function wholeText({ min, max }: { min: number; max: number }): string {
  return `a whole number from ${min} to ${max}`;
}

/** One word of a list, in words. */
export function oneOf(words: readonly string[], what = ''): string {
  return `one of ${what === '' ? '' : `${what} `}${words.join(', ')}`;
}

/** What was given, as it is shown. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'nothing' : value;
  const text = typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value);
  return text ?? typeof value;
}
