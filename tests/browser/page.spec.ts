// The page as a visitor uses it: the first press of Run, what comes in while it runs, stopping, results, small screens.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { colours, open, run, runButton, status } from './support.ts';

/** So long that only stopping ends it. */
const ENDLESS = './#v=1&task=wait&p.seconds=10&items=64&cores=2&variant=imap';

const stopButton = (page: Page) => page.getByRole('button', { name: 'Stop', exact: true });
const card = (page: Page, title: string) => page.getByRole('article', { name: title });
const medians = (page: Page) => page.locator('.card-result strong');

/** From now on, every state of a card's progress is noted: how far it was, and how much was delivered. */
async function note(page: Page, title: string): Promise<() => Promise<{ done: number; delivered: number; lines: string[] }[]>> {
  await card(page, title).evaluate((element) => {
    const notes: { done: number; delivered: number; lines: string[] }[] = [];
    Object.assign(window, { notes });
    new MutationObserver(() => {
      const bar = element.querySelector('progress');
      const words = element.querySelector('.card-delivered')?.textContent ?? '';
      const lines = [...element.querySelectorAll('.lines li')].map((line) => line.textContent ?? '');
      notes.push({ done: bar?.value ?? 0, delivered: Number.parseInt(words, 10) || 0, lines });
    }).observe(element, { attributes: true, characterData: true, childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { notes: { done: number; delivered: number; lines: string[] }[] }).notes);
}

test('a first visit: a task is chosen, Run is ready, and one press shows what parallelism buys', async ({ page }) => {
  await open(page);
  await expect(page.getByLabel('Task')).toHaveValue('mandelbrot');
  await expect(runButton(page)).toBeEnabled();
  await expect(page.getByRole('progressbar')).toHaveCount(3);
  const notes = await note(page, 'Pooled');
  await runButton(page).click();
  await expect(stopButton(page)).toBeVisible();
  await expect(status(page)).toHaveText(/^Finished\. .* serial/, { timeout: 30_000 });
  expect((await notes()).some(({ done }) => done > 0 && done < 256), 'progress was seen on its way').toBe(true);
  await expect(medians(page)).toHaveText([/^[\d.]+ m?s$/, /^[\d.]+ m?s$/, /^[\d.]+ m?s$/]);
  const results = page.getByRole('region', { name: 'Results', exact: true });
  await expect(results.getByText('All strategies computed identical results.')).toBeVisible();
  await expect(results.getByRole('img', { name: /Runtime of Mandelbrot set by strategy\. Serial: median/ })).toBeVisible();
  await expect(results.locator('.chart .mark-shape')).toHaveCount(15);
  await expect(results.getByRole('columnheader')).toHaveText([/Serial/, /Threaded/, /Pooled/]);
  for (const title of ['Serial', 'Threaded', 'Pooled']) {
    await expect(card(page, title).getByText('256 of 256 delivered')).toBeVisible();
    // What paints comes with the first run, and may come after it.
    await expect.poll(() => colours(card(page, title).locator('canvas')), `${title}'s picture`).toBeGreaterThan(20);
  }
  await expect(page.getByRole('status').filter({ hasText: 'Finished.' })).toHaveCount(1);
});

/** The results in numbers; panels have tables of their own. */
const numbers = (page: Page): Locator => page.getByRole('region', { name: 'Results in numbers' }).getByRole('table');

test('Stop keeps the results from before, and the next run goes', async ({ page }) => {
  await open(page, './#v=1&task=primes&items=20&cores=2&variant=imap');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  const before = await numbers(page).innerText();
  await page.evaluate((hash) => (location.hash = hash), new URL(ENDLESS, 'http://host').hash);
  await expect(page.getByLabel('Task')).toHaveValue('wait');
  await runButton(page).click();
  await expect(page.getByText('From the comparison before', { exact: true })).toBeVisible();
  await stopButton(page).click();
  await expect(status(page)).toHaveText('Stopped. The results below are of the comparison before.');
  expect(await numbers(page).innerText()).toBe(before);
  await page.getByLabel('Task').selectOption('square');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
});

test('Stop before there is any result says so', async ({ page }) => {
  await open(page, ENDLESS);
  await runButton(page).click();
  await stopButton(page).click();
  await expect(status(page)).toHaveText('Stopped. Press Run to start again.');
  await expect(numbers(page)).toHaveCount(0);
  await expect(runButton(page)).toBeEnabled();
});

test('Run while workers still start is kept: it says so, can be stopped, and begins when they are there', async ({ page }) => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await open(page, './#v=1&task=square&items=100&cores=2');
  await expect(status(page)).toHaveText('Starting workers …');
  await runButton(page).click();
  await expect(stopButton(page)).toBeVisible();
  await expect(status(page)).toHaveText('Starting workers …');
  // Who stops doesn't wait for them.
  await stopButton(page).click();
  await expect(runButton(page)).toBeVisible();
  await runButton(page).click();
  await expect(stopButton(page)).toBeVisible();
  release();
  await expect(status(page)).toHaveText(/^Finished/);
});

test('the keyboard is enough: Enter runs, Escape stops, and focus stays in its place', async ({ page }) => {
  await open(page, ENDLESS);
  await expect(runButton(page)).toBeEnabled();
  await page.getByText('More settings').focus();
  await page.keyboard.press('Tab');
  await expect(runButton(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(stopButton(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText(/^Stopped/);
  await expect(runButton(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(stopButton(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/^Stopped/);
  await expect(runButton(page)).toBeEnabled();
  await expect(runButton(page)).toBeFocused();
});

test('the first Tab offers to skip to the results, and the address stays as it is', async ({ page }) => {
  await open(page, './#v=1&task=square&items=10&cores=2&variant=imap');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the results' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#results')).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#v=1&task=square&items=10&cores=2&variant=imap');
});

test('a scripted run shows on the page', async ({ page }) => {
  await open(page);
  const report = await run(page, { task: 'primes', items: 30, cores: 2, repeats: 2, strategies: ['serial', 'pooled'] });
  await expect(page.getByLabel('Task')).toHaveValue('primes');
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(numbers(page).getByRole('columnheader')).toHaveCount(report.results.length);
  expect(new URL(page.url()).hash).toContain('task=primes&items=30&cores=2');
});

test('map delivers all at once; imap one by one, in order', async ({ page }) => {
  await open(page);
  // Long enough for several looks on a busy machine.
  const spec = { task: 'wait', items: 6, params: { seconds: 0.4 }, cores: 2, repeats: 1, strategies: ['pooled' as const] };
  for (const variant of ['map', 'imap'] as const) {
    await page.evaluate(() => window.playground.run({ task: 'square', items: 1, cores: 2, repeats: 1, strategies: ['pooled'] }));
    // What paints comes with the first run: late, it would be noted with this one's result.
    await expect(card(page, 'Pooled').getByRole('listitem')).toHaveCount(1);
    const notes = await note(page, 'Pooled');
    await run(page, { ...spec, variant });
    await expect(card(page, 'Pooled').getByText('6 of 6 delivered')).toBeVisible();
    const seen = await notes();
    const between = seen.filter(({ delivered }) => delivered > 0 && delivered < 6);
    expect(seen.some(({ done }) => done > 0 && done < 6), `${variant}: items are done one by one`).toBe(true);
    if (variant === 'map') expect(between).toEqual([]);
    else expect(between.length).toBeGreaterThan(0);
    for (const { lines } of seen) {
      const items = lines.map((line) => Number.parseInt(line, 10));
      expect(items).toEqual(items.toSorted((a, b) => a - b));
    }
  }
});

test('what is spelled out is what was delivered last, in the order of delivery', async ({ page }) => {
  await open(page);
  const report = await run(page, { task: 'proof_of_work', items: 40, params: { bits: 8 }, cores: 2, repeats: 2, variant: 'imap_unordered' });
  for (const [place, title] of ['Serial', 'Threaded', 'Pooled'].entries()) {
    // What paints them comes with the first run, and may come after it.
    const items = async () => (await card(page, title).getByRole('listitem').allInnerTexts()).map((line) => Number.parseInt(line, 10));
    await expect.poll(items).toEqual(report.results[place]!.order.slice(-10));
  }
});

test('hello shows who said it', async ({ page }) => {
  await open(page, './#v=1&task=hello&items=10&cores=2&variant=imap_unordered');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(card(page, 'Serial').getByRole('listitem')).toHaveText(
    Array.from({ length: 10 }, (_, item) => `MainProcess - hello ${item}`),
  );
  await expect(card(page, 'Threaded').getByRole('listitem')).toHaveText(Array(10).fill(/^Thread-\d+ - hello \d$/));
  await expect(card(page, 'Pooled').getByRole('listitem')).toHaveText(Array(10).fill(/^PoolWorker-[12] - hello \d$/));
});

for (const [width, height] of [[390, 844], [360, 640], [1280, 800], [1920, 1080]] as const) {
  test(`at ${width} x ${height} nothing is cut off and Run is in reach`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, './#v=1&task=ray_trace&items=24&cores=2&variant=imap&p.rays=1');
    await expect(runButton(page)).toBeInViewport({ ratio: 1 });
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await tooWide()).toBe(0);
    await page.getByText('More settings').click();
    expect(await tooWide()).toBe(0);
    await runButton(page).click();
    await expect(status(page)).toHaveText(/^Finished/);
    // The results and what explains them come a moment later: they shall fit, too.
    await expect(page.locator('.verdict')).toBeVisible();
    await expect(page.locator('.happened')).toBeVisible();
    await expect.poll(tooWide).toBe(0);
    await expect(runButton(page)).toBeInViewport({ ratio: 1 });
  });
}

test('the theme can be chosen, at once and for the next visit', async ({ page }) => {
  await open(page);
  const html = page.locator('html');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(html).toHaveAttribute('data-theme', 'auto');
  await page.getByLabel('Theme').selectOption('light');
  const light = await background();
  await page.getByLabel('Theme').selectOption('dark');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  expect(await background()).not.toBe(light);
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Theme')).toHaveValue('dark');
});

test('auto follows the system', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await background()).not.toBe(light);
});

test('nothing moves where motion is unwanted', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, ENDLESS);
  await runButton(page).click();
  await expect(stopButton(page)).toBeVisible();
  const moving = await page.evaluate(() =>
    document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 10).length,
  );
  expect(moving).toBe(0);
  await stopButton(page).click();
});

test('results say what they belong to once something else is set up', async ({ page }) => {
  await open(page, './#v=1&task=primes&items=20&cores=2&variant=imap');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  const before = page.getByText('From the last run: Prime numbers · 20 ranges · 2 workers · imap');
  await expect(before).toHaveCount(0);
  await page.getByLabel('Task').selectOption('hello');
  await expect(before).toBeVisible();
  await expect(status(page)).toHaveText('Ready.');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(page.getByText('From the last run')).toHaveCount(0);
});

test('on a phone, Run brings what comes in into view, and what to expect is said beforehand', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, './#v=1&task=primes&items=20&cores=2&variant=apply');
  await expect(page.getByText('nothing can overlap').last()).toBeInViewport();
  await expect(card(page, 'Serial')).not.toBeInViewport();
  await runButton(page).click();
  await expect(card(page, 'Serial')).toBeInViewport({ ratio: 1 });
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(runButton(page)).toBeInViewport({ ratio: 1 });
});

test('of a million results the last ones are spelled out', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.playground.run({ task: 'square', items: 1_000_000, cores: 2, repeats: 1, variant: 'map' }).then(() => undefined));
  for (const title of ['Serial', 'Threaded', 'Pooled']) {
    // None where the browser drew no frame in time; never some from the middle.
    const lines = await card(page, title).getByRole('listitem').allInnerTexts();
    if (lines.length > 0) expect(lines.at(-1)).toBe('999999: 999,998,000,001');
  }
});

test('tasks stand in groups: those from the tutorials, and others', async ({ page }) => {
  await open(page);
  const tasks = await page.evaluate(() => window.playground.catalog().tasks);
  const group = (name: string) => page.getByLabel('Task').locator(`optgroup[label="${name}"] option`).evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const ids = (isFrom: boolean) => tasks.filter(({ tutorials }) => tutorials.length > 0 === isFrom).map(({ id }) => id);
  expect(await group('From the tutorials')).toEqual(ids(true));
  expect(await group('Other work')).toEqual(ids(false));
});

test('a strategy that waits for its turn has delivered nothing: the warm-up is no part of it', async ({ page }) => {
  await open(page, ENDLESS);
  await runButton(page).click();
  await expect(status(page)).toHaveText(/: run 1 of 5$/);
  const waiting = page.getByRole('article').filter({ hasText: 'waiting for its turn' });
  await expect(waiting).toHaveCount(2);
  await expect(waiting.getByText('Results appear here as the call delivers them.')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText(/^Stopped/);
});

test('where the engine is missing, Run says why it waits', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('./');
  await expect(status(page)).toHaveText('Run waits: see the message above.');
  await expect(runButton(page)).toBeDisabled();
  // The controls can be read and set meanwhile.
  await page.getByLabel('Task').selectOption('primes');
  await expect(page.getByLabel('Items')).toHaveValue('100');
});

test('the browser’s own bar has the colour of the chosen theme, also after a reload', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  const colour = (): Promise<string | undefined> =>
    page.evaluate(() => {
      const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
      return metas.find(({ media }) => matchMedia(media).matches)?.content;
    });
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--bg').trim());
  const light = await ground();
  expect(await colour()).toBe(light);
  await page.getByLabel('Theme').selectOption('dark');
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await expect.poll(colour).toBe(dark);
  await page.reload();
  await expect.poll(colour).toBe(dark);
});
