// The page's languages: the one list. A language is a folder with the shape of English and a line here.
//
// Only the language that is spoken is loaded: one chunk for the page, one with the first run, one with the first panel, one with the first program.
// English stands in the code of results, panels and programs, too, for where another one can't be had.

import type { Texts } from './en';
import type { Words } from './catalog';
import type { OutcomeTexts } from './en/outcome';
import type { PanelTexts } from './en/panels';
import { stored } from '../model/stored';
import type { Format } from '../model/units';

/** What a language says on the page: its texts, and its words for what the catalogue names. */
export interface Page {
  texts: Texts;
  words: Words;
}

/** What a language brings. */
export interface Language {
  /** As in `<html lang>`, in links and where the choice is kept. */
  id: string;
  /** In its own language, for those who look for it. */
  name: string;
  format: Format;
  /** What is said where nothing of the page could be loaded, and the button that tries again. */
  unloaded: readonly [said: string, again: string];
  page(): Promise<Page>;
  outcome(): Promise<OutcomeTexts>;
  panels(): Promise<PanelTexts>;
}

/** In the order in which they are offered. The first that can be loaded is what the page falls back to. */
export const LANGUAGES = [
  {
    id: 'en',
    name: 'English',
    format: { intl: 'en-GB', percent: ' %' },
    unloaded: ['The page could not be loaded.', 'Try again'],
    page: async () => (await import('./en')).page,
    outcome: async () => (await import('./en/outcome')).outcome,
    panels: async () => (await import('./en/panels')).panels,
  },
  {
    id: 'zh-CN',
    name: '简体中文',
    format: { intl: 'zh-CN', percent: '%' },
    unloaded: ['页面无法加载。', '重试'],
    page: async () => (await import('./zh-CN')).page,
    outcome: async () => (await import('./zh-CN/outcome')).outcome,
    panels: async () => (await import('./zh-CN/panels')).panels,
  },
] as const satisfies readonly Language[];

/** A language's id. */
export type LanguageId = (typeof LANGUAGES)[number]['id'];

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

/** The language to begin with: the link's, else the one that was chosen, else what the browser asks for. */
export function firstLanguage(): LanguageId {
  const linked = new URLSearchParams(location.hash.slice(1)).get('lang');
  return fitting(linked ?? '') ?? fitting(stored('language') ?? '') ?? bestFor(navigator.languages);
}
