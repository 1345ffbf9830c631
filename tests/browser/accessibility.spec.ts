// Accessibility: everything reached by keyboard has a name and shows that it is reached; landmarks; what live regions say. (axe: everyone.spec.ts.)
import { expect, test, type Page } from '@playwright/test';
import { open, workersStarted } from './support.ts';

const QUICK = './#v=1&task=primes&items=20&cores=2&variant=imap&p.span=500';

const runButton = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

test('everything that Tab reaches has a name and shows the focus', async ({ page }) => {
  await open(page, QUICK);
  await runButton(page).click();
  await expect(page.locator('.run-status')).toHaveText(/^Finished/);
  await expect(page.locator('.happened-headline')).toBeVisible();
  await page.getByText('More settings').click();
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
  });
  // From the start of the document, as after opening it.
  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.tabIndex = -1;
    heading.focus();
    heading.removeAttribute('tabindex');
  });
  const reached: { name: string; isAgain: boolean }[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const isShown = (shown: Element | null): boolean => {
        if (shown === null) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      };
      const isVisible = isShown(element) || (getComputedStyle(element).opacity === '0' && isShown(element.nextElementSibling));
      // A mark, so that coming round again is told from two that are called alike.
      const isAgain = 'reachedByTab' in element;
      Object.assign(element, { reachedByTab: true });
      const words = (element as HTMLInputElement).labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
      return { name: `${element.tagName.toLowerCase()} ${(words ?? '').trim().slice(0, 60)}`, isVisible, isAgain };
    });
    // Past the last one the browser's own controls follow.
    if (focused === null) break;
    expect.soft(focused.name, 'has a name').toMatch(/ \S/);
    expect.soft(focused.isVisible, focused.name).toBe(true);
    reached.push(focused);
  }
  for (const name of ['select Theme', 'button Copy link', 'select Task', 'input Items', 'input Serial', 'select Call', 'summary More', 'input Chunk size', 'button Reset', 'button Run']) {
    expect.soft(reached.some((known) => known.name.startsWith(name)), `${name} is reached`).toBe(true);
  }
  // Remedies of two causes may be the same one, and undo each other.
  const twice = reached.filter(({ name, isAgain }, at) => isAgain || reached.findIndex((other) => other.name === name) < at);
  expect(twice.filter(({ name, isAgain }) => isAgain || !name.startsWith('button Try ')).map(({ name }) => name), 'is reached twice').toEqual([]);
});

test('the page has one heading of the first level, a language and landmarks', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(page.getByRole('banner')).toHaveCount(1);
});

test('a screen reader is told that a run began and what came of it, not about every step', async ({ page }) => {
  await open(page, QUICK);
  // Who presses Run before workers are there hears of that first.
  await workersStarted(page);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const region = document.querySelector('.visually-hidden[role="status"]');
    if (region === null) throw new Error('nobody tells');
    new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { characterData: true, childList: true, subtree: true });
  });
  await runButton(page).click();
  await expect(page.locator('.run-status')).toHaveText(/^Finished/);
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  // Fifteen runs in turns: a sentence for each would be noise.
  expect(said).toEqual(['Running Serial, Threaded, Pooled: 5 runs each.', expect.stringMatching(/^Finished\. /)]);
});
