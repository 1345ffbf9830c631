// Threads under a global interpreter lock: nothing to gain from computing, everything from waiting.
import { expect, test } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { open, run } from './support.ts';

const two: Partial<RunSpec> = { cores: 2, variant: 'map', strategies: ['serial', 'threaded', 'processes'], repeats: 3 };

test('threads gain nothing from a second core, processes do, and threads without the lock', async ({ page }) => {
  await open(page);
  const spec: Partial<RunSpec> = { ...two, task: 'power_sum', items: 200 };
  const locked = await run(page, { ...spec, gil: true });
  expect(locked.identical).toBe(true);
  const [serial, threaded, processes] = locked.results.map(({ medianMs }) => medianMs) as [number, number, number];
  // What the tutorials print: processes before normal before threads. Other programs may take a core, hence the room.
  expect(processes).toBeLessThan(0.85 * serial);
  expect(threaded).toBeGreaterThan(0.9 * serial);
  const free = await run(page, { ...spec, gil: false });
  expect(free.results[1]!.speedup).toBeGreaterThan(1.25 * locked.results[1]!.speedup);
});

test('who waits gives the lock up', async ({ page }) => {
  await open(page);
  const { results } = await run(page, { task: 'wait', items: 8, cores: 8, variant: 'map', strategies: ['serial', 'threaded'], repeats: 3, gil: true });
  expect(results[1]!.speedup).toBeGreaterThan(2);
});

test('hand-overs are recorded within the chunks, the more often the shorter the switch interval', async ({ page }) => {
  await open(page);
  const waits = async (switchIntervalMs: number): Promise<number> => {
    const spec: Partial<RunSpec> = { task: 'power_sum', items: 100, cores: 2, variant: 'map', strategies: ['threaded'], repeats: 1, trace: true, gil: true };
    const spans = (await run(page, { ...spec, switchIntervalMs })).results[0]!.spans ?? [];
    const chunks = spans.filter(({ kind }) => kind === 'chunk');
    const gil = spans.filter(({ kind }) => kind === 'gil');
    for (const { worker, startMs, endMs } of gil) {
      expect(chunks.some((chunk) => chunk.worker === worker && chunk.startMs <= startMs && endMs <= chunk.endMs)).toBe(true);
    }
    return gil.length;
  };
  const [often, usual, never] = [await waits(0.5), await waits(5), await waits(1000)];
  expect(often).toBeGreaterThan(2 * usual);
  expect(usual).toBeGreaterThan(2 * never);
});

test('a visitor switches it on, sees why, and the link has it', async ({ page }) => {
  await open(page, './#v=1&task=power_sum&items=100&cores=2&variant=map');
  await page.getByText('More settings').click();
  await page.getByRole('checkbox', { name: 'Threads under a global lock' }).check();
  await page.getByLabel('Switch interval, ms').fill('2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.run-status')).toContainText('Finished', { timeout: 30_000 });
  expect(new URL(page.url()).hash).toContain('gil=true&switchIntervalMs=2');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Timeline' })).toContainText('waiting for the GIL');
  await page.getByRole('tab', { name: 'What happened' }).click();
  await expect(page.getByRole('tabpanel', { name: 'What happened' })).toContainText('Waiting for the GIL');
});
