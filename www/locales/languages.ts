// The page's languages: the one list. A language is a folder with the shape of English and a line here.
//
// English is there from the start, for it is also what is shown where another language can't be loaded. Of any other language one
// chunk is loaded for the page and one, with the first panel, for the panels.

import { type Texts, en } from './en';
import type { Words } from './catalog';
import type { PanelTexts } from './en/panels';
import type { Format } from '../model/units';

/** What a language says on the page: its texts, and its words for what the catalogue names in English. */
export interface Page {
  texts: Texts;
  /** Null: the catalogue's own. */
  words: Words | null;
}

interface Language {
  /** As in `<html lang>`, in links and where the choice is kept. */
  id: string;
  /** In its own language, for those who look for it. */
  name: string;
  format: Format;
  page(): Promise<Page>;
  panels(): Promise<PanelTexts>;
}

/** In the order in which they are offered. The first is what the page falls back to. */
export const LANGUAGES = [
  {
    id: 'en',
    name: 'English',
    format: { intl: 'en-GB', percent: ' %' },
    page: async () => ENGLISH,
    panels: async () => (await import('./en/panels')).panels,
  },
  {
    id: 'zh-CN',
    name: '简体中文',
    format: { intl: 'zh-CN', percent: '%' },
    page: async () => (await import('./zh-CN')).page,
    panels: async () => (await import('./zh-CN/panels')).panels,
  },
] as const satisfies readonly Language[];

/** A language's id. */
export type LanguageId = (typeof LANGUAGES)[number]['id'];

/** What is shown before any language was loaded. */
export const ENGLISH: Page = { texts: en, words: null };

/** The language with this id, if there is one. */
export function languageOf(id: string): (typeof LANGUAGES)[number] | undefined {
  return LANGUAGES.find((language) => language.id === id);
}

/** The language that fits a tag best: the same, else another one of the same tongue. */
export function fitting(tag: string): LanguageId | null {
  const tongue = (of: string): string | undefined => of.toLowerCase().split('-')[0];
  return (languageOf(tag) ?? LANGUAGES.find(({ id }) => tongue(id) === tongue(tag)))?.id ?? null;
}

/** The language that fits best what a browser asks for, in its order. */
export function bestFor(wanted: readonly string[]): LanguageId {
  for (const tag of wanted) {
    const found = fitting(tag);
    if (found !== null) return found;
  }
  return LANGUAGES[0].id;
}
