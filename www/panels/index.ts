// The panels below the results. Adding one is one folder and one line here; each loads when it is first opened.

import type { ComponentType } from 'preact';
import { withTexts } from '../locales/spoken';

/** A panel: a component that takes everything from the app. */
export interface PanelModule {
  Panel: ComponentType;
}

interface Entry {
  id: string;
  load(): Promise<PanelModule>;
}

/** In the order of their tabs. Titles are in the page's texts (`text.panels`). */
export const PANELS = [
  { id: 'happened', load: () => withTexts(import('./happened/Panel')) },
  { id: 'timeline', load: () => withTexts(import('./timeline/Panel')) },
  { id: 'curves', load: () => withTexts(import('./curves/Panel')) },
  { id: 'code', load: () => withTexts(import('./code/Panel')) },
  { id: 'keep', load: () => withTexts(import('./keep/Panel')) },
  { id: 'labs', load: () => withTexts(import('./labs/Panel')) },
] as const satisfies readonly Entry[];

/** A panel's id. */
export type PanelId = (typeof PANELS)[number]['id'];
