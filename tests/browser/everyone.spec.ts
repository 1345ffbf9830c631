// For everyone: every view, in each theme, width and language, with large type, at 200 %, in forced colours.
import { expect, test, type BrowserContextOptions, type Page } from '@playwright/test';
import { violations } from './axe.ts';
import { VIEWS, compare } from './views.ts';

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

/** Shows a view in a window of its own kind and looks for what is wrong with it. */
function check(where: string, look: string, window: BrowserContextOptions): void {
  test.describe(where, () => {
    test.use(window);
    for (const view of VIEWS) {
      test(view.name, async ({ page }) => {
        await view.show(page, look);
        expect.soft(await violations(page)).toEqual([]);
        expect.soft(await sideways(page)).toEqual([]);
      });
    }
  });
}

for (const lang of ['en', 'zh-CN'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360] as const) check(`${lang}, ${colorScheme}, ${width} pixels wide`, `&lang=${lang}`, { colorScheme, viewport: { width, height: 800 } });
  }
}

// A window of 1280 pixels at 200 % is one of 640; large type on a projector's usual 1024, and on a phone by mistake.
check('at 200 %', '', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
check('in large type', '&projector=1', { viewport: { width: 1024, height: 768 } });
check('in large type on a phone', '&projector=1', { viewport: { width: 360, height: 700 } });

test('what is pressed most is large enough for a thumb', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true });
  await VIEWS.find(({ name }) => name === 'all settings')?.show(page, '');
  await compare(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, input, summary, [role=tab]')]
      .filter((element) => element.checkVisibility())
      .map((element) => {
        // A label is a part of what it belongs to.
        const { height } = (element.closest('label') ?? element).getBoundingClientRect();
        return { name: `${element.tagName.toLowerCase()} ${element.id} ${(element.textContent ?? '').trim().slice(0, 30)}`, height };
      })
      .filter(({ height }) => height < 43.5)
      .map(({ name, height }) => `${name}: ${height}`),
  );
  expect(small).toEqual([]);
  await page.close();
});

test('in forced colours, what is chosen, waiting or told apart is still seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await VIEWS.find(({ name }) => name === 'running')?.show(page, '&projector=1');
  const edge = (selector: string): Promise<string> => page.locator(selector).first().evaluate((element) => {
    const { outlineStyle, outlineColor, borderTopStyle, borderTopColor } = getComputedStyle(element);
    return outlineStyle !== 'none' ? outlineColor : borderTopStyle !== 'none' ? borderTopColor : '';
  });
  // The chosen one of several, the tab that is open, the switch that is on: each has an edge that the others haven't.
  expect(await edge('.segment input:checked + span')).not.toBe(await edge('.segment input:not(:checked) + span'));
  expect(await edge('.tab[aria-selected="true"]')).not.toBe(await edge('.tab[aria-selected="false"]'));
  expect(await edge('.projector')).not.toBe(await edge('.header-tools .button-quiet:not(.projector)'));
  // Strategies keep their marks' colours and forms, bars and lanes their textures.
  const marks = await page.locator('.card-head .mark-shape').evaluateAll((shapes) => shapes.map((shape) => `${shape.tagName} ${getComputedStyle(shape).fill}`));
  expect(new Set(marks).size).toBe(marks.length);
  await page.keyboard.press('Escape');
  await expect(page.locator('.run-status')).toHaveText(/^Stopped/);
  await page.locator('#field-items').fill('');
  expect(await edge('.button-run')).not.toBe(await edge('.button-quiet'));
  expect(await violations(page)).toEqual([]);
});
