// How long finished results waited because the caller takes them in order: `imap` and `apply_async`. Pure.

import type { Account } from './measures';
import { HELD_BACK } from './thresholds';

/** A wait of the caller for one result while later ones were there. */
export interface HeadWait {
  /** The result that was waited for. */
  item: number;
  worker: number;
  /** How long the caller waited while at least one later result was there. */
  waitedMs: number;
  fromMs: number;
  toMs: number;
  /** Later results that were there when it came. */
  heldBack: number;
}

/**
 * The longest wait for one result while later ones were there; null where there was none. Only for deliveries in item order, and
 * where every chunk has a span of its own: a merged one doesn't say which items it has.
 */
export function longestHeadWait({ trace, chunks }: Account): HeadWait | null {
  const { deliveries } = trace;
  const done = chunks.toSorted((a, b) => a.endMs - b.endMs);
  const byFirst = chunks.toSorted((a, b) => a.first - b.first);
  let longest: HeadWait | null = null;
  // In the order in which chunks ended, and in item order: `ended` have ended by now, `passed` begin before the head.
  let [ended, items, passed] = [0, 0, 0];
  for (let at = 0; at < deliveries.first.length; at += 1) {
    const item = deliveries.first[at] ?? 0;
    const toMs = deliveries.atMs[at] ?? 0;
    const waitedFromMs = deliveries.waitedFromMs[at] ?? toMs;
    for (; ended < done.length && (done[ended]?.endMs ?? Infinity) <= toMs; ended += 1) items += done[ended]?.count ?? 0;
    while (passed + 1 < byFirst.length && (byFirst[passed + 1]?.first ?? Infinity) <= item) passed += 1;
    const head = byFirst[passed];
    if (head === undefined || toMs <= waitedFromMs) continue;
    const heldBack = items - head.first - head.count;
    if (heldBack < HELD_BACK || (longest !== null && toMs - waitedFromMs <= longest.waitedMs)) continue;
    // The caller waits anyway until there is something that it could have had instead.
    const fromMs = Math.max(waitedFromMs, firstLater(done, head.first, ended));
    const waitedMs = toMs - fromMs;
    if (waitedMs > (longest?.waitedMs ?? 0)) longest = { item, worker: head.worker, waitedMs, fromMs, toMs, heldBack };
  }
  return longest;
}

/** When the first chunk behind the head ended. */
function firstLater(done: Account['chunks'], head: number, ended: number): number {
  for (let at = 0; at < ended; at += 1) {
    const chunk = done[at];
    if (chunk !== undefined && chunk.first > head) return chunk.endMs;
  }
  return Infinity;
}
