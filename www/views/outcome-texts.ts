// The results' texts, loaded with the first run.

import { signal } from '@preact/signals';
import { type OutcomeTexts, outcome } from '../locales/en/outcome';
import { languageOf } from '../locales/languages';
import { accompany } from '../locales/spoken';

// English is here in any case: it is what is shown where the others can't be loaded.
const texts = signal<OutcomeTexts>(outcome);

const areHere = signal(false);

void accompany(async (id) => {
  const loaded = (await languageOf(id)?.outcome()) ?? outcome;
  return () => (texts.value = loaded);
}).then(() => (areHere.value = true));

/** The results' texts in the page's language. */
export function useTexts(): OutcomeTexts {
  return texts.value;
}

/** Whether they are in the page's language, or can't be had in it. */
export function useTextsAreHere(): boolean {
  return areHere.value;
}
