// The tabs below the results: nothing of them loads before it is needed, keys move between them, a failed load can be repeated.
import { type Page, expect, test } from '@playwright/test';
import { open, workersStarted } from './support.ts';

/** Names of what was loaded so far, without their hashes. */
function loaded(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.split('/').at(-1)!.replace(/-[\w-]{8}\./, '.')),
  );
}

/** What the page and its engine are made of; everything else comes when it is needed. */
const FIRST = ['index.js', 'index.css', 'page.js', 'rolldown-runtime.js', 'en.js', 'index_bg.wasm', 'engine.worker.js'];

test('the first load has nothing of the panels; a run loads the panel that is open', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('button', { name: 'Run' })).toHaveAttribute('aria-disabled', 'false');
  // Run can be pressed before they are there.
  await workersStarted(page);
  const before = await loaded(page);
  expect(before).toContain('page.js');
  expect(before.filter((name) => !FIRST.includes(name))).toEqual([]);
  await page.evaluate(() => window.playground.run({ task: 'square', items: 100, cores: 2, repeats: 1 }));
  await expect(page.getByRole('tab', { name: 'What happened' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => loaded(page)).toContain('Panel.js');
  await expect(page.getByRole('tabpanel')).not.toContainText('Loading');
});

test('arrows, Home and End move between tabs, and what they reach opens', async ({ page }) => {
  await open(page);
  const tabs = page.getByRole('tab');
  const names = await tabs.allTextContents();
  await tabs.first().focus();
  const expectOpen = async (place: number): Promise<void> => {
    const tab = page.getByRole('tab', { name: names[place]!, exact: true });
    await expect(tab).toBeFocused();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel')).toHaveAccessibleName(names[place]!);
  };
  await page.keyboard.press('ArrowRight');
  await expectOpen(1);
  await page.keyboard.press('End');
  await expectOpen(names.length - 1);
  await page.keyboard.press('ArrowRight');
  await expectOpen(0);
  await page.keyboard.press('ArrowLeft');
  await expectOpen(names.length - 1);
  await page.keyboard.press('Home');
  await expectOpen(0);
});

test('a panel that does not load says so, and can be asked for again', async ({ page }) => {
  let isDown = true;
  await page.route(/assets\/(Panel|texts)/, (route) => (isDown ? route.abort() : route.continue()));
  await open(page);
  await page.getByRole('tab', { name: 'Code' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('could not be loaded');
  isDown = false;
  await page.getByRole('tabpanel').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('tabpanel')).not.toContainText('could not be loaded');
  // The rest of the page works all along.
  await page.evaluate(() => window.playground.run({ task: 'square', items: 100, cores: 2, repeats: 1 }));
});
