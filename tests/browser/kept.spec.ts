// Keeping: comparisons that stay on the device, storage that refuses, and the panel for everybody.
import { deflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { violations } from './axe.ts';
import { english } from './english.ts';
import { SETUP, beside, entries, hash, kept, mandelbrot, openPanel, part, press, primes, withResults } from './keep.ts';
import { open } from './support.ts';

test('what a visitor runs is kept, also for the next visit: set up again, named, removed, brought back', async ({ page }) => {
  await withResults(page);
  await expect(entries(page)).toHaveCount(1);
  await page.getByLabel('Items').fill('30');
  await press(page);
  await expect(entries(page)).toHaveCount(2);
  // What a script runs is the script's.
  await page.evaluate(() => window.playground.run({ task: 'square', items: 10, cores: 2, repeats: 1 }).then(() => undefined));
  await page.reload();
  await openPanel(page);
  await expect(entries(page)).toHaveText([/^Prime numbers, 2 workers, imap.*30 ranges/s, /^Prime numbers, 2 workers, imap.*20 ranges/s]);

  await entries(page).last().getByRole('link', { name: /^Set up again/ }).click();
  await expect(page.getByLabel('Items')).toHaveValue('20');
  expect(hash(page)).toBe(SETUP);

  await entries(page).last().getByRole('button', { name: /^Rename/ }).click();
  await kept(page).getByLabel('New name').fill('The first one');
  await page.keyboard.press('Enter');
  await expect(kept(page).getByRole('heading', { level: 4 })).toHaveText(['Prime numbers, 2 workers, imap', 'The first one']);

  await entries(page).last().getByRole('button', { name: /^Add to comparison/ }).click();
  await expect(beside(page).getByRole('heading', { name: 'A: The first one' })).toBeVisible();
  await expect(entries(page).last().getByRole('button', { name: /^In the comparison/ })).toBeDisabled();

  await entries(page).last().getByRole('button', { name: /^Remove/ }).click();
  await expect(entries(page)).toHaveCount(1);
  await kept(page).getByRole('button', { name: 'Undo' }).click();
  await expect(entries(page)).toHaveCount(2);
  await kept(page).getByRole('button', { name: 'Remove all' }).click();
  await expect(entries(page)).toHaveCount(0);
  await kept(page).getByRole('button', { name: 'Undo' }).click();
  await page.reload();
  await openPanel(page);
  await expect(kept(page).getByRole('heading', { level: 4 })).toHaveText(['Prime numbers, 2 workers, imap', 'The first one']);
});

test('two tabs keep beside each other', async ({ page, context }) => {
  await withResults(page);
  const other = await context.newPage();
  await open(other, `./${SETUP}`);
  await openPanel(other);
  await expect(entries(other)).toHaveCount(1);
  await press(other);
  await expect(entries(page)).toHaveCount(2);
  await other.close();
});

test('the link of a kept comparison is copied; where that is refused it is shown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await withResults(page);
  await entries(page).getByRole('button', { name: /^Copy results link/ }).click();
  await expect(entries(page).getByRole('button', { name: /^Link copied/ })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`${SETUP}&r=1.`);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  });
  await entries(page).getByRole('button', { name: /^(Copy results link|Link copied)/ }).click();
  await expect(entries(page).getByLabel('Link with these results', { exact: true })).toHaveValue(/&r=1\./);
  const share = part(page, 'Share');
  await share.getByRole('button', { name: 'Copy (Link to this setup)' }).click();
  await expect(share.getByText('Please copy it from the field')).toBeVisible();
});

test.describe('where storage', () => {
  for (const [how, words] of [
    ['refused', 'This browser refuses to keep anything for this page'],
    ['full', 'The browser’s storage for this page is full'],
  ] as const) {
    test(`is ${how}, the page works and says so once`, async ({ page }) => {
      await page.addInitScript((kind) => {
        const refuse = (name: string) => (): never => {
          throw new DOMException('no', name);
        };
        if (kind === 'full') Storage.prototype.setItem = refuse('QuotaExceededError');
        else for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get: refuse('SecurityError') });
      }, how);
      await withResults(page);
      await expect(kept(page).getByText(words)).toHaveCount(1);
      await expect(entries(page)).toHaveCount(1);
      await press(page);
      await expect(entries(page)).toHaveCount(2);
      await entries(page).first().getByRole('button', { name: /^Remove/ }).click();
      await expect(entries(page)).toHaveCount(1);
    });
  }

  test('holds something damaged, the rest is there', async ({ page }) => {
    await withResults(page);
    // Results are kept some time after the run.
    await expect(entries(page)).toHaveCount(1);
    await page.evaluate(() => localStorage.setItem('kept.1.zzz', '{"damaged"'));
    await page.reload();
    await openPanel(page);
    await expect(entries(page)).toHaveCount(1);
    await expect(kept(page)).toContainText('1 kept comparison is damaged and can’t be shown.');
  });
});

test('what is wrong with a damaged link or report is said in the page’s language', async ({ page }) => {
  await open(page, `./${SETUP}&lang=zh-CN`);
  await page.locator('#tab-keep').click();
  const panel = page.locator('#panel');
  await expect(panel.getByRole('heading', { name: '与其他机器比较' })).toBeVisible();
  // Whole, but not what a comparison is.
  const forged = `#v=1&task=square&r=1.${deflateSync(JSON.stringify({ n: '', t: 1 })).toString('base64url')}`;
  await page.evaluate((link) => (location.hash = link), forged);
  await expect(page.locator('.notice p')).toHaveText('这个链接中的结果无法读取：有一部分缺失或被改动。其他内容都没有改变。（name：给出的是 空，应为1 到 80 个字符的文本）');
  const told = panel.locator('.keep-told li');
  await panel.getByLabel('带结果的链接，每行一个').fill(forged);
  await panel.getByRole('button', { name: '加入比较', exact: true }).click();
  await expect(told).toHaveText(/应为1 到 80 个字符的文本/);
  const file = { name: 'room.json', mimeType: 'application/json', buffer: Buffer.from('{"version":1,"environment":{},"identical":true,"results":7}') };
  await panel.locator('input[type=file]').setInputFiles(file);
  await expect(told).toHaveText('room.json 不是本页的报告。（results：给出的是 7，应为一个列表）');
  expect(await english(page)).toEqual([]);
});

for (const [theme, width, height] of [['light', 1280, 800], ['dark', 390, 844]] as const) {
  test(`axe finds nothing, and nothing is cut off: ${theme}, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await open(page, `./${SETUP}`);
    await openPanel(page);
    expect.soft(await violations(page), 'before a run').toEqual([]);
    await press(page);
    await page.evaluate((link) => (location.hash = link), primes);
    await expect(beside(page)).toBeVisible();
    await part(page, 'Compare with other machines').getByLabel('Links with results').fill(`${mandelbrot} hello`);
    await page.getByRole('button', { name: 'Add to comparison', exact: true }).click();
    await expect(beside(page).getByRole('row')).toHaveCount(4);
    await entries(page).first().getByRole('button', { name: /^Rename/ }).click();
    expect.soft(await violations(page), 'with others, while naming').toEqual([]);
    expect(await tooWide()).toBe(0);
    await page.keyboard.press('Escape');
    await entries(page).first().getByRole('button', { name: /^Remove/ }).click();
    await page.evaluate((link) => (location.hash = link), primes.slice(0, -9));
    await expect(page.getByRole('button', { name: 'Dismiss' })).toBeVisible();
    expect.soft(await violations(page), 'with nothing kept, and a damaged link').toEqual([]);
    expect(await tooWide()).toBe(0);
  });
}
