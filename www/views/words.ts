// Sentences that several views share.

import type { RunSpec } from '../model/contract';
import { taskOf } from '../model/spec';
import type { App } from './app';

/** A strategy's title. */
export function titleOf({ catalog }: App, id: string): string {
  return catalog.strategies.find((strategy) => strategy.id === id)?.title ?? id;
}

/** An experiment in a line: task, items, workers, call. */
export function inBrief({ catalog, text }: App, { task, items, cores, variant }: RunSpec): string {
  const { title, item } = taskOf(catalog, task);
  return text.setup.inBrief(title, items, item, cores, variant);
}

/** The last comparison's outcome in a sentence: the fastest strategy against serial. */
export function outcome(app: App): string {
  const results = app.report.value?.results ?? [];
  const others = results.filter(({ strategy, speedup }) => strategy !== 'serial' && Number.isFinite(speedup));
  const best = others.toSorted((a, b) => b.speedup - a.speedup)[0];
  if (best === undefined) return app.text.results.noSerial;
  return app.text.results.speedup(titleOf(app, best.strategy), best.speedup, best.speedupCi95);
}
