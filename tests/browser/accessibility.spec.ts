// Accessibility: everything reached by keyboard has a name and shows that it is reached; landmarks; what live regions say. (axe: everyone.spec.ts.)
import { expect, test, type Page } from '@playwright/test';
import { PANELS, makeLab, open, runButton, showPanel, status, workersStarted } from './support.ts';

const QUICK = './#v=1&task=primes&items=20&cores=2&variant=imap&p.span=500';

test('everything that Tab reaches has a name and shows the focus', async ({ page }) => {
  await open(page, QUICK);
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
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

/** Notes from now on what live regions say: whatever their words become, of those that come later as well. Only an alert speaks as it comes. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const LIVE = '[role=status], [role=alert], [aria-live]:not([aria-live=off])';
    const words = (region: Element): string => (region.textContent ?? '').replace(/\s+/g, ' ').trim();
    const regions = (): Element[] => [...document.querySelectorAll(LIVE)].filter((region) => region.checkVisibility());
    const known = new Map(regions().map((region) => [region, words(region)]));
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      for (const region of regions()) {
        const now = words(region);
        const before = known.get(region) ?? (region.matches('[role=alert]') ? '' : now);
        if (now !== before && now !== '') said.push(now);
        known.set(region, now);
      }
    }).observe(document.body, { characterData: true, childList: true, subtree: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));
}

const SLOW = './#v=1&task=wait&p.seconds=0.1&items=16&cores=2&variant=imap&repeats=4&strategies=serial,pooled';
const BEGUN = 'Running Serial, Threaded, Pooled: 5 runs each.';

test('a screen reader is told that a run began and what came of it, not about every step, whatever panel is open', async ({ page }) => {
  await open(page, QUICK);
  // Who presses Run before workers are there hears of that first.
  await workersStarted(page);
  const said = await listen(page);
  for (const id of [null, ...PANELS]) {
    if (id !== null) await showPanel(page, id);
    await said();
    await runButton(page).click();
    await expect(status(page)).toHaveText(/^Finished/);
    await expect(page.locator('#panel > :not(p)').first()).toBeVisible();
    // Fifteen runs in turns: a sentence for each would be noise.
    expect.soft(await said(), id ?? 'none').toEqual([BEGUN, expect.stringMatching(/^Finished\. /)]);
    // Nor is typing answered by anybody but the field.
    await page.getByLabel('Items', { exact: true }).fill(id === null ? '21' : `2${PANELS.indexOf(id) + 2}`);
    expect.soft(await said(), id ?? 'none').toEqual([]);
  }
});

test('of a long run quarters are told, and seldom', async ({ page }) => {
  await page.clock.install();
  await open(page, SLOW);
  await workersStarted(page);
  const said = await listen(page);
  const heard: string[] = [];
  const begun = 'Running Serial, Pooled: 4 runs each.';
  const announced = page.locator('.visually-hidden[role="status"]');
  await runButton(page).click();
  await expect(announced).toHaveText(begun);
  // As the page's clock has it, each word comes long after the last.
  for (const word of ['A quarter is done.', 'Half is done.', 'Three quarters are done.']) {
    await page.clock.fastForward(20_000);
    await expect(announced).toHaveText(word);
    heard.push(...(await said()));
  }
  await expect(status(page)).toHaveText(/^Finished/, { timeout: 20_000 });
  heard.push(...(await said()));
  expect(heard).toEqual([begun, 'A quarter is done.', 'Half is done.', 'Three quarters are done.', expect.stringMatching(/^Finished\. /)]);
});

test('of a series for a curve its begin and end are told, of a lab as well, and of waiting that it waits', async ({ page }) => {
  await open(page, QUICK);
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  const said = await listen(page);
  await showPanel(page, 'curves');
  const items = page.getByRole('region', { name: 'Runtime over items', exact: true });
  await items.getByRole('button', { name: 'Measure items' }).click();
  await expect(items).toContainText('All points are measured.', { timeout: 20_000 });
  expect.soft(await said(), 'a series').toEqual([expect.stringMatching(/^Measuring 1 of \d …$/), 'All points are measured.']);
  await showPanel(page, 'labs');
  await makeLab(page);
  await expect(page.locator('.button-run')).toBeVisible();
  expect.soft(await said(), 'a lab').toEqual(['Lost updates is running', expect.stringMatching(/^1,000,000 increments/)]);
  await page.evaluate(() => void navigator.locks.request('pool-playground run', () => new Promise((end) => Object.assign(window, { end }))));
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Waiting/);
  await page.evaluate(() => (window as unknown as { end(): void }).end());
  await expect(status(page)).toHaveText(/^Finished/);
  expect.soft(await said(), 'waiting').toEqual([expect.stringMatching(/^Waiting: another experiment/), BEGUN, expect.stringMatching(/^Finished\. /)]);
});
