// Handing over: chunks so small that giving them out and taking their results costs as much as computing them.

import { type Claim, type Remedy, whereSure } from '../finding';
import type { Account } from '../measures';
import { type Study, isNotable, withinReach } from '../study';
import { LEAST_STEPS_BESIDE, SMALL_CHUNK_MS } from '../thresholds';

/** Chunks too small. */
export interface Dispatch {
  kind: 'dispatch';
  chunks: number;
  /** Items of a chunk. */
  chunkItems: number;
  /** What computing a chunk takes. */
  chunkMs: number;
  /** What a chunk costs besides. */
  handingMs: number;
  /** Each chunk is a call of its own. */
  isCalls: boolean;
}

/** Claims the gaps between small chunks and, where chunks are too short to see gaps, what they take beyond serial's time. */
export const dispatch = whereSure((study): Claim<Dispatch> | null => {
  const { account, report, serial, shape, spec, isShort, isShared, isWaiting, workers } = study;
  if (account === null || isShared || isWaiting) return null;
  const serialMs = serial?.account?.parts.computing ?? null;
  // Without serial, or too short a time of it, nobody knows how much of short chunks is handing over.
  if (isShort && (serialMs === null || serialMs < LEAST_STEPS_BESIDE * report.environment.timerResolutionMs)) return null;
  const chunkMs = (isShort && serialMs !== null ? serialMs : account.parts.computing) / shape.chunks;
  const hiddenMs = ({ parts }: Account): number => (isShort && serialMs !== null ? Math.max(0, parts.computing - serialMs) : 0);
  const handingMs = (each: Account): number => each.handingMs + hiddenMs(each);
  if (chunkMs > SMALL_CHUNK_MS || !isNotable(study, (each) => handingMs(each) / workers)) return null;
  const middle = account.chunks[account.chunks.length >> 1];
  const few = account.chunks.slice(account.chunks.length >> 1).filter(({ worker }) => worker === middle?.worker)[FEW_CHUNKS];
  return {
    cause: {
      kind: 'dispatch',
      chunks: shape.chunks,
      chunkItems: Math.ceil(spec.items / shape.chunks),
      chunkMs,
      // With one call at a time everyone waits while one is handed over.
      handingMs: handingMs(account) / shape.chunks / (shape.oneByOne ? workers : 1),
      isCalls: spec.variant === 'apply' || spec.variant === 'apply_async',
    },
    tone: 'loss',
    lostMs: withinReach(study, handingMs(account) / workers),
    ...(middle !== undefined && { evidence: { fromMs: middle.startMs, toMs: few?.endMs ?? account.wallMs } }),
    remedy: largerChunks(study),
  };
});

/** So many chunks are shown as an example. */
const FEW_CHUNKS = 12;

/** Chunks as `map` makes them on its own: four for each worker. */
export function largerChunks({ spec, shape, workers }: Study): Remedy | null {
  if (spec.variant === 'apply' || spec.variant === 'apply_async') return { field: 'variant', value: 'map' };
  const size = Math.ceil(spec.items / (4 * workers));
  return size > Math.ceil(spec.items / shape.chunks) ? { field: 'chunksize', value: size } : null;
}
