// However the page is loaded from a host without headers, it is usable after one reload at most.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DIST, startHost } from '../browser/plain-host.ts';
import { EXPECTED, type Engine, FIREFOX_SETTINGS } from './expectations.ts';
import { start } from './browsers.ts';
import { ISOLATION } from './hosts.ts';
import { Tab } from './tab.ts';
import { usable, works } from './usable.ts';

/** How often each kind of load is tried. */
export const CYCLES = Number(process.env['RELOAD_CYCLES'] ?? 3);
const SECONDS_PER_CYCLE = 30;
const UNDER = '/some/where/';
/** Counts documents, those from the service worker as well, before the page's own scripts and its policy. */
const COUNT = '<script>localStorage.setItem("loads", 1 + Number(localStorage.getItem("loads")))</script>';

/** The page, counting, at some path. */
function countingPages(path: string): Record<string, string> {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const counting = html.replace('<head>', `<head>${COUNT}`);
  if (counting === html) throw new Error('the page has no head');
  return { [path]: counting };
}

const loadsOf = (tab: Tab): Promise<number> => tab.ask(() => Number(localStorage.getItem('loads')));

/** A load, and how many documents it took. */
async function settled(tab: Tab, load: () => Promise<void>): Promise<{ mode: string; loads: number }> {
  const before = await loadsOf(tab).catch(() => 0);
  await load();
  const mode = await usable(tab);
  return { mode, loads: (await loadsOf(tab)) - before };
}

/** Seen of all cycles: how often which outcome. */
function tally(outcomes: readonly { mode: string; loads: number }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { mode, loads } of outcomes) counts[`${mode}, ${loads} loads`] = (counts[`${mode}, ${loads} loads`] ?? 0) + 1;
  return counts;
}

export function reloads(engine: Engine, newTab: () => Tab): void {
  const timeout = CYCLES * SECONDS_PER_CYCLE * 1000;
  const times = `${CYCLES} times out of ${CYCLES}`;

  /** A tab that was there before. */
  const visited = async (): Promise<{ tab: Tab; close(): Promise<void> }> => {
    const host = await startHost({ under: UNDER, pages: countingPages(UNDER) });
    const tab = newTab();
    await tab.open(host.url);
    await usable(tab);
    return { tab, close: host.close };
  };

  test.each(['/', UNDER])(`a first visit at %s is isolated after one reload, ${times}`, { timeout }, async (under) => {
    const outcomes: { mode: string; loads: number }[] = [];
    let strange = 'nothing strange';
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      // Another port is another origin, where nothing is known.
      const host = await startHost({ under, pages: countingPages(under) });
      const tab = newTab();
      await tab.open('about:blank');
      outcomes.push(await settled(tab, () => tab.open(host.url)));
      if (outcomes.at(-1)?.loads !== 2) strange = host.requests.join(' ');
      if (cycle === 0) await works(tab, ['serial', 'pooled']);
      await host.close();
    }
    expect(tally(outcomes), `${engine}; asked for: ${strange}`).toEqual({ 'shared, 2 loads': CYCLES });
  });

  test(`where the host sends the headers, the first visit is the only load, ${times}`, { timeout }, async () => {
    const outcomes: { mode: string; loads: number }[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const host = await startHost({ under: UNDER, headers: ISOLATION, pages: countingPages(UNDER) });
      const tab = newTab();
      await tab.open('about:blank');
      outcomes.push(await settled(tab, () => tab.open(host.url)));
      await host.close();
    }
    expect(tally(outcomes)).toEqual({ 'shared, 1 loads': CYCLES });
  });

  /** The same load of a tab that was there before, again and again. */
  const again = async (load: (tab: Tab) => Promise<void>): Promise<Record<string, number>> => {
    const { tab, close } = await visited();
    const outcomes = [];
    for (let cycle = 0; cycle < CYCLES; cycle += 1) outcomes.push(await settled(tab, () => load(tab)));
    await works(tab, ['serial', 'pooled']);
    await close();
    return tally(outcomes);
  };

  test(`reloads need no other, ${times}`, { timeout }, async () => {
    expect(await again((tab) => tab.reload())).toEqual({ 'shared, 1 loads': CYCLES });
  });

  // WebKit's driver and scripts have no hard reload, and Chromium's has its test in tests/browser/hosting.spec.ts.
  test.runIf(engine === 'firefox')(`a hard reload is followed by one, ${times}`, { timeout }, async () => {
    expect(await again((tab) => tab.hardReload())).toEqual({ 'shared, 2 loads': CYCLES });
  });

  test(`where the service worker is refused no load is followed by another, ${times}`, { timeout }, async () => {
    // There is none at its address: registering it fails.
    const host = await startHost({ under: UNDER, pages: countingPages(UNDER), missing: ['sw.js'] });
    const tab = newTab();
    await tab.open(host.url);
    await usable(tab);
    const outcomes = [];
    for (let cycle = 0; cycle < CYCLES; cycle += 1) outcomes.push(await settled(tab, () => tab.open(`${host.url}?visit=${cycle}`)));
    await works(tab, ['serial']);
    await host.close();
    expect(tally(outcomes)).toEqual({ 'private, 1 loads': CYCLES });
  });

  test(`in a frame on another site’s page only the first visit may load twice, ${times}`, { timeout }, async () => {
    const host = await startHost({ under: UNDER, pages: countingPages(UNDER) });
    const blog = await startHost({ pages: { '/post': `<!doctype html><title>A blog</title><iframe src="${host.otherSite}?embed=1" width="760" height="560"></iframe>` } });
    const tab = newTab();
    await tab.open('about:blank');
    const outcomes = [];
    for (let cycle = 0; cycle < CYCLES; cycle += 1) outcomes.push(await settled(tab, () => tab.open(`${blog.url}post?visit=${cycle}`, 'iframe')));
    await works(tab, ['serial']);
    await Promise.all([host.close(), blog.close()]);
    const { mode, reloads: first } = EXPECTED.blog[engine];
    expect(outcomes).toEqual(outcomes.map((_, visit) => ({ mode, loads: visit === 0 ? 1 + first : 1 })));
  });

  for (const { name, settings, opened } of engine === 'firefox' ? FIREFOX_SETTINGS : []) {
    test(`${name} the page works, and loads twice once at most, ${times}`, { timeout }, async () => {
      const host = await startHost({ under: UNDER, pages: countingPages(UNDER) });
      const browser = await start(engine, settings);
      try {
        const tab = new Tab(browser.window);
        await tab.open('about:blank');
        const outcomes = [];
        for (let cycle = 0; cycle < CYCLES; cycle += 1) outcomes.push(await settled(tab, () => tab.open(`${host.url}?visit=${cycle}`)));
        await works(tab, opened.mode === 'shared' ? ['serial', 'pooled'] : ['serial', 'processes']);
        expect(outcomes).toEqual(outcomes.map((_, visit) => ({ mode: opened.mode, loads: visit === 0 ? 1 + opened.reloads : 1 })));
      } finally {
        await Promise.all([browser.end(), host.close()]);
      }
    });
  }
}
