// The hosts that the page is opened from, one for each way.
import { type StaticHost, startHost } from '../browser/plain-host.ts';
import type { Way } from './expectations.ts';

/** Where a way begins, and in which frame the page is then. */
export interface Address {
  url: string;
  frame: string | null;
}

export interface Hosts {
  addressOf(way: Way, hash: string): Address;
  close(): Promise<void>;
}

export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** A page of an origin that is nobody's may load modules only from hosts that let everybody, as many static hosts do. */
const OPEN = { 'Access-Control-Allow-Origin': '*' };

/** Where the page lies on hosts that give it no root of its own. */
const UNDER = '/some/where/';

/** Starts them. The blog is 127.0.0.1, the page in its frames comes from localhost: another site. */
export async function startHosts(): Promise<Hosts> {
  const pages: Record<string, string> = {};
  const [headers, bare, open, blog] = await Promise.all([
    startHost({ headers: ISOLATION }),
    startHost({ under: UNDER }),
    startHost({ under: UNDER, headers: OPEN }),
    startHost({ pages }),
  ]);
  const post = (name: string, host: StaticHost, hash: string, attributes: string): Address => {
    pages[`/${name}.html`] = `<!doctype html><title>A blog</title><p>See for yourself:</p>
      <iframe src="${host.otherSite}?embed=1${hash.replaceAll('&', '&amp;')}" width="760" height="560" ${attributes}></iframe>`;
    return { url: `${blog.url}${name}.html`, frame: 'iframe' };
  };
  return {
    addressOf(way, hash) {
      switch (way) {
        case 'headers':
          return { url: headers.url + hash, frame: null };
        case 'bare':
          return { url: bare.url + hash, frame: null };
        case 'blog':
          return post('plain', bare, hash, '');
        case 'sandbox':
          return post('sandboxed', open, hash, 'sandbox="allow-scripts"');
        case 'classic':
          return post('classic', bare, hash, 'sandbox="allow-scripts"');
      }
    },
    close: async () => void (await Promise.all([headers, bare, open, blog].map((host) => host.close()))),
  };
}
