// Items that took less time than in serial's run: how a speed-up can exceed the number of workers.

import { type Claim, whereSure } from '../finding';

/** Items took less long. */
export interface FasterItems {
  kind: 'faster-items';
  /** Of serial's time for the same items. */
  share: number;
}

/** Claims that all items, added up, took less than in serial's run, where every run of the one differs from every run of the other. */
export const fasterItems = whereSure(({ account, inflation, isInflationSure, isShort }): Claim<FasterItems> | null => {
  if (account === null || inflation === null || inflation >= 1 || !isInflationSure || isShort) return null;
  return { cause: { kind: 'faster-items', share: inflation }, tone: 'gain', evidence: { fromMs: 0, toMs: account.endMs } };
});
