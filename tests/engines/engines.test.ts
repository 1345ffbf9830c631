// The same tests for every engine and every way of opening the page, as a visitor meets it; then the README's table.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../www/locales/en.ts';
import { outcome } from '../../www/locales/en/outcome.ts';
import type { RunSpec } from '../../www/model/contract.ts';
import type { Golden } from '../browser/support.ts';
import { type Started, programsOf, start } from './browsers.ts';
import { ENGINES, EXPECTED, type Engine, type Mode, NAMES, type Opened, WAYS, WAY_NAMES, type Way } from './expectations.ts';
import { element } from './element.ts';
import { type Hosts, ISOLATION, startHosts } from './hosts.ts';
import { offline } from './offline.ts';
import { type Seen, blockOf, cellOf, isWhole, readmeBlock, readmeCell, writeReadme } from './readme.ts';
import { CYCLES, reloads } from './reloads.ts';
import { Tab } from './tab.ts';

const golden: Golden[] = JSON.parse(readFileSync(new URL('../../src/tasks/golden.json', import.meta.url), 'utf8'));

const RUNNABLE: Readonly<Record<Mode, RunSpec['strategies']>> = {
  shared: ['serial', 'threaded', 'pooled', 'processes'],
  private: ['serial', 'processes'],
};
const MODES = Object.keys(RUNNABLE) as Mode[];
/** Of each kind of output one: whole numbers, fractions, texts, pixels. */
const CHECKED = ['primes', 'monte_carlo_pi', 'hello', 'mandelbrot'];
/** The page's own patience with a run that doesn't stop. */
const STOP_PATIENCE_MS = 250;

const seen: Seen = {};
let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts();
});
afterAll(() => hosts.close());

describe.each(ENGINES)('%s', (engine) => {
  describe.runIf(programsOf(engine) !== null)(`is ${NAMES[engine]}`, () => {
    let browser: Started;
    beforeAll(async () => {
      browser = await start(engine);
    });
    afterAll(() => browser?.end());
    const newTab = (): Tab => new Tab(browser.window);
    for (const way of WAYS) describe(WAY_NAMES[way], () => opened(engine, way, newTab));
    describe('as `<pool-playground>` on another site’s page', () => element(engine, newTab));
    describe('without network', () => offline(engine, { 'a host that sends the two headers': ISOLATION, 'a host without any': {} }, newTab));
    describe('loaded again and again', () => reloads(engine, newTab));
  });
});

function opened(engine: Engine, way: Way, newTab: () => Tab): void {
  const expected = EXPECTED[way][engine];
  const strategies = RUNNABLE[expected.mode];
  const hasOrigin = way !== 'sandbox' && way !== 'classic';
  const isEmbedded = way === 'blog' || !hasOrigin;
  const setup = (task: string, items: number, more = '', compared = strategies): string =>
    `#v=1&task=${task}&items=${items}&cores=2&variant=imap&strategies=${compared.join(',')}&repeats=2${more}`;
  let tab: Tab;

  /** Sets the page up by its link and waits until Run can be pressed. */
  const setUp = async (hash: string, task: string): Promise<void> => {
    // The page may have had the same task before: only when it has heard of the link, what is there belongs to it.
    await tab.ask((link) => new Promise<void>((heard) => {
      const before = location.href;
      addEventListener('hashchange', () => heard(), { once: true });
      location.hash = link;
      // The same link makes no event.
      if (location.href === before) heard();
    }), hash);
    await tab.until(`Run can be pressed for ${task}`, (wanted) => {
      const run = document.querySelector('.button-run');
      const isSet = [...document.querySelectorAll('select')].some(({ value }) => value === wanted);
      return isSet && run?.getAttribute('aria-disabled') === 'false' ? true : null;
    }, task);
  };
  const status = (begin: string): Promise<string> =>
    tab.until(`the page says "${begin}"`, (words) => {
      const said = document.querySelector('.run-status')?.textContent ?? '';
      return said.startsWith(words) ? said : null;
    }, begin);
  /** Presses Run on the smallest comparison; how long it took in this browser, by its own clock. */
  const smallest = async (): Promise<number> => {
    await setUp(setup('square', 4), 'square');
    await tab.ask(() => {
      const noted: { pressed?: number; ended?: number } = {};
      Object.assign(window, { noted });
      addEventListener('click', () => (noted.pressed ??= performance.now()), { capture: true, once: true });
      new MutationObserver(() => {
        const said = document.querySelector('.run-status')?.textContent ?? '';
        if (/^(Finished|Stopped)/.test(said)) noted.ended ??= performance.now();
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await tab.click('button', en.run.run);
    await status('Finished');
    return noted();
  };
  const noted = (): Promise<number> =>
    tab.ask(() => {
      const { noted: times } = window as unknown as { noted: { pressed: number; ended: number } };
      return times.ended - times.pressed;
    });

  beforeAll(async () => {
    tab = newTab();
    const { url, frame } = hosts.addressOf(way, setup('square', 4));
    await tab.open(url, frame);
  });

  test('opens, and its badge tells the mode', async () => {
    const [badge, isolated, isReload] = await tab.until('the badge tells the mode', (badges) => {
      if (!('playground' in window)) return null;
      if (!('errors' in window)) {
        const errors: string[] = [];
        Object.assign(window, { errors });
        addEventListener('error', ({ message }) => errors.push(message));
        addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
        const violations: string[] = [];
        Object.assign(window, { violations });
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => violations.push(`${effectiveDirective}: ${blockedURI}`));
      }
      const words = document.querySelector('.badge')?.textContent?.trim() ?? '';
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return badges.includes(words) ? ([words, crossOriginIsolated, navigation?.type === 'reload'] as const) : null;
    }, MODES.map((mode) => en.badge[mode]));
    await tab.ask(() => window.playground.ready);
    // A frame may have been loaded anew before anybody could look; WebKit calls no load a reload.
    const reloads = Math.max(tab.documents - 1, isReload ? 1 : 0);
    const now: Opened = { mode: MODES.find((mode) => en.badge[mode] === badge)!, reloads };
    (seen[engine] ??= {})[way] = now;
    expect(now).toEqual(expected);
    expect(isolated).toBe(now.mode === 'shared');
  });

  test('a press of Run compares what can run here, with identical results', async () => {
    await setUp(setup('primes', 20, '&p.span=500'), 'primes');
    await tab.click('button', en.run.run);
    await status('Finished');
    // What shows the results is loaded with the first run, and may come after its end.
    await expect.poll(() => tab.sees(outcome.identical), { timeout: 30_000 }).toBe(true);
    const medians = await tab.ask(() => [...document.querySelectorAll('.card-result strong')].map(({ textContent }) => textContent));
    expect(medians).toHaveLength(strategies.length);
    for (const median of medians) expect(median).toMatch(/^[\d.,]+ m?s$/);
  });

  test.each(CHECKED)('%s comes out as everywhere', async (task) => {
    const { digest, ...spec } = golden.find((row) => row.task === task)!;
    const report = await tab.ask(async (given) => {
      const { environment, results } = await window.playground.run(given);
      return { mode: environment.mode, hasClock: Number.isFinite(environment.timerResolutionMs), results: results.map(({ strategy, digest: own }) => [strategy, own]) };
    }, { ...spec, cores: 2, repeats: 1, strategies });
    expect(report).toEqual({ mode: expected.mode, hasClock: true, results: strategies.map((strategy) => [strategy, digest]) });
  });

  test('Stop stops, and soon', async () => {
    const smallestMs = await smallest();
    await setUp(setup('wait', 64, '&p.seconds=10'), 'wait');
    await tab.click('button', en.run.run);
    await tab.until('the run is on', () => (document.querySelector('.button-stop') === null ? null : true));
    await tab.ask(() => {
      const { noted: times } = window as unknown as { noted: { pressed?: number; ended?: number } };
      delete times.ended;
      addEventListener('click', () => (times.pressed = performance.now()), { capture: true, once: true });
    });
    await tab.click('button', en.run.stop);
    await status('Stopped');
    // What the page grants a run that must end, and what this browser needs to start anew and say so.
    expect(await noted()).toBeLessThan(STOP_PATIENCE_MS + 10 * smallestMs);
  });

  test('what makes no sense is refused, and a worker that breaks ends its run with a reason', async () => {
    const refused = await tab.ask(() =>
      window.playground.run({ cores: 99 }).then(
        () => 'no error',
        (error: Error) => error.message,
      ),
    );
    expect(refused).toBe('cores: 99 was given, a whole number from 1 to 64 is allowed');
    // Another number of workers has workers of its own; they get a message that nobody sends.
    await tab.ask(() => {
      const Native = Worker;
      const started: Worker[] = [];
      Object.assign(window, {
        started,
        Worker: class extends Native {
          constructor(...given: ConstructorParameters<typeof Worker>) {
            super(...given);
            started.push(this);
          }
        },
      });
    });
    // (A private page's serial loop hears nothing.)
    await setUp(setup('wait', 64, '&p.seconds=2', ['processes']).replace('cores=2', 'cores=3'), 'wait');
    await tab.click('button', en.run.run);
    // Not before: workers that break while nobody runs are replaced, and the run goes through.
    await status(en.run.running('Processes', 1, 2));
    await tab.ask(() => (window as unknown as { started: Worker[] }).started.at(-1)?.postMessage({ type: 'nonsense' }));
    expect(await status(en.run.failedBecause(''))).toContain('nonsense');
    await smallest();
  });

  test(isEmbedded ? 'the settings unfold' : 'a panel opens', async () => {
    if (isEmbedded) {
      expect(await tab.sees(en.setup.variant)).toBe(false);
      await tab.click('summary', en.setup.title);
      expect(await tab.sees(en.setup.variant)).toBe(true);
    } else {
      await tab.click('button', en.panels.timeline);
      await tab.until('the lanes are there', () => (document.querySelector('[role=tabpanel] canvas') === null ? null : true));
    }
  });

  test('a link’s language is spoken', async () => {
    for (const [language, script] of [['zh-CN', '\\p{Script=Han}'], ['en', 'Run']] as const) {
      await tab.ask((hash) => void (location.hash = hash), setup('square', 4, `&lang=${language}`));
      await tab.until(`${language} is spoken`, (wanted, words) => {
        const run = document.querySelector('.button-run')?.textContent ?? '';
        return document.documentElement.lang === wanted && new RegExp(words, 'u').test(run) ? true : null;
      }, language, script);
    }
  });

  test('nothing went wrong unheard, and nothing against the page’s policy', async () => {
    expect(await tab.ask(() => {
      const { errors, violations } = window as unknown as { errors: string[]; violations: string[] };
      return [...errors, ...violations];
    })).toEqual([]);
  });

  // A document without an origin has no policy: `'self'` would be nobody there.
  test.runIf(hasOrigin)('text as code is refused, and heard of', async () => {
    const isRefused = await tab.ask(
      () =>
        new Promise<boolean>((resolve) => {
          // Later, when it isn't the driver any more that is at it, which may more than the page may.
          setTimeout(() => {
            setTimeout('window.hacked = true');
            setTimeout(() => resolve(!('hacked' in window)), 1);
          });
        }),
    );
    expect(isRefused).toBe(true);
    await tab.until('the violation is heard of', () => ((window as unknown as { violations: string[] }).violations.some((one) => one.startsWith('script-src')) ? true : null));
  });
}

describe('the table in the README', () => {
  const isWriting = process.env['WRITE_README'] === '1';
  test.runIf(isWriting)('is written', () => writeReadme(seen, CYCLES));
  test('says what was seen', () => {
    const { text, cycles } = readmeBlock();
    if (isWhole(seen)) expect(text).toBe(blockOf(seen, cycles));
    for (const engine of ENGINES) {
      for (const way of WAYS) {
        const now = seen[engine]?.[way];
        if (now !== undefined) expect(readmeCell(engine, way), `${NAMES[engine]} ${WAY_NAMES[way]}`).toBe(cellOf(now));
      }
    }
  });
});
