// Without network: after one visit all of the page works, and a new version comes when the visitor says so.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { LANGUAGES } from '../../www/locales/languages.ts';
import { DIST, type StaticHost, startHost } from './plain-host.ts';
import { PANELS, makeLab, run, runButton, showPanel, status } from './support.ts';

test.use({ serviceWorkers: 'allow' });

let host: StaticHost;
let next: string;
test.beforeAll(() => {
  next = nextVersion();
});
test.beforeEach(async () => {
  host = await startHost({ under: '/some/where/' });
});
test.afterEach(() => host.close());
test.afterAll(() => rmSync(next, { recursive: true }));

const offered = (page: Page) => page.getByText('A new version of this page is ready.');
const generation = (page: Page) => page.locator('meta[name="generation"]');

/** The page as its next version would be: another document, under another name. */
function nextVersion(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pool-playground-'));
  cpSync(DIST, folder, { recursive: true });
  const change = (name: string, from: RegExp, to: string): void => {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toMatch(from);
    writeFileSync(join(folder, name), text.replace(from, to));
  };
  change('index.html', /<meta charset="utf-8" \/>/, '$&<meta name="generation" content="next" />');
  change('sw.js', /(version:.)[0-9a-f]{12}/, '$1000000000000');
  return folder;
}

async function usable(page: Page): Promise<void> {
  await expect(page.locator('.badge')).toHaveText('shared memory');
  await expect(runButton(page)).toBeEnabled();
}

/** How many files each cache of the page holds, by its version. */
function kept(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return Object.fromEntries(names.map((name, place) => [name.split(' ').at(-1)!, counts[place]!]));
  });
}

/** What the service worker knows of its version. */
function built(): { version: string; needed: number; files: string[] } {
  const [, version = '', needed = '', list = ''] =
    /version:.([0-9a-f]{12}).*?needed:(\d+).*?files:.(.*?).\.split/.exec(readFileSync(join(DIST, 'sw.js'), 'utf8')) ?? [];
  return { version, needed: Number(needed), files: list.split(',') };
}

/** A first visit, until everything is kept. */
async function visit(page: Page): Promise<string> {
  await page.goto(host.url);
  await usable(page);
  const { version, files } = built();
  // And the page itself.
  const whole = { [version]: files.length + 1 };
  await expect.poll(() => kept(page), { timeout: 20_000 }).toEqual(whole);
  return version;
}

test('after one visit all of it works without network: runs, every panel, a lab, every task, languages, links, the compact page', async ({ page, context }) => {
  test.setTimeout(120_000);
  await visit(page);
  await context.setOffline(true);
  await host.close();
  const other = await context.newPage();
  const errors: string[] = [];
  other.on('pageerror', (error) => errors.push(error.message));
  await other.goto(`${host.url}#v=1&task=primes&items=20&cores=2&variant=imap&strategies=serial,threaded,pooled,processes`);
  await usable(other);
  await runButton(other).click();
  await expect(status(other)).toHaveText(/^Finished/, { timeout: 30_000 });
  for (const id of PANELS) await showPanel(other, id);
  // The labs' own module and workers.
  await makeLab(other);
  const tasks = await other.evaluate(() => window.playground.catalog().tasks.map(({ id }) => id));
  await other.getByRole('tab', { name: 'Code' }).click();
  for (const task of tasks) {
    await other.getByLabel('Task', { exact: true }).selectOption(task);
    await expect(other.getByRole('tabpanel', { name: 'Code' })).toContainText(task);
  }
  // A task of the module that comes later.
  expect((await run(other, { task: 'sort', items: 3, cores: 2, repeats: 1 })).identical).toBe(true);
  await other.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(other.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(other.locator('#panel')).toHaveText(/\p{Script=Han}/u);
  await other.getByRole('combobox', { name: '语言' }).selectOption('en');
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  await other.goto(`${host.url}index.html?embed=1#v=1&task=square&items=9&cores=2&variant=imap`);
  await usable(other);
  expect((await run(other, { task: 'square', items: 3, cores: 2, repeats: 1 })).identical).toBe(true);
  expect(errors).toEqual([]);
});

test('after a first visit that was short the page opens, runs and shows what came of it without network, in every language', async ({ page, context }) => {
  const { version, needed, files } = built();
  // The first of those that come when there is time; all others come after it.
  host.hold(files[needed]!);
  await page.goto(host.url);
  await usable(page);
  await expect.poll(() => kept(page)).toEqual({ [version]: needed + 1 });
  await context.setOffline(true);
  await host.close();
  for (const { id } of LANGUAGES) {
    const other = await context.newPage();
    await other.goto(`${host.url}#v=1&task=primes&items=20&cores=2&variant=imap&repeats=1&lang=${id}`);
    await other.locator('.button-run').click();
    await expect(other.locator('.verdict-good')).toBeVisible();
    await expect(other.locator('.lines li').first()).toBeVisible();
    await expect(other.locator('html')).toHaveAttribute('lang', id);
    await expect(other.locator('.verdict-good')).toHaveText(id === 'en' ? /identical/ : /\p{Script=Han}/u);
    await other.close();
  }
});

test('what is kept isn’t asked for again; what isn’t the page’s goes to the server as ever', async ({ page }) => {
  await visit(page);
  host.requests.length = 0;
  await page.reload();
  await usable(page);
  // The browser itself looks for a new version.
  expect(host.requests.filter((path) => !path.endsWith('/sw.js'))).toEqual([]);
  const statuses = await page.evaluate(async () => {
    const range = await fetch('./icon.svg', { headers: { Range: 'bytes=0-9' } });
    const post = await fetch('./icon.svg', { method: 'POST' });
    const missing = await fetch('./nothing-here');
    return [range.ok, post.ok, missing.status];
  });
  expect(statuses).toEqual([true, true, 404]);
  expect(host.requests.filter((path) => !path.endsWith('/sw.js'))).toEqual(['/some/where/icon.svg', '/some/where/icon.svg', '/some/where/nothing-here']);
});

test('a new version is offered, not while something is measured, and comes when it is taken; the old one goes', async ({ page }) => {
  test.setTimeout(120_000);
  const old = await visit(page);
  host.serve(next);
  await page.goto(`${host.url}?again#v=1&task=wait&p.seconds=1&items=40&cores=2&variant=imap&repeats=1`);
  await usable(page);
  // What was opened is the version that was here; the run begins before the new one is complete, or hides the offer, and lasts longer
  // than it takes to fetch that.
  await runButton(page).click();
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state), { timeout: 20_000 }).toBe('installed');
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await expect(offered(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(offered(page)).toBeVisible();
  await expect(generation(page)).toHaveCount(0);
  expect(Object.keys(await kept(page)).toSorted()).toEqual(['000000000000', old].toSorted());
  const hash = new URL(page.url()).hash;
  await page.getByRole('status').filter({ hasText: 'A new version' }).getByRole('button', { name: 'Reload' }).click();
  await expect(generation(page)).toHaveCount(1);
  await usable(page);
  expect(new URL(page.url()).hash).toBe(hash);
  await expect(offered(page)).toHaveCount(0);
  await expect.poll(async () => Object.keys(await kept(page)), { timeout: 20_000 }).toEqual(['000000000000']);
});

test('a tab that shows the old version goes on with it when another takes the new one, and is told', async ({ page, context }) => {
  test.setTimeout(120_000);
  await visit(page);
  host.serve(next);
  const other = await context.newPage();
  await other.goto(`${host.url}?other`);
  await expect(offered(other)).toBeVisible({ timeout: 20_000 });
  await other.getByRole('button', { name: 'Reload' }).click();
  await expect(generation(other)).toHaveCount(1);
  await expect(offered(page)).toBeVisible();
  await expect(generation(page)).toHaveCount(0);
  await page.getByRole('tab', { name: 'Keep and share' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Keep and share' })).not.toContainText('Loading');
  expect((await run(page, { task: 'square', items: 3, cores: 2, repeats: 1 })).identical).toBe(true);
});

test('a version that can’t be had completely is not offered', async ({ page }) => {
  await visit(page);
  const broken = mkdtempSync(join(tmpdir(), 'pool-playground-'));
  cpSync(next, broken, { recursive: true });
  rmSync(join(broken, 'icon.svg'));
  host.serve(broken);
  await page.goto(`${host.url}?again`);
  await usable(page);
  await expect.poll(() => host.requests.filter((path) => path.endsWith('icon.svg')).length, { timeout: 20_000 }).toBe(2);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing ?? null)).toBe(null);
  await expect(offered(page)).toHaveCount(0);
  rmSync(broken, { recursive: true });
});

test('it can be installed', async ({ page }) => {
  await visit(page);
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Playwright's contexts are windows that keep nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});
