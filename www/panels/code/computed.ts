// What the page itself computed, where that is the same experiment: what the program must print.

import type { Report, RunSpec } from '../../model/contract';
import { inItemOrder } from '../../model/checksum';
import { type Printed, printedOf, resultOf } from './results';

/** Whether two specs have the same results: the call, the cores and the chunksize don't change them. */
export function hasSameResults(one: RunSpec, other: RunSpec): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ items, params, seed, task }: RunSpec): string {
  const byName = Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([task, items, seed, byName]);
}

/** What a program must print after the page's comparison; null where it has no complete results. */
export function computedBy({ results, spec }: Report): Printed | null {
  for (const { order, output } of results) {
    const inOrder = inItemOrder(output, order, spec.items);
    if (inOrder !== null) return printedOf(resultOf(spec.task), inOrder);
  }
  return null;
}
