// The page's entry: has the script and the language come side by side, says so where they don't come, and publishes the script
// interface, which is there as soon as the document is loaded.

import { firstLanguage, languageOf } from './locales/languages';
import type { Playground } from './model/contract';
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

const first = firstLanguage();
const language = languageOf(first);
// Whoever speaks it says where it can't be had.
language?.page().catch(() => undefined);
let page: Omit<Playground, 'ready'> | undefined;
const ready = import('./page').then(({ open }) => open(first, (playground) => (page = playground)));
ready.catch((error: unknown) => {
  if (language !== undefined) unloaded(language);
  throw error;
});
const opened = (): Omit<Playground, 'ready'> => {
  if (page === undefined) throw new Error('the page is not loaded: wait for playground.ready');
  return page;
};
window.playground = {
  ready,
  catalog: () => opened().catalog(),
  run: (...given) => ready.then(() => opened().run(...given)),
};

/** Above what the document itself says. */
function unloaded({ id: lang, unloaded: [said, again] }: NonNullable<typeof language>): void {
  const notice = Object.assign(document.createElement('p'), { className: 'notice', role: 'alert', lang, textContent: said });
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button-quiet', textContent: again });
  button.addEventListener('click', () => location.reload());
  notice.append(button);
  document.querySelector('#app main')?.prepend(notice);
}
