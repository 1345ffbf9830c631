// For everyone: every view, in each theme, width and language, with large type, at 200 %.
import { expect, test, type Page } from '@playwright/test';
import { violations } from './axe.ts';
import { RARE_VIEWS, VIEWS, eachLab, eachTarget } from './views.ts';
import { open } from './support.ts';

/** What sticks out sideways, so that the whole page would scroll. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const scrolls = (element: Element): boolean => element.parentElement !== null && (getComputedStyle(element.parentElement).overflowX !== 'visible' || scrolls(element.parentElement));
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${(element.textContent ?? '').trim().slice(0, 40)}`)
      .concat(`the page is ${document.documentElement.scrollWidth} wide`);
  });
}

/** Charts that say nothing to who can't see them, or whose numbers are in no table of their figure or region. */
function untold(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('svg.chart')]
      .filter((chart) => {
        const words = (chart.getAttribute('aria-label') ?? '').trim();
        const within = [chart.closest('figure'), chart.closest('section, article')];
        // The compact page has no room for a table yet.
        const hasTable = document.documentElement.dataset['embed'] !== undefined || within.some((part) => part?.querySelector('td') != null);
        return chart.getAttribute('role') !== 'img' || words === '' || !hasTable;
      })
      .map((chart) => `${chart.getAttribute('data-chart')}: ${chart.getAttribute('aria-label')}`),
  );
}

/** A window that a view is looked at in; one page goes through several of them, so that what it shows is made once. */
interface Window {
  colorScheme: 'light' | 'dark';
  width: number;
  height: number;
}

/** Until what follows the window's size and theme has followed. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frames = 0; frames < 3; frames += 1) await frame();
    const ending = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
}

/** What is wrong with the page, or a part of it, in a window. */
async function checkIn(page: Page, window: Window, name: string, part?: string): Promise<void> {
  await page.setViewportSize(window);
  await page.emulateMedia({ colorScheme: window.colorScheme });
  await settled(page);
  const seen = `${name}, ${window.colorScheme}, ${window.width} pixels wide`;
  expect.soft(await violations(page, part), seen).toEqual([]);
  expect.soft(await sideways(page), seen).toEqual([]);
  expect.soft(await untold(page), seen).toEqual([]);
}

/** Shows each view once and looks for what is wrong with it in every window. */
function check(where: string, look: string, windows: readonly [Window, ...Window[]]): void {
  test.describe(where, () => {
    const [{ colorScheme, width, height }] = windows;
    test.use({ colorScheme, viewport: { width, height } });
    for (const view of VIEWS) {
      test(view.name, async ({ page }) => {
        await view.show(page, look);
        for (const window of windows) await checkIn(page, window, view.name);
      });
    }
  });
}

const wide = { width: 1280, height: 800 };
const narrow = { width: 360, height: 800 };
// Each view in each theme and width in each language, and each theme in each width in one of them.
check('in English', '&lang=en', [
  { ...wide, colorScheme: 'light' },
  { ...narrow, colorScheme: 'dark' },
  // A window of 1280 pixels at 200 % is one of 640.
  { width: 640, height: 400, colorScheme: 'light' },
]);
check('in Chinese', '&lang=zh-CN', [
  // Loaded in a narrow window, where the others only become narrow.
  { ...narrow, colorScheme: 'light' },
  { ...wide, colorScheme: 'dark' },
]);
// On a projector's usual 1024, and on a phone by mistake.
check('in large type', '&projector=1', [
  { width: 1024, height: 768, colorScheme: 'light' },
  { width: 360, height: 700, colorScheme: 'dark' },
]);

// Once each: in one of these, in turns.
const TURNS: readonly [Window, string][] = [
  [{ ...wide, colorScheme: 'dark' }, '&lang=en'],
  [{ ...narrow, colorScheme: 'light' }, '&lang=zh-CN'],
  [{ ...wide, colorScheme: 'light' }, '&lang=zh-CN'],
  [{ ...narrow, colorScheme: 'dark' }, '&lang=en'],
];
const turn = (at: number): [Window, string] => TURNS[at % TURNS.length]!;

test.describe('seldom seen', () => {
  for (const [at, view] of RARE_VIEWS.entries()) {
    const [window, look] = turn(at);
    test(view.name, async ({ page }) => {
      await view.show(page, look);
      await checkIn(page, window, view.name);
    });
  }

  for (const [what, each] of [['every lab', eachLab], ['every program', eachTarget]] as const) {
    test(what, async ({ page }) => {
      test.setTimeout(120_000);
      await open(page, './#v=1&task=primes');
      let at = 0;
      await each(page, async (name) => {
        const [window] = turn(at);
        at += 1;
        await checkIn(page, window, name, '#panel');
      });
    });
  }
});
