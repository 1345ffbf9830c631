// A lab's settings: defaults, and what is allowed. Pure.

import type { Kind } from '../../generated/Kind';
import type { LabMeta } from '../../generated/LabMeta';
import { kindText } from '../spec';

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

/** What somebody typed as a number, where it is one; else the text itself. */
export function typedNumber(text: string): Setting {
  const trimmed = text.trim().replaceAll(/(?<=\d)[,\u202f\u00a0 ](?=\d{3})/g, '');
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}
