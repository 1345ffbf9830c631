// What the document does by itself where no module of the page can run: in a frame without an origin, of a host that lets no such frame in.

import { blocked as english } from '../www/locales/en/blocked.ts';
import { blocked as chinese } from '../www/locales/zh-CN/blocked.ts';
import { CLASSIC } from './classic-script.ts';

/**
 * A script, as text. It loads the page as a classic script, for which a host need not be asked; where even that is refused, it says so
 * in both languages, with the address as text to be copied.
 */
export const GO_ON_BLOCKED = `{
  const go = ({ target }) => {
    if (target.type !== 'module') return;
    removeEventListener('error', go, true);
    const script = Object.assign(document.createElement('script'), { src: '${CLASSIC}' });
    script.onerror = () => {
      for (const text of ${JSON.stringify([english, chinese])}.concat(location.href.replace('?embed=1', '')))
        document.querySelector('main').append(Object.assign(document.createElement('p'), { textContent: text }));
    };
    document.head.append(script);
  };
  addEventListener('error', go, true);
}`;
