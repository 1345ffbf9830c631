// What the browser tests share: opening the page, its Run button and status, panels and labs, running specs in it, measuring again.
import { readFileSync } from 'node:fs';
import { type FrameLocator, type Locator, type Page, expect } from '@playwright/test';
import type { LabMeta } from '../../www/generated/LabMeta.ts';
import type { Playground, Report, RunSpec } from '../../www/model/contract.ts';
import { PANELS as ENTRIES } from '../../www/panels/index.ts';

declare global {
  interface Window {
    playground: Playground;
  }
}

/** A row of the table that the native tests compare with, too. */
export interface Golden {
  task: string;
  items: number;
  seed: number;
  params: Record<string, number | string | boolean>;
  digest: string;
}

export const golden: Golden[] = JSON.parse(readFileSync(new URL('../../src/tasks/golden.json', import.meta.url), 'utf8'));

/** Every panel's id, in the order of their tabs: tests that go through all of them forget no new one. */
export const PANELS: readonly string[] = ENTRIES.map(({ id }) => id);

/** Every lab, as the page lists them. */
export const LABS: readonly LabMeta[] = JSON.parse(readFileSync(new URL('../../www/generated/labs.json', import.meta.url), 'utf8'));

/** Opens a panel by its tab, and waits until it is there; in whatever language. */
export async function showPanel(page: Page, id: string): Promise<Locator> {
  await page.locator(`#tab-${id}`).click();
  const panel = page.locator(`#panel[aria-labelledby="tab-${id}"]`);
  // What stands there meanwhile, or instead, is a paragraph alone.
  await expect(panel.locator('> :not(p)').first()).toBeVisible();
  return panel;
}

/** Starts the lab that is open, and waits for the sentence in its end; a deadlock is stopped. */
export async function makeLab(page: Page): Promise<void> {
  await page.locator('.lab-bar > .button').click();
  const stuck = page.locator('.lab-grip-stuck').nth(1);
  await expect(page.locator('.lab-sentence').or(stuck)).toBeVisible({ timeout: 30_000 });
  if (await stuck.isVisible()) await page.locator('.lab-bar > .button-stop').click();
  await expect(page.locator('.lab-sentence')).toBeVisible({ timeout: 30_000 });
}

/** Opens the page and waits until its controls are usable. */
export async function open(page: Page, url = './'): Promise<void> {
  await page.goto(url);
  await page.evaluate(() => window.playground.ready);
}

/** The Run button of the page, or of a frame. */
export const runButton = (within: Page | FrameLocator): Locator => within.getByRole('button', { name: 'Run', exact: true });
/** How it stands in the page, or in a frame. */
export const status = (within: Page | FrameLocator): Locator => within.locator('.run-status');

/** How many colours a picture has. */
export function colours(canvas: Locator): Promise<number> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data.buffer;
    return new Set(new Uint32Array(pixels ?? new ArrayBuffer(0))).size;
  });
}

/** Waits until the workers that Run would wait for are there. */
export async function workersStarted(page: Page): Promise<void> {
  await expect(status(page).filter({ hasText: 'Starting' })).toHaveCount(0);
}

/** Runs a spec in the page and brings the report back, getters and typed arrays as plain values. */
export async function run(page: Page, spec: Partial<RunSpec>): Promise<Report> {
  const json = await page.evaluate(async (given) => {
    const report = await window.playground.run(given);
    return JSON.stringify(report, (_, value: unknown) =>
      value instanceof Uint8Array || value instanceof Uint16Array ? Array.from(value) : value,
    );
  }, spec);
  return JSON.parse(json) as Report;
}

/** Measures until it holds, a few times at most: another program may take a core at any time. Says what came of each try. */
export async function atBest<Figures>(measure: () => Promise<Figures>, holds: (figures: Figures) => boolean, most = 6): Promise<void> {
  const tries: Figures[] = [];
  while (tries.length < most) {
    const figures = await measure();
    if (holds(figures)) return;
    tries.push(figures);
  }
  expect(tries, `what should hold in one of ${most} tries`).toEqual([]);
}

/** Runs a spec in the page and brings the message of the error back, with its name. */
export function failure(page: Page, spec: unknown): Promise<string> {
  return page.evaluate(async (given) => {
    try {
      await window.playground.run(given as Partial<RunSpec>);
      return 'no error';
    } catch (error) {
      return error instanceof Error || error instanceof DOMException ? `${error.name}: ${error.message}` : String(error);
    }
  }, spec);
}
