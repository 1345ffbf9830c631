// Tests that every lab, setting and option has its Chinese: one without it fails here.
import { describe, expect, test } from 'vitest';
import data from '../../generated/labs.json';
import type { LabMeta } from '../../generated/LabMeta';
import { labIn } from '../lab-words';
import { labWords } from './lab-words';

const LABS = data as unknown as LabMeta[];
const HAN = /\p{Script=Han}/u;

test('all labs, and no others', () => {
  expect(Object.keys(labWords).toSorted()).toEqual(LABS.map(({ id }) => id).toSorted());
});

describe.each(LABS.map((lab) => [lab.id, lab] as const))('%s', (id, lab) => {
  const own = labWords[id];

  test('is told in Chinese', () => {
    const { title, summary, settings } = labIn(labWords, lab);
    for (const text of [title, summary, ...settings.flatMap(({ label, help }) => [label, help])]) expect(text).toMatch(new RegExp(`${HAN.source}|get\\(timeout\\)`, 'u'));
    for (const text of [summary, ...settings.map(({ help }) => help)]) expect(text).toMatch(/。$/);
  });

  test('has all its settings and options, and no others', () => {
    expect(Object.keys(own?.settings ?? {})).toEqual(lab.settings.map(({ name }) => name));
    for (const { name, kind } of lab.settings) {
      const options = own?.settings[name]?.options ?? {};
      expect(Object.keys(options)).toEqual(kind.type === 'choice' ? kind.options : []);
      // What the help explains is called as on the page.
      for (const word of Object.values(options)) expect(own?.settings[name]?.help).toContain(`${word}：`);
    }
  });

  test('only words change', () => {
    const bare = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, field: unknown) => (['title', 'summary', 'label', 'help'].includes(key) ? '' : field)));
    expect(bare(labIn(labWords, lab))).toEqual(bare(lab));
  });
});
