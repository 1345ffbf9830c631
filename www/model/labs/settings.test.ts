// Settings of labs, against the labs' own list.

import { expect, test } from 'vitest';
import data from '../../generated/labs.json';
import type { LabMeta } from '../../generated/LabMeta';
import { typedNumber } from '../typed';
import { defaultsOf, problemOf } from './settings';

const labs = data as unknown as LabMeta[];

test('the defaults of every lab are allowed', () => {
  for (const lab of labs) {
    const defaults = defaultsOf(lab);
    for (const { name, kind } of lab.settings) expect(problemOf(kind, defaults[name] ?? ''), `${lab.id}: ${name}`).toBeNull();
  }
});

test('what is not allowed is answered by what is', () => {
  expect(problemOf({ type: 'integer', min: 1, max: 8, default: 2 }, 9)).toBe('a whole number from 1 to 8');
  expect(problemOf({ type: 'integer', min: 1, max: 8, default: 2 }, 1.5)).not.toBeNull();
  expect(problemOf({ type: 'integer', min: 1, max: 8, default: 2 }, 'many')).not.toBeNull();
  expect(problemOf({ type: 'choice', options: ['a', 'b'], default: 'a' }, 'c')).toContain('a, b');
  expect(problemOf({ type: 'flag', default: true }, 'yes')).not.toBeNull();
});

test('numbers are read as people type them', () => {
  expect(['50,000', ' 7 ', '', 'x'].map(typedNumber)).toEqual([50_000, 7, '', 'x']);
});
