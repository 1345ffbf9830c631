// Why a comparison came out as it did: sentences' contents, ranked by what they explain. Pure.
//
// Adding a cause is a file in causes/, a line in `RULES`, and its sentence in www/locales.

import type { Outcome } from '../trace';
import { coarseChunks } from './causes/coarse-chunks';
import { dispatch } from './causes/dispatch';
import { fasterItems } from './causes/faster-items';
import { fewChunks } from './causes/few-chunks';
import { fixedShares } from './causes/fixed-shares';
import { freshThreads } from './causes/fresh-threads';
import { gathering } from './causes/gathering';
import { heavyItem } from './causes/heavy-item';
import { heldBack } from './causes/held-back';
import { lastRound } from './causes/last-round';
import { noSerial } from './causes/no-serial';
import { oneByOne } from './causes/one-by-one';
import { oneWorker } from './causes/one-worker';
import { overlappingWaits } from './causes/overlapping-waits';
import { sharedCores } from './causes/shared-cores';
import { slowerItems } from './causes/slower-items';
import { startUp } from './causes/start-up';
import { uncertain } from './causes/uncertain';
import { wentWell } from './causes/went-well';
import type { Finding as Found, Tone } from './finding';
import { type Comparison, comparisonOf } from './study';

/** Every rule. Of findings that weigh the same, the earlier rule's comes first. */
export const RULES = [
  uncertain,
  noSerial,
  oneByOne,
  sharedCores,
  heavyItem,
  coarseChunks,
  fixedShares,
  lastRound,
  fewChunks,
  startUp,
  dispatch,
  slowerItems,
  gathering,
  overlappingWaits,
  wentWell,
  fasterItems,
  heldBack,
  freshThreads,
  oneWorker,
] as const;

/** Everything that can be found, by `kind`. */
export type Cause = ReturnType<(typeof RULES)[number]>[number]['cause'];

/** One thing that can be said about a comparison, because the measurements show it. */
export type Finding = Found<Cause>;

/** Reasons for caution first, then what cost time, then what is good or worth knowing. */
const ORDER: readonly Tone[] = ['doubt', 'loss', 'gain', 'note'];

/** What can be said about a comparison, by weight. */
export function explain(outcome: Outcome): Finding[] {
  return explainComparison(comparisonOf(outcome));
}

/** The same for a comparison that is laid out already. */
export function explainComparison(comparison: Comparison): Finding[] {
  const found = RULES.flatMap((rule): Finding[] => rule(comparison));
  return found.toSorted((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone) || b.lostMs - a.lostMs);
}
