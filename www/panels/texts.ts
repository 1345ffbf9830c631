// The panels' texts, loaded with the first panel. www/panels/index.ts waits for those of the page's language.

import { type PanelTexts, panels } from '../locales/en/panels';
import { bring } from '../locales/spoken';

const { texts } = bring<PanelTexts>(panels, (language) => language.panels());

/** The panels' texts in the page's language. */
export function useTexts(): PanelTexts {
  return texts.value;
}
