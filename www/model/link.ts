// The link: a spec as the part of the address after `#`, readable and versioned. Pure.

import type { Catalog, RunSpec } from './contract';
import { LOOK_FIELDS, type Look, PLAIN, lookFields, readLook } from './look';
import { type Problem, checkSpec, taskOf } from './spec';

const VERSION = 1;
const AUTO = 'auto';

/** What a link says. */
export interface Link {
  spec: RunSpec;
  look: Look;
  /** Start at once. */
  run: boolean;
  /** What made no sense; the spec has its default there. */
  problems: Problem[];
  /** The results that it carries, as they are: www/model/results-link.ts reads them. */
  results: string | null;
}

type Fields = Map<string, string>;

/** How a link of version `v` becomes one of version `v + 1`. Version 1 is the first. */
const UPGRADES: Record<number, (fields: Fields) => Fields> = {};

/** The link of a spec: what is always said, and what differs from the defaults. */
export function linkOf(spec: RunSpec, catalog: Catalog, look = PLAIN): string {
  const { default: usual } = catalog;
  const task = taskOf(catalog, spec.task);
  const fields = new URLSearchParams({ v: String(VERSION), task: spec.task });
  for (const { name, kind } of task.params) {
    const value = spec.params[name];
    if (value !== undefined && value !== kind.default) fields.set(`p.${name}`, String(value));
  }
  fields.set('items', String(spec.items));
  fields.set('cores', String(spec.cores));
  fields.set('variant', spec.variant);
  if (spec.chunksize !== null) fields.set('chunksize', String(spec.chunksize));
  if (spec.maxtasksperchild !== null) fields.set('maxtasksperchild', String(spec.maxtasksperchild));
  for (const field of ['schedule', 'spawn', 'gil', 'switchIntervalMs', 'processes', 'repeats', 'seed', 'trace'] as const) {
    if (spec[field] !== usual[field]) fields.set(field, String(spec[field]));
  }
  if (spec.strategies.join() !== usual.strategies.join()) fields.set('strategies', spec.strategies.join());
  for (const [name, word] of lookFields(look)) fields.set(name, word);
  // Commas and colons are allowed after `#` and read better as such.
  return `#${fields.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')}`;
}

/** Reads a link; `null` where there is none. Anything that makes no sense falls back to `base` and is told. */
export function readLink(hash: string, catalog: Catalog, base: RunSpec): Link | null {
  const text = hash.replace(/^#/, '');
  if (text === '') return null;
  let fields = knownNames(new URLSearchParams(text), catalog, base);
  const problems: Problem[] = [];
  const version = Number(fields.get('v') ?? VERSION);
  if (!Number.isInteger(version) || version < 1 || version > VERSION) {
    problems.push({ field: 'v', given: fields.get('v') ?? '', allowed: `a version up to ${VERSION}` });
  }
  for (let at = version; at < VERSION; at += 1) fields = UPGRADES[at]?.(fields) ?? fields;
  fields.delete('v');
  const run = fields.get('run') === '1';
  fields.delete('run');
  const results = fields.get('r') ?? null;
  fields.delete('r');
  const { look, problems: strange } = readLook(fields);
  for (const name of LOOK_FIELDS) fields.delete(name);
  const checked = checkSpec(toSpec(fields), catalog, base);
  return { spec: checked.spec, look, run, problems: [...problems, ...strange, ...checked.problems], results };
}

/** Names as the page spells them: an attribute's name comes without its capitals. Others stay, for the check to refuse. */
function knownNames(given: URLSearchParams, catalog: Catalog, base: RunSpec): Fields {
  const params = catalog.tasks.flatMap((task) => task.params.map(({ name }) => `p.${name}`));
  const known = new Map([...Object.keys(base), ...params].map((name) => [name.toLowerCase(), name]));
  return new Map([...given].map(([name, word]) => [known.get(name.toLowerCase()) ?? name, word]));
}

/** Words become the values they look like; the check decides whether those are right. */
function toSpec(fields: Fields): Record<string, unknown> {
  // Made from entries, which take any name as it is, `__proto__` included.
  const spec: [string, unknown][] = [];
  const params: [string, unknown][] = [];
  for (const [name, word] of fields) {
    if (name.startsWith('p.')) params.push([name.slice(2), toValue(word)]);
    else if (name === 'strategies') spec.push([name, word.split(',')]);
    else if (name === 'chunksize' && word === AUTO) spec.push([name, null]);
    else spec.push([name, name === 'task' || name === 'variant' ? word : toValue(word)]);
  }
  if (params.length > 0) spec.push(['params', Object.fromEntries(params)]);
  return Object.fromEntries(spec);
}

function toValue(word: string): unknown {
  if (word === 'true' || word === 'false') return word === 'true';
  return word.trim() !== '' && Number.isFinite(Number(word)) ? Number(word) : word;
}
