// The compact page in somebody's own page: one experiment, its settings folded away, and a way to the whole page.
import { expect, test } from '@playwright/test';
import { open, runButton, status } from './support.ts';

const HASH = '#v=1&task=primes&items=40&cores=2&variant=imap&p.span=500';

for (const [width, height] of [[760, 520], [600, 520], [360, 560]] as const) {
  test(`a frame of ${width} x ${height} runs its experiment and shows what came of it`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, `./?embed=1${HASH}`);
    const run = runButton(page);
    await expect(run).toBeInViewport({ ratio: 1 });
    await expect(page.getByText('Prime numbers · 40 ranges · 2 workers · imap')).toBeVisible();
    await expect(page.getByLabel('Task')).toBeHidden();
    await run.click();
    await expect(status(page)).toHaveText(/^Finished/);
    await expect(page.getByText('All strategies computed identical results.')).toBeVisible();
    // The chart's table is folded away.
    const numbers = page.getByRole('region', { name: 'Results in numbers' });
    await expect(numbers).toBeHidden();
    await page.locator('summary').filter({ hasText: 'Results in numbers' }).click();
    await expect(numbers.getByRole('columnheader')).toHaveText([/Serial/, /Threaded/, /Pooled/]);
    // Neither the page nor a card is wider than the room it has.
    const tooWide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.card, .card-head, .runtime, .words, .table-box')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ className }) => className),
    );
    expect(tooWide).toEqual([]);
  });
}

test('the settings unfold, and the whole page opens with what is set', async ({ page, context }) => {
  await open(page, `./?embed=1${HASH}`);
  await page.getByText('Experiment').click();
  await page.getByLabel('Items').fill('50');
  // The frame keeps being one.
  expect(new URL(page.url()).search).toBe('?embed=1');
  const [whole] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Open in a tab of its own' }).click()]);
  await whole.waitForLoadState();
  await whole.evaluate(() => window.playground.ready);
  const { search, hash } = new URL(whole.url());
  expect({ search, hash }).toEqual({ search: '', hash: HASH.replace('&p.span=500', '').replace('items=40', 'p.span=500&items=50') });
  await expect(whole.getByLabel('Items')).toHaveValue('50');
  await expect(whole.getByRole('button', { name: 'Copy link' })).toBeVisible();
});

test('the whole page is not compact', async ({ page }) => {
  await open(page, `./${HASH}`);
  await expect(page.getByLabel('Task')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in a tab of its own' })).toHaveCount(0);
});
