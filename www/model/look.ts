// How a link wants the page to be beside its spec: locked or not, with which controls, in which theme, type and language. Pure.

import type { Problem } from './spec';

/** The page's themes; `auto` follows the system. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How much of the experiment the compact page lets a visitor set: nothing, the essential, everything. */
export const CONTROLS = ['none', 'some', 'all'] as const;
export type Controls = (typeof CONTROLS)[number];

/** What a link says of the page itself. */
export interface Look {
  /** The settings are shown, but not to be changed. */
  lock: boolean;
  controls: Controls;
  /** Null: as the visitor has chosen. */
  theme: Theme | null;
  /** Large type, for a room. Null: as the page is. */
  projector: boolean | null;
  /** As the link spells it: whoever knows the languages says whether it is one. Null: the visitor's. */
  language: string | null;
  /** The lab that is open, with what differs from its defaults: `deadlock,order:same`. Null: none. */
  lab: string | null;
}

/** A link's fields for it. */
export const LOOK_FIELDS = ['lock', 'controls', 'theme', 'projector', 'lang', 'lab'] as const;

/** What a link has that says nothing of it. */
export const PLAIN: Look = { lock: false, controls: 'all', theme: null, projector: null, language: null, lab: null };

const FLAGS: readonly (readonly [string, boolean])[] = [['1', true], ['true', true], ['0', false], ['false', false]];

/** Reads a link's fields; what makes no sense is told and left out. */
export function readLook(fields: ReadonlyMap<string, string>): { look: Look; problems: Problem[] } {
  const problems: Problem[] = [];
  const choose = <Value>(field: string, known: readonly (readonly [string, Value])[], usual: Value, allowed: string): Value => {
    const word = fields.get(field);
    if (word === undefined) return usual;
    const found = known.find(([name]) => name === word);
    if (found === undefined) problems.push({ field, given: word === '' ? 'nothing' : word, allowed });
    return found === undefined ? usual : found[1];
  };
  const words = <Word extends string>(list: readonly Word[]): (readonly [Word, Word])[] => list.map((word) => [word, word]);
  const look: Look = {
    lock: choose('lock', FLAGS, PLAIN.lock, '1 or 0'),
    controls: choose('controls', words(CONTROLS), PLAIN.controls, `one of ${CONTROLS.join(', ')}`),
    theme: choose<Theme | null>('theme', words(THEMES), PLAIN.theme, `one of ${THEMES.join(', ')}`),
    projector: choose<boolean | null>('projector', FLAGS, PLAIN.projector, '1 or 0'),
    language: fields.get('lang') ?? PLAIN.language,
    lab: fields.get('lab') ?? PLAIN.lab,
  };
  return { look, problems };
}

/** A link's fields for a look: what differs from a plain one. */
export function lookFields({ lock, controls, theme, projector, language, lab }: Look): [string, string][] {
  const fields: [string, string][] = [];
  if (lock) fields.push(['lock', '1']);
  if (controls !== PLAIN.controls) fields.push(['controls', controls]);
  if (theme !== null) fields.push(['theme', theme]);
  if (projector === true) fields.push(['projector', '1']);
  if (language !== null) fields.push(['lang', language]);
  if (lab !== null) fields.push(['lab', lab]);
  return fields;
}
