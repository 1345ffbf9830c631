// Every task with every variant and every strategy computes what the native build computes.
import { expect, test } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { golden, open, run } from './support.ts';

/** One row a task is enough here; the native tests have the others. */
const rows = golden.filter((row, place) => golden.findIndex(({ task }) => task === row.task) === place);
/** More threads than this are no test of results; the engine's tests start hundreds. */
const MOST_THREADS = 60;
const schedules = ['queue', 'static', 'guided', 'stealing'] as const;

for (const { task, items, seed, params, digest } of rows) {
  test(`${task} gives its results under every variant, strategy and schedule`, async ({ page }) => {
    test.setTimeout(180_000);
    await open(page);
    const variants = await page.evaluate(() => window.playground.catalog().variants.map(({ id }) => id as RunSpec['variant']));
    const strategies = await page.evaluate(() => window.playground.catalog().strategies.map(({ id }) => id as RunSpec['strategies'][number]));
    expect(variants).toHaveLength(8);
    const spec = { task, items, seed, params, cores: 2, repeats: 1 };
    for (const [place, variant] of variants.entries()) {
      // A schedule each time, so that all four meet all tasks.
      const schedule = schedules[place % schedules.length]!;
      const one = variant.startsWith('apply') && items > MOST_THREADS;
      const some = one ? MOST_THREADS : items;
      const report = await run(page, { ...spec, items: some, variant, schedule, strategies });
      expect.soft(report.identical, `${task} ${variant}`).toBe(true);
      expect(report.results.map(({ strategy }) => strategy)).toEqual(strategies);
      for (const result of report.results) {
        if (!one) expect.soft(result.digest, `${task} ${variant} ${schedule} ${result.strategy}`).toBe(digest);
        const inItemOrder = [...Array(some).keys()];
        const order = variant === 'imap_unordered' ? result.order.toSorted((a, b) => a - b) : result.order;
        expect.soft(order, `${task} ${variant} ${result.strategy}`).toEqual(inItemOrder);
        expect(result.output).toHaveLength(some);
      }
    }
    // Every schedule with a call that has chunks to hand out.
    for (const schedule of schedules) {
      const report = await run(page, { ...spec, variant: 'map', schedule, chunksize: 1, strategies: ['pooled'] });
      expect.soft(report.results[0]?.digest, `${task} map ${schedule}`).toBe(digest);
    }
  });
}
