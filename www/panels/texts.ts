// The panels' texts, loaded with the first panel.

import { type PanelTexts, panels } from '../locales/en/panels';

/** The panels' texts in the page's language. */
export function useTexts(): PanelTexts {
  return panels;
}
