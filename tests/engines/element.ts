// The element on somebody's own page, which is another site and sends no header: what its author and its readers have of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../www/locales/en.ts';
import type { PoolPlayground } from '../../www/embed/element.ts';
import { type StaticHost, startHost } from '../browser/plain-host.ts';
import { LONG, QUICK } from '../browser/blog-setups.ts';
import { EXPECTED, type Engine } from './expectations.ts';
import type { Tab } from './tab.ts';

/** The page's host lets other sites load its scripts, as static hosts do. */
const OPEN = { 'Access-Control-Allow-Origin': '*' };
/** Keeps what elements tell: which one, what, and of a report what can be compared. */
const LISTEN = `<script>
  window.told = [];
  for (const name of ['ready', 'report', 'error']) document.addEventListener(name, ({ target, detail }) => {
    told.push([target.id, name, name === 'report' ? { identical: detail.identical, mode: detail.environment.mode } : detail]);
  }, true);
</script>`;

/** What the element believes from its own frame alone. */
const FORGED = [
  { type: 'height', heightPx: 5_000 },
  { type: 'error', trouble: { code: 'run', message: 'forged' } },
  { type: 'report', report: { identical: false, results: [], environment: { mode: 'shared' } } },
];

interface Told {
  told: [string, string, unknown][];
}

export function element(engine: Engine, newTab: () => Tab): void {
  const { mode } = EXPECTED.blog[engine];
  const pages: Record<string, string> = {};
  let host: StaticHost;
  let blog: StaticHost;
  let forger: StaticHost;
  let tab: Tab;

  /** A post with these elements, opened. */
  const publish = async (body: string): Promise<void> => {
    pages['/post'] = `<!doctype html><meta charset="utf-8"><title>A blog</title>${LISTEN}
      <script type="module" src="${host.otherSite}embed.js"></script>${body}`;
    await tab.open(`${blog.url}post`);
  };
  const told = (what: string): Promise<Told['told']> =>
    tab.until(`the page is told ${what}`, (wanted) => {
      const all = (window as unknown as Told).told;
      return all.some(([id, name]) => `${id} ${name}` === wanted) ? all : null;
    }, what);
  const nothingForged = async (): Promise<void> => {
    const height = await tab.ask(() => document.querySelector('#one')?.getBoundingClientRect().height);
    expect(height).toBeLessThan(5_000);
    expect((await told('one report')).map(([, name]) => name)).toEqual(['ready', 'report']);
  };
  const status = (begin: string): Promise<string> =>
    tab.until(`the frame says "${begin}"`, (words) => {
      const said = document.querySelector('.run-status')?.textContent ?? '';
      return new RegExp(words).test(said) ? said : null;
    }, begin);

  beforeAll(async () => {
    [host, blog, forger] = await Promise.all([
      startHost({ under: '/some/where/', headers: OPEN }),
      startHost({ pages }),
      startHost({ pages: { '/': `<!doctype html><title>Somebody else</title><script>
        for (const message of ${JSON.stringify(FORGED)}) parent.postMessage({ poolPlayground: 1, ...message }, '*');
        // Messages of one sender come in order.
        parent.postMessage('last', '*');
      </script>` } }),
    ]);
  });
  afterAll(() => Promise.all([host?.close(), blog?.close(), forger?.close()]));

  test('it is ready, as high as its content, and tells the report of a run', async () => {
    tab = newTab();
    await publish(`<pool-playground id="one" ${QUICK}></pool-playground>`);
    expect(await told('one ready')).toEqual([['one', 'ready', null]]);
    await tab.look('#one');
    await tab.until(`the badge says ${mode}`, (words) => (document.querySelector('.badge')?.textContent?.trim() === words ? true : null), en.badge[mode]);
    const fits = async (leastPx = 0): Promise<number> => {
      await tab.look('#one');
      return tab.until(`the frame is as high as its content, which is more than ${leastPx} pixels`, (least) => {
        const content = Math.ceil(document.getElementById('app')?.getBoundingClientRect().height ?? 0);
        return content > least && content === innerHeight ? content : null;
      }, leastPx);
    };
    const before = await fits();
    await tab.click('button', en.run.run);
    await status('^Finished');
    await tab.look(null);
    expect(await told('one report')).toEqual([['one', 'ready', null], ['one', 'report', { identical: true, mode }]]);
    // What shows the results is loaded with the first run, and may come after its report.
    await fits(before + 100);
    await tab.look(null);
    expect(await tab.ask(() => document.querySelector<PoolPlayground>('#one')?.report?.identical)).toBe(true);
  });

  test('it hears nobody but its own frame', async () => {
    await tab.ask(async (forged) => {
      for (const message of forged) postMessage({ poolPlayground: 1, ...message }, '*');
      // Messages of one sender come in order.
      const last = new Promise((heard) => addEventListener('message', ({ data }) => data === 'last' && heard(data)));
      postMessage('last', '*');
      await last;
    }, FORGED);
    await nothingForged();
  });

  test('nor its own frame, once somebody else’s page is in it', async () => {
    await tab.ask(async (address) => {
      const last = new Promise((heard) => addEventListener('message', ({ data }) => data === 'last' && heard(data)));
      const frame = document.querySelector('#one')?.shadowRoot?.querySelector('iframe');
      if (frame != null) frame.src = address;
      await last;
    }, forger.url);
    await nothingForged();
  });

  test('its theme follows the page’s, attributes that make no sense are told, and out of view it isn’t loaded', async () => {
    await publish(`<style>.night { background: #111; color: #eee }</style><pool-playground id="wrong" task="primes" cores="many"></pool-playground>
      <div style="height: 9000px"></div><pool-playground id="below" ${QUICK}></pool-playground>`);
    expect(await told('wrong error')).toContainEqual(['wrong', 'error', expect.objectContaining({ code: 'setting', field: 'cores' })]);
    for (const theme of ['light', 'dark', 'light']) {
      await tab.ask((wanted) => void document.body.classList.toggle('night', wanted === 'dark'), theme);
      await tab.look('#wrong');
      await tab.until(`the frame is ${theme}`, (wanted) => (document.documentElement.dataset['theme'] === wanted ? true : null), theme);
      await tab.look(null);
    }
    const hasFrame = (): Promise<boolean> => tab.ask(() => document.querySelector('#below')?.shadowRoot?.querySelector('iframe') != null);
    expect(await hasFrame()).toBe(false);
    await tab.ask(() => document.querySelector('#below')?.scrollIntoView());
    await told('below ready');
    expect(await hasFrame()).toBe(true);
  });

  test('two take turns, and who is taken away in the middle of a run gives the turn on', async () => {
    await publish(`<pool-playground id="long" ${LONG}></pool-playground><pool-playground id="quick" ${QUICK}></pool-playground>`);
    // Scripts run it, seen or not.
    const run = (id: string): Promise<void> =>
      tab.ask((which) => {
        const noted = window as unknown as { ends: Record<string, string> };
        noted.ends ??= {};
        const asked = document.querySelector<PoolPlayground>(`#${which}`);
        asked?.run().then(() => (noted.ends[which] = 'report'), (error: Error) => (noted.ends[which] = error.name));
      }, id);
    const end = (id: string): Promise<string> =>
      tab.until(`the run of ${id} ends`, (which) => (window as unknown as { ends: Record<string, string> }).ends[which] ?? null, id);
    await tab.ask(() => customElements.whenDefined('pool-playground').then(() => undefined));
    await run('long');
    await tab.look('#long');
    await status('warming up|run \\d of');
    await tab.look(null);
    await run('quick');
    await tab.look('#quick');
    await status('^Waiting');
    await tab.look(null);
    await tab.ask(() => document.querySelector('#long')?.remove());
    expect(await end('long')).toBe('AbortError');
    expect(await end('quick')).toBe('report');
  });
}
