// The outcome in one sentence's numbers: the fastest parallel strategy, serial, and what perfect workers would have taken. Pure.

import type { Comparison } from './study';
import { LEAST_STEPS_BESIDE, WIDE_INTERVAL } from './thresholds';

/** What a comparison came to. */
export type Headline =
  /** Nothing to compare with: the fastest of as many strategies, serial not among them; or serial alone. */
  | { kind: 'alone'; strategy: string; medianMs: number; of: number }
  | {
      /** `even`: about equally fast, and known to be; `unclear`: which one is faster can't be told. */
      kind: 'faster' | 'slower' | 'even' | 'unclear';
      strategy: string;
      medianMs: number;
      serialMs: number;
      /** What `perfect` workers, or cores where there are fewer of them, would have taken; null where serial is too short to be divided. */
      perfectMs: number | null;
      perfect: number;
      of: 'workers' | 'cores';
    };

/** The outcome of a comparison; null for one without results. */
export function headlineOf({ report, serial, studies }: Comparison): Headline | null {
  const best = studies.toSorted((a, b) => a.result.medianMs - b.result.medianMs)[0];
  if (best === undefined || serial === null) {
    const only = best?.result ?? report.results[0];
    return only === undefined ? null : { kind: 'alone', strategy: only.strategy, medianMs: only.medianMs, of: report.results.length };
  }
  const { reach, result, strategy, workers } = best;
  const serialMs = serial.result.medianMs;
  const [low, high] = result.speedupCi95;
  return {
    kind: low <= 1 && 1 <= high ? (high / low > WIDE_INTERVAL ? 'unclear' : 'even') : result.speedup > 1 ? 'faster' : 'slower',
    strategy,
    medianMs: result.medianMs,
    serialMs,
    perfectMs: serialMs >= LEAST_STEPS_BESIDE * report.environment.timerResolutionMs ? serialMs / reach : null,
    perfect: reach,
    of: reach < workers ? 'cores' : 'workers',
  };
}
