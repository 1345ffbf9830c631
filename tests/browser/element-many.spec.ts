// Many experiments on one page, and beside other tabs: only what is seen loads, one runs at a time, pools go when nobody runs.
// Buttons are pressed by key: frames above that grow move those below away from a pointer.
import { readFileSync } from 'node:fs';
import { type Browser, type FrameLocator, type Page, expect } from '@playwright/test';
import { MOST_SPARE } from '../../www/embed/crowd.ts';
import { LONG, QUICK, framed, test, usable, workers } from './blog.ts';
import { runButton, status } from './support.ts';

const WAITING = /^Waiting: another experiment runs on this device/;
const RUNNING = /warming up|run \d of/;

/** Megabytes that all of the browser's processes have for themselves, shared ones split between those who share. */
async function memoryMb(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const kb = processInfo.map(({ id }) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]);
    } catch {
      // It has ended meanwhile.
      return 0;
    }
  });
  return kb.reduce((sum, one) => sum + one, 0) / 1024;
}

/** A key, unlike a pointer, doesn't wait until Run can be pressed. */
async function ask(frame: FrameLocator): Promise<void> {
  await usable(frame);
  await runButton(frame).press('Enter');
}

async function press(frame: FrameLocator): Promise<void> {
  await ask(frame);
  await expect(status(frame)).toHaveText(/^Finished/);
}

/** Makes the processes of the page and of its frames tidy up. */
async function collectGarbage(page: Page): Promise<void> {
  for (const frame of page.frames().slice(0, 2)) {
    const devtools = await page.context().newCDPSession(frame);
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.detach();
  }
}

const resultsIn = (frame: FrameLocator): Promise<string[]> => frame.locator('.card-result').allInnerTexts();

/** Sets up another number of items, as somebody who types does. */
async function setItems(frame: FrameLocator): Promise<void> {
  await frame.locator('.setup-fold > summary').press('Enter');
  await frame.locator('#field-items').fill('7');
}

const many = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<p>Experiment ${at + 1}</p><pool-playground ${QUICK} seed="${at + 1}"></pool-playground>`).join('');

/** How many frames there are. */
const loaded = (page: Page): Promise<number> => page.locator('pool-playground iframe').count();

test('of fifty on a page, only those load that are seen, and those stay that somebody did something in: less than 1 GB in all', async ({ page, publish, browser }) => {
  test.slow();
  const { url } = await publish(many(50));
  await page.setViewportSize({ width: 900, height: 900 });
  await page.goto(url);
  await expect(runButton(framed(page))).toBeVisible();
  await expect(runButton(framed(page, 1))).toBeVisible();
  expect(await page.locator('pool-playground').count()).toBe(50);
  // As many as fit, and one that begins to.
  expect(await loaded(page)).toBeLessThanOrEqual(4);
  expect(await page.locator('pool-playground').nth(40).evaluate((element) => element.shadowRoot?.querySelector('iframe') ?? null)).toBeNull();
  const few = await loaded(page);
  // A jump to the end loads the end, not what lies between.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(runButton(framed(page, 49))).toBeVisible();
  expect(await loaded(page)).toBeLessThanOrEqual(2 * few + 2);
  // Somebody who reads it all, runs every fifth, and sets up every tenth anew without running it.
  const results: string[][] = [];
  for (let at = 0; at < 50; at += 1) {
    await page.locator('pool-playground').nth(at).scrollIntoViewIfNeeded();
    await usable(framed(page, at));
    if (at % 5 === 0) {
      await press(framed(page, at));
      results.push(await resultsIn(framed(page, at)));
    }
    if (at % 10 === 3) await setItems(framed(page, at));
  }
  const takenMb = await memoryMb(browser);
  // What the browser hasn't tidied up yet is memory that it takes, not that the page needs.
  await collectGarbage(page);
  await expect.poll(() => memoryMb(browser), { timeout: 20_000 }).toBeLessThan(1_024);
  const described = `${Math.round(takenMb)} MB after fifty frames, ${Math.round(await memoryMb(browser))} MB once tidied up, the whole browser`;
  test.info().annotations.push({ type: 'memory', description: described });
  expect(results.flat()).toHaveLength(10 * 3);
  // Those that were only looked at are gone, but for the last few; nothing that somebody did is.
  expect(await loaded(page)).toBeLessThanOrEqual(10 + 5 + few + MOST_SPARE);
  expect(await Promise.all(Array.from({ length: 10 }, (_, at) => resultsIn(framed(page, 5 * at))))).toEqual(results);
  for (let at = 3; at < 50; at += 10) await expect(framed(page, at).locator('#field-items')).toHaveValue('7');
  // One that is gone comes again when it is seen, in the same place, and with its own settings.
  const gone = page.locator('pool-playground').nth(1);
  await expect(gone.locator('iframe')).toHaveCount(0);
  const heightPx = (await gone.boundingBox())?.height;
  await gone.scrollIntoViewIfNeeded();
  await expect(runButton(framed(page, 1))).toBeVisible();
  expect((await gone.boundingBox())?.height).toBe(heightPx);
  await expect(framed(page, 1).getByText('Prime numbers · 20 ranges · 2 workers · imap')).toBeVisible();
  expect(await framed(page, 1).locator('html').evaluate(() => location.hash)).toContain('seed=2');
  await press(framed(page, 1));
});

test('one runs at a time; the others wait, say so, and have their turn', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${LONG}></pool-playground><pool-playground ${QUICK}></pool-playground><pool-playground ${QUICK}></pool-playground>`);
  await page.setViewportSize({ width: 900, height: 1800 });
  await page.goto(url);
  const [first, second, third] = [framed(page, 0), framed(page, 1), framed(page, 2)];
  await ask(first);
  await expect(status(first)).toHaveText(RUNNING);
  await ask(second);
  await expect(status(second)).toHaveText(WAITING);
  await ask(third);
  await expect(status(third)).toHaveText(WAITING);
  // Who waits can stop waiting, and ask again.
  await third.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(status(third)).toHaveText('Stopped. Press Run to start again.');
  await ask(third);
  await expect(status(third)).toHaveText(WAITING);
  await expect(status(second)).toHaveText(WAITING);
  await first.getByRole('button', { name: 'Stop' }).press('Enter');
  for (const frame of [second, third]) await expect(status(frame)).toHaveText(/^Finished/);
});

test('a pool goes soon after its run, and comes again with the next', async ({ page, publish, browser }) => {
  const { url } = await publish(`<pool-playground ${QUICK}></pool-playground>`);
  await page.clock.install();
  await page.goto(url);
  await expect(runButton(framed(page))).toBeVisible();
  // Those of the test before may still be ending.
  await expect.poll(() => workers(browser)).toEqual([]);
  await press(framed(page));
  expect(await workers(browser)).toContain('host');
  await page.clock.fastForward(10_000);
  await expect.poll(() => workers(browser)).toEqual([]);
  await press(framed(page));
});

test('a pool that nobody uses goes at once when another one begins', async ({ page, publish, browser }) => {
  const { url } = await publish(many(4));
  await page.setViewportSize({ width: 900, height: 2400 });
  await page.goto(url);
  for (const at of [0, 1, 2, 3]) {
    await press(framed(page, at));
    // Long before it would go by itself, for there is one pool, not two.
    await expect.poll(async () => (await workers(browser)).filter((name) => name === 'host'), { timeout: 5_000 }).toHaveLength(1);
  }
});

test('tabs of the whole page take turns, too', async ({ page, context }) => {
  const setup = (long: boolean): string => (long ? '#task=spin&p.ms=200&items=1000&cores=2' : '#task=primes&p.span=500&items=20&cores=2&repeats=2');
  await page.goto(`./${setup(true)}`);
  const other: Page = await context.newPage();
  await other.goto(`./${setup(false)}`);
  await runButton(page).click();
  await expect(status(page)).toHaveText(RUNNING);
  await runButton(other).click();
  await expect(status(other)).toHaveText(WAITING);
  await expect(other.getByRole('status').filter({ hasText: WAITING })).toHaveCount(1);
  // A tab that is closed has no turn any more.
  await page.close();
  await expect(status(other)).toHaveText(/^Finished/);
});

test('where the browser has no locks, the page around gives the turns', async ({ page, publish }) => {
  // As in an opaque sandbox.
  await page.addInitScript(() => {
    const request = (): Promise<never> => Promise.reject(new DOMException('denied', 'SecurityError'));
    Object.defineProperty(navigator, 'locks', { value: { request } });
  });
  const { url } = await publish(`<pool-playground ${LONG}></pool-playground><pool-playground ${QUICK}></pool-playground><pool-playground ${QUICK}></pool-playground>`);
  await page.setViewportSize({ width: 900, height: 1800 });
  await page.goto(url);
  const [first, second, third] = [framed(page, 0), framed(page, 1), framed(page, 2)];
  // Turns are asked of a page that the frame has heard.
  for (const frame of [first, second, third]) await expect(frame.locator('html')).toHaveAttribute('data-fitted', '');
  await ask(first);
  await expect(status(first)).toHaveText(RUNNING);
  for (const frame of [second, third]) {
    await ask(frame);
    await expect(status(frame)).toHaveText(WAITING);
  }
  await second.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(status(second)).toHaveText('Stopped. Press Run to start again.');
  // Whoever is taken away gives the turn on.
  await page.evaluate(() => document.querySelector('pool-playground')?.remove());
  await expect(status(framed(page, 1))).toHaveText(/^Finished/);
  await press(framed(page, 0));
});
