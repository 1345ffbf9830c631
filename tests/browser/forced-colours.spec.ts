// Forced colours: where the system chooses them, what is chosen, told apart, written in charts and drawn is still seen.
import { type Page, expect, test } from '@playwright/test';
import { violations } from './axe.ts';
import { open, showPanel, status } from './support.ts';
import { eachLab, viewOf } from './views.ts';

/** What is hard to see in the charts: texts of less than 4.5, shapes and lines of less than 3, against what lies below them. */
function hardToSee(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    type Colour = readonly [number, number, number, number];
    const read = (css: string): Colour => {
      probe.clearRect(0, 0, 1, 1);
      probe.fillStyle = css;
      probe.fillRect(0, 0, 1, 1);
      return [...probe.getImageData(0, 0, 1, 1).data] as unknown as Colour;
    };
    const luminance = (colour: Colour): number => {
      const [r, g, b] = colour.slice(0, 3).map((part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one: Colour, other: Colour): number => {
      const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
      return (high + 0.05) / (low + 0.05);
    };
    const behind = (element: Element | null): Colour => {
      for (let at = element; at !== null; at = at.parentElement) {
        const colour = read(getComputedStyle(at).backgroundColor);
        if (colour[3] === 255) return colour;
      }
      return read('Canvas');
    };
    const found = new Set<string>();
    for (const chart of document.querySelectorAll('svg.chart')) {
      if (!chart.checkVisibility()) continue;
      const page = behind(chart);
      const shapes = [...chart.querySelectorAll('rect, path, circle')].filter((shape) => getComputedStyle(shape).fill.startsWith('rgb'));
      for (const text of chart.querySelectorAll('text')) {
        const box = text.getBoundingClientRect();
        if (box.width === 0 || (text.textContent ?? '').trim() === '') continue;
        // The last shape that is drawn below the text's middle, if any.
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const below = shapes.filter((shape) => {
          const { left, right, top, bottom } = shape.getBoundingClientRect();
          return shape.tagName === 'rect' && left <= x && x <= right && top <= y && y <= bottom && (shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
        }).at(-1);
        const { fill, opacity, stroke, strokeWidth } = getComputedStyle(text);
        // A halo lies between.
        const hasHalo = stroke.startsWith('rgb') && Number.parseFloat(strokeWidth) >= 2;
        const under = hasHalo ? read(stroke) : below === undefined ? page : read(getComputedStyle(below).fill);
        const ratio = contrast(read(fill), under);
        if (ratio < 4.5 || Number(opacity) < 0.9) found.add(`${chart.getAttribute('data-chart')} text.${text.getAttribute('class')} ${fill} on ${under}: ${ratio.toFixed(1)}`);
      }
      for (const shape of chart.querySelectorAll('.chart-bar, .chart-whisker, .mark-shape, .curve-line, .lab-line, .lab-bar, .lab-span')) {
        const { fill, stroke } = getComputedStyle(shape);
        // Either of them; a pattern has its edge.
        const colours = [fill, stroke].filter((colour) => colour.startsWith('rgb')).map(read).filter(([, , , alpha]) => alpha > 180);
        const ratio = Math.max(...colours.map((colour) => contrast(colour, page)));
        if (colours.length > 0 && ratio < 2.9) found.add(`${chart.getAttribute('data-chart')} ${shape.getAttribute('class')} ${fill} ${stroke}: ${ratio.toFixed(1)}`);
      }
    }
    return [...found];
  });
}

/** Canvases on which nothing is to be seen: no two colours that stand out from each other, and from the system's background. */
function blank(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const bright = ([r = 0, g = 0, b = 0]: readonly number[]): number => 0.3 * r + 0.59 * g + 0.11 * b;
    const background = getComputedStyle(document.body).backgroundColor;
    const probe = document.createElement('canvas').getContext('2d')!;
    return [...document.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility()).flatMap((canvas) => {
      [probe.canvas.width, probe.canvas.height] = [canvas.width, canvas.height];
      probe.fillStyle = background;
      probe.fillRect(0, 0, 1, 1);
      const base = bright([...probe.getImageData(0, 0, 1, 1).data]);
      probe.clearRect(0, 0, 1, 1);
      probe.drawImage(canvas, 0, 0);
      const { data } = probe.getImageData(0, 0, canvas.width, canvas.height);
      let seen = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 200 && Math.abs(bright([data[at]!, data[at + 1]!, data[at + 2]!]) - base) > 60) seen += 1;
      return seen > data.length / 4 / 200 ? [] : [`${canvas.className} ${canvas.getAttribute('aria-label')}: ${seen} of ${data.length / 4}`];
    });
  });
}

// The page's theme may be another one than the system's: that is the harder half. Of each kind of picture one is seen in one of them.
const SEEN = [
  { colorScheme: 'dark', theme: 'light', views: ['panel happened', 'panel curves', 'compact'] },
  { colorScheme: 'light', theme: 'dark', views: ['panel timeline', 'somebody’s results beside'] },
] as const;
for (const { colorScheme, theme, views } of SEEN) {
  for (const name of views) {
    test(`charts of ${name}: ${colorScheme} colours of the system, theme ${theme}`, async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      await viewOf(name).show(page, `&theme=${theme}`);
      expect.soft(await page.locator('svg.chart').count()).toBeGreaterThan(0);
      expect.soft(await hardToSee(page)).toEqual([]);
      // What paints comes with the first run, and paints with the next frame.
      await expect.poll(() => blank(page)).toEqual([]);
    });
  }
}

test('charts of every lab', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await open(page, './#v=1&task=primes&theme=dark');
  // The one that is open has an edge that the others haven't.
  await showPanel(page, 'labs');
  const edge = (which: string): Promise<string> => page.locator(`.labs-choice input${which} + span`).first().evaluate((words) => getComputedStyle(words).borderLeftColor);
  expect(await edge(':checked')).not.toBe(await edge(':not(:checked)'));
  await eachLab(page, async (name) => expect.soft(await hardToSee(page), name).toEqual([]));
});

test('what is chosen, waiting or told apart is still seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await viewOf('running').show(page, '&projector=1');
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
  await expect(status(page)).toHaveText(/^Stopped/);
  await page.locator('#field-items').fill('');
  expect(await edge('.button-run')).not.toBe(await edge('.button-quiet'));
  expect(await violations(page)).toEqual([]);
});
