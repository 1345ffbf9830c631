// A whole comparison by keyboard alone: set up, run, stop, read, look into every panel, change language and type. No mouse.
import { expect, test, type Page } from '@playwright/test';
import { open } from './support.ts';

/** Presses Tab until what has the focus fits; whatever is passed shows the focus. */
async function tabTo(page: Page, what: RegExp, back = false): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 70; presses += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const { name, isShown } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const shows = (one: Element | null | undefined): boolean => {
        if (one === null || one === undefined) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      };
      const words = (element as HTMLInputElement | null)?.labels?.[0]?.textContent ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      const isBody = element === null || element === document.body;
      return { name: isBody ? '' : `${element.tagName.toLowerCase()} ${words.trim()}`, isShown: isBody || shows(element) || shows(element.nextElementSibling) };
    });
    expect.soft(isShown, `${name} shows the focus`).toBe(true);
    passed.push(name.slice(0, 40));
    if (what.test(name)) return;
  }
  throw new Error(`${what} is not reached: ${passed.join(' | ')}`);
}

test('a comparison from the link to the code, by keyboard alone', async ({ page }) => {
  await open(page, './');
  // The task, by its first letters.
  await tabTo(page, /^select Task/);
  await page.keyboard.type('Prime');
  await expect(page.getByLabel('Task')).toHaveValue('primes');
  await tabTo(page, /^input Items/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('30');
  // Radio buttons are one stop; arrows choose.
  await tabTo(page, /^input \d+/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, /^select Call/);
  await page.keyboard.type('imap_u');
  await expect(page.getByLabel('Call')).toHaveValue('imap_unordered');
  await tabTo(page, /^input Threaded/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Threaded' })).not.toBeChecked();
  await tabTo(page, /^summary More/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^input Runs of each/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2');
  await tabTo(page, /^button Run$/);
  await page.keyboard.press('Enter');
  // The focus stays where it was pressed, whatever the button says.
  await expect(page.locator('.run-status')).toHaveText(/^Finished/);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused();
  // Through the panels.
  await tabTo(page, /^button What happened/);
  for (const name of ['Timeline', 'Curves', 'Code']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
    await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  }
  await tabTo(page, /^select Program for/);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('#panel')).toContainText('multiprocessing.dummy');
  // A run that would last is stopped by Escape, wherever the focus is.
  await page.evaluate(() => (location.hash = '#v=1&task=wait&p.seconds=10&items=64&cores=2&variant=imap'));
  await tabTo(page, /^button Run$/, true);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.run-status')).toHaveText(/^Stopped/);
  // What is in the header, from below.
  await tabTo(page, /^select Language/, true);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('combobox', { name: '语言' })).toBeFocused();
  await tabTo(page, /^button 大字号/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/&projector=1&lang=zh-CN$/);
});

test('large type is in the link, and larger', async ({ page }) => {
  await open(page);
  const size = (): Promise<number> => page.locator('.run-status, .run-hint').first().evaluate((words) => Number.parseFloat(getComputedStyle(words).fontSize));
  const usual = await size();
  await page.getByRole('button', { name: 'Large type' }).click();
  expect(await size()).toBeGreaterThan(1.3 * usual);
  await expect(page.getByRole('button', { name: 'Large type' })).toHaveAttribute('aria-pressed', 'true');
  const url = page.url();
  await page.goto('about:blank');
  await open(page, url);
  expect(await size()).toBeGreaterThan(1.3 * usual);
  await page.getByRole('button', { name: 'Large type' }).click();
  expect(await size()).toBe(usual);
  expect(page.url()).not.toContain('projector');
});

test('nothing moves for who wants it still', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, './#v=1&task=wait&p.seconds=0.2&items=8&cores=2&variant=imap&repeats=1');
  await page.locator('.button-run').click();
  await expect(page.locator('.card-active')).toBeVisible();
  const moving = await page.evaluate(() =>
    document.getAnimations().map((animation) => (animation.effect as KeyframeEffect | null)?.target?.className ?? ''),
  );
  expect(moving).toEqual([]);
  await expect(page.locator('.run-status')).toHaveText(/^Finished/);
});
