// More workers than cores: each gets a share of a core, and its items take that much longer.

import { type Claim, whereSure } from '../finding';

/** Workers shared cores. */
export interface SharedCores {
  kind: 'shared-cores';
  workers: number;
  machineCores: number;
  /** How many times as long items took as in serial's run. */
  times: number;
  /** What they would have taken with a core each, if nothing else were lost. */
  perfectMs: number;
}

/** Claims what items took longer because their workers shared cores, where they took as much longer as that explains. */
export const sharedCores = whereSure((study): Claim<SharedCores> | null => {
  const { account, inflation, isShared, machineCores, reach, serial, shape, workers } = study;
  if (account === null || serial === null || inflation === null || !isShared || shape.oneByOne || reach >= workers) return null;
  const serialMs = serial.result.medianMs;
  return {
    cause: { kind: 'shared-cores', workers, machineCores, times: inflation, perfectMs: serialMs / workers },
    tone: 'loss',
    // Against as many cores as workers: what lies beyond is another matter.
    lostMs: serialMs / reach - serialMs / workers,
    evidence: { fromMs: 0, toMs: account.wallMs },
    remedy: { field: 'cores', value: machineCores },
  };
});
