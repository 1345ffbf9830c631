// The panel with programs: what a visitor takes along computes what the page computed, and follows the setup.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { open } from './support.ts';

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Code' });
const program = (page: Page, name: string) => panel(page).getByRole('region', { name: `Program ${name}` });

const PYTHON = (() => {
  try {
    return execFileSync('python3', ['--version'], { encoding: 'utf8' });
  } catch {
    return null;
  }
})();

for (const [task, items, params] of [
  ['primes', 12, { span: 200 }],
  ['mandelbrot', 12, { width: 24, limit: 100 }],
  ['word_count', 5, { lines: 60, passes: 1 }],
] as const) {
  test(`${task}: the downloaded program prints the page's checksum`, async ({ page }) => {
    test.skip(PYTHON === null, 'python3 is not installed');
    await open(page);
    await page.evaluate((spec) => window.playground.run(spec), { task, items, params: { ...params }, cores: 2, repeats: 1, variant: 'imap_unordered' as const });
    await page.getByRole('tab', { name: 'Code' }).click();
    const shown = panel(page).getByText(/^This page computed [0-9a-f]{8}/);
    const checksum = /computed ([0-9a-f]{8})/.exec((await shown.textContent()) ?? '')![1];
    const name = `${task}_pool.py`;
    await expect(program(page, name)).toContainText('pool.imap_unordered');
    const downloading = page.waitForEvent('download');
    await panel(page).getByRole('button', { name: `Download ${name}` }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(name);
    const file = test.info().outputPath(name);
    await download.saveAs(file);
    const printed = execFileSync('python3', [name], { cwd: dirname(file), encoding: 'utf8' });
    expect(printed.trim().split('\n').at(-1)).toBe(`checksum: ${checksum}`);
  });
}

test('the program follows the setup at once, and the checksum stands for the same experiment only', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.playground.run({ task: 'primes', items: 12, params: { span: 200 }, cores: 2, repeats: 1, variant: 'map' }));
  await page.getByRole('tab', { name: 'Code' }).click();
  await expect(program(page, 'primes_pool.py')).toContainText('pool.map(primes');
  await page.getByLabel('Items').fill('13');
  await expect(program(page, 'primes_pool.py')).toContainText('ITEMS = 13');
  await expect(panel(page)).not.toContainText('This page computed');
  await page.getByLabel('Items').fill('12');
  await expect(panel(page)).toContainText('This page computed');
  await panel(page).getByLabel('Program for').selectOption('Rust, rayon');
  await expect(program(page, 'main.rs')).toContainText('use rayon::prelude::*;');
  await expect(program(page, 'Cargo.toml')).toContainText('rayon = ');
  await expect(panel(page)).toContainText('cargo run --release');
});

test('long lines scroll within their box, by keys too, and never widen a narrow page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page);
  await page.getByRole('tab', { name: 'Code' }).click();
  const box = program(page, 'mandelbrot_pool.py');
  await expect(box).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await box.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});
