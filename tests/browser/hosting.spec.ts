// The page on hosts that send no header: its own service worker isolates it, after one reload at most, and never in a loop.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium, expect, test } from '@playwright/test';
import { type StaticHost, startHost } from './plain-host.ts';
import { run, runButton, status, workersStarted } from './support.ts';

test.use({ serviceWorkers: 'allow' });

let host: StaticHost;
test.beforeAll(async () => {
  host = await startHost({ under: '/some/where/', pages: { '/some/where/diary': '<!doctype html><title>A diary</title>' } });
});
test.afterAll(() => host.close());

const CYCLES = 20;
/** In each of the three ways of having none: together as many. */
const REFUSED_CYCLES = 7;
const badge = (page: Page) => page.locator('.badge');
/** Which says why no memory is shared. */
const why = (page: Page) => page.getByRole('region', { name: /Private mode/ });

/** Counts documents that the page loads. The badge may be there, and a reload may begin, before a document's last file is. */
function count(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  return () => loads;
}

/** Waits until the page is usable, whatever reloads lie before. */
async function usable(page: Page): Promise<void> {
  await expect(badge(page)).toHaveText(/shared memory|private memory/);
  await expect(runButton(page)).toBeEnabled();
  await workersStarted(page);
}

/** As Shift and reload: the browser goes past its cache and past service workers. */
async function hardReload(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await session.send('Page.reload', { ignoreCache: true });
  await loaded;
  await session.detach();
}

async function works(page: Page): Promise<void> {
  const { results, identical } = await run(page, { task: 'square', items: 4, cores: 2, repeats: 1 });
  expect(identical).toBe(true);
  expect(results[0]!.output).toEqual([0, 1, 4, 9]);
}

test('a first visit is isolated after one reload, 20 times out of 20, and keeps its link', async ({ browser }) => {
  test.setTimeout(180_000);
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const context: BrowserContext = await browser.newContext({ serviceWorkers: 'allow' });
    const page = await context.newPage();
    const loads = count(page);
    const hash = '#v=1&task=primes&items=40&cores=2&variant=imap';
    await page.goto(host.url + hash);
    await usable(page);
    await expect(badge(page)).toHaveText('shared memory');
    expect(loads()).toBe(2);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(new URL(page.url()).hash).toBe(hash);
    if (cycle === 0) await works(page);
    await context.close();
  }
});

test('later visits and reloads need none, 20 times out of 20', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(host.url);
  await usable(page);
  const loads = count(page);
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    await (cycle % 2 === 0 ? page.reload() : page.goto(`${host.url}?visit=${cycle}`));
    await usable(page);
    await expect(badge(page)).toHaveText('shared memory');
    expect(loads()).toBe(cycle);
  }
  await works(page);
});

test('a hard reload goes past the service worker and is followed by one reload, 20 times out of 20', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(host.url);
  await usable(page);
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const loads = count(page);
    await hardReload(page);
    await usable(page);
    await expect(badge(page)).toHaveText('shared memory');
    expect(loads()).toBe(2);
  }
  await works(page);
});

const REFUSALS: Record<string, () => void> = {
  'are not there': () => Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined }),
  'throw when looked at': () =>
    Object.defineProperty(Navigator.prototype, 'serviceWorker', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  'refuse to register': () => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  },
};
for (const [how, refuse] of Object.entries(REFUSALS)) {
  test(`where service workers ${how} the page works without a reload, ${REFUSED_CYCLES} times out of ${REFUSED_CYCLES}`, async ({ page }) => {
    await page.addInitScript(refuse);
    const loads = count(page);
    for (let cycle = 1; cycle <= REFUSED_CYCLES; cycle += 1) {
      await page.goto(`${host.url}?visit=${cycle}`);
      await usable(page);
      await expect(badge(page)).toHaveText('private memory');
      expect(loads()).toBe(cycle);
    }
    await expect(why(page)).toContainText('takes no service worker');
    await works(page);
  });
}

test('a service worker that changes nothing costs one reload, once', async ({ page }) => {
  // Whatever the worker adds, this browser shall not isolate the page.
  await page.addInitScript(() => Object.defineProperty(self, 'crossOriginIsolated', { get: () => false }));
  const loads = count(page);
  await page.goto(host.url);
  await usable(page);
  await expect(badge(page)).toHaveText('private memory');
  await expect(why(page)).toContainText('this browser does not take them from the page itself');
  expect(loads()).toBe(2);
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    await page.reload();
    await usable(page);
    expect(loads()).toBe(2 + cycle);
  }
  await works(page);
});

test('what a link asks for once is done once, after the reload', async ({ page }) => {
  const loads = count(page);
  await page.goto(`${host.url}#v=1&task=primes&items=40&cores=2&variant=imap&run=1`);
  await expect(status(page)).toHaveText(/^Finished/, { timeout: 20_000 });
  await expect(page.getByRole('article', { name: 'Pooled' })).toBeVisible();
  expect(loads()).toBe(2);
  expect(new URL(page.url()).hash).toBe('#v=1&task=primes&items=40&cores=2&variant=imap');
});

test('a service worker that is late isn’t waited for: the page works, says so, and has it the next time', async ({ page }) => {
  const release = host.hold('sw.js');
  const loads = count(page);
  await page.goto(host.url);
  await usable(page);
  await expect(badge(page)).toHaveText('private memory');
  await expect(why(page)).toContainText('was not ready in time, or this load of the page went past it. Reloading helps.');
  await works(page);
  release();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect(badge(page)).toHaveText('private memory');
  expect(loads()).toBe(1);
  await why(page).getByRole('button', { name: 'Reload' }).click();
  await expect(badge(page)).toHaveText('shared memory');
  expect(loads()).toBe(2);
});

test('somebody’s own pages below the same path stay as they are', async ({ page }) => {
  await page.goto(host.url);
  await usable(page);
  await page.goto(`${host.url}diary`);
  expect(await page.evaluate(() => [document.title, crossOriginIsolated])).toEqual(['A diary', false]);
});

test('where the host sends the headers, nothing is loaded twice', async ({ page, baseURL }) => {
  const loads = count(page);
  await page.goto(baseURL!);
  await usable(page);
  await expect(badge(page)).toHaveText('shared memory');
  await page.evaluate(() => navigator.serviceWorker.ready);
  expect(loads()).toBe(1);
});

test('where the reload is stopped on the way, the page starts without shared memory', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.clock.install();
  const letWorkerGo = host.hold('sw.js');
  await page.goto(host.url);
  const letPageGo = host.hold('');
  const documents = (): number => host.requests.filter((path) => path === new URL(host.url).pathname).length;
  const before = documents();
  letWorkerGo();
  await expect.poll(documents).toBe(before + 1);
  // The browser's Stop, pressed while the host is slow.
  const session = await context.newCDPSession(page);
  await session.send('Page.stopLoading');
  letPageGo();
  await page.clock.fastForward(15_000);
  await expect(badge(page)).toHaveText('private memory');
  await works(page);
  await context.close();
});

test('in a frame on another site’s plain page, the frame’s own service worker isolates it', async () => {
  test.setTimeout(120_000);
  const { launchOptions } = test.info().project.use;
  const profile = mkdtempSync(join(tmpdir(), 'pool-playground-'));
  const blog = await startHost({
    pages: { '/blog': `<!doctype html><title>A blog</title><iframe src="${host.otherSite}?embed=1#v=1&task=square&items=9&cores=2&variant=imap" width="700" height="600"></iframe>` },
  });
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions });
  try {
    const page = await context.newPage();
    for (let visit = 1; visit <= 3; visit += 1) {
      await page.goto(new URL('/blog', blog.url).href);
      const frame = page.frameLocator('iframe');
      await expect(frame.locator('.badge')).toHaveText('shared memory');
      await runButton(frame).click();
      await expect(status(frame)).toHaveText(/^Finished/);
      await expect(frame.getByRole('article', { name: 'Pooled' })).toBeVisible();
      const documents = await page.frames()[1]!.evaluate(() => performance.getEntriesByType('navigation').map((entry) => (entry as PerformanceNavigationTiming).type));
      expect(documents).toEqual([visit === 1 ? 'reload' : 'navigate']);
    }
  } finally {
    await context.close();
    await blog.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
