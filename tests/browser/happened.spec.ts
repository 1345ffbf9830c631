// What happened: real runs whose causes can't fail to show, the link to the spans that show them, and settings to try.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { open, run, runButton, status } from './support.ts';

const finding = (page: Page, cause: string): Locator => page.locator(`.finding[data-cause="${cause}"]`);
const share = (page: Page, part: string, column: number): Locator => page.getByRole('row', { name: part }).getByRole('cell').nth(column);

/** One chunk for two workers: whatever the machine does, one of them has nothing to do. */
const ONE_CHUNK: Partial<RunSpec> = { task: 'spin', params: { ms: 20 }, items: 4, chunksize: 4, cores: 2, variant: 'map', repeats: 4, strategies: ['serial', 'pooled'] };

/** Runs something with the panel open and the recordings explained. */
async function explained(page: Page, spec: Partial<RunSpec>): Promise<void> {
  await open(page);
  await run(page, spec);
  await expect(page.getByRole('tab', { name: 'What happened', selected: true })).toBeVisible();
  await expect(page.locator('.happened-headline')).toContainText(' took ');
}

test('before a run it says what will be here', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'What happened' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('After a run: why it took as long as it did');
});

test('apply cannot overlap', async ({ page }) => {
  await explained(page, { task: 'spin', params: { ms: 10 }, items: 10, cores: 2, variant: 'apply', repeats: 4, strategies: ['serial', 'pooled'] });
  await expect(finding(page, 'one-by-one')).toContainText(/of 2 workers only one at a time was at work\. Side by side, the calls’ \d+ ms of work would fit into [\d.]+ ms\./);
  // One of two workers at most: never more than half of the time is used, and while one works the other has nothing to do.
  expect(Number.parseFloat(await share(page, 'No chunk to be had', 1).innerText())).toBeGreaterThan(20);
  expect(Number.parseFloat(await share(page, 'Computing', 1).innerText())).toBeLessThanOrEqual(50);
});

test('waits overlap, more of them than there may be cores', async ({ page }) => {
  await explained(page, { task: 'wait', params: { seconds: 0.25 }, items: 8, cores: 8, variant: 'map', chunksize: 1, repeats: 4, strategies: ['serial', 'pooled'] });
  const words = await finding(page, 'overlapping-waits').innerText();
  const atOnce = Number(/(\d(\.\d+)?) items did so at the same time/.exec(words)?.[1]);
  expect(atOnce).toBeGreaterThan(3);
  expect(atOnce).toBeLessThanOrEqual(8);
  expect(Number.parseFloat(await share(page, 'Waiting', 1).innerText())).toBeGreaterThan(20);
});

test('a chunk for everyone: half of the time is spare, and the link shows where', async ({ page }) => {
  await explained(page, ONE_CHUNK);
  const few = finding(page, 'few-chunks');
  await expect(few).toContainText('1 chunk for 2 workers: 1 worker had nothing to do at all.');
  await expect(few.locator('strong')).toHaveText('1 worker');
  expect(Number.parseFloat(await share(page, 'No chunk to be had', 1).innerText())).toBeGreaterThan(45);
  await few.getByRole('button', { name: 'Show in timeline: Pooled' }).click();
  await expect(page.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Timeline' }).locator('.timeline-focus')).toBeVisible();
});

test('a setting to try is set by its button, and unset by the same', async ({ page }) => {
  await explained(page, ONE_CHUNK);
  await page.getByText('More settings').click();
  const chunksize = page.getByLabel('Chunk size');
  const few = finding(page, 'few-chunks');
  await few.getByRole('button', { name: 'Try chunks of 1 item' }).click();
  await expect(chunksize).toHaveValue('1');
  await expect(few.getByRole('status')).toHaveText('Set. Press Run to see what it does.');
  await few.getByRole('button', { name: 'Undo' }).click();
  await expect(chunksize).toHaveValue('4');
  await few.getByRole('button', { name: 'Try chunks of 1 item' }).click();
  // With another setup the advice would be about something else.
  await page.getByLabel('Items', { exact: true }).fill('9');
  await expect(few.getByRole('button', { name: /Try|Undo/ })).toHaveCount(0);
  await page.getByLabel('Items', { exact: true }).fill('4');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(few).toHaveCount(0);
});

test('one run says nothing about causes', async ({ page }) => {
  await explained(page, { ...ONE_CHUNK, chunksize: 1, repeats: 1 });
  await expect(page.locator('.finding')).toHaveCount(1);
  await expect(finding(page, 'uncertain')).toContainText('No causes are named for Pooled: one run of each says nothing about chance.');
});

test('the parts of each strategy’s time add up to all of it', async ({ page }) => {
  await explained(page, { task: 'skewed', items: 60, cores: 2, repeats: 3 });
  for (const column of [0, 1, 2]) {
    const cells = await page.locator(`.time-shares tbody tr td:nth-child(${column + 2})`).allInnerTexts();
    const sum = cells.reduce((total, cell) => total + (cell.startsWith('<') ? 0.05 : Number.parseFloat(cell)), 0);
    // Each is rounded to a per cent at most.
    expect(Math.abs(sum - 100)).toBeLessThanOrEqual(cells.length / 2 + 0.01);
  }
});
