// It went well: nearly as fast as perfect workers would be.

import { type Claim, whereSure } from '../finding';
import { PARTS, type Part } from '../measures';
import { lostTo } from '../study';
import { WENT_WELL } from '../thresholds';

/** Close to perfect. */
export interface WentWell {
  kind: 'went-well';
  speedup: number;
  workers: number;
  efficiency: number;
  /** Where most of the rest went; null where nothing was lost, or nothing was recorded. */
  rest: { part: Part; ms: number } | null;
}

/** Claims a speed-up close to the number of workers. */
export const wentWell = whereSure((study): Claim<WentWell> | null => {
  const { account, machineCores, result, serial, workers, isWaiting } = study;
  // An efficiency of more workers than cores would be about something else.
  if (serial === null || workers < 2 || (workers > machineCores && !isWaiting)) return null;
  const efficiency = result.speedup / workers;
  if (!(efficiency >= WENT_WELL)) return null;
  const lost = PARTS.map((part) => ({ part, ms: lostTo(study, part) })).toSorted((a, b) => b.ms - a.ms)[0];
  const rest = account !== null && lost !== undefined && lost.ms > 0 && efficiency < 1 ? lost : null;
  return { cause: { kind: 'went-well', speedup: result.speedup, workers, efficiency, rest }, tone: 'gain', ...(account !== null && { evidence: { fromMs: 0, toMs: account.wallMs } }) };
});
