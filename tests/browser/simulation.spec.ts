// What more cores would do: a real run's prediction keeps its bounds, and says how far off the measured runs it is.

import { expect, test } from '@playwright/test';

import { open, run } from './support.ts';

test('a prediction for 64 workers, checked, below its bounds', async ({ page }) => {
  await open(page);
  await run(page, { task: 'skewed', cores: 2, repeats: 4, strategies: ['serial', 'pooled'] });
  await page.getByRole('tab', { name: 'Curves' }).click();
  await expect(page.locator('.simulation-at-64')).toContainText(/64 workers would be [\d.]+ times as (fast|slow) as serial/);
  await expect(page.locator('.simulation-error')).toContainText(/only against the comparison that it was made from: the error is [\d.]+ %/);
  await page.locator('.simulation .data-table > summary').click();
  const rows = page.locator('.simulation .data-table tbody tr');
  await expect(rows).toHaveCount(11);
  for (const row of await rows.all()) {
    const workers = Number(await row.locator('th').innerText());
    for (const cell of await row.locator('td').allInnerTexts()) expect(Number(cell.replace(',', ''))).toBeLessThanOrEqual(workers * 1.01);
  }
});

test('without serial it says what is needed', async ({ page }) => {
  await open(page);
  await run(page, { task: 'skewed', cores: 2, repeats: 4, strategies: ['pooled'] });
  await page.getByRole('tab', { name: 'Curves' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('It needs serial and pooled');
});
