// The timeline: what ran when, live and after it, by mouse, wheel, touch and keyboard.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { open, run, runButton, status } from './support.ts';
import { UNEVEN, canvas, group, shown, timeline } from './timeline.ts';

const ENDLESS = './#v=1&task=wait&p.seconds=0.2&items=900&cores=2&variant=imap_unordered&strategies=pooled&chunksize=1';

/** The shown window in milliseconds. */
async function windowMs(page: Page): Promise<[number, number]> {
  const parts = (await shown(page)).split(' to ').map((part) => Number.parseFloat(part) * (part.endsWith(' s') ? 1_000 : 1));
  return [parts[0] ?? NaN, parts[1] ?? NaN];
}

/** The middle of a row of a canvas: workers first, then the caller, then the results. */
async function rowAt(target: Locator, row: number): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  return { x: (box?.x ?? 0) + 400, y: (box?.y ?? 0) + 17 + 30 * row };
}

test('every strategy has a lane a worker on one scale, and says how its time was spent', async ({ page }) => {
  await timeline(page);
  await expect(page.locator('.timeline-group')).toHaveCount(3);
  await expect(canvas(page, 'Serial')).toHaveAccessibleName(/^Timeline of Serial, run \d: 1 worker, 10 spans in \d+ ms$/);
  await expect(canvas(page, 'Pooled')).toHaveAccessibleName(/^Timeline of Pooled, run \d: 2 workers, \d+ spans in \d+ ms$/);
  await expect(group(page, 'Pooled').locator('.timeline-head')).toContainText(/run \d of 3, the median · 2 workers: busy .*waiting \d\d %.*idle/);
  await expect(group(page, 'Pooled').getByText('5 items in their own order.')).toBeVisible();
  const [from, to] = await windowMs(page);
  expect(from).toBe(0);
  // Five waits of 50 ms on one worker.
  expect(to).toBeGreaterThanOrEqual(250);
  await page.locator('.timeline-run select').selectOption({ label: 'Run 2' });
  await expect(page.locator('.timeline-head').filter({ hasText: 'run 2 of 3' })).toHaveCount(3);
});

test('the wheel scrolls the page, zooms with Ctrl, and by itself once the timeline has the focus', async ({ page }) => {
  await timeline(page);
  const pooled = canvas(page, 'Pooled');
  const { x, y } = await rowAt(pooled, 0);
  await page.mouse.move(x, y);
  const everything = await shown(page);
  const before = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(before);
  expect(await shown(page)).toBe(everything);
  const again = await rowAt(pooled, 0);
  await page.mouse.move(again.x, again.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => shown(page)).not.toBe(everything);
  const [from, to] = await windowMs(page);
  await pooled.focus();
  await page.mouse.wheel(0, -100);
  await expect.poll(async () => (await windowMs(page))[1] - (await windowMs(page))[0]).toBeLessThan(to - from);
  await page.getByRole('button', { name: 'Whole run' }).click();
  expect(await shown(page)).toBe(everything);
});

test('dragging moves the window, a double click comes closer, and the buttons do as they say', async ({ page }) => {
  await timeline(page);
  const pooled = canvas(page, 'Pooled');
  const everything = await windowMs(page);
  const { x, y } = await rowAt(pooled, 0);
  await page.mouse.dblclick(x, y);
  const [from, to] = await windowMs(page);
  expect(to - from).toBeLessThan((everything[1] - everything[0]) / 2);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 3 });
  await page.mouse.up();
  const moved = await windowMs(page);
  expect(moved[0]).toBeGreaterThan(from);
  expect(moved[1] - moved[0]).toBeCloseTo(to - from, 0);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const closer = await windowMs(page);
  expect(closer[1] - closer[0]).toBeCloseTo((to - from) / 2, 0);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  expect((await windowMs(page))[0]).toBeCloseTo(moved[0], 0);
});

test('two fingers zoom, one moves, a tap says what is there', async ({ page }) => {
  await timeline(page);
  const pooled = canvas(page, 'Pooled');
  const everything = await windowMs(page);
  const { x, y } = await rowAt(pooled, 0);
  const fingers = (type: string, places: readonly (readonly [number, number])[]): Promise<void> =>
    pooled.evaluate(
      (element, [kind, at, top]) => {
        for (const [pointerId, clientX] of at) {
          const init = { pointerId, clientX, clientY: top, pointerType: 'touch', bubbles: true, cancelable: true, isPrimary: pointerId === 1 };
          element.dispatchEvent(new PointerEvent(kind, init));
        }
      },
      [type, places, y] as const,
    );
  // Fingers that nobody has can't be captured.
  await pooled.evaluate((element) => (element.setPointerCapture = () => undefined));
  await fingers('pointerdown', [[1, x - 50], [2, x + 50]]);
  await fingers('pointermove', [[1, x - 100], [2, x + 100]]);
  await fingers('pointerup', [[1, x - 100], [2, x + 100]]);
  const [from, to] = await windowMs(page);
  expect((everything[1] - everything[0]) / (to - from)).toBeCloseTo(2, 1);
  await fingers('pointerdown', [[1, x]]);
  await fingers('pointermove', [[1, x - 40]]);
  await fingers('pointerup', [[1, x - 40]]);
  expect((await windowMs(page))[0]).toBeGreaterThan(from);
  await fingers('pointerdown', [[1, x - 200]]);
  await fingers('pointerup', [[1, x - 200]]);
  await expect(page.locator('.timeline-tip')).toContainText('worker 1');
});

test('what the mouse is over says item, worker, start and duration', async ({ page }) => {
  await timeline(page, { ...UNEVEN, params: { seconds: 0.3 }, repeats: 1 });
  const pooled = canvas(page, 'Pooled');
  const tip = page.locator('.timeline-tip');
  await pooled.scrollIntoViewIfNeeded();
  const width = (await pooled.boundingBox())?.width ?? 0;
  // In the midst of the last wait, beside which the other worker has nothing to do: half of the serial run's time.
  const lanes = [0, 1].map((row) => ({ position: { x: Math.round(70 + (width - 118) * 0.5), y: 10 + 30 * row } }));
  const said: string[] = [];
  for (const [row, lane] of lanes.entries()) {
    await pooled.hover(lane);
    // Not what was said of the other one.
    await expect(tip).toContainText(`worker ${row + 1}`);
    said.push((await tip.innerText()).replaceAll('\n', '; '));
  }
  expect(said.filter((words) => /^Items waiting, worker [12]; from \d+\.\d+ ms, took \d+.* ms/.test(words))).toHaveLength(1);
  expect(said.filter((words) => /^Idle, worker [12]; from \d+\.\d+ ms, for \d+.* ms/.test(words))).toHaveLength(1);
  await pooled.hover({ position: { x: 200, y: 78 } });
  await expect(tip).toHaveText(/^The caller (waited for|took) item \d/);
  await pooled.hover({ position: { x: 200, y: 102 } });
  await expect(tip).toHaveText(/^At .* of 5 computed, \d delivered/);
  await page.mouse.move(5, 5);
  await expect(tip).toHaveCount(0);
});

test('in large type everything grows, and the mouse still finds what is under it', async ({ page }) => {
  await timeline(page);
  const pooled = canvas(page, 'Pooled');
  const heights = (): Promise<number[]> =>
    page.locator('.timeline canvas').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  const before = await heights();
  await page.getByRole('button', { name: 'Large type' }).click();
  await expect.poll(heights).toEqual(before.map((height) => expect.closeTo(1.4 * height, 0)));
  await page.getByRole('button', { name: 'Large type' }).click();
  await expect.poll(heights).toEqual(before.map((height) => expect.closeTo(height, 0)));
  await page.getByRole('button', { name: 'Large type' }).click();
  await expect.poll(heights).toEqual(before.map((height) => expect.closeTo(1.4 * height, 0)));
  // Sharp: as many pixels as it has on the screen.
  expect(await pooled.evaluate((one: HTMLCanvasElement) => one.height / (one.clientHeight * devicePixelRatio))).toBeCloseTo(1, 1);
  await pooled.scrollIntoViewIfNeeded();
  const box = await pooled.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 1.4 * (17 + 30)];
  await page.mouse.move(x, y);
  const frame = await page.locator('.timeline-frame').boundingBox();
  if (frame === null) throw new Error('nothing is pointed at');
  expect(frame.y).toBeLessThan(y);
  expect(frame.y + frame.height).toBeGreaterThan(y);
  expect(frame.x).toBeLessThan(x);
  expect(frame.x + frame.width).toBeGreaterThan(x);
});

test('the keyboard goes everywhere and is read aloud', async ({ page }) => {
  await timeline(page);
  const said = page.locator('.timeline-said');
  await canvas(page, 'Pooled').focus();
  await page.keyboard.press('ArrowRight');
  await expect(said).toHaveText(/worker 1, .*from .*took/);
  await page.keyboard.press('ArrowDown');
  await expect(said).toHaveText(/worker 2/);
  await page.keyboard.press('ArrowDown');
  await expect(said).toHaveText(/^The caller (waited for|took) item \d/);
  await page.keyboard.press('End');
  await expect(said).toHaveText(/item 4/);
  const everything = await shown(page);
  await page.keyboard.press('+');
  await expect.poll(() => shown(page)).not.toBe(everything);
  const closer = await shown(page);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => shown(page)).not.toBe(closer);
  await page.keyboard.press('Escape');
  await expect.poll(() => shown(page)).toBe(everything);
  await expect(page.locator('.timeline-tip')).toHaveCount(0);
});

test('the tables account for every item, and list the spans in the window', async ({ page }) => {
  await timeline(page, { task: 'primes', items: 300, params: { span: 3_000 }, cores: 2, repeats: 1, chunksize: 1 });
  await page.getByText('As a table').click();
  for (const title of ['Serial', 'Threaded', 'Pooled']) {
    const rows = page.getByRole('table', { name: `${title}, run 1` }).locator('tbody tr');
    // Made when they are unfolded, all at once.
    await expect(rows.first()).toBeVisible();
    const items = await rows.evaluateAll((found) => found.map((row) => Number(row.children[6]?.textContent)));
    expect(items.reduce((sum, count) => sum + count, 0), title).toBe(300);
  }
  const spans = page.getByRole('region', { name: 'Spans in the window' }).locator('tbody tr');
  await page.getByLabel('Spans of').selectOption({ label: 'Serial' });
  await expect(spans).toHaveCount(100);
  await page.getByRole('button', { name: 'Next 100' }).click();
  await expect(page.getByText(/^101 to 200 of \d+$/)).toBeVisible();
  const total = await page.getByText(/^101 to 200 of \d+$/).innerText();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(page.getByText(total)).toHaveCount(0);
});

test('arrivals show whether a call keeps the order', async ({ page }) => {
  const uneven = { task: 'skewed', items: 120, params: { tail: 'heavy', unit: 20_000 }, cores: 2, repeats: 1, chunksize: 1, strategies: ['pooled' as const] };
  await timeline(page, { ...uneven, variant: 'imap' });
  await expect(group(page, 'Pooled').getByText('120 items in their own order.')).toBeVisible();
  await run(page, { ...uneven, variant: 'imap_unordered' });
  await expect(group(page, 'Pooled').getByText(/\d+ items? came before one with a smaller number/)).toBeVisible();
});

test('while it runs, lanes grow and the meter shows the last half second', async ({ page }) => {
  await open(page, ENDLESS);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await runButton(page).click();
  await expect(group(page, 'Pooled').locator('.timeline-head')).toHaveText(/seen for/);
  const spans = async (): Promise<number> => Number.parseInt(await page.locator('.timeline-drawn').innerText(), 10);
  await expect.poll(spans).toBeGreaterThan(2);
  const before = await spans();
  await expect.poll(spans).toBeGreaterThan(before);
  await expect(page.locator('.timeline-meter .busy-graph')).toHaveCount(2);
  await expect(page.getByText('not the operating system’s view')).toBeVisible();
  const bars = page.getByRole('article', { name: 'Pooled' }).locator('.meter i');
  await expect(bars).toHaveCount(2);
  // Whoever sleeps in an item is at it.
  await expect.poll(() => bars.evaluateAll((found) => found.map((bar) => Number(getComputedStyle(bar).getPropertyValue('--busy')) > 0.5))).toEqual([true, true]);
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText(/^Stopped/);
  await expect(bars.first()).toBeHidden();
  // What was seen is still there to be looked at.
  await expect(canvas(page, 'Pooled')).toBeVisible();
});

test('it is drawn in the colours of the theme, and again when that changes', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await timeline(page);
  const pixels = (): Promise<string> => canvas(page, 'Pooled').evaluate((element: HTMLCanvasElement) => element.toDataURL());
  const light = await pixels();
  await page.getByLabel('Theme').selectOption('dark');
  await expect.poll(pixels).not.toBe(light);
  await page.getByLabel('Theme').selectOption('light');
  await expect.poll(pixels).toBe(light);
});
