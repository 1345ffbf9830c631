// The language that the page speaks: which it is, its texts, and how it is changed. Whoever has texts of its own comes along.

import { type ReadonlySignal, batch, computed, signal } from '@preact/signals';
import { formatIn } from '../model/units';
import { LANGUAGES, type Language, type LanguageId, type Page, languageOf } from './languages';

/** A language with its texts. */
export interface Spoken extends Page {
  id: LanguageId;
}

/** Loads texts in a language; what it returns puts them in place. */
type Companion = (id: LanguageId) => Promise<() => void>;

const current = signal<Spoken | null>(null);

/** What the page speaks now; an error before the first language is there. Views that read it are rendered again when it changes. */
export const spoken = computed((): Spoken => {
  if (current.value === null) throw new Error('no language is spoken yet');
  return current.value;
});

/** Each with the language in which its texts are; null before they are loaded for the first time. */
const companions = new Map<Companion, LanguageId | null>();
let wanted: LanguageId | null = null;

/** Speaks another language once all its texts are there, and tells whether it does. A later wish overtakes an earlier one. */
export async function speak(id: LanguageId): Promise<boolean> {
  wanted = id;
  if (id === current.value?.id) return true;
  const language = languageOf(id);
  if (language === undefined) return false;
  try {
    let loaded: [Page, ...(() => void)[]];
    do loaded = await Promise.all([language.page(), ...[...companions.keys()].map((load) => load(id))]);
    // Until nobody came along meanwhile.
    while (loaded.length <= companions.size);
    const [page, ...others] = loaded;
    if (wanted !== id) return true;
    batch(() => {
      formatIn(language.format);
      current.value = { id, ...page };
      for (const put of others) put();
      for (const companion of companions.keys()) companions.set(companion, id);
    });
    return true;
  } catch {
    // What can't be loaded isn't spoken; what is spoken stays.
    if (wanted === id) wanted = current.value?.id ?? null;
    return false;
  }
}

/** Speaks this language, or any that can be loaded: a page without one is none. Rejects where there is none. */
export async function speakFirst(id: LanguageId): Promise<void> {
  for (const one of new Set([id, ...LANGUAGES.map((language) => language.id)])) if (await speak(one)) return;
  throw new Error('no language could be loaded');
}

/** Texts that come along from now on. Resolves when they are in the language that is spoken, or can't be loaded in it. */
export function accompany(companion: Companion): Promise<void> {
  companions.set(companion, null);
  return catchUp(companion);
}

/** Texts that a part of the page brings along. */
export interface PartTexts<Texts> {
  /** In the language that is spoken. English stands in the part's code: it is what is shown where the others can't be loaded. */
  texts: ReadonlySignal<Texts>;
  /** Resolves when they are in that language, or can't be loaded in it. */
  here: Promise<void>;
}

/** A part's texts, given in English; `load` has those of a language. */
export function bring<Texts>(english: Texts, load: (language: Language) => Promise<Texts>): PartTexts<Texts> {
  const texts = signal(english);
  const here = accompany(async (id) => {
    const language = languageOf(id);
    const loaded = language === undefined ? english : await load(language);
    return () => (texts.value = loaded);
  });
  return { texts, here };
}

/**
 * A module with all texts that came along so far, in the language that is spoken; in English where they can't be loaded. What could
 * not be loaded before is tried again.
 */
export async function withTexts<Module>(loading: Promise<Module>): Promise<Module> {
  const module = await loading;
  await Promise.all([...companions.keys()].map(catchUp));
  return module;
}

async function catchUp(companion: Companion): Promise<void> {
  while (companions.get(companion) !== spoken.value.id) {
    const { id } = spoken.value;
    try {
      const put = await companion(id);
      if (id !== spoken.value.id) continue;
      put();
      companions.set(companion, id);
    } catch {
      return;
    }
  }
}
