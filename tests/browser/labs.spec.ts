// The labs, as a visitor uses them: each is opened, set, broken, stopped, survived.

import { expect, test } from '@playwright/test';
import { choose, lab, made } from './labs.ts';
import { open, runButton, workersStarted } from './support.ts';

test.beforeEach(async ({ page }) => open(page));

test('a pool that serves two queues ends when it is told to, and waits for ever when it isn’t', async ({ page }) => {
  const article = await lab(page, 'Two queues and a pool');
  await article.getByLabel('a task takes').fill('10');
  for (const ending of ['terminate', 'sentinel']) {
    await choose(article, ending);
    expect(await made(article)).toMatch(/^All results were there after/);
  }
  await choose(article, 'nothing');
  await article.getByRole('button', { name: 'Start the lab' }).click();
  // All 24 are done, and it still runs.
  await expect(article.locator('.lab-work')).toHaveCount(24 + 1);
  await expect(article.getByText('is running')).toBeVisible();
  await article.getByRole('button', { name: 'Stop the lab' }).click();
  await expect(article.locator('.lab-sentence')).toContainText(/Stopped\. All results were there .* They would have waited for ever\.$/);
});

test('the initializer makes the table once in each worker', async ({ page }) => {
  const article = await lab(page, 'Initializer');
  expect(await made(article)).toMatch(/^The table was made 16 times; 283,146 primes/);
  await choose(article, 'initializer');
  expect(await made(article)).toMatch(/^The table was made twice; 283,146 primes/);
});

test('an item that raises comes to its error_callback and to get, a slow one to its timeout', async ({ page }) => {
  const article = await lab(page, 'Errors, callbacks, timeouts');
  expect(await made(article)).toMatch(/^get returned 7 results and raised 1 exception\. get came to its timeout (once|twice|\d times); called again/);
  await expect(article.getByRole('row', { name: /^3 / })).toContainText('ZeroDivisionError');
  await expect(article.getByRole('row', { name: /^3 / })).toContainText('error_callback');
  await article.getByLabel('item 3 raises').uncheck();
  await article.getByLabel('get(timeout)').fill('0');
  expect(await made(article)).toBe('get returned 8 results and raised 0 exceptions.');
});

test('a deadlock is stopped, the page survives it, and two ways out get through', async ({ page }) => {
  const article = await lab(page, 'Deadlock');
  const pause = article.getByLabel('between the locks');
  // As long as may be: however late the machine wakes a worker up, it has its first lock before the other one wants it.
  await pause.fill('200');
  await article.getByRole('button', { name: 'Start the lab' }).click();
  await expect(article.locator('.lab-grip-stuck')).toHaveCount(2);
  await expect(article.getByText('Worker 1 has A and waits for B')).toBeVisible();
  await article.getByRole('button', { name: 'Stop the lab' }).click();
  await expect(article.locator('.lab-sentence')).toContainText('Stopped. Deadlock: after 0 rounds');
  await pause.fill('40');
  for (const order of ['same', 'timeout']) {
    await choose(article, order);
    expect(await made(article)).toMatch(/^Both workers got through, 16 times together/);
  }
  // And what the page is for goes on as well.
  const report = await page.evaluate(() => window.playground.run({ task: 'square', items: 100, repeats: 1 }));
  expect(report.identical).toBe(true);
});

test('a deadlock that nobody stops comes to its time limit', async ({ page }) => {
  const article = await lab(page, 'Deadlock');
  expect(await made(article)).toContain('The time limit ended it. Deadlock');
});

test('a setting that makes no sense is named and starts nothing', async ({ page }) => {
  const article = await lab(page, 'Lost updates');
  await article.getByLabel('workers').fill('99');
  await expect(article.getByText('99: not a whole number from 1 to 8')).toBeVisible();
  await expect(article.getByRole('button', { name: 'Start the lab' })).toHaveAttribute('aria-disabled', 'true');
  await article.getByRole('button', { name: 'Default settings' }).click();
  await expect(article.getByLabel('workers')).toHaveValue('2');
});

test('while a lab runs, Run is Stop, and a lab that is left ends', async ({ page }) => {
  const article = await lab(page, 'Deadlock');
  await article.getByRole('button', { name: 'Start the lab' }).click();
  await expect(page.getByText('A lab is running')).toBeVisible();
  await expect(article.locator('.lab-grip-stuck')).toHaveCount(2);
  await page.getByRole('tab', { name: 'Code' }).click();
  await expect(runButton(page)).toBeVisible();
});

test('the labs’ module loads with the first lab, not with the page', async ({ page }) => {
  const loaded = (): Promise<number> =>
    page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length);
  await workersStarted(page);
  expect(await loaded()).toBe(1);
  await made(await lab(page, 'Ping-pong'));
  expect(await loaded()).toBe(2);
});

test('a lab that is stopped at once stops, and one that is stopped on its way tells how far it got', async ({ page }) => {
  const article = await lab(page, 'Two workers print');
  // With a host that is there, so that Stop comes before the experiment has begun; long enough for Stop to come before its end.
  await made(article);
  await article.getByLabel('steps each').fill('20');
  await article.getByLabel('sleep between steps').fill('300');
  for (let tries = 0; tries < 3; tries += 1) {
    await article.getByRole('button', { name: 'Start the lab' }).click();
    await article.getByRole('button', { name: 'Stop the lab' }).click();
    await expect(article.getByRole('button', { name: 'Start the lab' })).toBeVisible();
    await expect(article.getByText('didn’t stop when they were asked')).toHaveCount(0);
  }
  // Under the lock nothing can be lost: what wasn't added any more isn't told as lost either.
  await article.getByLabel('under a Lock').check();
  await article.getByRole('button', { name: 'Start the lab' }).click();
  await expect(article.locator('.lab-lines li').nth(2)).toBeVisible();
  await article.getByRole('button', { name: 'Stop the lab' }).click();
  await expect(article.locator('.lab-sentence')).toHaveText(/^Stopped\. It was stopped before it was done\. The sum is \d+\.$/);
  const deadlock = await lab(page, 'Deadlock');
  await choose(deadlock, 'timeout');
  await deadlock.getByLabel('rounds').fill('100');
  await deadlock.getByRole('button', { name: 'Start the lab' }).click();
  await expect(deadlock.locator('.lab-wait')).not.toHaveCount(0);
  await deadlock.getByRole('button', { name: 'Stop the lab' }).click();
  await expect(deadlock.locator('.lab-sentence')).toContainText('Stopped. No deadlock');
});

test('a link opens a lab as it is set, and the address follows', async ({ page }) => {
  await open(page, './#v=1&task=square&lab=deadlock,order:same,rounds:5,hold_ms:1');
  const article = page.getByRole('article', { name: 'Deadlock' });
  await expect(article.getByRole('radio', { name: 'same', exact: true })).toBeChecked();
  expect(await made(article)).toBe('Both workers got through, 10 times together.');
  await choose(article, 'timeout');
  // The address follows in a moment.
  const hash = (): string => new URL(page.url()).hash;
  await expect.poll(hash).toContain('lab=deadlock,order:timeout,rounds:5,hold_ms:1');
  // Settings stay while another lab is looked at; another panel ends the link's lab.
  await lab(page, 'Ping-pong');
  await expect.poll(hash).toMatch(/&lab=ping_pong$/);
  await lab(page, 'Deadlock');
  await expect(article.getByLabel('rounds')).toHaveValue('5');
  await page.getByRole('tab', { name: 'Code' }).click();
  await expect.poll(hash).not.toContain('lab=');
});

test('what a link says of labs and can’t be is told, and what is open stays', async ({ page }) => {
  await open(page, './#v=1&task=square&lab=deadlock,order:sideways,rounds:5');
  const notes = page.locator('.notice');
  await expect(notes.getByRole('listitem')).toHaveText([/^lab\.order: sideways was given, one of opposite, same, timeout is allowed$/]);
  const article = page.getByRole('article', { name: 'Deadlock' });
  await expect(article.getByLabel('rounds')).toHaveValue('5');
  await page.evaluate(() => (location.hash = '#v=1&task=nothing&lab=deadlok'));
  await expect(notes.getByRole('listitem')).toHaveText([/^task: nothing was given/, /^lab: deadlok was given, one of lost_updates, .+ is allowed$/]);
  await expect(article.getByLabel('rounds')).toHaveValue('5');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/&lab=deadlock,rounds:5$/);
  // Once it is read, it doesn't come again.
  await notes.getByRole('button', { name: 'Dismiss' }).click();
  await choose(article, 'timeout');
  await expect.poll(() => new URL(page.url()).hash).toContain('order:timeout');
  await expect(notes).toHaveCount(0);
});

for (const { width, height } of [{ width: 1280, height: 720 }, { width: 390, height: 740 }]) {
  test(`a link that names a lab leads there, ${width} pixels wide`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await open(page, './#v=1&task=square&lab=deadlock,order:same');
    const title = page.getByRole('heading', { name: 'Deadlock' });
    await expect(title).toBeInViewport();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    // A link that comes later does the same; another language doesn't: that is no link.
    await page.evaluate(() => scrollTo(0, 0));
    await expect(title).not.toBeInViewport();
    await page.evaluate(() => (location.hash = '#v=1&task=square&lab=ping_pong'));
    await expect(page.getByRole('heading', { name: 'Ping-pong' })).toBeInViewport();
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
    await expect(page.locator('.lab h3')).not.toHaveText('Ping-pong');
    await expect(page.locator('.lab h3')).not.toBeInViewport();
  });
}

test('a lab’s program speaks the page’s language in its comments', async ({ page }) => {
  const program = page.locator('.lab-python');
  for (const [language, comment] of [['en', '# for ever: each has what the other wants'], ['zh-CN', '# 永远等下去：各自占着对方要的锁']] as const) {
    await open(page, `./#v=1&task=square&lab=deadlock&lang=${language}`);
    await program.locator('summary').click();
    await expect(program).toContainText(`process.join()  ${comment}`);
    await page.goto('about:blank');
  }
});

test('who does something before the lab is there isn’t taken away from it', async ({ page }) => {
  let load = (): void => undefined;
  const loaded = new Promise<void>((resolve) => (load = resolve));
  // The labs' panel alone waits: the engine and the page are there.
  await page.route(/\/assets\/Panel[^/]*\.js$/, async (route) => {
    await loaded;
    await route.continue();
  });
  await open(page, './#v=1&task=square&lab=deadlock');
  await page.getByLabel('Items', { exact: true }).fill('12');
  await page.keyboard.press('End');
  load();
  await expect(page.getByRole('heading', { name: 'Deadlock' })).toBeVisible();
  await expect(page.getByLabel('Items', { exact: true })).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('on a phone nothing of a lab lies beyond the edge, and its own Start is the one in reach', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  // Some come to their timeout, so that the longest text is there.
  await open(page, './#v=1&lab=errors,item_ms:20,timeout_ms:1');
  await made(page.getByRole('article', { name: 'Errors, callbacks, timeouts' }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  // Nor hidden behind an edge of its own: the last column is what the lab is about.
  expect(await page.locator('.lab .table-box').evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
  // Long names break between their words alone: each word lies in one line.
  const cut = await page.locator('.lab-items td').evaluateAll((cells) =>
    cells
      .flatMap((cell) => [...cell.childNodes])
      .filter((node) => node.nodeType === Node.TEXT_NODE && /^[\w.]+$/.test(node.textContent ?? ''))
      .filter((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getClientRects().length > 1;
      })
      .map((node) => node.textContent),
  );
  expect(cut).toEqual([]);
  await expect(page.locator('.run-bar')).toHaveCSS('position', 'static');
});
