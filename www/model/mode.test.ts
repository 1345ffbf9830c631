// What runs where no memory is shared: what can be had, who stands in, what is refused to scripts.
import { expect, test } from 'vitest';
import data from '../generated/catalog.json';
import type { Catalog, RunSpec } from './contract';
import { type Mode, available, lack, possible } from './mode';

const catalog = data as unknown as Catalog;
const alone: Mode = { kind: 'private', why: 'refused' };
const shared: Mode = { kind: 'shared' };
const spec = (...strategies: RunSpec['strategies']): RunSpec => ({ ...catalog.default, strategies });

test('all strategies where memory is shared, those without sharing elsewhere', () => {
  expect(available(catalog, shared)).toEqual(catalog.strategies.map(({ id }) => id));
  expect(available(catalog, alone)).toEqual(['serial', 'processes']);
});

test.each([
  [['serial', 'threaded', 'pooled'], ['serial', 'processes']],
  [['pooled'], ['processes']],
  [['threaded', 'processes'], ['processes']],
  [['serial', 'processes', 'pooled'], ['serial', 'processes']],
] as [RunSpec['strategies'], RunSpec['strategies']][])('of %j what runs is %j', (wished, runs) => {
  expect(possible(spec(...wished), catalog, alone).strategies).toEqual(runs);
  const same = spec(...wished);
  expect(possible(same, catalog, shared)).toBe(same);
});

test('what can be had stays as it is, nobody joins', () => {
  for (const fine of [spec('serial'), spec('processes'), spec('processes', 'serial')]) {
    expect(possible(fine, catalog, alone)).toBe(fine);
    expect(lack(fine, catalog, alone)).toBeNull();
  }
});

test('what can’t be had is named, with what is allowed', () => {
  expect(lack(spec('serial', 'pooled', 'threaded'), catalog, alone)).toEqual({
    field: 'strategies',
    given: 'pooled, threaded',
    allowed: 'one of serial, processes where workers share no memory',
  });
  expect(lack(spec('pooled'), catalog, shared)).toBeNull();
});
