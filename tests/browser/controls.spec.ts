// The controls and the link: what is set, what is refused and how that is said, and that the address keeps in step.
import { expect, test, type Page } from '@playwright/test';
import { open, runButton, status } from './support.ts';

const LINK = './#v=1&task=primes&items=40&cores=2&variant=imap_unordered';

const items = (page: Page) => page.getByLabel('Items');
const hash = (page: Page) => page.evaluate(() => location.hash);

test('a link sets the controls, and the address keeps in step with them', async ({ page }) => {
  await open(page, LINK);
  await expect(page.getByLabel('Task')).toHaveValue('primes');
  await expect(items(page)).toHaveValue('40');
  await expect(page.getByRole('radio', { name: /^2(?!\d)/ })).toBeChecked();
  await expect(page.getByLabel('Call')).toHaveValue('imap_unordered');
  await page.getByLabel('Call').selectOption('map');
  expect(await hash(page)).toBe('#v=1&task=primes&items=40&cores=2&variant=map');
  await items(page).fill('50');
  expect(await hash(page)).toBe('#v=1&task=primes&items=50&cores=2&variant=map');
  await page.getByRole('radio', { name: /^4(?!\d)/ }).check();
  await page.getByRole('checkbox', { name: 'Threaded' }).uncheck();
  expect(await hash(page)).toBe('#v=1&task=primes&items=50&cores=4&variant=map&strategies=serial,pooled');
  // What the address says now is what a fresh visit shows.
  await page.reload();
  await expect(items(page)).toHaveValue('50');
  await expect(page.getByRole('checkbox', { name: 'Threaded' })).not.toBeChecked();
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByText('made no sense')).toHaveCount(0);
});

test('another link in the same tab is taken, too', async ({ page }) => {
  await open(page, LINK);
  await page.evaluate(() => (location.hash = '#v=1&task=hello&items=7&cores=4&variant=map'));
  await expect(page.getByLabel('Task')).toHaveValue('hello');
  await expect(items(page)).toHaveValue('7');
  await expect(page.getByRole('radio', { name: /^4(?!\d)/ })).toBeChecked();
  await expect(runButton(page)).toBeEnabled();
});

test('what makes no sense in a link falls back to the defaults, and is listed', async ({ page }) => {
  await open(page, './#v=1&task=primes&items=0&cores=2&variant=pmap&colour=blue&p.span=200');
  const note = page.getByRole('status').filter({ hasText: 'made no sense' });
  await expect(note.getByRole('listitem')).toHaveText([/^colour: blue was given/, /^items: 0 was given, a whole number/, /^variant: pmap was given, one of map/]);
  await expect(items(page)).toHaveValue('100');
  await expect(page.getByLabel('Call')).toHaveValue('imap');
  await expect(page.getByLabel('Task')).toHaveValue('primes');
  await expect(runButton(page)).toBeEnabled();
  expect(await hash(page)).toBe('#v=1&task=primes&p.span=200&items=100&cores=2&variant=imap');
  await note.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note).toHaveCount(0);
});

test('a link may start the run at once', async ({ page }) => {
  await page.goto('./#v=1&task=square&items=20&cores=2&variant=map&run=1');
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(page.getByText('All strategies computed identical results.')).toBeVisible();
  // Whoever copies the address now hands on the setting, not the order to run.
  expect(await hash(page)).not.toContain('run=');
});

test('the link is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, LINK);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('a wrong value is told beside its control, blocks Run, and is not taken away', async ({ page }) => {
  await open(page, LINK);
  for (const typed of ['0', '-3', '1.5', 'many', '', '99999999']) {
    await items(page).fill(typed);
    await expect(items(page)).toHaveValue(typed);
    await expect(items(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(items(page)).toHaveAccessibleDescription(/not a whole number from 1 to 10000/);
    await expect(runButton(page)).toBeDisabled();
    await expect(status(page)).toHaveText('Run waits: one setting needs a look.');
  }
  // Another setting can be changed meanwhile; the typed text stays.
  await page.getByLabel('Call').selectOption('map');
  await expect(items(page)).toHaveValue('99999999');
  await expect(runButton(page)).toBeDisabled();
  expect(await hash(page)).toBe('#v=1&task=primes&items=40&cores=2&variant=map');
  await items(page).fill('1,000');
  await expect(items(page)).toHaveAttribute('aria-invalid', 'false');
  await expect(items(page)).not.toHaveAccessibleDescription(/not a whole/);
  await expect(runButton(page)).toBeEnabled();
  expect(await hash(page)).toContain('items=1000&');
});

test('who types faster than the page paints loses nothing', async ({ page }) => {
  await open(page, LINK);
  await items(page).evaluate(async (field: HTMLInputElement) => {
    for (const text of ['3', '0']) {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // Rendered, but not painted.
      await Promise.resolve();
    }
  });
  await expect(items(page)).toHaveAccessibleDescription(/not a whole number/);
  await expect(items(page)).toHaveValue('0');
});

test('several wrong values are counted, and another task puts its own right', async ({ page }) => {
  await open(page, LINK);
  await page.getByText('More settings').click();
  await items(page).fill('x');
  await page.getByLabel('numbers in a range').fill('0');
  await page.getByLabel('Runs of each strategy').fill('51');
  await expect(status(page)).toHaveText('Run waits: 3 settings need a look.');
  await page.getByLabel('Task').selectOption('hello');
  await expect(items(page)).toHaveValue('10');
  await expect(page.getByLabel('Runs of each strategy')).toHaveValue('51');
  await expect(status(page)).toHaveText('Run waits: one setting needs a look.');
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect(page.getByLabel('Runs of each strategy')).toHaveValue('5');
  await expect(runButton(page)).toBeEnabled();
});

test('a choice that makes another setting wrong says so there, and taking it back puts it right', async ({ page }) => {
  await open(page, './#v=1&task=square&items=100000&cores=2&variant=map');
  await page.getByLabel('Call').selectOption('apply');
  await expect(page.getByLabel('Call')).toHaveValue('apply');
  await expect(items(page)).toHaveAccessibleDescription(/not at most 4096/);
  await expect(items(page)).toHaveValue('100000');
  await expect(runButton(page)).toBeDisabled();
  await page.getByLabel('Call').selectOption('map');
  await expect(items(page)).toHaveAttribute('aria-invalid', 'false');
  await expect(items(page)).toHaveValue('100000');
  await expect(runButton(page)).toBeEnabled();
  expect(await hash(page)).toContain('items=100000&');
  // Without threaded there are no threads to start.
  await page.getByLabel('Call').selectOption('apply');
  await page.getByRole('checkbox', { name: 'Threaded' }).uncheck();
  await expect(runButton(page)).toBeEnabled();
  expect(await hash(page)).toContain('items=100000&cores=2&variant=apply&');
});

test('arrow keys change a number, within its bounds', async ({ page }) => {
  await open(page, LINK);
  await items(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(items(page)).toHaveValue('41');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(items(page)).toHaveValue('39');
  expect(await hash(page)).toContain('items=39');
  await items(page).fill('1');
  await page.keyboard.press('ArrowDown');
  await expect(items(page)).toHaveValue('1');
  await page.getByRole('radio', { name: /^2(?!\d)/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^4(?!\d)/ })).toBeChecked();
});

test('any number of workers can be typed, and chosen again by a press', async ({ page }) => {
  await open(page, LINK);
  const other = page.getByLabel('Another number of workers');
  await expect(other).toHaveValue('2');
  await other.fill('3');
  expect(await hash(page)).toContain('cores=3');
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(runButton(page)).toBeEnabled();
  await other.fill('65');
  await expect(other).toHaveAccessibleDescription(/not a whole number from 1 to 64/);
  await expect(runButton(page)).toBeDisabled();
  await page.getByRole('radio', { name: /^1(?!\d)/ }).check();
  await expect(other).toHaveValue('1');
  await expect(runButton(page)).toBeEnabled();
});

test('automatic chunks say what they come to', async ({ page }) => {
  await open(page, './#v=1&task=primes&items=100&cores=4&variant=map');
  await page.getByText('More settings').click();
  const size = page.getByLabel('Chunk size');
  await expect(size).toHaveValue('');
  await expect(size).toHaveAccessibleDescription('automatic: 7 items a chunk');
  await size.fill('12');
  await expect(size).toHaveAccessibleDescription('12 items a chunk');
  expect(await hash(page)).toContain('chunksize=12');
  await size.fill('0');
  await expect(runButton(page)).toBeDisabled();
  await size.fill('');
  await expect(size).toHaveAccessibleDescription('automatic: 7 items a chunk');
  await page.getByLabel('Call').selectOption('apply_async');
  await expect(size).toHaveAccessibleDescription(/no chunks/);
});

test('every task shows its own words and its own parameters', async ({ page }) => {
  await open(page);
  await page.getByText('More settings').click();
  const catalog = await page.evaluate(() => window.playground.catalog());
  for (const task of catalog.tasks) {
    await page.getByLabel('Task').selectOption(task.id);
    await expect(page.getByText(task.summary, { exact: true })).toBeVisible();
    await expect(page.getByText(task.teaches)).toBeVisible();
    await expect(items(page)).toHaveValue(String(task.items));
    for (const { label, help, kind } of task.params) {
      const control = page.getByLabel(label.charAt(0).toUpperCase() + label.slice(1), { exact: true });
      await expect(control).toHaveAccessibleDescription(new RegExp(help.slice(0, 12)));
      if (kind.type !== 'flag') await expect(control).toHaveValue(String(kind.default));
    }
    await expect(runButton(page)).toBeEnabled();
  }
});

test('the last strategy cannot be taken away', async ({ page }) => {
  await open(page, LINK);
  await page.getByRole('checkbox', { name: 'Serial' }).uncheck();
  await page.getByRole('checkbox', { name: 'Threaded' }).uncheck();
  await expect(page.getByRole('checkbox', { name: 'Pooled' })).toBeDisabled();
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(page.getByText('No serial run to compare with').first()).toBeVisible();
});
