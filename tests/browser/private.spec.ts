// Private mode: no memory is shared, so serial and processes run, and the page says why the others don't.
import { type Page, expect, test } from '@playwright/test';
import { type StaticHost, startHost } from './plain-host.ts';
import { violations } from './axe.ts';
import { SETUP, beside, entries, openPanel, part, press, primes } from './keep.ts';
import { PANELS, colours, failure, golden, open, run, runButton, status } from './support.ts';

// No headers, and service workers are refused: what is left is private mode.
let host: StaticHost;
const HASH = '#v=1&task=mandelbrot&items=32&cores=2&variant=imap';
/** A blog's page with the compact page in a frame. */
const post = (attributes: string, hash = HASH): string => `<!doctype html><title>A blog</title><iframe ${attributes} src="/?embed=1${hash}" width="700" height="600"></iframe>`;
test.beforeAll(async () => {
  host = await startHost({
    // As hosts of static pages do: a frame without an origin is let in.
    headers: { 'Access-Control-Allow-Origin': '*' },
    pages: {
      '/sandbox': post('sandbox="allow-scripts"'),
      '/popups': post('sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'),
      '/blog': post('', '#v=1&task=square&items=9&cores=2&variant=imap'),
      '/none': post('', `${HASH}&controls=none`),
    },
  });
});
test.afterAll(() => host.close());

test('the badge says that the mode is private, the notice says why, and what can’t be had can’t be chosen', async ({ page }) => {
  await open(page, host.url);
  await expect(page.getByRole('region', { name: 'Private mode: each worker has a memory of its own' })).toContainText('takes no service worker');
  await page.locator('.mode summary').click();
  await expect(page.locator('.mode-why')).toContainText('Serial and processes run for real');
  await page.locator('.mode summary').click();
  for (const [name, isOn, isHere] of [['Serial', true, true], ['Threaded', false, false], ['Pooled', false, false], ['Processes', true, true]] as const) {
    const box = page.getByRole('checkbox', { name });
    await expect(box).toBeChecked({ checked: isOn });
    await expect(box).toBeEnabled({ enabled: isHere });
  }
  await expect(page.getByText('Threaded and Pooled need shared memory, which this page has not got here. Processes stand in.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('one press compares serial and processes, for real, and every panel explains it', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await open(page, `${host.url}#v=1&task=mandelbrot&items=64&cores=2&variant=imap`);
  const pixels = page.getByRole('article', { name: 'Processes' }).locator('canvas');
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/, { timeout: 30_000 });
  await expect(page.getByText('All strategies computed identical results.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Results in numbers' }).getByRole('columnheader')).toHaveText([/Serial/, /Processes/]);
  // What paints comes with the first run, and may come after it.
  await expect.poll(() => colours(pixels)).toBeGreaterThan(20);
  for (const name of ['What happened', 'Timeline', 'Curves', 'Code', 'Keep and share']) {
    await page.getByRole('tab', { name }).click();
    await expect(page.getByRole('tabpanel', { name })).not.toHaveText('Loading …');
    await expect(page.getByText('This part of the page could not be loaded.')).toHaveCount(0);
  }
  expect(errors).toEqual([]);
});

test('with Serial alone, curves are measured of processes, and no simulation is promised', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 }));
  await open(page, `${host.url}#v=1&task=spin&p.ms=1&items=8&cores=2&variant=map&repeats=1&strategies=serial`);
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  await page.getByRole('tab', { name: 'Curves' }).click();
  for (const [title, button] of [['Speed-up over workers', 'Measure speed-up'], ['Runtime over chunk size', 'Measure chunk sizes'], ['Runtime over items', 'Measure items']] as const) {
    const figure = page.getByRole('region', { name: title, exact: true });
    await figure.getByRole('button', { name: button }).click();
    await expect(figure.getByRole('status').first()).toContainText('All points are measured.', { timeout: 30_000 });
    await expect(figure.getByRole('img')).toHaveAccessibleName(/Processes/);
    await expect(figure).not.toContainText('Pooled');
  }
  await expect(page.getByText('pooled needs shared memory, which this page has not got here')).toBeVisible();
});

test('every task gives the results of the golden table, alone and in processes', async ({ page }) => {
  test.setTimeout(180_000);
  await open(page, host.url);
  for (const { task, items, seed, params, digest } of golden) {
    const { results, environment } = await run(page, { task, items, seed, params, cores: 2, repeats: 1, variant: 'map' });
    expect.soft(results.map((result) => [result.strategy, result.digest]), task).toEqual([['serial', digest], ['processes', digest]]);
    expect(environment).toMatchObject({ mode: 'private', crossOriginIsolated: false, poolStartMs: 0 });
    expect(environment.memoryMb).toBeGreaterThan(1);
  }
});

test('a link that asks for threads keeps its wish, runs what is possible, and says so', async ({ page }) => {
  const hash = '#v=1&task=square&items=20&cores=2&variant=imap&strategies=serial,pooled';
  await open(page, host.url + hash);
  await expect(page.getByText('Processes stand in.')).toBeVisible();
  await page.getByLabel('Items').fill('30');
  await expect.poll(() => new URL(page.url()).hash).toBe(hash.replace('items=20', 'items=30'));
  await runButton(page).click();
  await expect(status(page)).toHaveText(/^Finished/);
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('article', { name: 'Processes' })).toBeVisible();
  // Who chooses wishes for what is chosen.
  await page.getByRole('checkbox', { name: 'Processes' }).uncheck();
  await expect(page.getByText('Processes stand in.')).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/strategies=serial$/);
});

test('a script that names strategies which can’t be had is told so, by field, value and what is allowed', async ({ page }) => {
  await open(page, host.url);
  expect(await failure(page, { task: 'square', strategies: ['serial', 'threaded', 'pooled'] })).toBe(
    'Error: strategies: threaded, pooled was given, one of serial, processes where workers share no memory is allowed',
  );
  expect((await run(page, { task: 'square', items: 5, cores: 2, repeats: 1 })).spec.strategies).toEqual(['serial', 'processes']);
});

test('Stop ends serial loops and processes, and the next run goes', async ({ page }) => {
  await open(page, host.url);
  for (const strategies of [['serial'], ['processes']] as const) {
    const ended = await page.evaluate(async (chosen) => {
      const controller = new AbortController();
      // Hours of work, each item longer than the patience with who doesn't hear.
      const spec = { task: 'wait', params: { seconds: 10 }, items: 1000, cores: 2, strategies: [...chosen] };
      setTimeout(() => controller.abort(), 500);
      return window.playground.run(spec, { signal: controller.signal }).then(
        () => 'done',
        (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
      );
    }, strategies);
    expect(ended).toBe('AbortError');
    expect((await run(page, { task: 'square', items: 20, cores: 2, repeats: 1 })).identical).toBe(true);
  }
});

test('progress is seen while it runs: serial one by one, processes too', async ({ page }) => {
  await open(page, host.url);
  for (const strategy of ['serial', 'processes'] as const) {
    const seen = await page.evaluate(async (chosen) => {
      const done: number[] = [];
      const spec = { task: 'wait', params: { seconds: 0.2 }, items: 8, cores: 1, repeats: 1, variant: 'imap' as const, strategies: [chosen] };
      await window.playground.run(spec, { onProgress: (progress) => progress.repeat === 1 && done.push(progress.done) });
      return done;
    }, strategy);
    expect(seen.some((done) => done > 0 && done < 8), `${strategy}: ${seen}`).toBe(true);
    expect(seen.at(-1)).toBe(8);
  }
});

test('over plain http it runs, keeps and compares, and the way to https is offered', async ({ page }) => {
  test.skip(host.plain === null, 'this machine has no address that counts as another one');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await open(page, `${host.plain}${SETUP}`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await expect(page.locator('.badge')).toHaveText('private memory');
  const notice = page.getByRole('region', { name: /^Private mode/ });
  await expect(notice).toContainText('only on pages that come over https, or from this machine');
  await expect(notice.getByRole('link', { name: 'Open over https' })).toHaveAttribute('href', page.url().replace('http:', 'https:'));
  expect(new URL(page.url()).hash).toBe(SETUP);
  await press(page);
  await openPanel(page);
  await expect(entries(page)).toHaveCount(1);
  await page.evaluate((link) => (location.hash = link), primes);
  await expect(beside(page).getByRole('heading', { name: /^A: / })).toBeVisible();
  await entries(page).getByRole('button', { name: /^Add to comparison/ }).click();
  await expect(beside(page).getByRole('heading', { name: /^B: / })).toBeVisible();
  // Clipboards are only for secure pages.
  await part(page, 'Share').getByRole('button', { name: 'Copy (Link to this setup)' }).click();
  await expect(part(page, 'Share').getByText('Please copy it from the field')).toBeVisible();
  expect(errors).toEqual([]);
});

test('in a frame the compact page has the badge, the reason and the way to a tab of its own', async ({ page, context }) => {
  await page.goto(new URL('/blog', host.url).href);
  const frame = page.frameLocator('iframe');
  await runButton(frame).click();
  await expect(status(frame)).toHaveText(/^Finished/);
  await frame.locator('.mode summary').click();
  await expect(frame.locator('.mode-why')).toContainText('in a frame on somebody else’s page');
  const [whole] = await Promise.all([context.waitForEvent('page'), frame.locator('.mode-why').getByRole('link', { name: 'Open in a tab of its own' }).click()]);
  await whole.waitForLoadState();
  expect(new URL(whole.url()).hash).toContain('task=square&items=9');
});

test('a frame without an origin runs, too: processes in an opaque sandbox', async ({ page }) => {
  await page.goto(new URL('/sandbox', host.url).href);
  const frame = page.frameLocator('iframe');
  await runButton(frame).click();
  await expect(status(frame)).toHaveText(/^Finished/, { timeout: 30_000 });
  await expect(frame.getByText('All strategies computed identical results.')).toBeVisible();
  await expect(frame.getByRole('article', { name: 'Processes' })).toBeVisible();
  await frame.locator('.mode summary').click();
  await expect(frame.locator('.mode-why')).toContainText('a frame that was given no rights of its own');
});

for (const [way, where] of [['in a frame', '/blog'], ['in a frame without controls', '/none'], ['in a sandbox', '/sandbox']] as const) {
  test(`${way} it is seen without unfolding anything what isn’t there, and how to come by it`, async ({ page }) => {
    await page.goto(new URL(where, host.url).href);
    const line = page.frameLocator('iframe').locator('.mode-line');
    await expect(line.getByText('Threaded and Pooled need shared memory, which this page has not got here.')).toBeVisible();
    await expect(line.getByRole('link', { name: 'Open in a tab of its own' })).toBeVisible();
    // Only a sandbox may keep the link from opening.
    await expect(line.getByRole('textbox')).toHaveCount(where === '/sandbox' ? 1 : 0);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the compact page, with what there is in a sandbox: ${colorScheme}`, async ({ page }) => {
    // As in a sandbox, which no tool looks into.
    await page.addInitScript(() => Object.defineProperty(self, 'origin', { get: () => 'null' }));
    await page.emulateMedia({ colorScheme });
    await open(page, `${host.url}?embed=1${HASH}`);
    await expect(page.locator('.mode-line').getByRole('textbox')).toBeVisible();
    expect.soft(await violations(page)).toEqual([]);
    await page.locator('.mode summary').click();
    expect.soft(await violations(page), 'the reason unfolded').toEqual([]);
  });
}

test('from a sandbox that opens nothing there is the address to be copied; from one that does, the tab', async ({ page, context }) => {
  await page.goto(new URL('/sandbox', host.url).href);
  for (const part of ['.mode-line', '.mode-why']) {
    if (part === '.mode-why') await page.frameLocator('iframe').locator('.mode summary').click();
    const address = page.frameLocator('iframe').locator(part).getByLabel('If that opens nothing, copy this address:');
    await expect(address).toBeVisible();
    await expect(address).toHaveValue(host.url + HASH);
    // One press marks all of it.
    await address.focus();
    expect(await address.evaluate((field: HTMLInputElement) => [field.selectionStart, field.selectionEnd])).toEqual([0, (host.url + HASH).length]);
  }
  await page.goto(new URL('/popups', host.url).href);
  const link = page.frameLocator('iframe').locator('.mode-line').getByRole('link', { name: 'Open in a tab of its own' });
  const [whole] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await whole.waitForLoadState();
  expect(whole.url()).toBe(host.url + HASH);
  expect(await whole.evaluate(() => self.origin)).toBe(new URL(host.url).origin);
});

test('a frame without an origin runs of a host that sends no headers at all, too: the compact page, and the whole', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  // A task of the second module, in the language that comes later.
  const whole = post('sandbox="allow-scripts"', '#v=1&task=sort&items=8&cores=2&variant=imap&repeats=2&lang=zh-CN').replace('?embed=1', '');
  const bare = await startHost({ pages: { '/blog': post('sandbox="allow-scripts"'), '/whole': whole } });
  try {
    await page.goto(new URL('/blog', bare.url).href);
    const frame = page.frameLocator('iframe');
    await runButton(frame).click();
    await expect(status(frame)).toHaveText(/^Finished/, { timeout: 30_000 });
    await expect(frame.getByRole('article', { name: 'Processes' })).toBeVisible();
    // As it looks elsewhere.
    expect(await frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe('rgb(246, 247, 249)');
    await page.goto(new URL('/whole', bare.url).href);
    await frame.getByRole('button', { name: '运行', exact: true }).click();
    await expect(status(frame)).toHaveText(/^完成/, { timeout: 30_000 });
    for (const id of PANELS) {
      await frame.locator(`#tab-${id}`).click();
      await expect(frame.locator('#panel')).not.toContainText(/正在加载|无法加载/);
    }
    expect(errors).toEqual([]);
  } finally {
    await bare.close();
  }
});

test('a frame without an origin, of a host that keeps its scripts from others, says what is missing, and the address', async ({ page }) => {
  const strict = await startHost({ headers: { 'Cross-Origin-Resource-Policy': 'same-origin' }, pages: { '/blog': post('sandbox="allow-scripts"') } });
  try {
    await page.goto(new URL('/blog', strict.url).href);
    const main = page.frameLocator('iframe').getByRole('main');
    await expect(main).toContainText('This sandboxed frame may not load the page’s scripts.');
    await expect(main).toContainText('这个沙盒框架不能加载本页的脚本');
    await expect(main.getByText(strict.url + HASH, { exact: true })).toBeVisible();
  } finally {
    await strict.close();
  }
});
