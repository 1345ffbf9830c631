// Why a comparison came out as it did: sentences' contents, ranked by what they explain. Pure.
//
// Adding a cause is a file in causes/, a line in `RULES`, and its sentence in www/locales.

import type { Outcome } from '../trace';
import { betweenRounds } from './causes/between-rounds';
import { coarseChunks } from './causes/coarse-chunks';
import { copying } from './causes/copying';
import { dispatch } from './causes/dispatch';
import { fasterItems } from './causes/faster-items';
import { fewChunks } from './causes/few-chunks';
import { fixedShares } from './causes/fixed-shares';
import { freshThreads } from './causes/fresh-threads';
import { gathering } from './causes/gathering';
import { globalLock } from './causes/global-lock';
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

export type { Remedy } from './finding';
export type { Headline } from './headline';
export type { Part } from './measures';

/** Every rule. Of findings that weigh the same, the earlier rule's comes first. */
export const RULES = [
  uncertain,
  noSerial,
  oneByOne,
  globalLock,
  sharedCores,
  heavyItem,
  betweenRounds,
  coarseChunks,
  fixedShares,
  lastRound,
  fewChunks,
  startUp,
  dispatch,
  copying,
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
  const timeOf = ({ strategy }: Finding): number => comparison.studies.find((study) => study.strategy === strategy)?.result.medianMs ?? 0;
  // Of what costs nothing, the faster strategy's comes first.
  return found.toSorted((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone) || b.lostMs - a.lostMs || timeOf(a) - timeOf(b));
}

/** Findings with the same cause: the heaviest, and the other strategies'. */
export interface Topic {
  finding: Finding;
  others: readonly Finding[];
}

/** Puts findings with the same cause together, in the order of the first of each. Doubts name all their strategies already. */
export function topicsOf(findings: readonly Finding[]): Topic[] {
  return findings.flatMap((finding, place): Topic[] => {
    if (finding.tone === 'doubt') return [{ finding, others: [] }];
    const same = ({ cause, tone }: Finding): boolean => tone === finding.tone && cause.kind === finding.cause.kind;
    return findings.slice(0, place).some(same) ? [] : [{ finding, others: findings.slice(place + 1).filter(same) }];
  });
}
