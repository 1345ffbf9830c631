// The grid search as a visitor sees it: the best combination and its score are those of the results, whoever computed them.
import { expect, test } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { open, run, runButton, status } from './support.ts';

const ALL: RunSpec['strategies'] = ['serial', 'threaded', 'pooled', 'processes'];
const SPEC: Partial<RunSpec> = { task: 'grid_search', items: 99, seed: 1, cores: 2, repeats: 1, strategies: ALL };

/** The settings, the first changing fastest, as the task has them. */
const GRID = {
  alpha: [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 1000],
  features: [8, 16, 24],
  tokens: ['words', 'pairs', 'words and pairs'],
  weight: ['counts', 'presence', 'shares'],
  least: [1, 4, 12],
  scale: ['raw', 'scaled'],
} as const;
const COMBINATIONS = Object.values(GRID).reduce((product, { length }) => product * length, 1);

/** What an item stands for: items are spread evenly over the grid. */
function combinationOf(item: number, items: number): string {
  let rest = Math.floor((item * COMBINATIONS) / items);
  const digit = <Value>(values: readonly Value[]): Value => {
    const value = values[rest % values.length] as Value;
    rest = Math.floor(rest / values.length);
    return value;
  };
  const [alpha, features, tokens, weight, least, scale] = [digit(GRID.alpha), digit(GRID.features), digit(GRID.tokens), digit(GRID.weight), digit(GRID.least), digit(GRID.scale)];
  return `alpha ${alpha}, ${features} features of ${tokens}, ${scale} ${weight}, in ${least} or more documents`;
}

test('the best combination and its score are the greatest of all results', async ({ page }) => {
  expect(COMBINATIONS).toBe(1782);
  await open(page, `./#v=1&task=grid_search&items=99&seed=1&cores=2&repeats=1&strategies=${ALL.join(',')}`);
  await runButton(page).click();
  await expect(status(page)).toContainText('Finished', { timeout: 60_000 });
  await expect(page.getByText('identical results', { exact: false }).first()).toBeVisible();
  const valueOf = (label: string): Promise<string> =>
    page.locator('dl.figures div', { has: page.locator('dt', { hasText: label }) }).locator('dd').innerText();
  const [best, score] = [await valueOf('best combination'), await valueOf('its score, of 1')];

  const report = await run(page, SPEC);
  expect(report.identical).toBe(true);
  expect(report.results.map(({ strategy }) => strategy)).toEqual(ALL);
  for (const { strategy, output, order } of report.results) {
    const scores = output as number[];
    expect(scores).toHaveLength(99);
    const most = Math.max(...scores);
    expect(score, strategy).toBe(most.toFixed(4));
    expect(best, strategy).toBe(combinationOf(order[scores.indexOf(most)]!, 99));
  }
});

test('with fewer topics to learn, there are others to be found', async ({ page }) => {
  await open(page);
  const digests = new Set<string>();
  for (const topics of [1, 4, 8]) {
    const { identical, results } = await run(page, { ...SPEC, items: 22, params: { topics } });
    expect(identical).toBe(true);
    digests.add(results[0]!.digest);
  }
  expect(digests.size).toBe(3);
  // Eight are what a visitor gets who sets nothing.
  expect(digests).toContain((await run(page, { ...SPEC, items: 22 })).results[0]!.digest);
});
