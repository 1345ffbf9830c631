// The page's entry: makes the state, publishes the script interface, renders the views.

import { render } from 'preact';
import { Controller } from './controller';
import { freeTurn } from './engine/turn';
import data from './generated/catalog.json';
import { isolate, modeAtOnce } from './hosting/isolation';
import type { Catalog, Playground } from './model/contract';
import { Beside } from './panels/Beside';
import { Panels } from './panels/Panels';
import { Page } from './views/Page';
import './styles/base.css';
import './styles/page.css';
import './styles/setup.css';
import './styles/cards.css';
import './styles/results.css';
import './styles/panels.css';
import './styles/narrow.css';
import './styles/embed.css';

declare global {
  interface Window {
    playground: Playground;
  }
}

// The build writes the data from the same types as the catalogue's declaration.
const catalog = data as unknown as Catalog;
const atOnce = modeAtOnce();
const mode = isolate();
const controller = new Controller(catalog, { mode, atOnce, askForTurn: async (...asked) => ((await frame)?.askForTurn ?? freeTurn)(...asked) });
// Most pages are in no frame. Where it can't be loaded, the page around gets no answer, which it tells its readers.
const frame = controller.embedded ? import('./embed/frame').then(({ Frame }) => new Frame(), () => undefined) : undefined;
let usable = (): void => undefined;
const ready = new Promise<void>((resolve) => (usable = resolve));
window.playground = controller.playground(ready);

const root = document.getElementById('app');
// In the visitor's language from the first paint on; where it can't be loaded, in English.
void controller.open().then(async () => {
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
  usable();
  (await frame)?.start(controller);
});
