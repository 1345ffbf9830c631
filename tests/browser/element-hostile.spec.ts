// Hostile pages, strings and neighbours: nothing is injected, nobody else is listened to.
import { type Page, expect } from '@playwright/test';
import type { PoolPlayground } from '../../www/embed/element.ts';
import { HOSTILE } from '../../www/embed/hostile.fixture.ts';
import { LONG, QUICK, blog, framed, test, usable } from './blog.ts';
import { open, runButton, status } from './support.ts';

/** Whatever runs what isn't ours calls `hacked`, in whichever frame. */
async function watch(page: Page): Promise<() => string[]> {
  const calls: string[] = [];
  await page.exposeFunction('hacked', () => void calls.push('hacked() was called'));
  page.on('dialog', (dialog) => {
    calls.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return () => calls;
}

/** Values that can be in an attribute and come back out of the address as they were. */
const STRINGS = HOSTILE.map((text) => text.replaceAll(/\p{Cs}/gu, '\uFFFD'));

test('attributes stay text, in the page and in the frame', async ({ page, publish }) => {
  test.slow();
  const calls = await watch(page);
  const { url, host } = await publish('<pool-playground cores="2"></pool-playground>');
  await page.goto(url);
  const element = page.locator('pool-playground');
  const frame = framed(page);
  await usable(frame);
  const tags = (): Promise<string[]> => frame.locator('.notice').first().evaluate((notice) => [...notice.querySelectorAll('*')].map(({ localName }) => localName));
  for (const text of STRINGS) {
    await element.evaluate((changed, value) => changed.setAttribute('task', value), text);
    const shown = frame.locator('.notice li');
    // As a whole, and as nothing but text.
    await expect.poll(() => shown.first().evaluate(({ textContent }) => textContent ?? '')).toBe(
      `task: ${text} was given, one of ${await frame.locator('body').evaluate(() => window.playground.catalog().tasks.map(({ id }) => id).join(', '))} is allowed`,
    );
    expect(await tags()).toEqual(['p', 'ul', 'li', 'button']);
  }
  // The same from the start, in each of several attributes.
  for (const name of ['task', 'p.span', 'cores', 'controls', 'theme', 'lock', 'title']) {
    await page.evaluate(([attribute, values]) => {
      document.body.replaceChildren(
        ...values.slice(0, 12).map((value) => {
          const made = document.createElement('pool-playground');
          made.setAttribute(attribute, value);
          return made;
        }),
      );
    }, [name, STRINGS] as const);
    await expect(runButton(framed(page))).toBeVisible();
    const sources = await page.locator('pool-playground').evaluateAll((elements) =>
      elements.flatMap((made) => [...(made.shadowRoot?.querySelectorAll('iframe') ?? [])].map(({ src, srcdoc }) => ({ src: new URL(src).origin, srcdoc }))),
    );
    expect(new Set(sources.map(({ src, srcdoc }) => `${src} ${srcdoc}`))).toEqual(new Set([`${host.origin} `]));
    expect(await page.evaluate(() => document.querySelectorAll('img, svg, script:not([src])').length)).toBe(0);
  }
  // Frames that only begin to load have no address yet.
  const elsewhere = (): string[] => page.frames().map((one) => one.url()).filter((address) => ![url, `${host.origin}/`].some((ours) => address.startsWith(ours)));
  await expect.poll(elsewhere).toEqual([]);
  expect(calls()).toEqual([]);
});

/** Sets each link up, waits until the page says what it makes of it, and tells of whatever became more than text. Runs in the page, link after link. */
async function follow({ names, texts }: { names: readonly string[]; texts: readonly string[] }): Promise<string[]> {
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    // At least 15 s: frames may be quick while what loads with the first results is slow.
    for (let frame = 0; frame < 900 && !holds(); frame += 1) await new Promise(requestAnimationFrame);
    if (!holds()) found.push(`${what}: nothing was said of it`);
  };
  const found: string[] = [];
  const said = (): string => document.querySelector('.notice')?.textContent ?? '';
  for (const [name, text] of names.flatMap((known) => texts.map((value) => [known === '' ? value : known, value] as const))) {
    const link = `#${new URLSearchParams({ v: '1', [name]: text })}`;
    // What results say is always the same: it is waited for from a page that says nothing.
    if (name === 'r') document.querySelector<HTMLButtonElement>('.notice button')?.click();
    if (name === 'r') await until(link, () => said() === '');
    const before = said();
    location.hash = link;
    // Results leave everything else as it is; whatever else is strange is told.
    if (name === 'r') await until(link, () => said().startsWith('The results in this link can’t be read') && !location.hash.includes('&r='));
    else await until(link, () => said() !== before && document.querySelector('.notice li')?.textContent?.startsWith(`${name.replace(/^p\./, 'params.')}: `) === true);
    const inNotice = [...document.querySelectorAll('.notice *')].map(({ localName }) => localName).join();
    if (!['', 'p,ul,li,button', 'p,ul,button'].includes(inNotice)) found.push(`${link}: ${inNotice}`);
    for (const element of document.body.querySelectorAll('*')) {
      if (/^(img|iframe|script|object|embed|base|link)$/.test(element.localName) && !(element as HTMLScriptElement).src.startsWith(location.origin)) found.push(`${link}: ${element.outerHTML}`);
      if (element.getAttributeNames().some((attribute) => attribute.startsWith('on'))) found.push(`${link}: ${element.outerHTML}`);
    }
    const { theme, embed } = document.documentElement.dataset;
    if (theme !== 'auto' || embed !== undefined || document.documentElement.lang !== 'en') found.push(`${link}: the page looks otherwise`);
    if (Object.keys(Object.prototype).length > 0) found.push(`${link}: objects have ${Object.keys(Object.prototype)}`);
  }
  return found;
}

test('links stay text on the page, whichever field they are in, and as a field’s name', async ({ page }) => {
  const calls = await watch(page);
  await open(page);
  const names = ['', 'task', 'p.limit', 'variant', 'strategies', 'theme', 'lang', 'controls', 'lab', 'r'];
  expect(await page.evaluate(follow, { names, texts: STRINGS })).toEqual([]);
  expect(calls()).toEqual([]);
});

test('the frame listens to nobody but the page around it, and to nothing but what it knows', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK}></pool-playground><iframe id="neighbour" srcdoc="<p>An advertisement</p>"></iframe>`);
  await page.goto(url);
  const frame = framed(page);
  // It has heard the page, so it listens.
  await expect(frame.locator('html')).toHaveAttribute('data-fitted', '');
  // A neighbour reaches the frame through the page, but is not the page. `frames` has none that is in a shadow tree.
  await page.frameLocator('#neighbour').locator('p').evaluate(() => {
    const inner = parent.document.querySelector('pool-playground')!.shadowRoot!.querySelector('iframe')!.contentWindow!;
    for (const message of [{ type: 'run' }, { type: 'set', link: '#v=1&task=square' }, { type: 'theme', theme: 'dark' }]) inner.postMessage({ poolPlayground: 1, ...message }, '*');
  });
  // The page itself, in shapes that mean nothing.
  const playground = page.locator('pool-playground iframe');
  await playground.evaluate((inner: HTMLIFrameElement, strings) => {
    const strange = [null, 1, 'run', [], { poolPlayground: 1 }, { type: 'run' }, { poolPlayground: 2, type: 'run' }, { poolPlayground: 1, type: 'set', link: {} }, new Blob(['x']), new Map([['type', 'run']])];
    for (const message of [...strange, ...strings, ...strings.map((type) => ({ poolPlayground: 1, type })), ...strings.map((theme) => ({ poolPlayground: 1, type: 'theme', theme }))]) inner.contentWindow!.postMessage(message, '*');
  }, STRINGS);
  // Messages come in order: what is heard now was sent last.
  await page.locator('pool-playground').evaluate((element) => element.setAttribute('items', '21'));
  await expect(frame.getByText('Prime numbers · 21 ranges · 2 workers · imap')).toBeVisible();
  await expect(status(frame)).toHaveText('Ready.');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');
  // Hostile settings by the right way are told, as text.
  await playground.evaluate((inner: HTMLIFrameElement, strings) => {
    for (const text of strings) inner.contentWindow!.postMessage({ poolPlayground: 1, type: 'set', link: text }, '*');
  }, STRINGS);
  await page.locator('pool-playground').evaluate((element) => element.setAttribute('items', '22'));
  await expect(frame.getByText('Prime numbers · 22 ranges · 2 workers · imap')).toBeVisible();
  await runButton(frame).click();
  await expect(status(frame)).toHaveText(/^Finished/);
});

test('the element listens to nobody but its own frame', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${QUICK}></pool-playground><iframe id="neighbour" src="HOST/?embed=1#task=square"></iframe>`);
  await page.goto(url);
  await usable(framed(page));
  const height = () => page.locator('pool-playground').evaluate((element) => element.getBoundingClientRect().height);
  // As high as its content, as its own frame said.
  const before = await framed(page).locator('#app').evaluate((content) => Math.ceil(content.getBoundingClientRect().height));
  await expect.poll(height).toBe(before);
  // The same origin, another frame: and the page itself.
  await usable(page.frameLocator('#neighbour'));
  const neighbour = page.frameLocator('#neighbour').locator('html');
  const forge = (): void => {
    const forged = [{ type: 'height', heightPx: 5_000 }, { type: 'report', report: { results: [], forged: true } }, { type: 'error', trouble: { code: 'run', message: 'forged' } }];
    for (const message of forged) parent.postMessage({ poolPlayground: 1, ...message }, '*');
  };
  await page.locator('pool-playground').evaluate((element) => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ['report', 'error']) element.addEventListener(name, () => heard.push(name));
    addEventListener('message', ({ data }) => data === 'last' && heard.push(data));
  });
  await neighbour.evaluate(forge);
  await page.evaluate(forge);
  await page.evaluate(() => {
    const strange = [null, 1, 'x', [], { poolPlayground: 1, type: 'height', heightPx: '9' }];
    for (const message of strange) postMessage(message, '*');
  });
  await neighbour.evaluate(() => parent.postMessage('last', '*'));
  await page.evaluate(() => postMessage('last', '*'));
  // Each sender's messages come in order, so nothing of theirs is on its way any more.
  await expect.poll(() => page.evaluate('heard')).toEqual(['last', 'last']);
  expect(await page.locator('pool-playground').evaluate((element: PoolPlayground) => element.report)).toBeNull();
  expect(await height()).toBe(before);
});

test('the element does not listen to its own frame once that shows somebody else’s page', async ({ page, publish }) => {
  const forged = [{ type: 'height', heightPx: 5_000 }, { type: 'report', report: { results: [], forged: true } }, { type: 'error', trouble: { code: 'run', message: 'forged' } }];
  const lines = forged.map((message) => `parent.postMessage(${JSON.stringify({ poolPlayground: 1, ...message })}, '*');`);
  const elsewhere = await blog({ '/': `<!doctype html><title>Elsewhere</title><script>${lines.join('')}parent.postMessage('last', '*')</script>` }, {});
  try {
    const { url } = await publish(`<pool-playground ${QUICK}></pool-playground>`);
    await page.goto(url);
    await expect(runButton(framed(page))).toBeVisible();
    const element = page.locator('pool-playground');
    await expect.poll(() => element.evaluate((made) => made.getBoundingClientRect().height)).not.toBe(560);
    const before = await element.evaluate((made) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      for (const name of ['ready', 'report', 'error']) made.addEventListener(name, () => heard.push(name));
      addEventListener('message', ({ data, source }) => data === 'last' && heard.push(source === made.shadowRoot?.querySelector('iframe')?.contentWindow));
      return made.getBoundingClientRect().height;
    });
    await element.evaluate((made, there) => {
      const inner = made.shadowRoot?.querySelector('iframe')?.contentWindow;
      if (inner !== null && inner !== undefined) inner.location.href = there;
    }, `${elsewhere.origin}/`);
    // Its own frame's window, whose messages come in order, and nothing but the last is heard.
    await expect.poll(() => page.evaluate('heard')).toEqual([true]);
    expect(await element.evaluate((made: PoolPlayground) => made.report)).toBeNull();
    expect(await element.evaluate((made) => made.getBoundingClientRect().height)).toBe(before);
  } finally {
    await elsewhere.close();
  }
});

test('a page that does everything at once breaks nothing', async ({ page, publish }) => {
  const { url } = await publish(`<pool-playground ${LONG}></pool-playground>`);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  await expect(runButton(framed(page))).toBeVisible();
  const outcomes = await page.evaluate(async () => {
    const element = document.querySelector('pool-playground') as PoolPlayground;
    const runs = Array.from({ length: 5 }, () => element.run().then(() => 'report', (error: unknown) => (error as Error).name));
    for (let at = 0; at < 50; at += 1) {
      element.setAttribute('items', String(1 + (at % 40)));
      element.setAttribute('theme', at % 2 === 0 ? 'dark' : 'light');
    }
    element.stop();
    element.remove();
    document.body.append(element);
    return Promise.all(runs);
  });
  expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'AbortError'));
  await expect(framed(page).getByText('Busy waiting · 10 turns · 2 workers · imap')).toBeVisible();
  expect(errors).toEqual([]);
});
