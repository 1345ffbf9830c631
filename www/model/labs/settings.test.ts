// Settings of labs, against the labs' own list.

import { expect, test } from 'vitest';
import data from '../../generated/labs.json';
import type { LabMeta } from '../../generated/LabMeta';
import { typedNumber } from '../typed';
import { defaultsOf, labWord, problemOf, readLabWord } from './settings';

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

test('a link’s lab is read as it was written, and what makes no sense is told', () => {
  for (const lab of labs) expect(readLabWord(labs, labWord(lab, defaultsOf(lab)))).toEqual({ named: { meta: lab, settings: defaultsOf(lab) }, problems: [] });
  const ids = labs.map(({ id }) => id).join(', ');
  for (const word of ['<b>', '__proto__', '']) expect(readLabWord(labs, word)).toEqual({ named: null, problems: [{ field: 'lab', given: word || 'nothing', allowed: `one of ${ids}` }] });
  const { named, problems } = readLabWord(labs, 'deadlock,order:sideways,rounds:5,constructor:1,hold_ms');
  expect(named?.settings).toEqual({ ...defaultsOf(named!.meta), rounds: 5 });
  expect(problems).toEqual([
    { field: 'lab.order', given: 'sideways', allowed: expect.stringContaining('same') },
    { field: 'lab', given: 'constructor:1', allowed: `one of the settings ${named?.meta.settings.map(({ name }) => name).join(', ')}` },
    { field: 'lab.hold_ms', given: 'nothing', allowed: expect.stringMatching(/^a whole number from/) },
  ]);
});
