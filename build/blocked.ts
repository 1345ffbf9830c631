// What the document does by itself where no module of the page can run: in a frame without an origin, of a host that lets no such frame in.

import { blocked as english } from '../www/locales/en/blocked.ts';
import { blocked as chinese } from '../www/locales/zh-CN/blocked.ts';

/** A script, as text: where the page's module can't be loaded it says so in both languages, with the address as text to be copied. */
export const SAY_BLOCKED = `addEventListener('error', ({ target }) => {
  if (target.type !== 'module') return;
  for (const text of ${JSON.stringify([english, chinese])}.concat(location.href.replace('?embed=1', '')))
    document.querySelector('main').append(Object.assign(document.createElement('p'), { textContent: text }));
}, true);`;
