// Target: Python's multiprocessing.Pool, the original.

import type { Target } from '../program';
import { type PythonTarget, pythonProgram } from '../python';
import { poolCall } from './pool-calls';

const PYTHON: PythonTarget = {
  suffix: 'pool',
  imports: ['from multiprocessing import Pool'],
  workers: 'PROCESSES',
  worker: 'worker',
  open: 'with Pool(PROCESSES) as pool:',
  openNote: 'poolIsThere',
  shared: {
    note: 'preparedBeforePool',
    helpers: [
      'SHARED = prepare()',
      'def task(item):\n    return TASK(item, SHARED)',
    ],
    insidePool: [],
    call: 'TASK(item, SHARED)',
  },
  call: poolCall,
  install: '',
};

/** The target. */
export const MULTIPROCESSING: Target = {
  id: 'multiprocessing',
  title: 'multiprocessing.Pool',
  language: 'python',
  program: (experiment, sources, notes) => pythonProgram(PYTHON, 'multiprocessing.Pool', experiment, sources, notes),
};
