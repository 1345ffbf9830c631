// The results' texts, loaded with the first run.

import { signal } from '@preact/signals';
import { type OutcomeTexts, outcome } from '../locales/en/outcome';
import { bring } from '../locales/spoken';

const { texts, here } = bring<OutcomeTexts>(outcome, (language) => language.outcome());
const areHere = signal(false);
void here.then(() => (areHere.value = true));

/** The results' texts in the page's language. */
export function useTexts(): OutcomeTexts {
  return texts.value;
}

/** Whether they are in the page's language, or can't be had in it. */
export function useTextsAreHere(): boolean {
  return areHere.value;
}
