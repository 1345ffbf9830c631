// After one visit online, the page opens and runs while its server is gone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DIST, type HostOptions, startHost } from '../browser/plain-host.ts';
import { type Engine, OFFLINE } from './expectations.ts';
import type { Tab } from './tab.ts';
import { usable, works } from './usable.ts';

const UNDER = '/some/where/';
const LINK = '#v=1&task=primes&items=20&cores=2&variant=imap';
const WORKER = readFileSync(join(DIST, 'sw.js'), 'utf8');
/** The files that a page runs with: the first of the list. */
const NEEDED = WORKER.match(/files:`([^`]+)`/)![1]!.split(',').slice(0, Number(/needed:(\d+)/.exec(WORKER)?.[1]));

/** `hosts`: what the page's host sends, by a name for it. */
export function offline(engine: Engine, hosts: Readonly<Record<string, HostOptions['headers']>>, newTab: () => Tab): void {
  test.each(Object.entries(hosts))('after one short visit to %s', async (_, headers = {}) => {
    const tab = newTab();
    const host = await startHost({ under: UNDER, headers });
    try {
      await tab.open(host.url + LINK);
      await usable(tab);
      await tab.until('what it runs with is kept', (needed) => {
        const noted = window as unknown as { kept?: string[] };
        void caches.keys().then(async (names) => {
          const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
          noted.kept = files.flat().map(({ url }) => url);
        });
        return needed.every((file) => noted.kept?.includes(new URL(file, document.baseURI).href)) ? true : null;
      }, ['', ...NEEDED]);
    } finally {
      await host.close();
    }
    await tab.open(`${host.url}?again${LINK}`);
    expect(await usable(tab)).toBe(OFFLINE[engine].mode);
    await works(tab, ['serial', 'threaded', 'pooled', 'processes']);
    await tab.reload();
    expect(await usable(tab)).toBe(OFFLINE[engine].mode);
    await works(tab, ['serial', 'pooled']);
  });
}
