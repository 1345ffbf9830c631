// The page's own policy: nothing violates it and nothing comes from elsewhere, whatever is opened, pressed and saved.
import { type Page, expect, test } from '@playwright/test';
import { SETUP, beside, press, primes } from './keep.ts';
import { startHost } from './plain-host.ts';
import { PANELS, makeLab, open, showPanel } from './support.ts';
import { eachLab } from './views.ts';

declare global {
  interface Window {
    violations: string[];
  }
}

/** Notes what violates the policy, what is asked of anybody else, and what breaks. */
async function watched(page: Page, address = test.info().project.use.baseURL!): Promise<() => Promise<string[]>> {
  const seen: string[] = [];
  const ours = new URL(address).origin;
  // Of the page, its workers and its service worker.
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== ours && !['blob:', 'data:'].includes(url.protocol)) seen.push(`elsewhere: ${request.url()}`);
  });
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) seen.push(message.text());
  });
  page.on('pageerror', (error) => seen.push(error.message));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      window.violations.push(`${effectiveDirective}: ${blockedURI} ${sample}`),
    );
  });
  return async () => [...seen, ...(await page.evaluate(() => window.violations))];
}

/** Presses every button of the open panel that shows, copies, measures or saves something. */
async function pressAll(page: Page): Promise<void> {
  const panel = page.getByRole('tabpanel');
  const names = await panel.getByRole('button').evaluateAll((all) =>
    all.filter((button) => !(button as HTMLButtonElement).disabled).map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
  );
  const wanted = [...new Set(names)].filter((name) => name.trim() !== '' && !/remove|undo|file/i.test(name));
  for (const name of wanted) {
    const button = panel.getByRole('button', { name, exact: true }).first();
    // One may take another away.
    if ((await button.count()) > 0 && (await button.isEnabled())) await button.click();
  }
}

test('every panel, every export, every task’s picture', async ({ page }) => {
  test.setTimeout(240_000);
  const wrong = await watched(page);
  const files: string[] = [];
  page.on('download', (download) => files.push(download.suggestedFilename()));
  await open(page, `./${SETUP}&strategies=serial,threaded,pooled,processes`);
  await press(page);
  // Somebody else's results beside, so that there are all charts that can be.
  await page.evaluate((link) => (location.hash = link), primes);
  await expect(beside(page)).toBeVisible();
  await press(page);
  for (const id of PANELS) {
    await expect((await showPanel(page, id)).getByRole('button').first()).toBeVisible();
    await pressAll(page);
    // A series of comparisons, or a lab, may have begun.
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0, { timeout: 120_000 });
  }
  for (const ending of ['.csv', '.json', '.trace.json', '.svg', '.png']) {
    await expect.poll(() => files.filter((file) => file.endsWith(ending)).length, ending).toBeGreaterThan(0);
  }
  const tasks = await page.evaluate(() => window.playground.catalog().tasks.map(({ id, item }) => ({ id, item })));
  for (const { id } of tasks) {
    await page.evaluate((task) => window.playground.run({ task, items: 4, cores: 2, repeats: 1 }).then(() => undefined), id);
  }
  await page.locator('.header').getByLabel('Theme').selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await wrong()).toEqual([]);
});

test('every lab', async ({ page }) => {
  test.setTimeout(120_000);
  const wrong = await watched(page);
  await open(page, './#v=1&task=square');
  await eachLab(page, async (name) => expect.soft(await wrong(), name).toEqual([]));
});

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('from a host without headers: nobody else is asked, by the page or by its service worker', async ({ page }) => {
    const host = await startHost({ under: '/some/where/' });
    const wrong = await watched(page, host.url);
    // It loads anew, once.
    await page.goto(`${host.url}${SETUP}&strategies=serial,threaded,pooled,processes`);
    await expect(page.locator('.badge')).toHaveText('shared memory');
    await press(page);
    for (const id of PANELS) await showPanel(page, id);
    await makeLab(page);
    await page.reload();
    await press(page);
    expect(await wrong()).toEqual([]);
    await host.close();
  });
});

test('the compact page, a page without an engine and a link that makes no sense ask nobody else either', async ({ page }) => {
  const wrong = await watched(page);
  await open(page, `./?embed=1${SETUP}`);
  await press(page);
  expect(await wrong()).toEqual([]);
  await open(page, './#v=9&task=<img src=https://example.org/x>&items=many&r=1.nonsense');
  await expect(page.getByRole('status').filter({ hasText: 'made no sense' })).toBeVisible();
  expect(await wrong()).toEqual([]);
});

test('what the policy forbids is refused: another’s script, an inline one, text as code, a request elsewhere', async ({ page }) => {
  await open(page);
  const refused = await page.evaluate(async () => {
    const outcomes: Record<string, boolean> = {};
    const script = (set: (element: HTMLScriptElement) => void): Promise<boolean> =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve(true), { once: true });
        const element = document.createElement('script');
        set(element);
        document.head.append(element);
      });
    outcomes['another’s script'] = await script((element) => (element.src = 'https://example.org/x.js'));
    outcomes['inline script'] = await script((element) => (element.textContent = 'document.title = "hacked"'));
    try {
      outcomes['text as code'] = new Function('return 1')() !== 1;
    } catch {
      outcomes['text as code'] = true;
    }
    outcomes['request'] = await fetch('https://example.org/', { mode: 'no-cors' }).then(
      () => false,
      () => true,
    );
    return { ...outcomes, title: document.title };
  });
  expect(refused).toEqual({ 'another’s script': true, 'inline script': true, 'text as code': true, request: true, title: 'Pool Playground' });
});
