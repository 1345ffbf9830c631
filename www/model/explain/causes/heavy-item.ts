// One heavy item: everyone else is done, one worker is still at it, and no chunksize divides an item.

import { type Claim, whereSure } from '../finding';
import { tailOf } from '../tail';

/** An item held everyone. */
export interface HeavyItem {
  kind: 'heavy-item';
  item: number;
  itemMs: number;
  /** How many times as long as the average item it took. */
  times: number;
  /** How long others had nothing to do but to wait for it. */
  idleMs: number;
  /** It takes longer than a perfect share of all work: no number of workers gets below its length. */
  isBound: boolean;
  startedMs: number;
}

/** Claims what idle workers at the end cost while a single item went on. */
export const heavyItem = whereSure((study): Claim<HeavyItem> | null => {
  const tail = tailOf(study);
  if (tail?.reason !== 'heavy-item' || study.account === null) return null;
  const { last, lostMs, fromMs, itemMs } = tail;
  const { computing, waiting } = study.account.parts;
  const lengthMs = last.endMs - last.startMs;
  return {
    cause: {
      kind: 'heavy-item',
      item: last.first,
      itemMs: lengthMs,
      times: lengthMs / itemMs,
      idleMs: last.endMs - Math.max(fromMs, last.startMs),
      isBound: lengthMs >= (computing + waiting) / study.workers,
      startedMs: last.startMs,
    },
    tone: 'loss',
    lostMs,
    evidence: { fromMs: last.startMs, toMs: last.endMs, items: { first: last.first, count: 1 } },
  };
});
