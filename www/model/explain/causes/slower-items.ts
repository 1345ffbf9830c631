// Items that took longer than in serial's run, although each worker has a core: they compete for something that cores share.

import type { RunSpec } from '../../contract';
import { sureCores } from '../../machine';
import { type Claim, whereSure } from '../finding';
import { lostTo } from '../study';
import { LEAST_SHARE } from '../thresholds';

/** Items took longer side by side. */
export interface SlowerItems {
  kind: 'slower-items';
  times: number;
  workers: number;
  /** What the task is known to compete for, or else the cores, whose number isn't sure; null where it may be anything that cores share. */
  rival: 'memory' | 'allocator' | 'cores' | null;
}

/** Arrays of at least so many MiB don't fit in the caches of the machines that browsers run on. */
const BEYOND_CACHES_MB = 64;

/** Tasks made to compete for one thing. Of all others nobody here knows what limits them. */
const RIVALS: Partial<Record<string, (params: RunSpec['params']) => SlowerItems['rival']>> = {
  memory_sum: ({ megabytes }) => (typeof megabytes === 'number' && megabytes >= BEYOND_CACHES_MB ? 'memory' : null),
  allocate: () => 'allocator',
};

/** Claims what all items took longer, added up, than in serial's run, where every run of the one differs from every run of the other. */
export const slowerItems = whereSure((study): Claim<SlowerItems> | null => {
  const { account, inflation, isInflationSure, isShort, isShared, report, shape, spec, workers, machineCores } = study;
  if (account === null || inflation === null || inflation <= 1 || !isInflationSure) return null;
  if (isShort || isShared || shape.oneByOne || workers < 2 || workers > machineCores) return null;
  const lostMs = lostTo(study, 'computing');
  const maybeCores = workers > sureCores(report.environment) ? 'cores' : null;
  // Where most of the time goes elsewhere, slower items don't matter.
  if (lostMs < LEAST_SHARE * account.wallMs) return null;
  return {
    cause: { kind: 'slower-items', times: inflation, workers, rival: RIVALS[spec.task]?.(spec.params) ?? maybeCores },
    tone: 'loss',
    lostMs,
    evidence: { fromMs: 0, toMs: account.endMs },
  };
});
