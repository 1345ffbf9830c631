// A worker that breaks on its way, whichever it is: the page says that one broke, and the next run or lab has others. Also a lab's that never comes.
import { type Page, expect, test } from '@playwright/test';
import { FROM_HOST } from '../../www/hosting/headers.ts';
import { type StaticHost, startHost } from './plain-host.ts';
import { run, runButton, status, workersStarted } from './support.ts';

/** What workers are called, those of the pool have no name; and whether they wait for a run or start with it. */
const ROLES = [
  { who: 'a pool worker', name: '', waits: true, said: /a worker broke: / },
  { who: 'the caller', name: 'caller', waits: true, said: /a worker broke: / },
  { who: 'a thread', name: 'thread', waits: false, said: /a worker broke: / },
  { who: 'a process', name: 'SpawnPoolWorker-', waits: false, said: /processes: the process SpawnPoolWorker-\d+ (died in the middle of the call|could not work): / },
] as const;

/** Waits that nobody ends last longer. */
const AT_ONCE = { timeout: 15_000 };
const SETUP = '#task=primes&p.span=2000&items=40&cores=2&repeats=1&strategies=serial,threaded,pooled,processes';

let host: StaticHost | undefined;
test.afterEach(() => host?.close());

/** A host whose workers of this name find that the clock, which the module imports, throws after so many looks at it. */
async function start(name: string, looks: number): Promise<StaticHost> {
  const isIt = name === '' ? `self.name === ''` : `self.name.startsWith(${JSON.stringify(name)})`;
  const ahead = `if (${isIt}) {
    const now = performance.now.bind(performance);
    let left = ${looks};
    performance.now = () => {
      left -= 1;
      if (left < 0) throw new Error('broken by hand');
      return now();
    };
  }\n`;
  host = await startHost({ headers: FROM_HOST, ahead });
  return host;
}

async function open(page: Page, { url }: StaticHost, link: string): Promise<void> {
  await page.goto(url + link);
  await expect(page.locator('.badge')).toHaveText('shared memory');
}

for (const { who, name, waits, said } of ROLES) {
  for (const looks of [0, 20]) {
    test(`${who} breaks at its ${looks === 0 ? 'first step' : `step ${looks}`}`, async ({ page }) => {
      const broken = await start(name, looks);
      await open(page, broken, SETUP);
      await workersStarted(page);
      // Those that take the place of the broken ones come at once.
      if (waits) broken.mend();
      await runButton(page).click();
      await expect(status(page)).toContainText('The run failed', AT_ONCE);
      await expect(status(page)).toHaveText(said);
      broken.mend();
      const report = await run(page, { task: 'square', items: 60, cores: 2, repeats: 1, strategies: ['serial', 'threaded', 'pooled', 'processes'] });
      expect(report.identical).toBe(true);
      expect(report.results).toHaveLength(4);
    });
  }
}

/** The lab says what is wrong, and goes through once its scripts are what they are. */
async function failsAndGoes(page: Page, broken: StaticHost, said: string): Promise<void> {
  await open(page, broken, '#task=square&lab=lost_updates,workers:3,increments:20000');
  const lab = page.getByRole('article', { name: 'Lost updates' });
  await lab.getByRole('button', { name: 'Start the lab' }).click();
  await expect(lab.locator('.field-error')).toContainText(`It could not be made: ${said}`, AT_ONCE);
  broken.mend();
  await lab.getByRole('button', { name: 'Start the lab' }).click();
  await expect(lab).toHaveAttribute('data-made', '1', AT_ONCE);
  await expect(lab.locator('.lab-sentence')).toContainText('60,000 increments');
}

for (const [name, looks] of [['lab thread', 0], ['lab thread', 20], ['lab caller', 0]] as const) {
  test(`a lab’s worker breaks: ${name}, at its ${looks === 0 ? 'first step' : `step ${looks}`}`, async ({ page }) => {
    await failsAndGoes(page, await start(name, looks), 'a worker broke: ');
  });
}

for (const [script, said] of [
  ['host.worker', 'the worker script could not be loaded'],
  ['caller.worker', 'the script of the caller could not be loaded'],
  ['thread.worker', 'the script of a thread could not be loaded'],
] as const) {
  test(`a lab’s ${script} can’t be had`, async ({ page }) => {
    host = await startHost({ headers: FROM_HOST, losing: { [script]: 0 } });
    await failsAndGoes(page, host, said);
  });
}
