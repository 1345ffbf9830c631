// What a first visit loads until the engine is ready, over the wire, and which of the engine's modules it takes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type Page, expect, test } from '@playwright/test';
import { FROM_HOST } from '../../www/hosting/headers.ts';
import { DIST, type StaticHost, startHost } from './plain-host.ts';
import { run, runButton, status, workersStarted } from './support.ts';

let host: StaticHost;
test.beforeEach(async () => {
  host = await startHost({ headers: FROM_HOST });
});
test.afterEach(() => host.close());

/** As a host sends it that compresses beforehand. */
function brotliBytes(path: string): number {
  const file = readFileSync(join(DIST, path === '/' ? 'index.html' : path));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: file.length };
  return brotliCompressSync(file, { params }).length;
}

const modules = (asked = host.requests): string[] => [...new Set(asked)].filter((path) => path.endsWith('.wasm'));
const task = (page: Page) => page.getByLabel('Task', { exact: true });

/** Workers wait for a run. */
async function ready(page: Page): Promise<void> {
  await expect(page.locator('.badge')).toHaveText('shared memory');
  await workersStarted(page);
}

/** How many of the engine's own workers the page has started so far. */
function startsOf(page: Page): () => number {
  let starts = 0;
  page.on('worker', (worker) => (starts += worker.url().includes('/engine.worker') ? 1 : 0));
  return () => starts;
}

/** Default runs, on a machine of any speed. */
const finished = (page: Page) => expect(status(page)).toHaveText(/^Finished/, { timeout: 30_000 });

test.describe('everything until workers are ready, with brotli, the engine among it', () => {
  // As it is where nobody runs tests: the page's own service worker is a part of it, and the load with which it isolates the page.
  test.use({ serviceWorkers: 'allow' });
  // What the service worker fetches ahead once workers are ready, it doesn't fetch for those who save data.
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      const { connection } = navigator as unknown as { connection: object };
      Object.defineProperty(connection, 'saveData', { value: true });
    }),
  );

  for (const { locale, said } of [
    { locale: 'en-GB', said: 'Ready.' },
    { locale: 'zh-CN', said: '就绪。' },
  ]) {
    test.describe(locale, () => {
      test.use({ locale });

      for (const [which, headers] of [['sends headers', FROM_HOST], ['sends none', {}]] as const) {
        test(`takes at most 200 KB from a host that ${which}`, async ({ page }) => {
          // As plain hosts have it. A file is asked for once, then.
          const plain = await startHost({ headers: { ...headers, 'Cache-Control': 'max-age=600' } });
          await page.goto(plain.url);
          await expect(page.locator('.badge-good')).toBeVisible();
          await expect(status(page)).toHaveText(said);
          // Whatever was asked for, whoever asked for it, as often as it was.
          const asked = [...plain.requests];
          await plain.close();
          const sizes = asked.map((path) => ({ path, bytes: brotliBytes(path) }));
          const bytes = sizes.reduce((sum, file) => sum + file.bytes, 0);
          test.info().annotations.push({ type: 'first load', description: `${(bytes / 1000).toFixed(1)} KB in ${sizes.length} files` });
          expect(modules(asked)).toHaveLength(1);
          expect(asked.filter((path) => path.includes('engine.worker'))).not.toHaveLength(0);
          expect(bytes, JSON.stringify(sizes)).toBeLessThanOrEqual(200_000);
        });
      }
    });
  }
});

test('its files don’t wait for one another: the page’s script not for the entry, the language not for that script', async ({ page }) => {
  const name = (start: string): string => `assets/${readdirSync(join(DIST, 'assets')).find((file) => file.startsWith(start) && file.endsWith('.js'))}`;
  const [entry, script, language] = [name('index-'), name('page-'), name('en-')];
  const [letEntryGo, letScriptGo] = [host.hold(entry), host.hold(script)];
  await page.goto(host.url, { waitUntil: 'commit' });
  await expect.poll(() => host.requests).toContain(`/${script}`);
  letEntryGo();
  await expect.poll(() => host.requests).toContain(`/${language}`);
  letScriptGo();
  await ready(page);
});

test('a task that the first module leaves out brings the other one, which then serves for all', async ({ page }) => {
  const starts = startsOf(page);
  await page.goto(`${host.url}#repeats=1`);
  await ready(page);
  const [first] = modules();
  const startsAtFirst = starts();
  await task(page).selectOption('square');
  await ready(page);
  expect(modules()).toEqual([first]);
  expect(starts()).toBe(startsAtFirst);
  await task(page).selectOption('sort');
  await ready(page);
  expect(modules()).toHaveLength(2);
  await runButton(page).click();
  await finished(page);
  const startsWithBoth = starts();
  expect(startsWithBoth).toBeGreaterThan(startsAtFirst);
  await task(page).selectOption('square');
  await ready(page);
  // No new pool either.
  expect(modules()).toHaveLength(2);
  expect(starts()).toBe(startsWithBoth);
  const { identical } = await run(page, { task: 'square', items: 40, cores: 2, repeats: 1 });
  expect(identical).toBe(true);
});

test('a link with such a task loads that module alone', async ({ page }) => {
  await page.goto(`${host.url}#task=word_count&cores=2&repeats=1`);
  await ready(page);
  expect(modules()).toHaveLength(1);
  await runButton(page).click();
  await finished(page);
  expect(modules()).toHaveLength(1);
});

test('while the other module comes slowly, the first one’s tasks run, and what was asked for last is what is there', async ({ page }) => {
  const starts = startsOf(page);
  await page.goto(`${host.url}#repeats=1`);
  await ready(page);
  const [first] = modules();
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(({ pathname }) => pathname.endsWith('.wasm') && pathname !== first, async (route) => {
    await gate;
    await route.continue();
  });
  await task(page).selectOption('n_queens');
  await expect(status(page)).toHaveText(/^Starting/);
  const startsBefore = starts();
  await task(page).selectOption('primes');
  await ready(page);
  // The pool was there all along.
  expect(starts()).toBe(startsBefore);
  await runButton(page).click();
  await finished(page);
  // Run waits for what it needs, and can be stopped meanwhile.
  await task(page).selectOption('n_queens');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Starting/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(runButton(page)).toBeVisible();
  await runButton(page).click();
  letGo();
  await finished(page);
});

test('where the other module can’t be had, the page says so, and the first one’s tasks go on', async ({ page }) => {
  await page.goto(`${host.url}#repeats=1`);
  await ready(page);
  const [first] = modules();
  await page.route('**/*.wasm', (route) => route.abort());
  await task(page).selectOption('n_queens');
  await expect(page.getByText('the engine could not be loaded')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await task(page).selectOption('primes');
  await ready(page);
  expect(modules()).toEqual([first]);
  await runButton(page).click();
  await finished(page);
  await page.unroute('**/*.wasm');
  await task(page).selectOption('n_queens');
  await ready(page);
  const { identical } = await run(page, { task: 'n_queens', cores: 2, repeats: 1 });
  expect(identical).toBe(true);
});

test('what shows results comes with the first run; where it can’t be had, the page says so and tries again', async ({ page }) => {
  let isDown = true;
  await page.route(/assets\/Outcome/, (route) => (isDown ? route.abort() : route.continue()));
  await page.goto(`${host.url}#task=primes&items=20&cores=2&repeats=1`);
  await ready(page);
  const results = page.locator('#results');
  await runButton(page).click();
  await finished(page);
  await expect(results.getByRole('alert')).toContainText('could not be loaded');
  isDown = false;
  await results.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.verdict-good')).toBeVisible();
});

test('what paints a run comes with the first one; late, it shows what was delivered; without it the run goes on', async ({ page }) => {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  let isDown = true;
  await page.route(/assets\/painters/, async (route) => {
    if (isDown) return route.abort();
    await gate;
    return route.continue();
  });
  await page.goto(`${host.url}#task=hello&items=12&cores=2&repeats=1&strategies=serial,pooled`);
  await ready(page);
  const lines = page.getByRole('article', { name: 'Pooled', exact: true }).locator('.lines li');
  await runButton(page).click();
  await finished(page);
  await expect(page.locator('.verdict-good')).toBeVisible();
  await expect(lines).toHaveCount(0);
  // The next run tries again; its pictures come when it is over.
  isDown = false;
  await runButton(page).click();
  await finished(page);
  await expect(lines).toHaveCount(0);
  letGo();
  await expect(lines).toHaveCount(10);
  await expect(lines.last()).toHaveText(/PoolWorker-\d+ - hello \d+/);
});

test('what follows a run comes with the first one; without it the run goes on unseen, and the next is seen', async ({ page }) => {
  let isDown = true;
  await page.route(/assets\/board/, (route) => (isDown ? route.abort() : route.continue()));
  await page.goto(`${host.url}#task=wait&items=40&p.seconds=0.05&cores=2&repeats=1&strategies=serial`);
  await ready(page);
  const progress = page.getByRole('progressbar');
  const delivered = page.locator('.card-delivered');
  /** How far the card says it was, while it was on its way. */
  const seen = () =>
    page.evaluate(() => {
      const found: string[] = [];
      const card = document.querySelector('.card-delivered');
      new MutationObserver(() => found.push(card?.textContent ?? '')).observe(card!, { subtree: true, childList: true, characterData: true });
      return Object.assign(window, { found }) && undefined;
    });
  const onItsWay = () => page.evaluate(() => (window as unknown as { found: string[] }).found.filter((text) => /^([1-9]|[1-3]\d) of 40/.test(text)).length);
  await seen();
  await runButton(page).click();
  await finished(page);
  await expect(delivered).toContainText('40 of 40 delivered');
  expect(await onItsWay()).toBe(0);
  isDown = false;
  await runButton(page).click();
  await expect(progress).toBeVisible();
  await finished(page);
  expect(await onItsWay()).toBeGreaterThan(0);
});

test.describe('where a part of the page itself can’t be had', () => {
  const alert = (page: Page) => page.getByRole('alert');

  test('without its script, the document says so in the visitor’s language and tries again', async ({ page }) => {
    let isDown = true;
    await page.route(/assets\/page-.*\.js/, (route) => (isDown ? route.abort() : route.continue()));
    await page.goto(host.url);
    await expect(alert(page)).toContainText('The page could not be loaded.');
    await page.goto(`${host.url}?again#lang=zh-CN`);
    await expect(alert(page)).toContainText('页面无法加载。');
    // For who is read to: the document around it is English.
    await expect(alert(page)).toHaveAttribute('lang', 'zh-CN');
    isDown = false;
    await alert(page).getByRole('button', { name: '重试' }).click();
    await expect(page.getByRole('button', { name: '运行', exact: true })).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
  });

  test('scripts may ask before it is there: for the catalogue in vain, for a run that then comes; without it, they hear why', async ({ page }) => {
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    let isDown = false;
    await page.route(/assets\/page-.*\.js/, async (route) => (await gate, isDown ? route.abort() : route.continue()));
    await page.addInitScript(() =>
      document.addEventListener('DOMContentLoaded', () => {
        const running = window.playground.run({ task: 'square', items: 10, cores: 2, repeats: 1 });
        Object.assign(window, { ran: running.then(({ identical }) => identical, String) });
      }),
    );
    const catalog = (): Promise<string> =>
      page.evaluate(() => {
        try {
          return window.playground.catalog().tasks[0]?.id ?? '';
        } catch (error) {
          return String(error);
        }
      });
    await page.goto(host.url);
    expect(await catalog()).toBe('Error: the page is not loaded: wait for playground.ready');
    letGo();
    expect(await page.evaluate('ran')).toBe(true);
    expect(await catalog()).toBe('mandelbrot');
    isDown = true;
    await page.goto(`${host.url}?again`);
    expect(await page.evaluate('ran')).toContain('Failed to fetch');
    expect(await page.evaluate(() => window.playground.ready.catch(String))).toContain('Failed to fetch');
  });

  test('without its language, it speaks another one and says so', async ({ page }) => {
    await page.route(/assets\/zh-CN/, (route) => route.abort());
    await page.goto(`${host.url}#lang=zh-CN`);
    await ready(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByText('The language could not be loaded')).toBeVisible();
  });

  test('without the language that the browser asks for, too', async ({ browser }) => {
    const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.route(/assets\/en-/, (route) => route.abort());
    await page.goto(host.url);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.getByText('无法加载所选语言')).toBeVisible();
    await context.close();
  });

  test('without any language, the document says so', async ({ page }) => {
    await page.route(/assets\/(zh-CN|en)-/, (route) => route.abort());
    await page.goto(host.url);
    await expect(alert(page)).toContainText('The page could not be loaded.');
    await expect(alert(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
