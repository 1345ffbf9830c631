// Curves: series measured in the browser, stopped and gone on with, what is said with too few cores, and nothing of it in the first load.
import { type Locator, type Page, expect, test } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { open, run, status } from './support.ts';

/** Items of a known length, so that a series takes as long on any machine. */
const SPIN: Partial<RunSpec> = { task: 'spin', params: { ms: 2 }, items: 8, cores: 2, variant: 'map', repeats: 1, strategies: ['serial', 'pooled'] };
const part = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });
const cores = (page: Page): Locator => part(page, 'Speed-up over workers');
const chunks = (page: Page): Locator => part(page, 'Runtime over chunk size');
const items = (page: Page): Locator => part(page, 'Runtime over items');

/** Pretends that the machine has so many cores. */
async function withCores(page: Page, count: number): Promise<void> {
  await page.addInitScript((value) => Object.defineProperty(navigator, 'hardwareConcurrency', { value }), count);
}

async function openCurves(page: Page, spec: Partial<RunSpec> = SPIN): Promise<void> {
  await open(page);
  await run(page, spec);
  await page.getByRole('tab', { name: 'Curves' }).click();
  await expect(cores(page)).toBeVisible();
}

async function measured(figure: Locator, button: string): Promise<void> {
  await figure.getByRole('button', { name: button }).click();
  await expect(figure.getByRole('status').first()).toContainText('All points are measured.', { timeout: 30_000 });
}

test('two cores: points and efficiency, but no law', async ({ page }) => {
  await withCores(page, 2);
  await openCurves(page);
  await expect(cores(page).locator('.curve-measure .hint')).toHaveText(/^\s*2 comparisons of 3 runs each: (less than a second|about \d+ s)\.$/);
  await measured(cores(page), 'Measure speed-up');
  const chart = cores(page).getByRole('img');
  await expect(chart).toHaveAccessibleName(/^Speed-up of .*Pooled, 1 worker: [\d.]+ times serial; Pooled, 2 workers: [\d.]+ times serial$/);
  // Every run has a mark.
  await expect(chart.locator('.curve-runs path')).toHaveCount(6);
  await expect(chart.locator('.curve-law')).toHaveCount(0);
  await expect(cores(page)).toContainText(/With 2 workers, Pooled was [\d.]+ times as fast as serial: each worker did \d+ % of what serial’s one does\./);
  await expect(cores(page)).toContainText('Amdahl’s law: not enough points. It takes 3 different numbers of workers with a core each, and this machine has 2 cores.');
  await expect(cores(page)).toContainText('Universal Scalability Law: not enough points.');
  // Twice as many workers are shown; they share cores.
  await cores(page).getByRole('combobox').selectOption({ label: '4 workers: 2 for each core' });
  await measured(cores(page), 'Measure the other 2');
  await expect(chart.locator('.curve-runs path')).toHaveCount(12);
  await expect(chart).toContainText('2 cores here');
  await expect(cores(page)).toContainText('they are shown, but no law is fitted to them');
});

test('where the browser rounds the number of cores, none is promised, and no law is fitted beyond those that are certain', async ({ page }) => {
  await withCores(page, 4);
  const value = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15';
  await page.addInitScript((userAgent) => Object.defineProperty(navigator, 'userAgent', { value: userAgent }), value);
  await openCurves(page, { ...SPIN, task: 'wait', params: { seconds: 0.01 }, items: 12 });
  await expect(cores(page).getByRole('option')).toHaveText(['4 workers: as many as reported cores', '8 workers: 2 for each reported core']);
  await measured(cores(page), 'Measure speed-up');
  await expect(cores(page).getByRole('img')).toContainText('2 cores for certain');
  await expect(cores(page).locator('.curve-law')).toHaveCount(0);
  await expect(cores(page)).toContainText('this browser rounds the number of cores: only 2 are certain');
  await expect(cores(page)).toContainText('whether points with more than 2 workers had a core for each can’t be told');
});

test('four cores: both laws with their intervals, as a chart and in numbers', async ({ page }) => {
  // Waits need no cores of their own, so that this works on any machine.
  await withCores(page, 4);
  await openCurves(page, { ...SPIN, task: 'wait', params: { seconds: 0.01 }, items: 12 });
  await measured(cores(page), 'Measure speed-up');
  await expect(cores(page).locator('.curve-law')).toHaveCount(2);
  await expect(cores(page)).toContainText(/Amdahl’s law: .*95 % interval/);
  await expect(cores(page)).toContainText(/Universal Scalability Law: one worker does [\d.]+ of serial \([\d.]+ to [\d.]+\)/);
  await cores(page).getByText('In numbers').click();
  const row = cores(page).getByRole('row', { name: '4' }).last();
  await expect(row.getByRole('cell')).toHaveCount(6);
  const speedup = Number(await row.getByRole('cell').nth(2).innerText());
  expect(speedup).toBeGreaterThan(2);
  expect(speedup).toBeLessThanOrEqual(4.1);
});

test('chunk sizes: Python’s default is marked, the best is said', async ({ page }) => {
  await openCurves(page, { ...SPIN, items: 16 });
  await measured(chunks(page), 'Measure chunk sizes');
  const chart = chunks(page).getByRole('img');
  await expect(chart).toContainText('Python’s default for map');
  await expect(chart).toHaveAccessibleName(/Pooled, 1 item a chunk: .*; Pooled, 16 items a chunk: /);
  await expect(chunks(page)).toContainText(/Pooled was fastest with \d+ items? a chunk/);
  await expect(chunks(page)).toContainText(/Python’s default \(2 items\) (is as good|takes [\d.]+ % longer)/);
  // One chunk keeps one worker busy: as long as serial, so twice as long as the best.
  await expect(chunks(page)).not.toContainText('was fastest with 16 items');
});

test('a call without chunks offers one with', async ({ page }) => {
  await openCurves(page, { ...SPIN, variant: 'apply' });
  await expect(chunks(page)).toContainText('apply makes a call for each item, so there are no chunks to vary.');
  await chunks(page).getByRole('button', { name: 'Measure them with map' }).click();
  await expect(chunks(page).getByRole('button', { name: 'Measure chunk sizes' })).toBeVisible();
});

test('items: from where parallel pays, or that it doesn’t', async ({ page }) => {
  await openCurves(page, { ...SPIN, items: 64 });
  await measured(items(page), 'Measure items');
  await expect(items(page).getByRole('img')).toHaveAccessibleName(/Serial, 1 item: .*Pooled, 64 items: /);
  await expect(items(page)).toContainText(/Pooled (pays from about \d+ items? on \(95 % interval|pays with every number|was faster with every number|doesn’t pay with)/);
  await items(page).getByText('In numbers').click();
  await expect(items(page).getByRole('row')).toHaveCount(9);
});

test('a series can be stopped and gone on with; other tabs and other setups leave the curve', async ({ page }) => {
  await openCurves(page, { ...SPIN, params: { ms: 20 }, items: 32 });
  await items(page).getByRole('button', { name: 'Measure items' }).click();
  // The others wait meanwhile, and Run is Stop.
  await expect(cores(page).getByRole('button', { name: 'Measure speed-up' })).toHaveAttribute('aria-disabled', 'true');
  await expect(status(page)).toContainText(/Measuring curves: \d of/);
  // Points appear as they come.
  await expect(items(page).locator('.strategy-pooled.curve-middles path').nth(1)).toBeAttached();
  await items(page).getByRole('button', { name: 'Stop' }).click();
  await expect(items(page).getByRole('status').first()).toContainText(/Stopped after \d of \d: what was measured stays\./);
  const points = await items(page).locator('.strategy-pooled.curve-middles path').count();
  expect(points).toBeGreaterThanOrEqual(2);
  // Its own results are still those of the run.
  await page.getByRole('tab', { name: 'What happened' }).click();
  await page.getByRole('tab', { name: 'Curves' }).click();
  await expect(items(page).locator('.strategy-pooled.curve-middles path')).toHaveCount(points);
  // Another setup: the curve says what it was measured for.
  await page.getByLabel('Items', { exact: true }).fill('30');
  await expect(items(page)).toContainText(/Measured for: .*32 .*The setup has changed since\./);
  await page.getByLabel('Items', { exact: true }).fill('32');
  await expect(items(page)).not.toContainText('The setup has changed since.');
  await items(page).getByRole('button', { name: /Measure the other \d/ }).click();
  await expect(items(page).getByRole('status').first()).toContainText('All points are measured.', { timeout: 30_000 });
});

test('no chart library is loaded before it is needed', async ({ page }) => {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) sizes.push(response.body().then(({ length }) => length, () => 0));
  });
  // Of all that was asked for, also where it isn't here yet.
  const largest = async (): Promise<number> => Math.max(...(await Promise.all(sizes)));
  await open(page);
  await run(page, SPIN);
  await expect(page.getByRole('tabpanel')).not.toContainText('Loading');
  // Observable Plot alone is larger than anything else.
  expect(await largest()).toBeLessThan(150_000);
  await page.getByRole('tab', { name: 'Curves' }).click();
  await expect(cores(page)).toBeVisible();
  await expect.poll(largest).toBeGreaterThan(200_000);
});
