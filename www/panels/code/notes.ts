// Where a program differs from the page, or can't show what the page shows: the one list. The texts are in the locale.

import type { PanelTexts } from '../../locales/en/panels';
import type { Experiment } from './program';

/** A text's id. */
export type NoteId = keyof PanelTexts['code']['notes'];

interface Note {
  id: NoteId;
  targets: readonly string[];
  when(experiment: Experiment): boolean;
}

const POOLS = ['multiprocessing', 'dummy', 'futures'];
const PYTHON = [...POOLS, 'ray'];
const isTask =
  (...ids: string[]) =>
  ({ task }: Experiment): boolean =>
    ids.includes(task.id);
const isVariant =
  (...ids: Experiment['variant'][]) =>
  ({ variant }: Experiment): boolean =>
    ids.includes(variant);
const hasChunks = ({ chunksize }: Experiment): boolean => chunksize !== null;

const NOTES: readonly Note[] = [
  { id: 'lock', targets: ['dummy'], when: (experiment) => !isTask('wait', 'spin')(experiment) },
  { id: 'waitingThreads', targets: ['dummy'], when: isTask('wait') },
  { id: 'spinningThreads', targets: ['dummy'], when: isTask('spin') },
  { id: 'executorMap', targets: ['futures'], when: isVariant('map', 'map_async', 'starmap', 'starmap_async') },
  { id: 'executorChunks', targets: ['futures'], when: (experiment) => isVariant('imap_unordered')(experiment) && experiment.chunksize !== 1 },
  { id: 'queueOnly', targets: POOLS, when: ({ chunksize, spec }) => spec.schedule !== 'queue' && chunksize !== null },
  { id: 'inTurn', targets: ['ray'], when: hasChunks },
  { id: 'noChunksize', targets: ['ray'], when: isVariant('starmap_async') },
  { id: 'rayonOrder', targets: ['rayon'], when: isVariant('imap') },
  { id: 'rayonPieces', targets: ['rayon'], when: hasChunks },
  { id: 'rayonSchedule', targets: ['rayon'], when: ({ chunksize, spec }) => spec.schedule !== 'stealing' && chunksize !== null },
  { id: 'numbersNotMemory', targets: POOLS, when: isTask('memory_sum') },
  { id: 'copiesNotMemory', targets: ['ray'], when: isTask('memory_sum') },
  { id: 'pythonAllocator', targets: PYTHON, when: isTask('allocate') },
];

/** What there is to say of a program. */
export function notesOf(target: string, experiment: Experiment): NoteId[] {
  return NOTES.filter(({ targets, when }) => targets.includes(target) && when(experiment)).map(({ id }) => id);
}
