// What the timeline's browser tests share: opening it with something run, and what is found in it.
import { expect, type Locator, type Page } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { open, run } from './support.ts';

/** Two workers, five waits: the last one has nothing beside it. */
export const UNEVEN = { task: 'wait', items: 5, params: { seconds: 0.05 }, cores: 2, repeats: 3, variant: 'imap', chunksize: 1 } as const;

export const canvas = (page: Page, title: string): Locator => page.getByRole('application', { name: `Timeline of ${title}` });
export const group = (page: Page, title: string): Locator => page.locator('.timeline').getByRole('region', { name: title, exact: true });
export const shown = (page: Page): Promise<string> => page.locator('.timeline-window').innerText();

/** Opens the page and the timeline, and runs something. */
export async function timeline(page: Page, spec: Partial<RunSpec> = UNEVEN): Promise<void> {
  await open(page);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByText('After a run: every worker’s time')).toBeVisible();
  await run(page, spec);
  // The results, which come a moment later, push the timeline down.
  await expect(page.locator('.verdict')).toBeVisible();
  await expect(page.locator('.timeline')).toHaveAttribute('data-drawn-ms', /\d/);
  // That may be of a look on the way. A canvas has its height once it is drawn; one that was drawn before is drawn with the next frame.
  await expect(page.locator('.timeline canvas:not([style*="height"])')).toHaveCount(0);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}
