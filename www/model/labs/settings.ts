// A lab's settings: defaults, and what is allowed. Pure.

import type { Kind } from '../../generated/Kind';
import type { LabMeta } from '../../generated/LabMeta';
import { type Problem, kindText, oneOf, shown } from '../spec';
import { typedNumber } from '../typed';

/** A setting's value. */
export type Setting = number | string | boolean;

/** The value when none is given. */
export const defaultOf = (kind: Kind): Setting => kind.default;

/** All defaults by name. */
export function defaultsOf(meta: LabMeta): Record<string, Setting> {
  return Object.fromEntries(meta.settings.map(({ name, kind }) => [name, defaultOf(kind)]));
}

/** What is allowed, where what was typed isn't; else null. */
export function problemOf(kind: Kind, value: Setting): string | null {
  switch (kind.type) {
    case 'integer':
    case 'number': {
      const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= kind.min && value <= kind.max;
      return isNumber && (kind.type === 'number' || Number.isInteger(value)) ? null : kindText(kind);
    }
    case 'choice':
      return kind.options.includes(String(value)) ? null : kindText(kind);
    case 'flag':
      return typeof value === 'boolean' ? null : kindText(kind);
  }
}

/** A lab in a link: its id, then what differs from its defaults: `deadlock,order:same`. */
export function labWord(meta: LabMeta, settings: Readonly<Record<string, Setting>>): string {
  const differs = meta.settings.filter(({ name, kind }) => settings[name] !== undefined && settings[name] !== defaultOf(kind));
  // What makes no sense is not handed on.
  const sound = differs.filter(({ name, kind }) => problemOf(kind, settings[name] ?? '') === null);
  return [meta.id, ...sound.map(({ name }) => `${name}:${settings[name]}`)].join(',');
}

/** A lab as a link has it set. */
export interface NamedLab {
  meta: LabMeta;
  settings: Record<string, Setting>;
}

/** The lab that a link names, if there is such a one, and what makes no sense there: it has its default. */
export function readLabWord(labs: readonly LabMeta[], word: string): { named: NamedLab | null; problems: Problem[] } {
  const [id = '', ...fields] = word.split(',');
  const meta = labs.find((lab) => lab.id === id);
  if (meta === undefined) return { named: null, problems: [{ field: 'lab', given: shown(id), allowed: oneOf(labs.map((lab) => lab.id)) }] };
  const settings = defaultsOf(meta);
  const problems: Problem[] = [];
  for (const field of fields) {
    const [name = '', text = ''] = field.split(':');
    const kind = meta.settings.find((known) => known.name === name)?.kind;
    if (kind === undefined) {
      problems.push({ field: 'lab', given: shown(field), allowed: oneOf(meta.settings.map((known) => known.name), 'the settings') });
      continue;
    }
    const value = kind.type === 'flag' ? (text === 'true' ? true : text === 'false' ? false : text) : kind.type === 'choice' ? text : typedNumber(text);
    const allowed = problemOf(kind, value);
    if (allowed === null) settings[name] = value;
    else problems.push({ field: `lab.${name}`, given: shown(text), allowed });
  }
  return { named: { meta, settings }, problems };
}
