// Keeps finished comparisons. The controller loads this after a run; the panel shares the shelf with it.

import type { Catalog, Report } from '../../model/contract';
import { type Shared, summaryOf } from '../../model/kept';
import { taskOf } from '../../model/spec';
import { useTexts } from '../texts';
import { Shelf } from './shelf';

let shelf: Shelf | undefined;
const comparisons = new WeakMap<Report, Shared>();

/** The shelf of this device; it follows what other tabs do. */
export function shelfOf(catalog: Catalog): Shelf {
  if (shelf !== undefined) return shelf;
  const made = new Shelf(catalog, () => localStorage);
  addEventListener('storage', () => made.refresh());
  shelf = made;
  return made;
}

/** A report as it is kept and shared, under the name that the page gives it. */
export function sharedOf(report: Report, catalog: Catalog): Shared {
  const known = comparisons.get(report);
  if (known !== undefined) return known;
  const { task, cores, variant } = report.spec;
  const name = useTexts().keep.autoName(taskOf(catalog, task).title, cores, variant);
  const shared = { name, atS: Math.floor(Date.now() / 1_000), summary: summaryOf(report) };
  comparisons.set(report, shared);
  return shared;
}

/** Keeps a finished comparison. */
export function keep(report: Report, catalog: Catalog): void {
  shelfOf(catalog).keep(sharedOf(report, catalog));
}
