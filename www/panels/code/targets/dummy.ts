// Target: Python's multiprocessing.dummy, the same calls on threads.

import type { Target } from '../program';
import { type PythonTarget, pythonProgram } from '../python';
import { poolCall } from './pool-calls';

const PYTHON: PythonTarget = {
  suffix: 'dummy',
  imports: ['from multiprocessing.dummy import Pool'],
  workers: 'THREADS',
  worker: 'worker_thread',
  open: 'with Pool(THREADS) as pool:',
  openNote: 'poolIsThere',
  shared: {
    note: 'threadsShareAll',
    helpers: ['SHARED = prepare()', 'def task(item):\n    return TASK(item, SHARED)'],
    insidePool: [],
    call: 'TASK(item, SHARED)',
  },
  call: poolCall,
  install: '',
};

/** The target. */
export const DUMMY: Target = {
  id: 'dummy',
  title: 'multiprocessing.dummy',
  language: 'python',
  program: (experiment, sources, notes) => pythonProgram(PYTHON, 'multiprocessing.dummy', experiment, sources, notes),
};
