// Tests of the kept comparisons: the last ones stay, names change, what goes can come back; storage that refuses, is full or broken.
import { describe, expect, test } from 'vitest';
import { catalog } from '../../model/arbitraries';
import { results } from '../../model/fixtures/links';
import type { Shared } from '../../model/kept';
import { MOST_KEPT, PREFIX, Shelf } from './shelf';

const [example] = results.map(({ shared }) => shared);
if (example === undefined) throw new Error('there is no example');
const named = (name: string): Shared => ({ ...example, name });

/** The browser's storage, with room for so many letters. */
class Store implements Storage {
  readonly map = new Map<string, string>();
  room: number;

  constructor(room = Infinity) {
    this.room = room;
  }

  get length(): number {
    return this.map.size;
  }

  key(place: number): string | null {
    return [...this.map.keys()][place] ?? null;
  }

  getItem(key: string): string | null {
    return this.map.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    const used = [...this.map].reduce((sum, [name, text]) => sum + (name === key ? 0 : text.length), 0);
    if (used + value.length > this.room) throw new DOMException('full', 'QuotaExceededError');
    this.map.set(key, value);
  }

  removeItem(key: string): void {
    this.map.delete(key);
  }

  clear(): void {
    this.map.clear();
  }
}

const refuse = (): never => {
  throw new DOMException('refused', 'SecurityError');
};
const names = (shelf: Shelf): string[] => shelf.state.entries.map(({ name }) => name);

describe('a shelf', () => {
  test('has the latest first, also for the next visit', () => {
    const store = new Store();
    const shelf = new Shelf(catalog, () => store);
    expect(shelf.state).toEqual({ entries: [], problem: null, unreadable: 0 });
    for (const name of ['one', 'two', 'three']) shelf.keep(named(name));
    expect(names(shelf)).toEqual(['three', 'two', 'one']);
    const [latest] = new Shelf(catalog, () => store).state.entries;
    expect(latest).toEqual({ ...named('three'), id: latest?.id });
  });

  test('keeps the last 20: the 21st pushes out the oldest', () => {
    const store = new Store();
    const shelf = new Shelf(catalog, () => store);
    for (let place = 0; place <= MOST_KEPT; place += 1) shelf.keep(named(`number ${place}`));
    expect(names(shelf)).toEqual(Array.from({ length: 20 }, (_, place) => `number ${20 - place}`));
    expect(store.length).toBe(20);
  });

  test('gives names, and no empty ones', () => {
    const store = new Store();
    const shelf = new Shelf(catalog, () => store);
    const { id } = shelf.keep(named('one'));
    shelf.keep(named('two'));
    shelf.rename(id, '  Room\u0007 3 ');
    shelf.rename(id, ' \n');
    shelf.rename('nobody', 'x');
    expect(names(shelf)).toEqual(['two', 'Room 3']);
    expect(names(new Shelf(catalog, () => store))).toEqual(['two', 'Room 3']);
  });

  test('gives back what was removed, in its place', () => {
    const store = new Store();
    const shelf = new Shelf(catalog, () => store);
    for (const name of ['one', 'two', 'three']) shelf.keep(named(name));
    const removed = shelf.state.entries.slice(1, 2);
    shelf.remove(removed);
    expect(names(shelf)).toEqual(['three', 'one']);
    shelf.restore(removed);
    expect(names(shelf)).toEqual(['three', 'two', 'one']);
    const all = shelf.state.entries;
    shelf.clear();
    expect(names(shelf)).toEqual([]);
    expect(store.length).toBe(0);
    shelf.restore(all);
    expect(names(shelf)).toEqual(['three', 'two', 'one']);
  });

  test('tells who listens, until they stop', () => {
    const store = new Store();
    const shelf = new Shelf(catalog, () => store);
    let calls = 0;
    const stop = shelf.subscribe(() => (calls += 1));
    shelf.keep(example);
    expect(calls).toBeGreaterThan(0);
    stop();
    const before = calls;
    shelf.keep(example);
    expect(calls).toBe(before);
  });

  test("respects what another tab writes, and other pages' entries", () => {
    const store = new Store();
    store.setItem('theme', 'dark');
    store.setItem('kept.2.newer', 'whatever a newer page keeps');
    const [here, there] = [new Shelf(catalog, () => store), new Shelf(catalog, () => store)];
    here.keep(named('here'));
    there.keep(named('there'));
    here.refresh();
    expect(names(here).toSorted()).toEqual(['here', 'there']);
    expect(names(there).toSorted()).toEqual(['here', 'there']);
    here.clear();
    expect([...store.map.keys()]).toEqual(['theme', 'kept.2.newer']);
  });
});

describe('storage', () => {
  test('that is refused leaves a shelf for this visit', () => {
    const shelf = new Shelf(catalog, refuse);
    expect(shelf.state).toMatchObject({ entries: [], problem: 'refused' });
    const { id } = shelf.keep(named('one'));
    shelf.rename(id, 'first');
    expect(names(shelf)).toEqual(['first']);
    const removed = shelf.state.entries;
    shelf.remove(removed);
    expect(names(shelf)).toEqual([]);
    shelf.restore(removed);
    for (let place = 0; place < 25; place += 1) shelf.keep(named(`number ${place}`));
    expect(names(shelf).length).toBe(20);
    expect(shelf.state.problem).toBe('refused');
  });

  test('that is full keeps what is there, and the rest for this visit', () => {
    const store = new Store(2_000);
    const shelf = new Shelf(catalog, () => store);
    for (const name of ['one', 'two', 'three', 'four']) shelf.keep(named(name));
    expect(names(shelf)).toEqual(['four', 'three', 'two', 'one']);
    expect(shelf.state.problem).toBe('full');
    const stored = names(new Shelf(catalog, () => store));
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThan(4);
  });

  test('that has room again is used again', () => {
    const store = new Store(0);
    const shelf = new Shelf(catalog, () => store);
    const kept = shelf.keep(named('one'));
    expect(shelf.state.problem).toBe('full');
    store.room = Infinity;
    shelf.rename(kept.id, 'uno');
    expect(shelf.state.problem).toBeNull();
    expect(names(new Shelf(catalog, () => store))).toEqual(['uno']);
  });

  test.each(['', '{', 'null', '[]', '{"n":"x"}', '"text"'])('with %j in it shows the rest and says so', (damaged) => {
    const store = new Store();
    const shelf = new Shelf(catalog, () => store);
    shelf.keep(named('good'));
    store.setItem(`${PREFIX}damaged`, damaged);
    shelf.refresh();
    expect(names(shelf)).toEqual(['good']);
    expect(shelf.state.unreadable).toBe(1);
    shelf.clear();
    expect(shelf.state.unreadable).toBe(0);
    expect(store.length).toBe(0);
  });
});
