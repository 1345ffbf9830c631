// What the tests of keeping and sharing have in common: fixtures, parts of the panel, downloads, another visitor.
import { readFileSync } from 'node:fs';
import { type Browser, type Download, type Page, expect } from '@playwright/test';
import { open, runButton, status } from './support.ts';

const fixtures = JSON.parse(readFileSync(new URL('../../www/model/fixtures/links-v1.json', import.meta.url), 'utf8')) as {
  results: { link: string }[];
};
const [first, second] = fixtures.results.map(({ link }) => link);
if (first === undefined || second === undefined) throw new Error('there are no fixtures');
/** Results of two other machines, in links. */
export const [mandelbrot, primes]: readonly [string, string] = [first, second];

/** Small, and quick to run. */
export const SETUP = '#v=1&task=primes&p.span=5000&items=20&cores=2&variant=imap&repeats=3';

export const beside = (page: Page) => page.getByRole('region', { name: 'Side by side' });
export const kept = (page: Page) => page.getByRole('region', { name: 'Kept on this device' });
export const entries = (page: Page) => kept(page).getByRole('listitem');
export const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const hash = (page: Page) => new URL(page.url()).hash;

export async function press(page: Page): Promise<void> {
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/, { timeout: 30_000 });
}

export async function openPanel(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Keep and share' }).click();
  await expect(part(page, 'Share')).toBeVisible();
}

/** A page that has run the setup, with the panel open. */
export async function withResults(page: Page, setup = SETUP): Promise<void> {
  await open(page, `./${setup}`);
  await press(page);
  await openPanel(page);
}

export async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

export async function saved(page: Page, act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return download;
}

/** Another visitor, on another device as far as the page can tell. */
export async function another(browser: Browser, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await use(await context.newPage());
  } finally {
    await context.close();
  }
}
