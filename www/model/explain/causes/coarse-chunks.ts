// Chunks too large: the last one keeps one worker busy while the others have nothing left.

import { type Claim, whereSure } from '../finding';
import { tailOf } from '../tail';
import { UNEVEN_CHUNK } from '../thresholds';

/** The last chunk was large. */
export interface CoarseChunks {
  kind: 'coarse-chunks';
  chunks: number;
  chunkItems: number;
  /** The last chunk's length. */
  chunkMs: number;
  /** From when on workers had nothing left, until the end. */
  idleMs: number;
  idle: number;
  /** How many times as long as the median chunk the last one took, where that is much; else null: chunks are about alike. */
  uneven: number | null;
}

/** Claims what idle workers at the end cost beyond what they would cost with single items. */
export const coarseChunks = whereSure((study): Claim<CoarseChunks> | null => {
  const tail = tailOf(study);
  if (tail?.reason !== 'coarse-chunks') return null;
  const { last, lostMs, fromMs, idle, usualMs } = tail;
  const { spec, shape, workers } = study;
  const chunkMs = last.endMs - last.startMs;
  const size = Math.max(1, Math.min(Math.floor(last.count / 4), Math.ceil(spec.items / (16 * workers))));
  return {
    cause: {
      kind: 'coarse-chunks',
      chunks: shape.chunks,
      chunkItems: last.count,
      chunkMs,
      idleMs: last.endMs - fromMs,
      idle: idle.length,
      uneven: chunkMs >= UNEVEN_CHUNK * usualMs ? chunkMs / usualMs : null,
    },
    tone: 'loss',
    lostMs,
    evidence: { fromMs: Math.min(fromMs, last.startMs), toMs: last.endMs, items: { first: last.first, count: last.count } },
    remedy: { field: 'chunksize', value: size },
  };
});
