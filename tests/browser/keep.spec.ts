// Sharing: links with results, machines side by side, files, charts.
import { readFileSync } from 'node:fs';
import { type Download, type Page, expect, test } from '@playwright/test';
import type { Report } from '../../www/model/contract.ts';
import { brokenRules } from '../../www/model/export/trace-rules.ts';
import { SETUP, another, beside, hash, mandelbrot, openPanel, part, press, primes, saved, textOf, withResults } from './keep.ts';
import { open } from './support.ts';

test('a link with results shows them to somebody else, beside their own', async ({ page, browser }) => {
  await withResults(page);
  const field = part(page, 'Share').getByLabel('Link with the results', { exact: true });
  await expect(field).toHaveValue(/&r=1\./);
  const before = await field.inputValue();
  await part(page, 'Share').getByLabel('Name in it, for others to see').fill('Room 3 <b>');
  await expect(field).not.toHaveValue(before);
  const link = await field.inputValue();
  expect(link.length).toBeLessThan(2_000);
  await another(browser, async (other) => {
    await open(other, link);
    await expect(other.getByLabel('Task')).toHaveValue('primes');
    await expect(other.getByLabel('Items')).toHaveValue('20');
    await expect(beside(other).getByRole('heading', { name: 'A: Room 3 <b>' })).toBeVisible();
    await expect(beside(other)).toContainText('Press Run to see your own machine beside it.');
    await expect(other.getByRole('status').filter({ hasText: /^This link brings somebody’s results along: Chrome \d+ on \w+, \d+ cores?, / })).toBeVisible();
    await expect(beside(other).getByRole('img', { name: /^Runtime by machine\. A: Room 3 <b>: Serial [\d.]+ m?s/ })).toBeVisible();
    await press(other);
    await expect(beside(other)).toContainText('The same experiment as yours.');
    await expect(beside(other)).toContainText('It computed the same results as yours, bit for bit.');
    await expect(beside(other).getByRole('rowheader')).toHaveText([/^Yours: Chrome \d+ on \w+, \d+ cores?$/, 'A: Room 3 <b>']);
    // It is there again after a reload, and gone when it was removed.
    await other.reload();
    await expect(beside(other).getByRole('heading', { name: 'A: Room 3 <b>' })).toBeVisible();
    await beside(other).getByRole('button', { name: /^Remove/ }).click();
    await expect(beside(other)).toHaveCount(0);
    expect(hash(other)).toBe(SETUP);
  });
});

test('results of another experiment can be compared, and it is said', async ({ page }) => {
  await withResults(page);
  await page.evaluate((link) => (location.hash = link), mandelbrot);
  await expect(page.getByLabel('Task')).toHaveValue('mandelbrot');
  await expect(beside(page).getByRole('heading', { name: 'A: Firefox 142 on Windows, 8 cores' })).toBeVisible();
  await expect(beside(page)).toContainText('Not the same experiment as yours. Different: task, items.');
  await expect(beside(page)).not.toContainText('bit for bit');
});

test('a link that comes while results are read overtakes them', async ({ page }) => {
  await open(page, `./${SETUP}`);
  await page.evaluate(async ([results, other]) => {
    const heard = (): Promise<unknown> => new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    for (const link of [results, other]) {
      const taken = heard();
      location.hash = link;
      await taken;
    }
  }, [mandelbrot, '#v=1&task=square'] as const);
  await expect(page.getByLabel('Task')).toHaveValue('square');
  // Read by the same means, and after them.
  await page.evaluate((given) => (location.hash = given), primes.slice(0, -20));
  await expect(page.getByRole('status').filter({ hasText: 'can’t be read' })).toBeVisible();
  await expect(page.getByLabel('Task')).toHaveValue('square');
  await expect(beside(page)).toHaveCount(0);
});

test('where what reads results can’t be loaded, the page says so and stays as it is', async ({ page }) => {
  await page.route('**/open-results-*.js', (route) => route.abort());
  await open(page, `./${SETUP}`);
  await page.evaluate((link) => (location.hash = link), mandelbrot);
  await expect(page.getByRole('status').filter({ hasText: 'This part of the page could not be loaded.' })).toBeVisible();
  await expect(page.getByLabel('Task')).toHaveValue('primes');
  await expect(beside(page)).toHaveCount(0);
});

test.describe('results that can’t be read', () => {
  const damaged = mandelbrot.slice(0, -20);
  const newer = mandelbrot.replace('&r=1.', '&r=2.');

  test('leave an open page as it is', async ({ page }) => {
    await open(page, `./${SETUP}`);
    for (const [link, words] of [[damaged, 'can’t be read'], [newer, 'a newer version of this page']] as const) {
      await page.evaluate((given) => (location.hash = given), link);
      await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
      await expect(page.getByLabel('Task')).toHaveValue('primes');
      await expect.poll(() => hash(page)).toBe(SETUP);
      await expect(beside(page)).toHaveCount(0);
    }
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('a newer version of this page')).toHaveCount(0);
  });

  test('leave a page that opens with the setup', async ({ page }) => {
    await open(page, `./${damaged}`);
    await expect(page.getByRole('status').filter({ hasText: 'can’t be read' })).toBeVisible();
    await expect(page.getByLabel('Task')).toHaveValue('mandelbrot');
    await expect(page.getByLabel('Items')).toHaveValue('256');
    await expect(beside(page)).toHaveCount(0);
  });
});

test('links are added by pasting them; what is none is named', async ({ page }) => {
  await open(page, `./${SETUP}`);
  await openPanel(page);
  const compare = part(page, 'Compare with other machines');
  const field = compare.getByLabel('Links with results, one a line');
  const add = compare.getByRole('button', { name: 'Add to comparison' });
  await field.fill(`https://example.org/pool/${mandelbrot}\n${primes}\n\nhello\n${primes.slice(0, -9)}`);
  await add.click();
  await expect(compare.getByRole('listitem')).toHaveText([
    'Added: Mandelbrot set, 2 workers, imap',
    /^Added: Lehrerzimmer: Primzahlen/,
    '“hello” has no results in it.',
    'A link is damaged: part of it is missing or was changed.',
  ]);
  await expect(beside(page).getByRole('row')).toHaveCount(3);
  // Once is enough, and what went well needn't stay.
  await field.fill(mandelbrot);
  await add.click();
  await expect(compare.getByRole('listitem')).toHaveText(['Already there: Mandelbrot set, 2 workers, imap']);
  await expect(field).toHaveValue('');
  expect(hash(page)).toBe(SETUP);
  const csv = await textOf(await saved(page, () => beside(page).getByRole('button', { name: 'Save all as CSV' }).click()));
  expect(csv.split('\r\n').length).toBe(1 + 15 + 9 + 1);
});

test('files: CSV with a row a run, the report that opens again, a trace that keeps its format’s rules', async ({ page, browser }) => {
  await withResults(page);
  const save = part(page, 'Save');
  const file = (name: string): Promise<Download> => saved(page, () => save.getByRole('button', { name, exact: true }).click());

  const csv = await file('CSV');
  expect(csv.suggestedFilename()).toBe('primes-imap-2-workers.csv');
  const [head = '', ...rows] = (await textOf(csv)).trimEnd().split('\r\n');
  expect(head.split(',').slice(0, 7)).toEqual(['strategy', 'run', 'wallMs', 'startupMs', 'firstResultMs', 'task', 'param.span']);
  expect(rows.map((row) => row.split(',').slice(0, 2).join(' '))).toEqual(
    ['serial', 'threaded', 'pooled'].flatMap((strategy) => [1, 2, 3].map((run) => `${strategy} ${run}`)),
  );
  for (const row of rows) expect(Number(row.split(',')[2])).toBeGreaterThan(0);

  const json = await file('JSON');
  expect(json.suggestedFilename()).toBe('primes-imap-2-workers.json');
  const report = JSON.parse(await textOf(json)) as Report;
  expect(report).toMatchObject({ version: 1, spec: { task: 'primes', items: 20 }, identical: true });
  expect(report.results.map(({ output, order }) => [output.length, order.length])).toEqual([[20, 20], [20, 20], [20, 20]]);

  const trace = await file('Trace');
  expect(trace.suggestedFilename()).toBe('primes-imap-2-workers.trace.json');
  const text = await textOf(trace);
  expect(brokenRules(text)).toEqual([]);
  const { traceEvents } = JSON.parse(text) as { traceEvents: { name: string; ph: string; pid: number; tid: number; cat?: string; dur: number; args: Record<string, unknown> }[] };
  const processes = traceEvents.filter(({ name }) => name === 'process_name');
  expect(processes.map(({ args }) => args['name']).toSorted()).toEqual(
    ['Serial', 'Threaded', 'Pooled'].flatMap((title) => [1, 2, 3].map((run) => `${title}, run ${run}`)).toSorted(),
  );
  for (const { pid, args } of processes) {
    const own = traceEvents.filter((event) => event.pid === pid);
    expect(own.filter(({ cat }) => cat === 'chunk').reduce((sum, event) => sum + Number(event.args['items']), 0)).toBe(20);
    const call = own.find(({ cat }) => cat === 'call');
    // The same run as in the report, in microseconds.
    const [title = '', repeat] = String(args['name']).split(', run ');
    const sample = report.results.find(({ strategy }) => strategy === title.toLowerCase())?.samples[Number(repeat) - 1];
    expect((call?.dur ?? 0) / 1_000).toBeCloseTo(sample?.wallMs ?? NaN, 3);
  }

  await another(browser, async (other) => {
    await open(other);
    await openPanel(other);
    const compare = part(other, 'Compare with other machines');
    const wrong = { name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"version":1}') };
    const late = { name: 'late.json', mimeType: 'application/json', buffer: Buffer.from('{"version":7}') };
    const good = { name: 'Room 3.json', mimeType: 'application/json', buffer: Buffer.from(await textOf(json)) };
    const chooser = other.waitForEvent('filechooser');
    await compare.getByRole('button', { name: 'Add report files' }).click();
    await (await chooser).setFiles([wrong, late, good]);
    await expect(compare.getByRole('listitem')).toHaveText([
      'notes.json is no report of this page. (environment: nothing was given, an object is allowed)',
      'late.json comes from a newer version of this page. Reload the page to open it.',
      'Added: Room 3',
    ]);
    await expect(beside(other).getByRole('heading', { name: 'A: Room 3' })).toBeVisible();
  });
});

/** A saved chart is a document of its own, with a title and a description; gives its size. */
async function checked(page: Page, text: string): Promise<number[]> {
  expect(text).not.toMatch(/var\(|class=|NaN|undefined/);
  const found = await page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    const { documentElement: root } = parsed;
    const child = (name: string): string => [...root.children].find(({ tagName }) => tagName === name)?.textContent ?? '';
    const references = [...source.matchAll(/url\((?:&quot;|")?#([\w-]+)/g)].map(([, id]) => id ?? '');
    return {
      isBroken: parsed.querySelector('parsererror') !== null,
      namespace: root.namespaceURI,
      title: child('title'),
      description: child('desc'),
      size: ['width', 'height'].map((name) => Number(root.getAttribute(name))),
      fills: new Set([...root.querySelectorAll('[fill]')].map((element) => element.getAttribute('fill'))).size,
      missing: references.filter((id) => parsed.getElementById(id) === null),
    };
  }, text);
  expect(found).toMatchObject({ isBroken: false, namespace: 'http://www.w3.org/2000/svg', missing: [] });
  expect(found.title).not.toBe('');
  expect(found.description).toMatch(/\d/);
  expect(found.fills).toBeGreaterThan(2);
  return found.size;
}

test('every chart is saved as SVG that stands alone, and as PNG of twice its size', async ({ page }) => {
  await withResults(page);
  await page.evaluate((link) => (location.hash = link), primes);
  await expect(beside(page)).toBeVisible();
  const save = part(page, 'Save');
  const ids = ['runtime', 'machines-runtime', 'machines-speedup', 'timeline'];
  const buttons = save.getByRole('button', { name: / as SVG$/ });
  await expect(buttons).toHaveCount(ids.length);
  for (const [place, id] of ids.entries()) {
    const svg = await saved(page, () => buttons.nth(place).click());
    expect(svg.suggestedFilename()).toBe(`primes-imap-2-workers-${id}.svg`);
    const size = await checked(page, await textOf(svg));
    const png = await saved(page, () => save.getByRole('button', { name: / as PNG$/ }).nth(place).click());
    const bytes = readFileSync(await png.path());
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(size.map((side) => 2 * Math.floor(side)));
  }
});

test('charts of the other tabs have buttons below them', async ({ page }) => {
  await open(page, `./${SETUP}`);
  await press(page);
  await page.getByRole('tab', { name: 'What happened' }).click();
  const figure = page.getByRole('tabpanel').locator('figure', { has: page.locator('svg.chart[data-chart]') });
  const svg = await saved(page, () => figure.getByRole('button', { name: 'Save as SVG' }).click());
  expect(svg.suggestedFilename()).toBe('primes-imap-2-workers-time-shares.svg');
  await checked(page, await textOf(svg));
  await expect(figure.getByRole('status')).toHaveText('Saved primes-imap-2-workers-time-shares.svg.');
});
