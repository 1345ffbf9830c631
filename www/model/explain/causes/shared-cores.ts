// More workers than cores: each gets a share of a core, and its items take that much longer.

import { type Claim, whereSure } from '../finding';
import { lostTo } from '../study';
import { HIDDEN_CORES } from '../thresholds';

/** Workers shared cores. */
export interface SharedCores {
  kind: 'shared-cores';
  workers: number;
  machineCores: number;
  /** How many times as long items took as in serial's run. */
  times: number;
}

/** Claims what items took longer because their workers shared cores, where they took as much longer as that explains. */
export const sharedCores = whereSure((study): Claim<SharedCores> | null => {
  const { account, inflation, isShared, machineCores, result, workers, shape } = study;
  if (account === null || inflation === null || !isShared || shape.oneByOne) return null;
  // Some browsers report fewer cores than there are.
  if (result.speedup > HIDDEN_CORES * machineCores) return null;
  return {
    cause: { kind: 'shared-cores', workers, machineCores, times: inflation },
    tone: 'loss',
    lostMs: lostTo(study, 'computing'),
    evidence: { fromMs: 0, toMs: account.wallMs },
    remedy: { field: 'cores', value: machineCores },
  };
});
