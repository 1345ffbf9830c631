// Tests of the spec's check: what is completed, what is refused and in which words, what follows from a spec.
import { describe, expect, test } from 'vitest';
import data from '../generated/catalog.json';
import type { Catalog, RunSpec } from './contract';
import { checkSpec, chunksizeOf, firstSpec, problemText, taskOf, threadEach, withTask } from './spec';

const catalog = data as unknown as Catalog;
const base = firstSpec(catalog, 4);

/** The fields that a check complains about. */
function fieldsOf(given: unknown): string[] {
  return checkSpec(given, catalog, base).problems.map(({ field }) => field);
}

describe('the first spec', () => {
  test('takes the machine for its workers, within reason', () => {
    expect(firstSpec(catalog, 4).cores).toBe(4);
    expect(firstSpec(catalog, 1).cores).toBe(2);
    expect(firstSpec(catalog, 128).cores).toBe(8);
  });

  test('passes its own check, and so do the defaults of every task', () => {
    for (const task of catalog.tasks) {
      const spec = withTask(base, task);
      expect(checkSpec(spec, catalog, base)).toEqual({ spec, problems: [] });
    }
  });
});

describe('what is missing', () => {
  test('comes from the base', () => {
    expect(checkSpec({}, catalog, base)).toEqual({ spec: base, problems: [] });
    expect(checkSpec({ seed: 7 }, catalog, base).spec).toEqual({ ...base, seed: 7 });
  });

  test('comes from the task where another task is chosen', () => {
    const { spec, problems } = checkSpec({ task: 'primes' }, catalog, { ...base, items: 3 });
    const primes = taskOf(catalog, 'primes');
    expect(problems).toEqual([]);
    expect(spec).toMatchObject({ task: 'primes', items: primes.items, params: { span: 20_000 } });
  });

  test('stays where the same task is named again', () => {
    expect(checkSpec({ task: base.task }, catalog, { ...base, items: 3 }).spec.items).toBe(3);
  });
});

describe('what makes no sense', () => {
  test.each([
    ['a task nobody knows', { task: 'frobnicate' }, 'task'],
    ['no items', { items: 0 }, 'items'],
    ['part of an item', { items: 1.5 }, 'items'],
    ['a word for a number', { items: 'many' }, 'items'],
    ['not a number', { items: Number.NaN }, 'items'],
    ['more items than the task has', { task: 'wait', items: 1_001 }, 'items'],
    ['too many workers', { cores: 65 }, 'cores'],
    ['no workers', { cores: 0 }, 'cores'],
    ['a call nobody knows', { variant: 'pmap' }, 'variant'],
    ['empty chunks', { chunksize: 0 }, 'chunksize'],
    ['a schedule nobody knows', { schedule: 'random' }, 'schedule'],
    ['nothing to compare', { strategies: [] }, 'strategies'],
    ['the same strategy twice', { strategies: ['serial', 'serial'] }, 'strategies'],
    ['a word for a list', { strategies: 'serial' }, 'strategies'],
    ['a way to start threads nobody knows', { spawn: 'never' }, 'spawn'],
    ['a word for the global lock', { gil: 'on' }, 'gil'],
    ['no time to switch in', { switchIntervalMs: 0 }, 'switchIntervalMs'],
    ['processes nobody knows', { processes: 'none' }, 'processes'],
    ['processes for no chunk', { maxtasksperchild: 0 }, 'maxtasksperchild'],
    ['too many processes', { task: 'square', items: 1026, chunksize: 1, maxtasksperchild: 2, strategies: ['processes'] }, 'maxtasksperchild'],
    ['a word for a flag', { trace: 'yes' }, 'trace'],
    ['too many runs', { repeats: 51 }, 'repeats'],
    ['a negative seed', { seed: -1 }, 'seed'],
    ['a parameter out of range', { params: { width: 1 } }, 'params.width'],
    ['a parameter of another task', { params: { span: 1 } }, 'params.span'],
    ['an option nobody knows', { params: { region: 'moon' } }, 'params.region'],
    ['parameters that are no object', { params: [1] }, 'params'],
    ['a field nobody knows', { colour: 'blue' }, 'colour'],
    ['a field that every object inherits', { constructor: 1 }, 'constructor'],
    ['a parameter that every object inherits', { params: { constructor: 1 } }, 'params.constructor'],
    ['more fresh threads than a run may have', { task: 'hello', items: 5_000, variant: 'apply' }, 'items'],
  ])('%s is told by its field, and the spec stays usable', (_, given, field) => {
    const { spec, problems } = checkSpec(given, catalog, base);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(checkSpec(spec, catalog, base).problems).toEqual([]);
  });

  test.each([[null], [3], ['text'], [[1, 2]]])('%j is no spec', (given) => {
    expect(checkSpec(given, catalog, base)).toMatchObject({ spec: base, problems: [{ field: 'spec' }] });
  });

  test('nothing at all is no problem', () => {
    expect(checkSpec(undefined, catalog, base)).toEqual({ spec: base, problems: [] });
  });

  test('is told all at once, and what is right is taken', () => {
    expect(fieldsOf({ items: 0, cores: 99, seed: 5 })).toEqual(['items', 'cores']);
    expect(checkSpec({ items: 0, seed: 5 }, catalog, base).spec).toEqual({ ...base, seed: 5 });
  });

  test('is put into words with field, value and what is allowed', () => {
    const words = checkSpec({ cores: 65, task: '' }, catalog, base).problems.map(problemText);
    expect(words[0]).toMatch(/^task: nothing was given, one of mandelbrot, .* is allowed$/);
    expect(words[1]).toBe('cores: 65 was given, a whole number from 1 to 64 is allowed');
  });
});

describe('chunks', () => {
  const of = (given: Partial<RunSpec>): number => chunksizeOf({ ...base, items: 100, cores: 4, ...given }, catalog);

  test('are as large as in Python', () => {
    expect(of({ variant: 'map' })).toBe(7);
    expect(of({ variant: 'starmap_async' })).toBe(7);
    expect(of({ variant: 'imap' })).toBe(1);
    expect(of({ variant: 'imap_unordered', chunksize: 9 })).toBe(9);
    expect(of({ variant: 'map', chunksize: 9 })).toBe(9);
  });

  test('are single calls where every item is one', () => {
    expect(of({ variant: 'apply', chunksize: 9 })).toBe(1);
  });

  test('mean a fresh thread an item only where threaded takes part', () => {
    expect(threadEach({ ...base, variant: 'apply' }, catalog)).toBe(true);
    expect(threadEach({ ...base, spawn: 'item' }, catalog)).toBe(true);
    expect(threadEach({ ...base, spawn: 'item', strategies: ['pooled'] }, catalog)).toBe(false);
    expect(threadEach(base, catalog)).toBe(false);
  });
});
