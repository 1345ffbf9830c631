// Every view of the page, as somebody comes to see it: the tests that hold for all of them go through this list.
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { LABS, makeLab, open, showPanel, status } from './support.ts';

const SETUP = 'v=1&task=primes&items=24&cores=2&variant=imap&p.span=300&repeats=2&strategies=serial,threaded,pooled,processes';
const ENDLESS = 'v=1&task=wait&p.seconds=10&items=64&cores=2&variant=imap';

/** An old link with results. */
const WITH_RESULTS = (JSON.parse(readFileSync(new URL('../../www/model/fixtures/links-v1.json', import.meta.url), 'utf8')) as { results: { link: string }[] }).results[0]?.link ?? '';

/** Each lab as a link's word, so that it is over soon; one that isn't here is made as it is by default. */
export const QUICK_LABS: Readonly<Record<string, string>> = {
  lost_updates: 'lost_updates,increments:20000',
  interleaving: 'interleaving,pause_ms:10',
  bounded_queue: 'bounded_queue,items:20,producer_ms:5,consumer_ms:10',
  ping_pong: 'ping_pong,trips:200',
  service: 'service,task_ms:20',
  initializer: 'initializer,size:200000',
  errors: 'errors,item_ms:20',
  deadlock: 'deadlock,hold_ms:10',
  manager_cost: 'manager_cost,updates:50',
  stress: 'stress,rounds:10',
};

interface View {
  name: string;
  /** Shows it. `look` goes behind the link's `#`: a language, large type. */
  show(page: Page, look: string): Promise<void>;
}

/** Presses Run and waits for the end. */
export async function compare(page: Page): Promise<void> {
  await page.locator('.button-run[aria-disabled="false"]').click();
  await expect(page.locator('.verdict')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.button-run')).toBeVisible({ timeout: 30_000 });
}

async function compared(page: Page, look: string, setup = SETUP): Promise<void> {
  await open(page, `./#${setup}${look}`);
  await compare(page);
}

function panel(id: string, more = async (_: Page): Promise<void> => undefined, setup = SETUP): View {
  return {
    name: `panel ${id}`,
    async show(page, look) {
      await compared(page, look, setup);
      await showPanel(page, id);
      await more(page);
      // Tables and whatever else is folded away.
      await page.locator('#panel details').evaluateAll((folds) => folds.forEach((fold) => fold.setAttribute('open', '')));
    },
  };
}

async function measured(page: Page): Promise<void> {
  for (const kind of ['cores', 'chunks', 'items']) {
    const section = page.locator(`section[aria-labelledby="curve-${kind}"]`);
    await section.locator('button').first().click();
    await expect(section.locator('figure')).toBeVisible({ timeout: 30_000 });
    await expect(section.locator('.curve-progress')).toHaveCount(0, { timeout: 30_000 });
  }
  await expect(page.locator('.button-run')).toBeVisible();
}

/** In the order in which a visitor comes by them. */
export const VIEWS: readonly View[] = [
  { name: 'setup', show: (page, look) => open(page, `./#${SETUP}${look}`) },
  {
    name: 'all settings',
    async show(page, look) {
      await open(page, `./#${SETUP}&gil=true${look}`);
      await page.locator('details.more > summary').click();
    },
  },
  {
    name: 'errors',
    async show(page, look) {
      await open(page, `./#${SETUP}&colour=blue&items=x${look}`);
      await page.locator('details.more > summary').click();
      await page.locator('#field-items').fill('many');
      await page.locator('#field-repeats').fill('');
      await expect(page.locator('.notice li')).toHaveCount(2);
    },
  },
  {
    name: 'running',
    async show(page, look) {
      await compared(page, look);
      await page.evaluate((hash) => (location.hash = hash), `#${ENDLESS}`);
      // A link is set up a moment later.
      await expect(page.locator('#field-task')).toHaveValue('wait');
      await page.locator('.button-run[aria-disabled="false"]').click();
      await expect(page.locator('.card-active')).toBeVisible();
    },
  },
  panel('happened'),
  panel('timeline'),
  // Three series: of few points each.
  panel('curves', measured, SETUP.replace('items=24', 'items=6')),
  panel('code'),
  panel('keep'),
  panel('labs', makeLab),
  {
    name: 'somebody’s results beside',
    async show(page, look) {
      await open(page, `./${WITH_RESULTS}${look}`);
      await page.locator('.beside-entry').first().waitFor();
      // Of one's own something short will do.
      await page.locator('#field-items').fill('10');
      await compare(page);
      await expect(page.locator('.beside-entry').first()).toBeVisible();
    },
  },
  {
    name: 'compact',
    async show(page, look) {
      await open(page, `./?embed=1#${SETUP}${look}`);
      await compare(page);
      await page.locator('.setup-fold > summary').click();
    },
  },
  {
    name: 'no engine',
    async show(page, look) {
      await page.route('**/*.wasm', (route) => route.abort());
      await open(page, `./#${SETUP}${look}`);
      await expect(page.locator('.notice-bad')).toBeVisible();
      await page.unroute('**/*.wasm');
    },
  },
];

/** One of them, by its name. */
export function viewOf(name: string): View {
  const view = VIEWS.find((known) => known.name === name);
  if (view === undefined) throw new Error(`there is no view called ${name}`);
  return view;
}

/** Memory can't be shared here, whatever the host sends; and there is no service worker. */
async function withoutSharing(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(self, 'crossOriginIsolated', { get: () => false }));
}

/** A new version of the page waits. */
async function withNewVersion(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const worker = { postMessage: () => undefined };
    const registration = Object.assign(new EventTarget(), { waiting: worker, active: worker, installing: null });
    const container = Object.assign(new EventTarget(), { controller: worker, ready: Promise.resolve(registration), register: async () => registration });
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => container });
  });
}

async function explained(page: Page): Promise<void> {
  await page.locator('.mode > summary').click();
  await expect(page.locator('.mode-why')).toBeVisible();
}

/** Views that differ from the others in a part alone, or are seldom seen. */
export const RARE_VIEWS: readonly View[] = [
  {
    name: 'shared memory explained',
    async show(page, look) {
      await open(page, `./#${SETUP}${look}`);
      await explained(page);
    },
  },
  {
    name: 'private mode explained',
    async show(page, look) {
      await withoutSharing(page);
      await open(page, `./#${SETUP}${look}`);
      await explained(page);
    },
  },
  {
    name: 'private mode explained in the compact page',
    async show(page, look) {
      await withoutSharing(page);
      await open(page, `./?embed=1#${SETUP}${look}`);
      await explained(page);
    },
  },
  {
    name: 'no workers at all',
    async show(page, look) {
      await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
      await open(page, `./#${SETUP}${look}`);
      await expect(page.locator('.notice-bad')).toBeVisible();
    },
  },
  {
    name: 'a new version',
    async show(page, look) {
      await withNewVersion(page);
      await open(page, `./#${SETUP}${look}`);
      await expect(page.locator('.notice-offer')).toBeVisible();
    },
  },
  {
    name: 'waiting for its turn',
    async show(page, look) {
      await compared(page, look);
      await page.evaluate(() => void navigator.locks.request('pool-playground run', () => new Promise(() => undefined)));
      await page.locator('.button-run').click();
      await expect(page.locator('.results-old')).toBeVisible();
    },
  },
  {
    name: 'stopped',
    async show(page, look) {
      await open(page, `./#${ENDLESS}${look}`);
      await page.locator('.button-run[aria-disabled="false"]').click();
      await expect(page.locator('.card-active')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.locator('.button-run')).toBeVisible();
    },
  },
  {
    name: 'failed',
    async show(page, look) {
      await page.addInitScript(() => {
        const Native = Worker;
        const started: Worker[] = [];
        const Noted = class extends Native {
          constructor(...given: ConstructorParameters<typeof Worker>) {
            super(...given);
            started.push(this);
          }
        };
        Object.assign(window, { started, Worker: Noted });
      });
      await open(page, `./#${ENDLESS}${look}`);
      await page.locator('.button-run[aria-disabled="false"]').click();
      // At work: workers that break before are replaced, and the run goes through.
      await expect(page.locator('.card-active .card-delivered')).toContainText(/\d/);
      // A message that nobody sends ends a worker.
      await page.evaluate(() => (window as unknown as { started: Worker[] }).started.at(-1)?.postMessage({ type: 'nonsense' }));
      await expect(status(page)).toContainText('nonsense');
    },
  },
  {
    name: 'locked',
    async show(page, look) {
      await open(page, `./#${SETUP}&lock=1${look}`);
      await page.locator('details.more > summary').click();
    },
  },
];

/** Shows one after the other of what a panel has of a kind, in a page that is there: each program's target. */
export async function eachTarget(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const targets = await (await showPanel(page, 'code')).locator('.code-target option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const target of targets) {
    await page.locator('.code-target select').selectOption(target);
    await expect(page.locator('#panel pre').first()).toBeVisible();
    await look(`program for ${target}`);
  }
}

/** Each lab, made, with all that folds open. */
export async function eachLab(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const { id } of LABS) {
    await page.evaluate((word) => (location.hash = `${location.hash.replace(/&lab=[^&]*/, '')}&lab=${word}`), QUICK_LABS[id] ?? id);
    await expect(page.locator(`.lab[data-lab="${id}"]`)).toBeVisible();
    await makeLab(page);
    await page.locator('.lab details').evaluateAll((folds) => folds.forEach((fold) => fold.setAttribute('open', '')));
    await look(`lab ${id}`);
  }
}
