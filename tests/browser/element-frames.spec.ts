// Other ways into a page: a plain frame, a sandbox, a host without isolation, and what the panel gives authors to paste.
import { readFileSync, writeFileSync } from 'node:fs';
import { type Locator, expect } from '@playwright/test';
import { violations } from './axe.ts';
import { QUICK, framed, test } from './blog.ts';
import { openPanel, part } from './keep.ts';
import { open, runButton, status } from './support.ts';

const LINK = '#v=1&task=primes&p.span=500&items=20&cores=2&variant=imap&repeats=2';

test('a plain frame works without any script of the page', async ({ page, publish }) => {
  const { url } = await publish(`<iframe src="HOST/?embed=1${LINK}&theme=dark&controls=none" width="700" height="860"></iframe>`);
  await page.goto(url);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.getByRole('heading', { name: 'Experiment' })).toHaveCount(0);
  await runButton(frame).click();
  await expect(status(frame)).toHaveText(/^Finished/);
  // What is longer than the frame can be reached.
  expect(await frame.locator('html').evaluate((html) => getComputedStyle(html).overflowY)).toBe('visible');
});

test('a link may start the run', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK} run></pool-playground>`);
  await page.goto(url);
  await expect(status(framed(page))).toHaveText(/^Finished/);
});

for (const [name, serviceWorkers, body] of [
  ['a browser without service workers', 'block', `<pool-playground ${QUICK}></pool-playground>`],
  ['an opaque sandbox', 'allow', `<iframe sandbox="allow-scripts" width="700" height="900" srcdoc="<script type=module src=HOST/embed.js></script><pool-playground ${QUICK.replaceAll('"', '&quot;')}></pool-playground>"></iframe>`],
] as const) {
  test.describe(name, () => {
    test.use({ serviceWorkers });

    test('the frame is as high as its content, runs in private mode, and says so', async ({ page, publish }) => {
      const { url } = await publish(body);
      await page.goto(url);
      const outer = body.includes('sandbox') ? page.frameLocator('iframe') : page;
      const element = outer.locator('pool-playground');
      const inner = element.locator('iframe').contentFrame();
      await expect(inner.getByText('Prime numbers · 20 ranges · 2 workers · imap')).toBeVisible();
      const height = (of: Locator): Promise<number> => of.evaluate((given) => Math.ceil(given.getBoundingClientRect().height));
      await expect.poll(async () => (await height(element)) - (await height(inner.locator('#app')))).toBe(0);
      await expect(inner.locator('html')).toHaveAttribute('data-theme', 'light');
      await expect(inner.locator('.badge-private')).toBeVisible();
      await runButton(inner).click();
      await expect(status(inner)).toHaveText(/^Finished/);
      await expect(inner.getByRole('article')).toHaveCount(2);
    });
  });
}

test('on a page that is isolated itself, the frame is, too', async ({ page, publish }) => {
  const isolated = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const { url } = await publish(`<pool-playground ${QUICK}></pool-playground>`, {
    headers: { ...isolated, 'Cross-Origin-Resource-Policy': 'cross-origin' },
    blogHeaders: { ...isolated, 'Cross-Origin-Opener-Policy': 'same-origin' },
  });
  await page.goto(url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await runButton(framed(page)).click();
  await expect(status(framed(page))).toHaveText(/^Finished/);
});

test('the panel gives what authors paste, and what it gives works on a blog', async ({ page, publish, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, `./${LINK}`);
  await openPanel(page);
  const embed = part(page, 'Embed');
  const code = embed.getByLabel('To paste into your page', { exact: true });
  await expect(code).toHaveValue(
    `<script type="module" src="${baseURL}embed.js"></script>\n<pool-playground task="primes" p.span="500" items="20" cores="2" variant="imap" repeats="2"></pool-playground>\n`,
  );
  await embed.getByLabel('Readers can set').selectOption('none');
  await embed.getByLabel('Theme').selectOption('dark');
  await embed.getByLabel('Lock the settings: shown').check();
  await expect(code).toHaveValue(/ repeats="2" lock="1" controls="none" theme="dark"><\/pool-playground>\n$/);
  // The preview follows, and runs.
  const preview = embed.locator('pool-playground iframe').contentFrame();
  await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(preview.getByRole('heading', { name: 'Experiment' })).toHaveCount(0);
  await runButton(preview).click();
  await expect(status(preview)).toHaveText(/^Finished/);
  // So does what is set up above.
  await page.getByLabel('Items').fill('25');
  await expect(code).toHaveValue(/ items="25" /);
  await expect(preview.getByText('Prime numbers · 25 ranges · 2 workers · imap')).toBeVisible();
  await embed.getByRole('button', { name: /^Copy/ }).click();
  await expect(embed.getByRole('button', { name: /^Copied/ })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await code.inputValue());
  await embed.getByLabel('As', { exact: true }).selectOption('frame');
  await expect(code).toHaveValue(/^<iframe src="[^"<>]+\/\?embed=1#v=1&amp;task=primes&amp;p\.span=500&amp;items=25&amp;[^"<>]+" title="Pool Playground: Prime numbers" style="[^"<>]+" loading="lazy" allow="[^"<>]+"><\/iframe>\n$/);
  await expect(runButton(embed.locator('iframe').contentFrame())).toBeVisible();
  const plain = await code.inputValue();
  // On a blog, from a host that frames can be isolated on.
  const own = new URL(baseURL ?? '').origin;
  const { url } = await publish((copied + plain).replaceAll(own, 'HOST'));
  await page.setViewportSize({ width: 900, height: 1800 });
  await page.goto(url);
  await expect(framed(page).locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(framed(page).getByText('Prime numbers · 25 ranges · 2 workers · imap')).toBeVisible();
  for (const frame of [framed(page), page.frameLocator('body > iframe')]) {
    await runButton(frame).click();
    await expect(status(frame)).toHaveText(/^Finished/);
  }
});

test('axe finds nothing in the panel and in a locked frame, light or dark', async ({ page }) => {
  const found = async (): Promise<string[]> => {
    const lines: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      lines.push(...(await violations(page)));
    }
    return lines;
  };
  await open(page, `./${LINK}`);
  await openPanel(page);
  await part(page, 'Embed').locator('pool-playground').scrollIntoViewIfNeeded();
  await expect(runButton(part(page, 'Embed').locator('pool-playground iframe').contentFrame())).toBeVisible();
  expect(await found()).toEqual([]);
  for (const controls of ['none', 'some', 'all']) {
    await page.goto('about:blank');
    await open(page, `./?embed=1${LINK}&lock=1&controls=${controls}&bogus=1`);
    if (controls !== 'none') await page.getByRole('heading', { name: 'Experiment' }).click();
    await expect(page.getByText('bogus: 1 was given')).toBeVisible();
    expect(await found()).toEqual([]);
  }
});

test('the example for authors works as a file, without any server of its own', async ({ page, baseURL }) => {
  const source = readFileSync(new URL('../../examples/blog.html', import.meta.url), 'utf8');
  const file = test.info().outputPath('blog.html');
  writeFileSync(file, source.replace('http://127.0.0.1:8080/', baseURL ?? ''));
  await page.setViewportSize({ width: 900, height: 2600 });
  await page.goto(`file://${file}`);
  await expect(framed(page, 0).getByText('Mandelbrot set · 128 rows · 2 workers · imap')).toBeVisible();
  await expect(framed(page, 1).getByText('· locked')).toBeVisible();
  await expect(framed(page, 2).getByText('Waiting · 8 waits · 4 workers · imap')).toBeVisible();
  for (const at of [0, 1, 2]) await expect(framed(page, at).getByText('made no sense')).toHaveCount(0);
});

test('embed.js is one small file, which other sites may load', async ({ request }) => {
  const response = await request.get('./embed.js');
  expect(response.headers()['access-control-allow-origin']).toBe('*');
  const code = await response.text();
  expect(code.length).toBeLessThan(8_000);
  expect(code).not.toMatch(/\bimport\s*[({*\w"']|\bfrom\s*["']/);
});
