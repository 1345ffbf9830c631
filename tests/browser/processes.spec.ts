// Processes: workers with a memory of their own. The same results, what is copied, who is replaced, Stop, and what dies.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { failure, golden, open, run, runButton, status } from './support.ts';

const ALL: RunSpec['strategies'] = ['serial', 'threaded', 'pooled', 'processes'];

test('every task gives the results of the golden table', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  for (const { task, items, seed, params, digest } of golden) {
    const { results } = await run(page, { task, items, seed, params, cores: 2, repeats: 1, variant: 'map', strategies: ['processes'] });
    expect.soft(results[0]!.digest, task).toBe(digest);
  }
});

test('under every call the four strategies compute the same', async ({ page }) => {
  await open(page);
  for (const variant of ['map', 'imap', 'imap_unordered', 'apply', 'apply_async', 'starmap'] as const) {
    const { results, identical } = await run(page, { task: 'word_count', items: 12, cores: 2, repeats: 1, variant, strategies: ALL });
    expect(identical, variant).toBe(true);
    expect(results.map(({ strategy }) => strategy)).toEqual(ALL);
  }
});

test('what is copied is recorded beside the chunks', async ({ page }) => {
  await open(page);
  const spec: Partial<RunSpec> = { task: 'ray_trace', items: 96, cores: 2, repeats: 1, trace: true, strategies: ['processes'], variant: 'map', chunksize: 4 };
  const spans = (await run(page, spec)).results[0]!.spans ?? [];
  // Pixels: each chunk's take longer to encode than a step of the clock.
  const copies = spans.filter(({ kind }) => kind === 'copy');
  expect(copies.length).toBeGreaterThan(10);
  expect(copies.every(({ startMs, endMs }) => endMs > startMs)).toBe(true);
});

/** Who said hello to each item. */
async function speakers(page: Page, spec: Partial<RunSpec>): Promise<number[]> {
  const { results } = await run(page, { task: 'hello', strategies: ['processes'], variant: 'map', chunksize: 2, cores: 1, repeats: 1, ...spec });
  return (results[0]!.output as string[]).map((line) => Number(/^SpawnPoolWorker-(\d+) - hello /.exec(line)?.[1]));
}

test('a process is replaced after its share of chunks, as CPython’s are, and its successor has the next number', async ({ page }) => {
  await open(page);
  const fixture = JSON.parse(readFileSync(new URL('../conformance/fixture.json', import.meta.url), 'utf8')) as { maxtasksperchild: Record<string, number[]> };
  const rows = Object.entries(fixture.maxtasksperchild);
  expect(rows.length).toBeGreaterThan(4);
  for (const [row, expected] of rows) {
    const [items, chunksize, maxtasksperchild] = [...row.matchAll(/\d+/g)].map(Number) as [number, number, number];
    const numbers = await speakers(page, { items, chunksize, maxtasksperchild, processes: 'fresh' });
    expect(numbers.map((number) => number - numbers[0]! + 1), row).toEqual(expected);
  }
  expect(new Set(await speakers(page, { items: 9, processes: 'fresh' })).size).toBe(1);
});

test('fresh processes start with every call, a pool of them is there', async ({ page }) => {
  await open(page);
  const spec: Partial<RunSpec> = { task: 'spin', params: { ms: 5 }, items: 8, cores: 2, repeats: 5, strategies: ['processes'] };
  // The middle one: a worker may lose its core once.
  const startup = async (processes: RunSpec['processes']): Promise<number> =>
    (await run(page, { ...spec, processes })).results[0]!.samples.map(({ startupMs }) => startupMs).toSorted((a, b) => a - b)[2]!;
  expect(await startup('fresh')).toBeGreaterThan(await startup('pool'));
});

test('Stop ends a run of processes and the next one has others', async ({ page }) => {
  await open(page);
  for (const processes of ['pool', 'fresh'] as const) {
    const ended = await page.evaluate(async (lifetime) => {
      const controller = new AbortController();
      // Hours of work, stopped when it is seen to run.
      const spec = { task: 'wait', params: { seconds: 10 }, items: 1000, cores: 2, strategies: ['processes' as const], processes: lifetime };
      const running = window.playground.run(spec, { signal: controller.signal, onProgress: () => controller.abort() });
      return running.then(
        () => 'done',
        (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
      );
    }, processes);
    expect(ended).toBe('AbortError');
    expect((await run(page, { task: 'square', items: 20, cores: 2, repeats: 1, strategies: ALL })).identical).toBe(true);
  }
});

test('a process that dies ends its call, which says so, and the next call has others', async ({ page }) => {
  await open(page);
  for (const processes of ['pool', 'fresh'] as const) {
    // Ten seconds of work, in pieces of 20 ms.
    const message = failure(page, { task: 'spin', params: { ms: 20 }, items: 500, cores: 1, repeats: 1, strategies: ['processes'], processes });
    // Of fresh processes the first is started, touched and gone before the run.
    await expect(status(page)).toHaveText(/run 1 of 1/);
    await expect(async () => {
      const [process] = page.workers().filter((worker) => worker.url().includes('process.worker'));
      await process!.evaluate(() => void setTimeout(() => reportError(new Error('killed by hand'))));
    }).toPass();
    expect(await message).toMatch(/processes: the process SpawnPoolWorker-\d+ died in the middle of the call: .*killed by hand/);
    expect((await run(page, { task: 'square', items: 20, cores: 2, repeats: 1, strategies: ALL })).identical).toBe(true);
  }
});

test('a visitor compares them too, and sees what they do', async ({ page }) => {
  await open(page, './#v=1&task=power_sum&items=60&cores=2&variant=map');
  await page.getByRole('checkbox', { name: 'Processes' }).check();
  await page.getByText('More settings').click();
  await page.getByRole('combobox', { name: 'Processes' }).selectOption('fresh');
  await page.getByLabel('Chunks until a process is replaced').fill('0');
  await expect(page.getByText('0: not a whole number from 1 to 1000000')).toBeVisible();
  await page.getByLabel('Chunks until a process is replaced').fill('');
  await runButton(page).click();
  await expect(status(page)).toContainText('Finished', { timeout: 30_000 });
  await expect(page.getByRole('article', { name: 'Processes' })).toBeVisible();
  expect(new URL(page.url()).hash).toContain('processes=fresh');
  expect(new URL(page.url()).hash).toContain('strategies=serial,threaded,pooled,processes');
});

test('on a phone, four strategies fit their tables', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, './#v=1&task=power_sum&items=40&cores=2&variant=map&strategies=serial,threaded,pooled,processes');
  await runButton(page).click();
  await expect(status(page)).toContainText('Finished', { timeout: 30_000 });
  await page.getByRole('tab', { name: 'What happened' }).click();
  await expect(page.locator('.time-shares table')).toBeVisible();
  const wider = await page.evaluate(() =>
    [...document.querySelectorAll('.table-box, .time-shares')].filter((box) => [...box.querySelectorAll('table')].some((table) => table.offsetWidth > box.clientWidth)).length,
  );
  expect(wider).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
