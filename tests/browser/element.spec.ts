// The element on somebody's own page, which sends no header and comes from another site.
import { expect } from '@playwright/test';
import { framed, test } from './blog.ts';

/** Small, and quick to run. */
const ATTRIBUTES = 'task="primes" p.span="500" items="20" cores="2" variant="imap" repeats="2"';

test('one line puts an experiment into a page, with shared memory', async ({ page, publish }) => {
  const { url } = await publish(`<h1>Post</h1><pool-playground ${ATTRIBUTES}></pool-playground>`);
  await page.goto(url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const frame = framed(page);
  await expect(frame.getByText('Prime numbers · 20 ranges · 2 workers · imap')).toBeVisible();
  await frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(frame.locator('.run-status')).toHaveText(/^Finished/);
});
