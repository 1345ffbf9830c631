// Target: Ray's Pool, the same calls on the machines of a cluster.
//
// Calls and their arguments as in Ray 2.60, ray/util/multiprocessing/pool.py.

import type { Experiment, Target } from '../program';
import { type PoolCall, type PythonTarget, pythonProgram } from '../python';
import { poolCall } from './pool-calls';

/** Ray's starmap_async has no chunksize: it always uses map's default. */
function call(experiment: Experiment, task: string): PoolCall {
  const usual = poolCall(experiment, task);
  if (experiment.variant !== 'starmap_async') return usual;
  return { ...usual, lines: usual.lines.map((line) => line.replace(', chunksize=CHUNKSIZE', '')) };
}

const PYTHON: PythonTarget = {
  suffix: 'ray',
  imports: ['from ray.util.multiprocessing import Pool'],
  foreign: ['ray'],
  workers: 'PROCESSES',
  worker: 'worker_ray',
  open: 'with Pool(PROCESSES) as pool:',
  openNote: 'rayStarts',
  shared: {
    note: 'rayStore',
    helpers: [
      'SHARED = {}',
      'def task(item):\n    return TASK(item, ray.get(SHARED["reference"]))',
    ],
    insidePool: ['SHARED["reference"] = ray.put(shared)'],
    call: 'TASK(item, shared)',
  },
  call,
  install: 'pip install ray',
};

/** The target. */
export const RAY: Target = {
  id: 'ray',
  title: 'Ray',
  language: 'python',
  program: (experiment, sources, notes) => {
    const hasShared = /^def prepare\(/m.test(sources.task.body);
    const imports = hasShared ? ['import ray', ...PYTHON.imports] : PYTHON.imports;
    return pythonProgram({ ...PYTHON, imports }, 'ray.util.multiprocessing.Pool', experiment, sources, notes);
  },
};
