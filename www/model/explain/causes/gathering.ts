// Gathering: after the last chunk the caller still has results to put together or to take.

import { type Claim, whereSure } from '../finding';
import { isNotable, lostTo } from '../study';
import { largerChunks } from './dispatch';

/** The caller was last. */
export interface Gathering {
  kind: 'gathering';
  afterMs: number;
  results: number;
  /** Of them, taken after the last chunk: all, where the call gives them at the end. */
  late: number;
}

/** Claims the time after the last chunk, in which no worker had anything to do. */
export const gathering = whereSure((study): Claim<Gathering> | null => {
  const { account, isShared, spec, workers } = study;
  if (account === null || isShared || !isNotable(study, ({ parts }) => parts.after / workers)) return null;
  const { endMs, trace, wallMs } = account;
  const late = trace.deliveries.count.reduce((sum, count, at) => sum + ((trace.deliveries.atMs[at] ?? 0) > endMs ? count : 0), 0);
  return {
    cause: { kind: 'gathering', afterMs: wallMs - endMs, results: spec.items, late },
    tone: 'loss',
    // Of this, serial's share is part of its time, too.
    lostMs: lostTo(study, 'after'),
    evidence: { fromMs: endMs, toMs: wallMs },
    // Results come a chunk at a time.
    remedy: spec.variant === 'imap' || spec.variant === 'imap_unordered' ? largerChunks(study) : null,
  };
});
