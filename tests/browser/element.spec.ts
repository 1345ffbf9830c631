// The element on somebody's own page, which sends no header and comes from another site.
import { type Page, expect } from '@playwright/test';
import type { PoolPlayground } from '../../www/embed/element.ts';
import { LONG, QUICK, framed, test, usable, workers } from './blog.ts';
import { runButton, status } from './support.ts';

/** The element's height on the page, and its content's in the frame. */
async function heights(page: Page): Promise<{ frame: number; content: number }> {
  const frame = await page.locator('pool-playground').evaluate((element) => element.getBoundingClientRect().height);
  const content = await framed(page).locator('#app').evaluate((app) => Math.ceil(app.getBoundingClientRect().height));
  return { frame, content };
}

/** What the frame lacks to be as high as its content; its height comes by a message. */
async function gap(page: Page): Promise<number> {
  const { frame, content } = await heights(page);
  return content - frame;
}

/** Keeps what the page's element tells, by its events' names; `told` reads it. */
const LISTEN = `<script>
  window.told = [];
  for (const name of ['ready', 'report', 'error'])
    document.addEventListener(name, (event) => { if (event instanceof CustomEvent) told.push([name, event.detail]); }, true);
</script>`;
const told = (page: Page): Promise<[string, Record<string, unknown> | null][]> => page.evaluate('told');

test('one line puts an experiment into a page, with shared memory, as high as what is in it', async ({ page, publish }) => {
  const { url } = await publish(`<h1>Post</h1><pool-playground ${QUICK}></pool-playground>`);
  await page.goto(url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const frame = framed(page);
  await expect(frame.getByText('Prime numbers · 20 ranges · 2 workers · imap')).toBeVisible();
  await usable(frame);
  await expect.poll(() => gap(page)).toBe(0);
  const { frame: before } = await heights(page);
  await runButton(frame).click();
  await expect(status(frame)).toHaveText(/^Finished/);
  await expect.poll(async () => (await heights(page)).frame).toBeGreaterThan(before + 100);
  await expect.poll(() => gap(page)).toBe(0);
  // Nothing to scroll in there, either way. The frame hears of its height after the page.
  const room = () =>
    frame.locator('html').evaluate(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) => ({
      down: scrollHeight - clientHeight,
      right: scrollWidth - clientWidth,
    }));
  await expect.poll(room).toEqual({ down: 0, right: 0 });
  const after = await heights(page);
  // It gets smaller again, too.
  await frame.getByRole('heading', { name: 'Experiment' }).click();
  await expect.poll(async () => (await heights(page)).frame).toBeGreaterThan(after.frame + 100);
  await frame.getByRole('heading', { name: 'Experiment' }).click();
  await expect.poll(async () => (await heights(page)).frame).toBe(after.frame);
});

test('a narrow column is as high as it needs to be, and follows a wider one', async ({ page, publish }) => {
  const { url } = await publish(`<div id="column" style="width: 340px"><pool-playground ${QUICK}></pool-playground></div>`);
  await page.goto(url);
  await usable(framed(page));
  await expect.poll(() => gap(page)).toBe(0);
  const { frame: narrow } = await heights(page);
  await page.locator('#column').evaluate((column) => (column.style.width = '900px'));
  await expect.poll(async () => (await heights(page)).frame).toBeLessThan(narrow - 100);
  await expect.poll(() => gap(page)).toBe(0);
});

test('the page hears of the frame, of its reports, and of what goes wrong', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK} core="3"></pool-playground>`, { head: LISTEN });
  await page.goto(url);
  await expect.poll(() => told(page)).toHaveLength(2);
  expect((await told(page))[0]).toEqual(['ready', null]);
  const [name, trouble] = (await told(page))[1] ?? [];
  expect(name).toBe('error');
  expect(trouble).toMatchObject({ code: 'setting', field: 'core', message: expect.stringMatching(/^core: 3 was given, one of the fields task, /) });
  await runButton(framed(page)).click();
  await expect.poll(async () => (await told(page)).map(([event]) => event)).toEqual(['ready', 'error', 'report']);
  const { json, same } = await page.locator('pool-playground').evaluate((element: PoolPlayground) => {
    const detail = (window as unknown as { told: [string, unknown][] }).told[2]?.[1];
    return { json: JSON.stringify(structuredClone(detail)), same: element.report === detail };
  });
  expect(same).toBe(true);
  const report = JSON.parse(json) as PoolPlayground['report'];
  expect(report).toMatchObject({ version: 1, spec: { task: 'primes', items: 20 }, identical: true, environment: { mode: 'shared' } });
  expect(report?.results.map(({ strategy, output, order }) => [strategy, output.length, order.length])).toEqual([
    ['serial', 20, 20],
    ['threaded', 20, 20],
    ['pooled', 20, 20],
  ]);
});

test('scripts of the page run it, seen or not, and stop it', async ({ page, publish }) => {
  const { url } = await publish(`<div style="height: 3000px"></div><pool-playground ${QUICK}></pool-playground>`);
  await page.goto(url);
  await page.evaluate(async () => {
    await customElements.whenDefined('pool-playground');
    // Who observes later is told later: the element knows by then that nobody sees it.
    await new Promise((told) => new IntersectionObserver(told).observe(document.querySelector('pool-playground')!));
  });
  await expect(page.locator('pool-playground iframe')).toHaveCount(0);
  const strategies = await page.evaluate(async () => {
    const report = await document.querySelector<PoolPlayground>('pool-playground')?.run();
    return report?.results.map(({ strategy }) => strategy);
  });
  expect(strategies).toEqual(['serial', 'threaded', 'pooled']);
  // Pictures come as plain arrays.
  const row = await page.evaluate(async () => {
    const element = document.createElement('pool-playground') as PoolPlayground;
    for (const [name, value] of Object.entries({ task: 'mandelbrot', 'p.width': '64', items: '8', cores: '2', repeats: '1' })) element.setAttribute(name, value);
    document.body.prepend(element);
    const [result] = (await element.run()).results;
    element.remove();
    return { isArray: Array.isArray(result?.output[0]), length: (result?.output[0] as number[]).length };
  });
  expect(row).toEqual({ isArray: true, length: 64 });
  const error = await page.evaluate(async (long) => {
    document.body.insertAdjacentHTML('afterbegin', `<pool-playground ${long}></pool-playground>`);
    const element = document.querySelector<PoolPlayground>('pool-playground');
    const run = element?.run().catch((reason: unknown) => String(reason));
    element?.addEventListener('ready', () => element.stop());
    return run;
  }, LONG);
  expect(error).toBe('AbortError: the run was stopped');
});

test('attributes that change set the frame up anew, without loading it anew', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK}></pool-playground>`);
  await page.goto(url);
  const frame = framed(page);
  await expect(frame.getByText('Prime numbers · 20 ranges · 2 workers · imap')).toBeVisible();
  await usable(frame);
  await frame.locator('html').evaluate((html) => (html.dataset['mark'] = 'first'));
  const element = page.locator('pool-playground');
  await element.evaluate((changed) => {
    changed.setAttribute('items', '30');
    changed.setAttribute('variant', 'map');
    changed.setAttribute('title', 'Primes, again');
  });
  await expect(frame.getByText('Prime numbers · 30 ranges · 2 workers · map')).toBeVisible();
  await expect(element.locator('iframe')).toHaveAttribute('title', 'Primes, again');
  // What a visitor sets up stays when only the theme changes.
  await frame.getByRole('heading', { name: 'Experiment' }).click();
  await frame.getByLabel('Items').fill('40');
  await element.evaluate((changed) => changed.setAttribute('theme', 'dark'));
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.getByLabel('Items')).toHaveValue('40');
  // What makes no sense is told in the frame.
  await element.evaluate((changed) => changed.setAttribute('variant', 'mapp'));
  await expect(frame.getByText('variant: mapp was given')).toBeVisible();
  await expect(frame.locator('html')).toHaveAttribute('data-mark', 'first');
  // Nor is it a step in the page's history.
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
});

test('the frame is light or dark as the page is around it', async ({ page, publish }) => {
  const css = '<style>body.night { background: #111; color: #eee } @media (prefers-color-scheme: dark) { body.system { background: #000; color: white } }</style>';
  const { url } = await publish(`<pool-playground ${QUICK}></pool-playground>`, { head: css });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(url);
  const root = framed(page).locator('html');
  const body = framed(page).locator('body');
  // The system is dark, but this page isn't.
  await expect(root).toHaveAttribute('data-theme', 'light');
  await expect(body).toHaveCSS('background-color', 'rgb(246, 247, 249)');
  await page.evaluate(() => (document.body.className = 'night'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(body).toHaveCSS('background-color', 'rgb(20, 23, 28)');
  await page.evaluate(() => (document.body.className = 'system'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.evaluate(() => (document.body.style.color = 'oklch(0.95 0.02 250)'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(() => (document.body.style.color = ''));
  await expect(root).toHaveAttribute('data-theme', 'light');
  // The author's word goes before.
  await page.locator('pool-playground').evaluate((element) => element.setAttribute('theme', 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.locator('pool-playground').evaluate((element) => element.setAttribute('theme', 'auto'));
  await expect(root).toHaveAttribute('data-theme', 'light');
});

test('readers can set nothing, the essential, or everything', async ({ page, publish }) => {
  const { url } = await publish(['none', 'some', 'all'].map((controls) => `<pool-playground ${QUICK} controls="${controls}"></pool-playground>`).join(''));
  await page.setViewportSize({ width: 900, height: 1600 });
  await page.goto(url);
  await expect(framed(page, 0).getByText('Prime numbers · 20 ranges · 2 workers · imap')).toBeVisible();
  await expect(framed(page, 0).getByRole('heading', { name: 'Experiment' })).toHaveCount(0);
  await runButton(framed(page, 0)).click();
  await expect(framed(page, 0).getByText('All strategies computed identical results.')).toBeVisible();
  for (const at of [1, 2]) {
    await usable(framed(page, at));
    await framed(page, at).getByRole('heading', { name: 'Experiment' }).click();
    await expect(framed(page, at).getByLabel('Call')).toBeVisible();
    await expect(framed(page, at).getByLabel('Items')).toBeVisible();
    await expect(framed(page, at).getByLabel('Task')).toHaveCount(at - 1);
    await expect(framed(page, at).getByText('More settings')).toHaveCount(at - 1);
  }
});

test('locked settings are shown, not to be changed, and run', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK} lock></pool-playground>`);
  await page.goto(url);
  const frame = framed(page);
  await usable(frame);
  await frame.getByRole('heading', { name: 'Experiment' }).click();
  await expect(frame.getByText('Whoever made this link locked its settings')).toBeVisible();
  await expect(frame.getByLabel('Items')).toBeDisabled();
  await expect(frame.getByLabel('Items')).toHaveValue('20');
  await expect(frame.getByLabel('Task')).toBeDisabled();
  await runButton(frame).click();
  await expect(status(frame)).toHaveText(/^Finished/);
  await expect(frame.getByRole('link', { name: 'Open in a tab of its own' })).toHaveAttribute('href', /&lock=1$/);
});

test('a page that removes the element in the middle of a run ends its workers', async ({ page, publish, browser }) => {
  const { url } = await publish(`<pool-playground ${LONG} strategies="serial,threaded,pooled,processes"></pool-playground><pool-playground ${QUICK}></pool-playground>`);
  await page.goto(url);
  await page.setViewportSize({ width: 900, height: 1600 });
  await expect(runButton(framed(page, 1))).toBeVisible();
  // The other frame keeps the process alive: what ends here is ended by the removal. Those of the test before may still be ending.
  await expect.poll(() => workers(browser)).toEqual([]);
  await runButton(framed(page)).click();
  await expect(status(framed(page))).toHaveText(/warming up|run 1 of/);
  await expect.poll(async () => (await workers(browser)).toSorted()).toEqual([
    'SpawnPoolWorker-1',
    'SpawnPoolWorker-2',
    'caller',
    'host',
    'pool',
    'pool',
  ]);
  await page.evaluate(() => document.querySelector('pool-playground')?.remove());
  await expect.poll(() => workers(browser)).toEqual([]);
  // Its turn is over, too.
  await runButton(framed(page)).click();
  await expect(status(framed(page))).toHaveText(/^Finished/);
});

test('on a Chinese page the frame’s name and the link instead of it are Chinese', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK}></pool-playground>`, { lang: 'zh-CN' });
  await page.goto(url);
  const frame = page.locator('pool-playground iframe');
  await expect(frame).toHaveAttribute('title', 'Pool Playground：并行计算实验');
  await page.clock.install();
  const refused = await publish(`<pool-playground ${QUICK}></pool-playground>`, { lang: 'zh', headers: { 'X-Frame-Options': 'DENY' } });
  await page.goto(refused.url);
  const link = page.getByRole('link', { name: '在单独的标签页中打开这个实验' });
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(link).toBeVisible({ timeout: 200 });
  }).toPass();
});

test('the attribute lang says what the frame speaks, at first and later', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK} lang="zh-CN"></pool-playground>`);
  await page.goto(url);
  const frame = framed(page);
  await expect(frame.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(frame.getByRole('button', { name: '运行', exact: true })).toBeVisible();
  await page.locator('pool-playground').evaluate((element) => element.setAttribute('lang', 'en'));
  await expect(runButton(frame)).toBeVisible();
});

test('nobody is asked for anything but the blog and the playground’s host', async ({ page, context, publish }) => {
  const { url, host } = await publish(`<pool-playground ${QUICK}></pool-playground>`);
  const asked: string[] = [];
  // Frames, their workers and service workers among them.
  context.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  await runButton(framed(page)).click();
  await expect(status(framed(page))).toHaveText(/^Finished/);
  const origins = new Set(asked.filter((address) => !/^(blob|data):/.test(address)).map((address) => new URL(address).origin));
  expect([...origins].toSorted()).toEqual([host.origin, new URL(url).origin].toSorted());
});

test('where the playground does not answer, there is a link instead', async ({ page, publish }) => {
  await page.clock.install();
  // As a host that lets nobody frame its pages.
  const { url, host } = await publish(`<pool-playground ${QUICK}></pool-playground>`, { head: LISTEN, headers: { 'X-Frame-Options': 'DENY' } });
  await page.goto(url);
  const link = page.getByRole('link', { name: 'Open the experiment in a tab of its own' });
  // The page begins to wait when the frame has loaded.
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(link).toBeVisible({ timeout: 200 });
  }).toPass();
  await expect(link).toHaveAttribute('href', new RegExp(`^${host.origin}/#v=1&task=primes&`));
  expect(await told(page)).toEqual([['error', { code: 'load', message: `nothing answered at ${host.origin}/` }]]);
});
