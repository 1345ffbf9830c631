// The calls of multiprocessing.Pool, which multiprocessing.dummy and Ray have as well.

import type { Experiment } from '../program';
import type { PoolCall } from '../python';

/** A function that also says which item it computed: results arrive in any order. */
export function numbered(task: string): string {
  return `def numbered(item):\n    """Results arrive in any order, so each brings its item along."""\n    return item, ${task}(item)`;
}

/** A function of two arguments, which is what starmap is for. */
export function starred(task: string): string {
  return `def starred(item, items):\n    """starmap unpacks tuples: this takes an item and how many there are."""\n    return ${task}(item)`;
}

const STARS = '[(item, ITEMS) for item in range(ITEMS)]';

/** The lines that make the call and put the results in item order. */
export function poolCall({ variant }: Experiment, task: string): PoolCall {
  switch (variant) {
    case 'map':
      return { lines: [`results = pool.map(${task}, range(ITEMS), chunksize=CHUNKSIZE)`] };
    case 'map_async':
      return {
        lines: [
          `promise = pool.map_async(${task}, range(ITEMS), chunksize=CHUNKSIZE)`,
          '# Here the program could do something else.',
          'results = promise.get()',
        ],
      };
    case 'starmap':
      return { helpers: [starred(task)], lines: [`calls = ${STARS}`, 'results = pool.starmap(starred, calls, chunksize=CHUNKSIZE)'] };
    case 'starmap_async':
      return {
        helpers: [starred(task)],
        lines: [
          `calls = ${STARS}`,
          'promise = pool.starmap_async(starred, calls, chunksize=CHUNKSIZE)',
          '# Here the program could do something else.',
          'results = promise.get()',
        ],
      };
    case 'imap':
      return {
        lines: [
          'results = []',
          `for result in pool.imap(${task}, range(ITEMS), chunksize=CHUNKSIZE):`,
          '    # In item order, each as soon as it and all before it are there.',
          '    results.append(result)',
        ],
      };
    case 'imap_unordered':
      return {
        helpers: [numbered(task)],
        lines: [
          'results = [None] * ITEMS',
          'for item, result in pool.imap_unordered(numbered, range(ITEMS), chunksize=CHUNKSIZE):',
          '    # In the order in which they are finished.',
          '    results[item] = result',
        ],
      };
    case 'apply':
      return {
        lines: ['# One call at a time: each waits for the one before, so nothing overlaps.', `results = [pool.apply(${task}, (item,)) for item in range(ITEMS)]`],
      };
    case 'apply_async':
      return {
        lines: [
          `promises = [pool.apply_async(${task}, (item,)) for item in range(ITEMS)]`,
          'results = [promise.get() for promise in promises]',
        ],
      };
  }
}
