// Work in rounds: the topic model learns between them, finds what was planted, and is the same whoever did the work.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { RunSpec } from '../../www/model/contract.ts';
import { open, run, runButton, status } from './support.ts';

const ALL: RunSpec['strategies'] = ['serial', 'threaded', 'pooled', 'processes'];
const ROUNDS = 4;
const small: Partial<RunSpec> = { task: 'topic_model', items: 24, params: { topics: 3, documents: 60, rounds: ROUNDS }, repeats: 1, cores: 2 };

/** The words that documents are made of, topic by topic. */
const corpus = readFileSync(new URL('../../src/tasks/topic_model/corpus.rs', import.meta.url), 'utf8');
const themes = [...corpus.slice(corpus.indexOf('THEMES'), corpus.indexOf('const COMMON')).matchAll(/^ {4}\[([^\]]+)\]/gm)].map(([, words = '']) =>
  [...words.matchAll(/"(\w+)"/g)].map(([, word = '']) => word),
);

test('a visitor sees every topic by its own words, and perplexity that falls', async ({ page }) => {
  expect(themes).toHaveLength(8);
  await open(page, './#v=1&task=topic_model&cores=2&strategies=serial,threaded,pooled,processes&repeats=1');
  await runButton(page).click();
  await expect(status(page)).toContainText('Finished', { timeout: 60_000 });
  const figures = page.locator('dl.figures');
  const valueOf = (label: string | RegExp): Promise<string> => figures.locator('div', { has: page.locator('dt', { hasText: label }) }).locator('dd').innerText();
  const found = new Set<number>();
  for (let topic = 1; topic <= 6; topic += 1) {
    const words = (await valueOf(`topic ${topic}`)).split(' ');
    const own = themes.map((theme) => words.filter((word) => theme.includes(word)).length);
    expect(Math.max(...own), words.join(' ')).toBe(5);
    found.add(own.indexOf(5));
  }
  expect(found.size).toBe(6);
  const [first, last] = [Number(await valueOf('perplexity, first round')), Number(await valueOf('last round'))];
  expect(last).toBeLessThan(first / 2);
  // And what the figure is of, where it stands.
  await expect(page.locator('dl.figures + .hint')).toContainText('From the fifth round on they have been seen before');
  await expect(page.getByText('identical results', { exact: false }).first()).toBeVisible();
});

test('the same results with any number of workers, under the lock, in fresh processes and in ones that are replaced', async ({ page }) => {
  await open(page);
  const digests = new Set<string>();
  const settings: Partial<RunSpec>[] = [{ cores: 1 }, { cores: 3, variant: 'imap_unordered' }, { cores: 4, chunksize: 1 }, { gil: true }, { processes: 'fresh' }, { maxtasksperchild: 2, chunksize: 1 }];
  for (const setting of settings) {
    const report = await run(page, { ...small, strategies: ALL, ...setting });
    expect(report.identical).toBe(true);
    expect(report.rounds).toBe(ROUNDS);
    report.results.forEach(({ digest }) => digests.add(digest));
  }
  expect(digests.size).toBe(1);
});

test('no round begins before the last one is done, and progress counts all of them', async ({ page }) => {
  await open(page);
  for (const variant of ['map', 'imap', 'apply_async'] as const) {
    const report = await run(page, { ...small, variant, strategies: ALL, trace: true });
    for (const { strategy, spans = [], deliveries = [] } of report.results) {
      const chunks = spans.filter(({ kind }) => kind === 'chunk').toSorted((a, b) => a.startMs - b.startMs);
      expect(chunks.reduce((sum, { count }) => sum + count, 0), strategy).toBe(24);
      const roundOf = (item: number): number => Math.floor((item * ROUNDS) / 24);
      const rounds = chunks.map(({ first }) => roundOf(first));
      // In the order of time, rounds only go up.
      expect(rounds, `${strategy} ${variant}`).toEqual(rounds.toSorted((a, b) => a - b));
      for (let round = 0; round + 1 < ROUNDS; round += 1) {
        // As the caller has it: a worker may note the end of short chunks after their results are there.
        const lastMs = Math.max(...deliveries.filter(({ first }) => roundOf(first) === round).map(({ atMs }) => atMs));
        const nextMs = Math.min(...chunks.filter((_, at) => rounds[at] === round + 1).map(({ startMs }) => startMs));
        expect(lastMs, `${strategy} ${variant}`).toBeGreaterThan(0);
        expect(nextMs, `${strategy} ${variant}`).toBeGreaterThanOrEqual(lastMs);
      }
      expect(deliveries.reduce((sum, { count }) => sum + count, 0)).toBe(24);
    }
  }
});

test('a run that is stopped in a later round ends, and the next one begins with the first', async ({ page }) => {
  await open(page);
  const before = (await run(page, { ...small, strategies: ['serial'] })).results[0]!.digest;
  for (const strategy of ALL) {
    const outcome = await page.evaluate(async (given) => {
      const controller = new AbortController();
      const onProgress = ({ done, total, repeat }: { done: number; total: number; repeat: number }): void => {
        if (repeat > 0 && done > total / 3) controller.abort();
      };
      // Long enough to be seen on the way.
      const spec = { ...given, items: 400, params: { topics: 8, documents: 20000, rounds: 8 } } as Partial<RunSpec>;
      return window.playground.run(spec, { signal: controller.signal, onProgress }).then(() => 'done', (error: Error) => error.name);
    }, { ...small, strategies: [strategy] });
    expect(outcome, strategy).toBe('AbortError');
    const after = await run(page, { ...small, strategies: [strategy] });
    expect(after.results[0]!.digest, strategy).toBe(before);
  }
});

test('what more cores would do is not foretold for rounds', async ({ page }) => {
  await open(page, './#v=1&task=topic_model&items=24&cores=2&p.rounds=4&p.documents=60&variant=map&repeats=2');
  await runButton(page).click();
  await expect(status(page)).toContainText('Finished', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Curves' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Curves' })).toContainText('not for tasks with rounds');
});
