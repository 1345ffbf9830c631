// The panels below the results. Adding one is one folder and one line here; each loads when it is first opened.

import type { ComponentType } from 'preact';

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
  { id: 'happened', load: () => import('./happened/Panel') },
  { id: 'timeline', load: () => import('./timeline/Panel') },
  { id: 'curves', load: () => import('./curves/Panel') },
  { id: 'code', load: () => import('./code/Panel') },
  { id: 'keep', load: () => import('./keep/Panel') },
  { id: 'labs', load: () => import('./labs/Panel') },
] as const satisfies readonly Entry[];

/** A panel's id. */
export type PanelId = (typeof PANELS)[number]['id'];
