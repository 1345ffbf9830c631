// What the explanations are made of: a finding, its remedy, and how rules become findings.

import type { RunSpec } from '../contract';
import type { Evidence } from '../trace';
import type { Comparison, Study } from './study';

/** How a finding is meant: time that was lost, something gained, something worth knowing, a reason for caution. */
export type Tone = 'loss' | 'gain' | 'note' | 'doubt';

/** One change of the setup that goes to the cause. */
export type Remedy =
  | { field: 'chunksize' | 'cores' | 'items' | 'repeats'; value: number }
  | { field: 'variant'; value: string }
  | { field: 'schedule'; value: string }
  | { field: 'spawn'; value: string }
  | { field: 'processes'; value: RunSpec['processes'] }
  | { field: 'strategies'; value: RunSpec['strategies'] };

/** One thing that can be said about a comparison, because the measurements show it. */
export interface Finding<Cause> {
  /** What it is, with its numbers. */
  cause: Cause;
  tone: Tone;
  strategy: string;
  /** How much of the run's time it explains; 0 for what costs no time. */
  lostMs: number;
  /** The same as a share of the run's time. */
  share: number;
  /** Where the recording shows it. */
  evidence: Evidence | null;
  remedy: Remedy | null;
}

/** What a rule says; the rest of the finding follows from the run. */
export interface Claim<Cause> {
  cause: Cause;
  tone: Tone;
  lostMs?: number;
  evidence?: Omit<Evidence, 'strategy' | 'repeat'>;
  remedy?: Remedy | null;
}

/** A rule: what it finds in a comparison. */
export type Rule<Cause> = (comparison: Comparison) => Finding<Cause>[];

/** A rule that looks at each parallel strategy by itself. */
export function perStrategy<Cause>(claim: (study: Study) => Claim<Cause> | null): Rule<Cause> {
  return ({ studies }) =>
    studies.flatMap((study) => {
      const claimed = claim(study);
      return claimed === null ? [] : [finding(study, claimed)];
    });
}

/** A rule that looks at each parallel strategy whose figures are certain enough to name causes. */
export function whereSure<Cause>(claim: (study: Study) => Claim<Cause> | null): Rule<Cause> {
  return perStrategy((study) => (study.doubts.length > 0 ? null : claim(study)));
}

/** A claim about a run, as a finding. */
export function finding<Cause>(study: Study, { cause, tone, lostMs = 0, evidence, remedy = null }: Claim<Cause>): Finding<Cause> {
  const wallMs = study.account?.wallMs ?? study.result.medianMs;
  const lost = Math.min(Math.max(lostMs, 0), wallMs);
  const { trace } = study;
  return {
    cause,
    tone,
    strategy: study.strategy,
    lostMs: lost,
    share: wallMs > 0 ? lost / wallMs : 0,
    evidence: evidence === undefined || trace === null ? null : { ...evidence, strategy: study.strategy, repeat: trace.repeat },
    remedy,
  };
}
