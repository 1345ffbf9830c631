// The page, once its script is there: makes the state in the visitor's language and renders the views.

import { render } from 'preact';
import { Controller } from './controller';
import { freeTurn } from './engine/turn';
import data from './generated/catalog.json';
import { isolate, modeAtOnce } from './hosting/isolation';
import type { BareCatalog } from './locales/catalog';
import type { LanguageId } from './locales/languages';
import { speakFirst } from './locales/spoken';
import type { Playground } from './model/contract';
import { Beside } from './panels/Beside';
import { Panels } from './panels/Panels';
import { Page } from './views/Page';

// A load that has to be done again for shared memory shall end soon.
const atOnce = modeAtOnce();
const mode = isolate();

/**
 * Opens the page, in the wanted language from the first paint on, and publishes what scripts may ask of it. Resolves when its
 * controls are usable; rejects where no language can be loaded.
 */
export async function open(wanted: LanguageId, publish: (playground: Omit<Playground, 'ready'>) => void): Promise<void> {
  await speakFirst(wanted);
  // The build writes the data from the same types as the catalogue's declaration.
  const catalog = data as unknown as BareCatalog;
  const controller = new Controller(catalog, { mode, atOnce, askForTurn: async (...asked) => ((await frame)?.askForTurn ?? freeTurn)(...asked) });
  // Most pages are in no frame. Where it can't be loaded, the page around gets no answer, which it tells its readers.
  const frame = controller.embedded ? import('./embed/frame').then(({ Frame }) => new Frame(), () => undefined) : undefined;
  publish(controller.playground());
  controller.open();
  if (controller.language.value !== wanted) controller.unspoken();
  const root = document.getElementById('app');
  if (root !== null) {
    root.replaceChildren();
    render(
      <Page app={controller}>
        <Beside />
        <Panels />
      </Page>,
      root,
    );
  }
  // A page that is about to be loaded anew is not usable, and says nothing to the page around it.
  await mode;
  void frame?.then((own) => own?.start(controller));
}
