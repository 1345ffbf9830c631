// Why workers had nothing left to do while the last one was still at work. Pure.

import { median } from '../median';
import type { Account, Chunk } from './measures';
import { type Study, isNotable, lostTo } from './study';
import { HEAVY_ITEM, LATE_SHARE, LEAST_SHARE, SAME_ITEM } from './thresholds';

/** What the end of a run came to: the chunk that ended last, and why it kept the others waiting. */
export interface Tail {
  reason: 'late-start' | 'fixed-shares' | 'coarse-chunks' | 'heavy-item' | 'last-round';
  last: Chunk;
  /** The median chunk's length. */
  usualMs: number;
  /** An item's length on average over the whole run. */
  itemMs: number;
  /** Of the run's time: what idle workers at the end cost. */
  lostMs: number;
  /** From when on at least one worker had nothing left. */
  fromMs: number;
  /** The workers that had to wait. */
  idle: number[];
}

/** The tail of a strategy's median run; null where it is no loss worth a word, or nothing can be said about its reason. */
export function tailOf(study: Study): Tail | null {
  const { account, shape, isShort, isShared, spec, workers } = study;
  if (account === null || shape.oneByOne || isShort || isShared || workers < 2) return null;
  if (!isNotable(study, ({ parts }) => parts.tail / workers)) return null;
  const last = lastOf(account);
  if (last === null || last.count < 1) return null;
  const lengthMs = last.endMs - last.startMs;
  const itemMs = (account.parts.computing + account.parts.waiting) / spec.items;
  const ends = account.lanes.map((lane) => lane?.endMs ?? Infinity);
  const tail = {
    last,
    usualMs: median(account.chunks.map(({ startMs, endMs }) => endMs - startMs)),
    itemMs,
    lostMs: lostTo(study, 'tail'),
    fromMs: Math.min(...ends),
    idle: ends.flatMap((endMs, worker) => (endMs < last.endMs ? [worker] : [])),
  };
  if (isLateStart(account, last, tail.fromMs)) return { ...tail, reason: 'late-start' };
  if (spec.schedule === 'static') return { ...tail, reason: 'fixed-shares' };
  if (last.count > 1) {
    // Item by item, the others would have helped: at the end each could wait for one item at most.
    const leftMs = ((workers - 1) * lengthMs) / last.count / workers;
    return tail.lostMs - leftMs >= LEAST_SHARE * account.wallMs ? { ...tail, lostMs: tail.lostMs - leftMs, reason: 'coarse-chunks' } : null;
  }
  if (lengthMs >= HEAVY_ITEM * itemMs) return isOwnWeight(study, last) ? { ...tail, reason: 'heavy-item' } : null;
  return { ...tail, reason: 'last-round' };
}

/** Whether the worker that ended last did so because it began late: no other had fewer chunks, and its delay is most of the tail. */
function isLateStart({ chunks, lanes }: Account, last: Chunk, fromMs: number): boolean {
  const first = lanes.findIndex((lane) => lane?.endMs === fromMs);
  const late = (lanes[last.worker]?.startMs ?? 0) - (lanes[first]?.startMs ?? 0);
  const countOf = (worker: number): number => chunks.reduce((count, chunk) => count + (chunk.worker === worker ? 1 : 0), 0);
  return late >= LATE_SHARE * (last.endMs - fromMs) && countOf(last.worker) <= countOf(first);
}

/** The chunk that ended last. */
export function lastOf({ chunks }: Account): Chunk | null {
  return chunks.reduce<Chunk | null>((last, chunk) => (last === null || chunk.endMs > last.endMs ? chunk : last), null);
}

/** Whether serial's run shows the item as heavy, too, as far as it shows it: else something held it up. */
function isOwnWeight({ serial }: Study, { first, startMs, endMs }: Chunk): boolean {
  const same = serial?.account?.chunks.find((chunk) => chunk.first === first && chunk.count === 1);
  return same === undefined || same.endMs - same.startMs >= SAME_ITEM * (endMs - startMs);
}
