// A worker whose script can't be had, whichever it is: the page says so at once, and goes on when the script is there again.
import { type Page, expect, test } from '@playwright/test';
import { FROM_HOST } from '../../www/hosting/headers.ts';
import { type HostOptions, type StaticHost, startHost } from './plain-host.ts';
import { runButton, status } from './support.ts';

/** Every role, with how many requests for its script go well before, and what is said where. */
const LOST = [
  { who: 'the host', losing: { 'engine.worker': 0 }, where: 'alert', said: 'The worker script could not be loaded' },
  { who: 'the first pool worker', losing: { 'engine.worker': 1 }, where: 'alert', said: 'the script of a pool worker could not be loaded' },
  { who: 'the last pool worker', losing: { 'engine.worker': 2 }, where: 'alert', said: 'the script of a pool worker could not be loaded' },
  { who: 'the caller', losing: { 'engine.worker': 3 }, where: 'alert', said: 'the script of the caller could not be loaded' },
  { who: 'a thread', losing: { 'thread.worker': 0 }, where: 'status', said: 'The run failed: the script of a thread could not be loaded' },
  { who: 'a process', losing: { 'process.worker': 0 }, where: 'status', said: 'its script could not be loaded' },
] as const;

/** Workers that say nothing are waited for twice as long. */
const AT_ONCE = { timeout: 15_000 };
const SETUP = '#task=primes&p.span=2000&items=40&cores=2&repeats=1&strategies=serial,threaded,pooled,processes';

let host: StaticHost | undefined;
test.afterEach(() => host?.close());

async function start(options: HostOptions): Promise<StaticHost> {
  host = await startHost(options);
  return host;
}

/** The page says what is lost, and once the host has it again, a run goes through. */
async function losesAndFinds(page: Page, { where, said }: (typeof LOST)[number], { url, mend }: StaticHost): Promise<void> {
  await page.goto(url + SETUP);
  await expect(page.locator('.badge')).toHaveText('shared memory');
  const run = runButton(page);
  if (where === 'status') await run.click();
  await expect(where === 'alert' ? page.getByRole('alert') : status(page)).toContainText(said, AT_ONCE);
  mend();
  if (where === 'alert') await page.getByRole('button', { name: 'Try again' }).click();
  await run.click();
  await expect(status(page)).toHaveText(/^Finished/, { timeout: 30_000 });
}

for (const lost of LOST) {
  test(`the script of ${lost.who} can’t be had`, async ({ page }) => {
    await losesAndFinds(page, lost, await start({ headers: FROM_HOST, losing: lost.losing }));
  });
}

test.describe('where the page’s service worker answers', () => {
  test.use({ serviceWorkers: 'allow' });

  for (const lost of LOST) {
    // It keeps a script that it had once, so only one that it never had is lost.
    if (Object.values(lost.losing).some((before) => before > 0)) continue;
    test(`the script of ${lost.who} can’t be had`, async ({ page }) => {
      await losesAndFinds(page, lost, await start({ losing: lost.losing }));
    });
  }
});
