// The language that the page speaks: which it is, its texts, and how it is changed. Whoever has texts of its own comes along.

import { batch, signal } from '@preact/signals';
import { formatIn } from '../model/units';
import { ENGLISH, LANGUAGES, type LanguageId, type Page, languageOf } from './languages';

/** A language with its texts. */
export interface Spoken extends Page {
  id: LanguageId;
}

/** Loads texts in a language; what it returns puts them in place. */
type Companion = (id: LanguageId) => Promise<() => void>;

/** What the page speaks now. Views that read it are rendered again when it changes. */
export const spoken = signal<Spoken>({ id: LANGUAGES[0].id, ...ENGLISH });

const companions = new Set<Companion>();
let wanted: LanguageId = spoken.value.id;

/** Speaks another language once all its texts are there, and tells whether it does. A later wish overtakes an earlier one. */
export async function speak(id: LanguageId): Promise<boolean> {
  wanted = id;
  const language = languageOf(id);
  if (language === undefined) return false;
  try {
    const [page, ...others] = await Promise.all([language.page(), ...[...companions].map((load) => load(id))]);
    if (wanted !== id) return true;
    batch(() => {
      formatIn(language.format);
      spoken.value = { id, ...page };
      for (const put of others) put();
    });
    return true;
  } catch {
    // What can't be loaded isn't spoken; what is spoken stays.
    if (wanted === id) wanted = spoken.value.id;
    return false;
  }
}

let isAccompanied: Promise<unknown> = Promise.resolve();

/** Texts that come along from now on. */
export function accompany(companion: Companion): void {
  companions.add(companion);
  isAccompanied = Promise.all([isAccompanied, catchUp(companion)]);
}

/** Resolves when whatever came along so far is there in the language that is spoken, or can't be loaded. */
export async function accompanied(): Promise<void> {
  await isAccompanied;
}

async function catchUp(companion: Companion): Promise<void> {
  for (let id: LanguageId | undefined; id !== spoken.value.id; ) {
    id = spoken.value.id;
    try {
      (await companion(id))();
    } catch {
      return;
    }
  }
}
