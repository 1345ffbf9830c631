// What axe-core finds in a page as it is now.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in the part of the page that a selector names, one line for each element. */
export async function violations(page: Page, root = 'html'): Promise<string[]> {
  // As the debugger's, which the page's policy doesn't refuse as a script's.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async (selector) => {
    const { axe: engine } = window as unknown as { axe: { run(root: string, options: RunOptions): Promise<AxeResults> } };
    // What can be pressed is large enough, or far enough from the next: off by default.
    const results = await engine.run(selector, { rules: { 'target-size': { enabled: true } } });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, root);
}
