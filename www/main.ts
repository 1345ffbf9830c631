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

const language = languageOf(firstLanguage());
// Whoever speaks it says where it can't be had.
language?.page().catch(() => undefined);
let page: Omit<Playground, 'ready'> | undefined;
const ready = import('./page').then(({ open }) => open((playground) => (page = playground)));
ready.catch((error: unknown) => {
  unloaded(language?.unloaded ?? []);
  throw error;
});
window.playground = {
  ready,
  catalog() {
    if (page === undefined) throw new Error('the page is still loading: wait for playground.ready');
    return page.catalog();
  },
  async run(...given) {
    await ready;
    if (page === undefined) throw new Error('the page could not be loaded');
    return page.run(...given);
  },
};

/** Above what the document itself says. */
function unloaded([said = '', again = '']: readonly string[]): void {
  const notice = Object.assign(document.createElement('p'), { className: 'notice', role: 'alert', textContent: `${said} ` });
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: again });
  button.addEventListener('click', () => location.reload());
  notice.append(button);
  document.querySelector('#app main')?.prepend(notice);
}
