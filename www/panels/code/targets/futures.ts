// Target: Python's concurrent.futures, whose executors have other calls for the same things.

import type { Experiment, Target } from '../program';
import { type PoolCall, type PythonTarget, pythonProgram } from '../python';
import { numbered, starred } from './pool-calls';

function call({ chunksize, variant }: Experiment, task: string): PoolCall {
  switch (variant) {
    case 'map':
      return { lines: ['# map is an iterator, as imap is; list waits for all of it.', `results = list(executor.map(${task}, range(ITEMS), chunksize=CHUNKSIZE))`] };
    case 'map_async':
      return {
        lines: [
          '# map returns at once: the work has begun, the iterator waits.',
          `promise = executor.map(${task}, range(ITEMS), chunksize=CHUNKSIZE)`,
          '# Here the program could do something else.',
          'results = list(promise)',
        ],
      };
    case 'starmap':
      return {
        helpers: [starred(task)],
        lines: [
          '# With several lists, map is starmap: it takes an argument from each.',
          'results = list(executor.map(starred, range(ITEMS), [ITEMS] * ITEMS, chunksize=CHUNKSIZE))',
        ],
      };
    case 'starmap_async':
      return {
        helpers: [starred(task)],
        lines: [
          '# With several lists, map is starmap: it takes an argument from each. It returns',
          '# at once: the work has begun, the iterator waits.',
          'promise = executor.map(starred, range(ITEMS), [ITEMS] * ITEMS, chunksize=CHUNKSIZE)',
          '# Here the program could do something else.',
          'results = list(promise)',
        ],
      };
    case 'imap':
      return {
        lines: [
          'results = []',
          `for result in executor.map(${task}, range(ITEMS), chunksize=CHUNKSIZE):`,
          '    # In item order, each as soon as it and all before it are there.',
          '    results.append(result)',
        ],
      };
    case 'imap_unordered':
      return chunksize === 1 ? asCompleted(task) : chunksAsCompleted(task);
    case 'apply':
      return {
        lines: [
          '# One call at a time: each waits for the one before, so nothing overlaps.',
          `results = [executor.submit(${task}, item).result() for item in range(ITEMS)]`,
        ],
      };
    case 'apply_async':
      return { lines: [`futures = [executor.submit(${task}, item) for item in range(ITEMS)]`, 'results = [future.result() for future in futures]'] };
  }
}

function asCompleted(task: string): PoolCall {
  return {
    helpers: [numbered(task)],
    lines: [
      'results = [None] * ITEMS',
      'for future in as_completed([executor.submit(numbered, item) for item in range(ITEMS)]):',
      '    # In the order in which they are finished.',
      '    item, result = future.result()',
      '    results[item] = result',
    ],
  };
}

function chunksAsCompleted(task: string): PoolCall {
  return {
    helpers: [`def chunk(items):\n    """Each call gets a chunk; each result brings its item along."""\n    return [(item, ${task}(item)) for item in items]`],
    lines: [
      'chunks = [range(ITEMS)[at : at + CHUNKSIZE] for at in range(0, ITEMS, CHUNKSIZE)]',
      'results = [None] * ITEMS',
      'for future in as_completed([executor.submit(chunk, items) for items in chunks]):',
      '    # In the order in which they are finished.',
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
  openNote: ['Its processes start with the first call. ThreadPoolExecutor has the same calls.'],
  shared: {
    helpers: [
      '# Prepared before the processes start: forked ones share it, spawned ones import this\n# file and prepare it for themselves.\nSHARED = prepare()',
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
