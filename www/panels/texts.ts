// The panels' texts, loaded with the first panel. www/panels/index.ts waits for those of the page's language.

import { signal } from '@preact/signals';
import { type PanelTexts, panels } from '../locales/en/panels';
import { languageOf } from '../locales/languages';
import { accompany } from '../locales/spoken';

// English is here in any case: it is what is shown where the others can't be loaded.
const texts = signal<PanelTexts>(panels);

accompany(async (id) => {
  const loaded = (await languageOf(id)?.panels()) ?? panels;
  return () => (texts.value = loaded);
});

/** The panels' texts in the page's language. */
export function useTexts(): PanelTexts {
  return texts.value;
}
