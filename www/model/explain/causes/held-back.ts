// Results in order: the caller waits for one result while later ones are there already.

import { type Claim, whereSure } from '../finding';
import { longestHeadWait } from '../heads';
import { isNotable } from '../study';

/** Results waited for an earlier one. */
export interface HeldBack {
  kind: 'held-back';
  variant: string;
  item: number;
  waitedMs: number;
  /** Later results that were there when it came. */
  results: number;
  /** It was the first of all: nothing at all could be used before. */
  isFirst: boolean;
}

/** Claims the longest wait for one result while later ones were there. It delays results, not the whole. */
export const heldBack = whereSure((study): Claim<HeldBack> | null => {
  const { account, spec, isShort } = study;
  if (account === null || isShort || (spec.variant !== 'imap' && spec.variant !== 'apply_async')) return null;
  const wait = longestHeadWait(account);
  if (wait === null || !isNotable(study, (each) => longestHeadWait(each)?.waitedMs ?? 0)) return null;
  const { item, worker, waitedMs, heldBack: results, fromMs, toMs } = wait;
  return {
    cause: { kind: 'held-back', variant: spec.variant, item, waitedMs, results, isFirst: item === 0 },
    tone: 'note',
    evidence: { fromMs, toMs, workers: [worker], items: { first: item, count: 1 } },
    remedy: spec.variant === 'imap' ? { field: 'variant', value: 'imap_unordered' } : null,
  };
});
