// Which chunks each worker would get: the dispatcher of src/pool/dispatch.rs again, for any number of workers.

/** How chunks reach the workers. */
export type Rule = 'queue' | 'static' | 'guided';

/** One call's division of its items. */
export interface Division {
  schedule: Rule;
  items: number;
  workers: number;
  chunksize: number;
  /** Whether the chunksize was chosen: a static schedule then deals chunks in turn. */
  fixed: boolean;
}

/** Sizes of the chunks in the order in which they are handed out: one list that all take from. */
export function sharedChunks({ schedule, items, workers, chunksize }: Division & { schedule: 'queue' | 'guided' }): number[] {
  const sizes: number[] = [];
  for (let first = 0; first < items; ) {
    const wanted = schedule === 'queue' ? chunksize : Math.max(chunksize, Math.ceil((items - first) / (2 * workers)));
    const size = Math.min(wanted, items - first);
    sizes.push(size);
    first += size;
  }
  return sizes;
}

/** Sizes of each worker's own chunks under a static schedule; share `w` begins with item `w * staticSize`. */
export function staticShares(division: Division): number[][] {
  const { items, workers } = division;
  const size = staticSize(division);
  return Array.from({ length: workers }, (_, worker) => {
    const sizes: number[] = [];
    for (let first = worker * size; first < items; first += workers * size) sizes.push(Math.min(size, items - first));
    return sizes;
  });
}

/** The chunksize that a static schedule comes to. */
export function staticSize({ items, workers, chunksize, fixed }: Division): number {
  return fixed ? chunksize : Math.ceil(items / workers);
}
