// Samples for the texts of the labs: what each of them may come to.

import type { LabMeta } from '../generated/LabMeta';
import type { LabOutcome } from '../generated/LabOutcome';

const shown = { medianUs: 12, p95Us: 40, trips: 500, deepest: 5, turns: 7, ways: [0.1, 0.2, 0.3, 20, 60], isOnce: false };
const tried = { name: 'Lock', broken: 0 };
const OUTCOMES: readonly LabOutcome[] = [
  { lab: 'lost_updates', made: 1_000, counted: 1_000, wallMs: 12 },
  { lab: 'lost_updates', made: 1_000, counted: 800, wallMs: 12 },
  { lab: 'interleaving', last: 24, expected: 24 },
  { lab: 'interleaving', last: 21, expected: 24 },
  { lab: 'bounded_queue', consumed: 60, putMs: 1_200, wallMs: 2_400 },
  { lab: 'ping_pong', wallMs: 30 },
  { lab: 'service', isComplete: true, allMs: 600, wallMs: 640 },
  { lab: 'service', isComplete: false, allMs: 0, wallMs: 640 },
  { lab: 'initializer', loads: 2, found: 320, wallMs: 90 },
  { lab: 'errors', got: 7, raised: 1, timedOut: 0 },
  { lab: 'errors', got: 6, raised: 2, timedOut: 3 },
  { lab: 'deadlock', rounds: 3, gaveUp: 0, isDeadlock: true },
  { lab: 'deadlock', rounds: 16, gaveUp: 0, isDeadlock: false },
  { lab: 'deadlock', rounds: 16, gaveUp: 2, isDeadlock: false },
  { lab: 'manager_cost', lost: [0, 0, 0, 0, 0] },
  { lab: 'manager_cost', lost: [9, 3, 0, 5, 0] },
  { lab: 'stress', tried: [tried], rounds: 1_000 },
  { lab: 'stress', tried: [{ ...tried, broken: 2 }], rounds: 1_000 },
];
const unknown: LabMeta = { id: 'unknown', title: 'T', summary: 'S', tutorials: [], settings: [], limitS: 1 };

/** Arguments by path, as in languages-texts.test.ts. */
export const LABS: Record<string, unknown[][]> = {
  'labs.named': [[unknown]],
  'labs.option': [['lost_updates', 'counter', 'atomic']],
  'labs.sentence': [
    ...OUTCOMES.flatMap((outcome) => [
      [outcome, shown, true],
      [outcome, { ...shown, turns: 1, isOnce: true }, false],
    ]),
    [{ lab: 'interleaving', last: 24, expected: 24 }, { ...shown, turns: 1 }, true],
  ],
  'labs.lanes.lock': [[0], [1]],
  'labs.began': [['T']],
  'labs.failed': [['W']],
  'labs.wrong': [['', '1'], ['x', '1']],
  'labs.described.ways': [[[1, null, 2]]],
  'labs.grips': [[1, [], null], [1, [0], 1], [2, [0, 1], null]],
  'labs.items.on': [['W', 2]],
};
