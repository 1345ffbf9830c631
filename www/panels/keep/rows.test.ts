// Tests of what comparisons are called side by side: by their machines, unless they have names or share the visitor's own machine.
import { expect, test } from 'vitest';
import words from '../../generated/words.json';
import { catalogIn } from '../../locales/catalog';
import { catalog as bare } from '../../model/arbitraries';
import fixtures from '../../model/fixtures/links-v1.json';
import type { Kept, Shared } from '../../model/kept';
import { panels } from '../../locales/en/panels';
import { letterOf, rowsOf } from './rows';

const catalog = catalogIn(words, bare);

const [first, second] = fixtures.results.map(({ shared }, place): Kept => ({ ...(shared as unknown as Shared), id: String(place) }));
if (first === undefined || second === undefined) throw new Error('there are no fixtures');
const labels = (...args: Parameters<typeof rowsOf>): string[] => rowsOf(...args).map(({ label }) => label);

test('letters go on after Z', () => {
  expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(letterOf)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('machines name those that nobody named', () => {
  expect(labels(null, [first, second], catalog, panels)).toEqual(['A: Firefox 142 on Windows, 8 cores', `B: ${second.name}`]);
});

test("on the visitor's own machine a machine tells nothing, so the experiment does", () => {
  expect(labels(first.summary, [first, second], catalog, panels)).toEqual([
    'Yours: Firefox 142 on Windows, 8 cores',
    'A: Mandelbrot set, 2 workers, imap',
    `B: ${second.name}`,
  ]);
});

test('rows have all strategies with their titles, and know whose they are', () => {
  const rows = rowsOf(first.summary, [second], catalog, panels);
  expect(rows.map(({ id, isOwn }) => [id, isOwn])).toEqual([['own', true], ['1', false]]);
  expect(rows[1]?.results.map(({ title, medianMs }) => [title, medianMs])).toEqual(
    second.summary.results.map(({ strategy, medianMs }) => [catalog.strategies.find(({ id }) => id === strategy)?.title, medianMs]),
  );
});
