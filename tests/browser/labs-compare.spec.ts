// The labs that compare: what gets lost, mixed or slower without the mending, with it, and in what time.

import { expect, test } from '@playwright/test';
import { choose, lab, made, madeOften } from './labs.ts';
import { atBest, open } from './support.ts';

test.beforeEach(async ({ page }) => open(page));

test('lost updates: some are lost without a lock around both steps, none with one', async ({ page }) => {
  const article = await lab(page, 'Lost updates');
  await article.getByLabel('workers').fill('4');
  for (const counter of ['raw', 'value']) {
    await choose(article, counter);
    // Workers that the machine happens to run one after the other lose nothing; hardly ever ten times.
    await atBest(() => made(article), (sentence) => /were lost/.test(sentence), 10);
  }
  await article.getByLabel('increments each').fill('50,000');
  for (const counter of ['get_lock', 'lock', 'atomic']) {
    await choose(article, counter);
    expect(await made(article), counter).toContain('200,000 increments, and the counter says 200,000: nothing was lost');
  }
});

test('in a hundred experiments each, some lose updates without a lock, and none with one', async ({ page }) => {
  test.setTimeout(120_000);
  const article = await lab(page, 'Lost updates');
  const losing = async (counter: string, increments: string): Promise<number> => {
    await choose(article, counter);
    await article.getByLabel('increments each').fill(increments);
    const sentences = await madeOften(article, 100);
    expect(sentences).toHaveLength(100);
    return sentences.filter((sentence) => !sentence.includes('nothing was lost')).length;
  };
  expect(await losing('get_lock', '1000')).toBe(0);
  expect(await losing('lock', '1000')).toBe(0);
  // Enough for the workers to meet, who would else be done one after the other.
  expect(await losing('raw', '200000')).toBeGreaterThan(0);
});

test('two workers print: their lines mix, and under a lock they don’t', async ({ page }) => {
  const article = await lab(page, 'Two workers print');
  expect(await made(article)).toMatch(/The lines changed hands \d+ times/);
  await article.getByLabel('under a Lock').check();
  await article.getByLabel('sleep between steps').fill('10');
  expect(await made(article)).toBe('One worker finished before the other began. The sum is 24.');
  await expect(article.locator('.lab-lines li')).toHaveCount(12);
});

test('a bounded queue holds no more than it may, and more consumers are faster', async ({ page }) => {
  const article = await lab(page, 'Producer and consumer');
  const tookMs = (sentence: string): number => {
    const [, figure, unit] = /^60 items in ([\d.]+) (ms|s);/.exec(sentence) ?? [];
    return Number(figure) * (unit === 's' ? 1000 : 1);
  };
  const one = await made(article);
  expect(one).toMatch(/^60 items in .*; up to [45] waited in the queue\. The producer spent/);
  await article.getByLabel('consumers').fill('3');
  // They sleep rather than work, so cores don't matter.
  expect(tookMs(await made(article))).toBeLessThan(tookMs(one) / 1.5);
  await article.getByLabel('consumers').fill('1');
  await article.getByLabel('maxsize').fill('0');
  await article.getByLabel('items', { exact: true }).fill('30');
  const deepest = /up to (\d+) waited/.exec(await made(article))?.[1];
  expect(Number(deepest)).toBeGreaterThan(5);
  await expect(article.getByRole('img')).toHaveAttribute('aria-label', /items? in the queue, \d+ at most/);
});

test('ping-pong over a pipe and over queues says what a trip took', async ({ page }) => {
  const article = await lab(page, 'Ping-pong');
  for (const channel of ['pipe', 'queue']) {
    await choose(article, channel);
    expect(await made(article)).toMatch(/^2,000 trips in .* Half of them took at most .* there and back/);
  }
});

test('a manager’s value costs more than one in shared memory, and neither loses anything under its lock', async ({ page }) => {
  const article = await lab(page, 'What a Manager costs');
  await article.getByLabel('workers').fill('3');
  const sentence = await made(article);
  const times = /^Without losing any, .*: some ([\d,]+) times as much\./.exec(sentence)?.[1];
  expect(Number(times?.replace(',', ''))).toBeGreaterThan(1);
  expect(sentence).toMatch(/(Lost updates: |No updates were lost)/);
  expect(sentence).not.toMatch(/\d in (Value, get_lock|Manager\(\)\.Value, Manager\(\)\.Lock)/);
});

test('every object keeps its promises on this browser’s workers', async ({ page }) => {
  test.setTimeout(150_000);
  const article = await lab(page, 'Everything under stress');
  expect(await made(article, 120_000)).toBe('18 trials, 1,000 rounds on 3 workers each: every promise was kept.');
  await expect(article.getByRole('row')).toHaveCount(19);
});
