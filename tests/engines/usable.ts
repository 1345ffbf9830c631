// What several of the engines' tests ask of the page: whether it is usable, and whether it works.
import { expect } from 'vitest';
import { en } from '../../www/locales/en.ts';
import type { Mode } from './expectations.ts';
import type { Tab } from './tab.ts';

export const MODES = Object.keys(en.badge) as Mode[];

/** Waits until Run can be pressed and workers are there for it, or the engine says why it can't; the mode. */
export async function usable(tab: Tab): Promise<Mode> {
  const badge = await tab.until('Run can be pressed', ({ badges, loading }) => {
    const trouble = document.querySelector('[role=alert]')?.textContent;
    if (trouble) return trouble;
    const words = document.querySelector('.badge')?.textContent?.trim() ?? '';
    const isReady = document.querySelector('.button-run')?.getAttribute('aria-disabled') === 'false';
    const isStarting = document.querySelector('.run-status')?.textContent === loading;
    return isReady && !isStarting && badges.includes(words) ? words : null;
  }, { badges: MODES.map((mode) => en.badge[mode]), loading: en.run.loading });
  const mode = MODES.find((one) => en.badge[one] === badge);
  if (mode === undefined) throw new Error(`the engine did not start: ${badge}`);
  return mode;
}

/** Runs the smallest comparison with workers that the page has and others. */
export async function works(tab: Tab, strategies: readonly string[]): Promise<void> {
  const report = await tab.ask(async (wanted) => {
    const { identical, results } = await window.playground.run({ task: 'square', items: 4, cores: 2, repeats: 1, strategies: wanted as never });
    return { identical, ran: results.map(({ strategy }) => strategy) };
  }, strategies);
  expect(report).toEqual({ identical: true, ran: strategies });
}
