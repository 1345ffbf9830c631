// Locked settings: a teacher's link whose settings are shown and run, but not changed, neither by hand nor by script.
import { expect, test } from '@playwright/test';
import { entries, openPanel, part, press, withResults } from './keep.ts';
import { failure, open } from './support.ts';

const LOCKED = '#v=1&task=primes&p.span=500&items=20&cores=2&variant=imap&repeats=2&lock=1';

test('a locked link shows its settings, says that they are locked, and runs', async ({ page }) => {
  await open(page, `./${LOCKED}`);
  await expect(page.getByRole('group', { name: 'Whoever made this link locked its settings: they can be seen, not changed.' })).toBeVisible();
  await page.getByText('More settings').click();
  const fields = page.locator('.setup').locator('input, select, button');
  expect(await fields.count()).toBeGreaterThan(12);
  for (const field of await fields.all()) await expect(field).toBeDisabled();
  await expect(page.getByLabel('Items')).toHaveValue('20');
  await press(page);
  await expect(page.getByText('All strategies computed identical results.')).toBeVisible();
  // It stays so: in the address, after a reload, and where a run's findings offer something else to try.
  expect(new URL(page.url()).hash).toBe(LOCKED);
  // The run is kept after its end.
  await openPanel(page);
  await expect(entries(page)).toHaveCount(1);
  await page.reload();
  await expect(page.getByLabel('Items')).toBeDisabled();
  await openPanel(page);
  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByRole('link', { name: /^Set up again/ })).toHaveCount(0);
});

test('scripts run what is locked, and nothing else', async ({ page }) => {
  await open(page, `./${LOCKED}`);
  const spec = await page.evaluate(async () => (await window.playground.run()).spec);
  expect(spec).toMatchObject({ task: 'primes', params: { span: 500 }, items: 20, cores: 2, repeats: 2 });
  expect(await page.evaluate(async () => (await window.playground.run({ cores: 2, trace: true })).results.every(({ spans }) => spans !== undefined))).toBe(true);
  expect(await failure(page, { cores: 3 })).toBe('Error: cores: 3 was given, only 2, which the link locks, is allowed');
  expect(await failure(page, { task: 'square' })).toMatch(/^Error: task: square was given, only primes, which the link locks, is allowed; /);
  await expect(page.getByLabel('Items')).toHaveValue('20');
});

test('whoever makes a link can lock it; a word that makes no sense locks nothing and is told', async ({ page }) => {
  await withResults(page);
  const share = part(page, 'Share');
  const field = share.getByLabel('Link to this setup', { exact: true });
  await expect(field).not.toHaveValue(/lock/);
  await share.getByLabel('Lock the settings in it').check();
  await expect(field).toHaveValue(/&lock=1$/);
  const link = await field.inputValue();
  await page.goto('about:blank');
  await open(page, link);
  await expect(page.getByLabel('Items')).toBeDisabled();
  await page.evaluate(() => (location.hash = '#v=1&task=primes&lock=yes'));
  await expect(page.getByText('lock: yes was given, 1 or 0 is allowed')).toBeVisible();
  await expect(page.getByLabel('Items')).toBeEnabled();
});

test('a link may bring its theme, which goes before the visitor’s until they choose', async ({ page }) => {
  await open(page, './#v=1&task=primes&theme=dark');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Theme')).toHaveValue('dark');
  await page.getByLabel('Theme').selectOption('light');
  await expect(root).toHaveAttribute('data-theme', 'light');
  expect(new URL(page.url()).hash).not.toContain('theme');
  await page.reload();
  await expect(root).toHaveAttribute('data-theme', 'light');
});
