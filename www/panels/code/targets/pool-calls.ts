// The calls of multiprocessing.Pool, which multiprocessing.dummy and Ray have as well.

import { type Comments, type Experiment, remark } from '../program';
import { type PoolCall, indented } from '../python';

/** A function that also says which item it computed: results arrive in any order. */
export function numbered(task: string, comments: Comments): string {
  return `def numbered(item):\n    """${comments.bringsItem}"""\n    return item, ${task}(item)`;
}

/** A function of two arguments, which is what starmap is for. */
export function starred(task: string, comments: Comments): string {
  return `def starred(item, items):\n    """${comments.starmapUnpacks}"""\n    return ${task}(item)`;
}

const STARS = '[(item, ITEMS) for item in range(ITEMS)]';

/** The lines that make the call and put the results in item order. */
export function poolCall({ text: { comments }, variant }: Experiment, task: string): PoolCall {
  switch (variant) {
    case 'map':
      return { lines: [`results = pool.map(${task}, range(ITEMS), chunksize=CHUNKSIZE)`] };
    case 'map_async':
      return {
        lines: [
          `promise = pool.map_async(${task}, range(ITEMS), chunksize=CHUNKSIZE)`,
          ...remark('#', comments.meanwhile),
          'results = promise.get()',
        ],
      };
    case 'starmap':
      return { helpers: [starred(task, comments)], lines: [`calls = ${STARS}`, 'results = pool.starmap(starred, calls, chunksize=CHUNKSIZE)'] };
    case 'starmap_async':
      return {
        helpers: [starred(task, comments)],
        lines: [
          `calls = ${STARS}`,
          'promise = pool.starmap_async(starred, calls, chunksize=CHUNKSIZE)',
          ...remark('#', comments.meanwhile),
          'results = promise.get()',
        ],
      };
    case 'imap':
      return {
        lines: [
          'results = []',
          `for result in pool.imap(${task}, range(ITEMS), chunksize=CHUNKSIZE):`,
          ...indented(remark('#', comments.inOrder)),
          '    results.append(result)',
        ],
      };
    case 'imap_unordered':
      return {
        helpers: [numbered(task, comments)],
        lines: [
          'results = [None] * ITEMS',
          'for item, result in pool.imap_unordered(numbered, range(ITEMS), chunksize=CHUNKSIZE):',
          ...indented(remark('#', comments.asFinished)),
          '    results[item] = result',
        ],
      };
    case 'apply':
      return {
        lines: [...remark('#', comments.oneAtATime), `results = [pool.apply(${task}, (item,)) for item in range(ITEMS)]`],
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
