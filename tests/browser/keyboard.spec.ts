// By keyboard alone: a whole comparison, every panel, a lab, the badge, the compact page in somebody's post. No mouse.
import { expect, type Page } from '@playwright/test';
import { QUICK, framed, test } from './blog.ts';
import { entries, kept } from './keep.ts';
import { LABS, PANELS, open, runButton, status } from './support.ts';

interface Focused {
  name: string;
  isNamed: boolean;
  isShown: boolean;
}

/** What has the focus, in the page or in the frame that has it: its kind and name, and whether it is to be seen that it has. */
async function focused(page: Page): Promise<Focused> {
  let found = null as Focused | null;
  // Between a page and another site's frame, which is another process, the focus is under way for a while.
  await expect.poll(async () => (found = await focusedNow(page))).not.toBeNull();
  return found!;
}

/** The same at this moment; null while it is on its way into a frame or out of it. */
async function focusedNow(page: Page): Promise<Focused | null> {
  // A page with the focus in a frame has the focus, too: the innermost counts.
  for (const frame of page.frames().toReversed()) {
    const found = await frame.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!document.hasFocus() || (window !== top && (element === null || element === document.body))) return null;
      if (element === null || element === document.body) return { name: '', isNamed: true, isShown: true };
      if ([element, element.shadowRoot?.activeElement].some((one) => one instanceof HTMLIFrameElement)) return 'under way';
      const shows = (one: Element | null): boolean => {
        if (one === null) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      };
      const words = (element as HTMLInputElement).labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
      const isHidden = getComputedStyle(element).opacity === '0';
      return {
        name: `${element.tagName.toLowerCase()} ${words.trim()}`,
        isNamed: words.trim() !== '',
        // A radio button that isn't drawn has its label's sign.
        isShown: shows(element) || (isHidden && shows(element.nextElementSibling)),
      };
    });
    if (found === 'under way') return null;
    if (found !== null) return found;
  }
  return { name: '', isNamed: true, isShown: true };
}

/** Presses Tab until what has the focus fits; whatever is passed has a name and shows the focus. Gives what was passed. */
async function tabTo(page: Page, what: RegExp, back = false): Promise<string[]> {
  const passed: string[] = [];
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const { name, isNamed, isShown } = await focused(page);
    expect.soft(isShown, `${name} shows the focus`).toBe(true);
    expect.soft(isNamed, `${name}, after ${passed.at(-1)}, has a name`).toBe(true);
    passed.push(name.slice(0, 40));
    if (what.test(name)) return passed;
  }
  throw new Error(`${what} is not reached: ${passed.join(' | ')}`);
}

/** Opens a panel by arrows, from the tab that is open. */
async function arrowTo(page: Page, id: string): Promise<void> {
  const open = page.getByRole('tab', { selected: true });
  await tabTo(page, new RegExp(`^button ${await open.innerText()}$`));
  for (let at = PANELS.indexOf((await open.getAttribute('id'))!.replace('tab-', '')); at < PANELS.indexOf(id); at += 1) await page.keyboard.press('ArrowRight');
  await expect(page.locator(`#tab-${id}`)).toBeFocused();
  await expect(page.locator(`#panel[aria-labelledby="tab-${id}"] > :not(p)`).first()).toBeVisible();
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
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(runButton(page)).toBeFocused();
  // Through the panels.
  await tabTo(page, /^button What happened/);
  for (const name of ['Timeline', 'Curves', 'Code']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
    await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  }
  // Before it is there, Tab would pass it by.
  await expect(page.locator('#panel select')).toBeVisible();
  await tabTo(page, /^select Program for/);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('#panel')).toContainText('multiprocessing.dummy');
  // A run that would last is stopped by Escape, wherever the focus is.
  await page.evaluate(() => (location.hash = '#v=1&task=wait&p.seconds=10&items=64&cores=2&variant=imap'));
  await expect(page.getByLabel('Task')).toHaveValue('wait');
  await tabTo(page, /^button Run$/, true);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText(/^Stopped/);
  // What is in the header, from below.
  await tabTo(page, /^select Language/, true);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('combobox', { name: '语言' })).toBeFocused();
  await tabTo(page, /^button 大字号/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/&projector=1&lang=zh-CN$/);
});

const SHORT = './#v=1&task=spin&p.ms=1&items=8&cores=2&variant=map&repeats=1&strategies=serial,pooled';

async function runByKeys(page: Page): Promise<void> {
  await tabTo(page, /^button Run$/);
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/^Finished/);
}

test('why memory is shared is unfolded by keyboard', async ({ page }) => {
  await open(page, SHORT);
  await tabTo(page, /^summary shared memory/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.mode-why')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.locator('.mode-why')).toBeHidden();
  await page.keyboard.press('Tab');
  expect((await focused(page)).name).toMatch(/^select Language/);
});

test('curves are measured, stopped and read by keyboard', async ({ page }) => {
  // Seconds of work: there are points to be measured yet when the first one is seen.
  await open(page, SHORT.replace('p.ms=1', 'p.ms=100'));
  await runByKeys(page);
  await arrowTo(page, 'curves');
  const figure = page.getByRole('region', { name: 'Runtime over chunk size', exact: true });
  await tabTo(page, /^button Measure chunk sizes/);
  await page.keyboard.press('Enter');
  // The focus stays where it was pressed, whatever the button says.
  await expect(figure.getByRole('button', { name: 'Stop' })).toBeFocused();
  await expect(figure.getByRole('img')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('button', { name: /^Measure the other/ })).toBeFocused();
  // Workers that didn't stop soon enough are replaced first.
  await expect(figure.getByRole('button', { name: /^Measure the other/ })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('status').first()).toContainText('All points are measured.', { timeout: 20_000 });
  await tabTo(page, /^summary In numbers/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(figure.getByRole('region')).toBeFocused();
  expect((await focused(page)).isShown).toBe(true);
  // What is left of the panel, to its end.
  await tabTo(page, /^$/);
});

test('results are shared, saved, named and removed by keyboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, SHORT);
  await runByKeys(page);
  await arrowTo(page, 'keep');
  await tabTo(page, /^input Lock the settings/);
  await page.keyboard.press('Space');
  await tabTo(page, /^button Copy/, true);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/&lock=1$/);
  await tabTo(page, /^button .*CSV/);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  // Through the preview, which is a page in a frame that loads when it is seen, and out of it again.
  await page.locator('pool-playground').scrollIntoViewIfNeeded();
  await expect(runButton(framed(page))).toBeVisible();
  // Results are kept some time after the run.
  await expect(entries(page)).toHaveCount(1);
  const passed = await tabTo(page, /^button Rename/);
  expect(passed.filter((name) => name === 'button Run')).toEqual(['button Run']);
  await page.keyboard.press('Enter');
  await expect(kept(page).getByLabel('New name')).toBeFocused();
  await page.keyboard.type('By keys');
  await page.keyboard.press('Enter');
  await expect(kept(page).getByRole('heading', { name: 'By keys' })).toBeVisible();
  // Wherever what had the focus goes away, something near has it.
  await expect(kept(page).getByRole('button', { name: 'Rename (By keys)' })).toBeFocused();
  await tabTo(page, /^button Remove \(By keys\)/);
  await page.keyboard.press('Enter');
  await expect(entries(page)).toHaveCount(0);
  await expect(kept(page).getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entries(page)).toHaveCount(1);
  await expect(kept(page).getByRole('heading').first()).toBeFocused();
});

test('a lab is chosen, set, started and stopped by keyboard', async ({ page }) => {
  await open(page, SHORT);
  await arrowTo(page, 'labs');
  await tabTo(page, /^input Lost updates/);
  // The labs are one stop; arrows choose.
  const lab = page.getByRole('article', { name: 'Deadlock' });
  for (let presses = 0; presses < LABS.length && !(await lab.isVisible()); presses += 1) await page.keyboard.press('ArrowDown');
  await expect(lab).toBeVisible();
  await tabTo(page, /^input rounds/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('30');
  await tabTo(page, /^button Start the lab/);
  await page.keyboard.press('Enter');
  await expect(lab.getByRole('button', { name: 'Stop the lab' })).toBeFocused();
  await expect(lab.locator('.lab-grip-stuck')).toHaveCount(2);
  await page.keyboard.press('Space');
  await expect(lab.locator('.lab-sentence')).toContainText('Stopped.');
  await expect(lab.getByRole('button', { name: 'Start the lab' })).toBeFocused();
  await tabTo(page, /^summary In Python/);
  await page.keyboard.press('Enter');
  await expect(lab.locator('.lab-python')).toContainText('import');
});

test('Tab goes from a post into its experiment, through it, and on', async ({ page, publish }) => {
  const { url } = await publish(`<a href="#before">Before</a><pool-playground ${QUICK}></pool-playground><a href="#after">After</a>`, {
    head: '<style>a:focus { outline: 3px solid }</style>',
  });
  await page.goto(url);
  await expect(framed(page).locator('.badge')).toHaveText('shared memory');
  await tabTo(page, /^a Before/);
  await tabTo(page, /^summary shared memory/);
  await page.keyboard.press('Enter');
  await expect(framed(page).locator('.mode-why')).toBeVisible();
  await tabTo(page, /^summary Experiment/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^select Task/);
  await tabTo(page, /^button Run$/);
  await page.keyboard.press('Enter');
  await expect(status(framed(page))).toHaveText(/^Finished/);
  await expect(runButton(framed(page))).toBeFocused();
  await tabTo(page, /^a After/);
  await tabTo(page, /^button Run$/, true);
  await tabTo(page, /^a Before/, true);
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
  await expect(status(page)).toHaveText(/^Finished/);
});
