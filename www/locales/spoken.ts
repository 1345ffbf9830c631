// The language that the page speaks: which it is, its texts, and how it is changed. Whoever has texts of its own comes along.

import { batch, computed, signal } from '@preact/signals';
import { formatIn } from '../model/units';
import { LANGUAGES, type LanguageId, type Page, languageOf } from './languages';

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

const companions = new Set<Companion>();
let wanted: LanguageId | null = null;

/** Speaks another language once all its texts are there, and tells whether it does. A later wish overtakes an earlier one. */
export async function speak(id: LanguageId): Promise<boolean> {
  wanted = id;
  const language = languageOf(id);
  if (language === undefined) return false;
  try {
    let loaded: [Page, ...(() => void)[]];
    do loaded = await Promise.all([language.page(), ...[...companions].map((load) => load(id))]);
    // Until nobody came along meanwhile.
    while (loaded.length <= companions.size);
    const [page, ...others] = loaded;
    if (wanted !== id) return true;
    batch(() => {
      formatIn(language.format);
      current.value = { id, ...page };
      for (const put of others) put();
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

let isAccompanied: Promise<unknown> = Promise.resolve();

/** Texts that come along from now on. Resolves when they are in the language that is spoken, or can't be loaded in it. */
export function accompany(companion: Companion): Promise<void> {
  companions.add(companion);
  const here = catchUp(companion);
  isAccompanied = Promise.all([isAccompanied, here]);
  return here;
}

/** A module with all texts that came along so far, in the language that is spoken; in English where they can't be loaded. */
export async function withTexts<Module>(loading: Promise<Module>): Promise<Module> {
  const module = await loading;
  await isAccompanied;
  return module;
}

async function catchUp(companion: Companion): Promise<void> {
  for (let id: LanguageId | undefined; id !== spoken.value.id; ) {
    id = spoken.value.id;
    try {
      const put = await companion(id);
      if (id === spoken.value.id) put();
    } catch {
      return;
    }
  }
}
