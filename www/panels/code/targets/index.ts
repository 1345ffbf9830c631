// The targets, in the order of their tabs. Adding one is one file and one line here.

import type { Target } from '../program';
import { DUMMY } from './dummy';
import { FUTURES } from './futures';
import { MULTIPROCESSING } from './multiprocessing';
import { RAY } from './ray';
import { RAYON } from './rayon';

export const TARGETS: readonly Target[] = [MULTIPROCESSING, DUMMY, FUTURES, RAYON, RAY];
