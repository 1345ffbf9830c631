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
export function* sharedChunks({ schedule, items, workers, chunksize }: Division & { schedule: 'queue' | 'guided' }): Generator<number> {
  for (let first = 0; first < items; ) {
    const wanted = schedule === 'queue' ? chunksize : Math.max(chunksize, Math.ceil((items - first) / (2 * workers)));
    const size = Math.min(wanted, items - first);
    yield size;
    first += size;
  }
}

/** Sizes of one worker's own chunks under a static schedule; the first begins with item `worker * staticSize`. */
export function* staticShare(division: Division, worker: number): Generator<number> {
  const { items, workers } = division;
  const size = staticSize(division);
  for (let first = worker * size; first < items; first += workers * size) yield Math.min(size, items - first);
}

/** Sizes after halving as long as both halves keep the chunksize, as rayon's `with_min_len` does. */
export function* halves(items: number, least: number): Generator<number> {
  const open = items > 0 ? [items] : [];
  for (let size = open.pop(); size !== undefined; size = open.pop()) {
    const half = Math.floor(size / 2);
    if (half < least) yield size;
    else open.push(size - half, half);
  }
}

/** The chunksize that a static schedule comes to. */
export function staticSize({ items, workers, chunksize, fixed }: Division): number {
  return fixed ? chunksize : Math.ceil(items / workers);
}
