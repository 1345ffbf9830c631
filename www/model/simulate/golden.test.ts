// Chunks are those of tests/golden/chunks.json, which the pool itself is held to (src/pool/golden.rs).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { base, catalog } from '../arbitraries';
import type { RunSpec } from '../contract';
import { chunksizeOf } from '../spec';
import { type Division, sharedChunks, staticShare, staticSize } from './chunks';

interface Golden {
  sizes: { variant: RunSpec['variant']; items: number; workers: number; chosen: number | null; chunksize: number }[];
  chunks: (Division & { chunks: [first: number, end: number][] })[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../../tests/golden/chunks.json', import.meta.url), 'utf8'));

test.each(golden.sizes)('a chunk of $variant, $items items, $workers workers, chosen: $chosen', ({ variant, items, workers, chosen, chunksize }) => {
  expect(chunksizeOf({ ...base, variant, items, cores: workers, chunksize: chosen }, catalog)).toBe(chunksize);
});

/** First items and ends, in the order in which workers get them that take turns. */
function chunksOf(division: Division): [number, number][] {
  const { schedule } = division;
  if (schedule === 'static') {
    const size = staticSize(division);
    const shares = Array.from({ length: division.workers }, (_, worker) => [...staticShare(division, worker)]);
    const rounds = Math.max(...shares.map(({ length }) => length));
    return Array.from({ length: rounds }, (_, round) =>
      shares.flatMap((sizes, worker): [number, number][] => {
        const first = (worker + round * division.workers) * size;
        const count = sizes[round];
        return count === undefined ? [] : [[first, first + count]];
      }),
    ).flat();
  }
  let first = 0;
  return [...sharedChunks({ ...division, schedule })].map((size) => [first, (first += size)]);
}

describe('chunks in the order in which they are handed out', () => {
  test.each(golden.chunks)('$schedule, $items items, $workers workers, $chunksize a chunk, fixed: $fixed', ({ chunks, ...division }) => {
    expect(chunksOf(division)).toEqual(chunks);
  });
});
