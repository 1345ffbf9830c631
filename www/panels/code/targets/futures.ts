// Target: Python's concurrent.futures, whose executors have other calls for the same things.

import { type Comments, type Experiment, type Target, remark } from '../program';
import { type PoolCall, type PythonTarget, indented, pythonProgram } from '../python';
import { numbered, starred } from './pool-calls';

function call({ chunksize, text: { comments }, variant }: Experiment, task: string): PoolCall {
  switch (variant) {
    case 'map':
      return { lines: [...remark('#', comments.mapIterates), `results = list(executor.map(${task}, range(ITEMS), chunksize=CHUNKSIZE))`] };
    case 'map_async':
      return {
        lines: [
          ...remark('#', comments.mapAtOnce),
          `promise = executor.map(${task}, range(ITEMS), chunksize=CHUNKSIZE)`,
          ...remark('#', comments.meanwhile),
          'results = list(promise)',
        ],
      };
    case 'starmap':
      return {
        helpers: [starred(task, comments)],
        lines: [
          ...remark('#', comments.mapStars),
          'results = list(executor.map(starred, range(ITEMS), [ITEMS] * ITEMS, chunksize=CHUNKSIZE))',
        ],
      };
    case 'starmap_async':
      return {
        helpers: [starred(task, comments)],
        lines: [
          ...remark('#', comments.mapStars),
          ...remark('#', comments.mapAtOnce),
          'promise = executor.map(starred, range(ITEMS), [ITEMS] * ITEMS, chunksize=CHUNKSIZE)',
          ...remark('#', comments.meanwhile),
          'results = list(promise)',
        ],
      };
    case 'imap':
      return {
        lines: [
          'results = []',
          `for result in executor.map(${task}, range(ITEMS), chunksize=CHUNKSIZE):`,
          ...indented(remark('#', comments.inOrder)),
          '    results.append(result)',
        ],
      };
    case 'imap_unordered':
      return chunksize === 1 ? asCompleted(task, comments) : chunksAsCompleted(task, comments);
    case 'apply':
      return {
        lines: [
          ...remark('#', comments.oneAtATime),
          `results = [executor.submit(${task}, item).result() for item in range(ITEMS)]`,
        ],
      };
    case 'apply_async':
      return { lines: [`futures = [executor.submit(${task}, item) for item in range(ITEMS)]`, 'results = [future.result() for future in futures]'] };
  }
}

function asCompleted(task: string, comments: Comments): PoolCall {
  return {
    helpers: [numbered(task, comments)],
    lines: [
      'results = [None] * ITEMS',
      'for future in as_completed([executor.submit(numbered, item) for item in range(ITEMS)]):',
      ...indented(remark('#', comments.asFinished)),
      '    item, result = future.result()',
      '    results[item] = result',
    ],
  };
}

function chunksAsCompleted(task: string, comments: Comments): PoolCall {
  return {
    helpers: [`def chunk(items):\n    """${comments.chunkCall}"""\n    return [(item, ${task}(item)) for item in items]`],
    lines: [
      'chunks = [range(ITEMS)[at : at + CHUNKSIZE] for at in range(0, ITEMS, CHUNKSIZE)]',
      'results = [None] * ITEMS',
      'for future in as_completed([executor.submit(chunk, items) for items in chunks]):',
      ...indented(remark('#', comments.asFinished)),
      '    for item, result in future.result():',
      '        results[item] = result',
    ],
  };
}

const PYTHON: Omit<PythonTarget, 'imports'> = {
  suffix: 'futures',
  workers: 'PROCESSES',
  worker: 'worker',
  open: 'with ProcessPoolExecutor(PROCESSES) as executor:',
  openNote: 'executorStarts',
  shared: {
    note: 'preparedBeforeProcesses',
    helpers: [
      'SHARED = prepare()',
      'def task(item):\n    return TASK(item, SHARED)',
    ],
    insidePool: [],
    call: 'TASK(item, SHARED)',
  },
  call,
  install: '',
};

/** The target. */
export const FUTURES: Target = {
  id: 'futures',
  title: 'concurrent.futures',
  language: 'python',
  program: (experiment, sources, notes) => {
    const names = experiment.variant === 'imap_unordered' ? 'ProcessPoolExecutor, as_completed' : 'ProcessPoolExecutor';
    const target = { ...PYTHON, imports: [`from concurrent.futures import ${names}`] };
    return pythonProgram(target, 'concurrent.futures', experiment, sources, notes);
  },
};
