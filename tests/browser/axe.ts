// What axe-core finds in a page as it is now.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line for each element. */
export async function violations(page: Page): Promise<string[]> {
  // As content: another address would be refused, the page being isolated.
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: axe });
  return page.evaluate(async () => {
    const { axe: engine } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    // What can be pressed is large enough, or far enough from the next: off by default.
    const results = await engine.run({ rules: { 'target-size': { enabled: true } } });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  });
}
