// English texts of the panel `labs`. What a lab is and what its settings are called comes from the labs' own list.

import type { LabOutcome } from '../../generated/LabOutcome';
import type { LabMeta } from '../../generated/LabMeta';
import type { Ending, Shown } from '../../model/labs/happening';
import type { ItemRow, LaneKind } from '../../model/labs/pictures';
import { WAY_TITLES, lockName, micro } from '../../model/labs/words';
import { duration, grouped, percent } from '../../model/units';

const items = (count: number): string => (count === 1 ? '1 item' : `${grouped(count)} items`);
const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${grouped(count)} times`);
/** Told at the end of what came to an end, or of how far it got. */
const unfinished = 'It was stopped before it was done.';

/** What an experiment showed, in a sentence or two; `isWhole` where it came to its end by itself. */
function sentence(outcome: LabOutcome, shown: Shown, isWhole: boolean): string {
  switch (outcome.lab) {
    case 'lost_updates': {
      const { made, counted, wallMs } = outcome;
      const missing = made - counted;
      return missing === 0
        ? `${grouped(made)} increments, and the counter says ${grouped(counted)}: nothing was lost, in ${duration(wallMs)}.`
        : `${grouped(made)} increments, but the counter says ${grouped(counted)}: ${grouped(missing)} updates (${percent(missing / made)}) were lost, in ${duration(wallMs)}.`;
    }
    case 'interleaving': {
      const lost = outcome.expected - outcome.last;
      const order = shown.turns > 1 ? `The lines changed hands ${times(shown.turns)}.` : isWhole ? 'One worker finished before the other began.' : unfinished;
      return lost > 0 ? `${order} The sum should be ${outcome.expected} and is ${outcome.last}: an addition was lost between them, too.` : `${order} The sum is ${outcome.last}.`;
    }
    case 'bounded_queue':
      return `${items(outcome.consumed)} in ${duration(outcome.wallMs)}; up to ${shown.deepest} waited in the queue. The producer spent ${duration(outcome.putMs)} waiting to put (${percent(outcome.putMs / outcome.wallMs)} of the time).`;
    case 'ping_pong':
      return `${shown.trips === 1 ? '1 trip' : `${grouped(shown.trips)} trips`} in ${duration(outcome.wallMs)}, ${micro((1e3 * outcome.wallMs) / shown.trips)} each on average. Half of them took at most ${micro(shown.medianUs)} there and back, 95 % at most ${micro(shown.p95Us)}.`;
    case 'service':
      if (!outcome.isComplete) return 'It was stopped before all results were there.';
      return isWhole
        ? `All results were there after ${duration(outcome.allMs)}; the workers had ended after ${duration(outcome.wallMs)}.`
        : `All results were there after ${duration(outcome.allMs)}, and the workers waited for more tasks. They would have waited for ever.`;
    case 'initializer':
      if (!isWhole) return `The table was made ${times(outcome.loads)}. ${unfinished}`;
      return `The table was made ${times(outcome.loads)}; ${grouped(outcome.found)} primes were found, in ${duration(outcome.wallMs)}.`;
    case 'errors': {
      if (!isWhole) return unfinished;
      const late = outcome.timedOut === 0 ? '' : ` get came to its timeout ${times(outcome.timedOut)}; called again, it had what came of the item.`;
      return `get returned ${outcome.got === 1 ? '1 result' : `${grouped(outcome.got)} results`} and raised ${grouped(outcome.raised)} ${outcome.raised === 1 ? 'exception' : 'exceptions'}.${late}`;
    }
    case 'deadlock': {
      if (outcome.isDeadlock) return `Deadlock: after ${outcome.rounds === 1 ? '1 round' : `${grouped(outcome.rounds)} rounds`} each worker had a lock that the other waited for. Neither would ever have gone on.`;
      const gaveUp = outcome.gaveUp > 0 ? `; one gave up and tried again ${times(outcome.gaveUp)}` : '';
      return isWhole
        ? `Both workers got through, ${times(outcome.rounds)} together${gaveUp}.`
        : `No deadlock: a worker had both locks ${times(outcome.rounds)} so far${gaveUp}. ${unfinished}`;
    }
    case 'manager_cost': {
      if (!isWhole) return unfinished;
      const [value, manager] = [shown.ways[2], shown.ways[4]];
      const cost = shown.isOnce || value == null || manager == null || value <= 0 ? '' : `Without losing any, an update costs ${micro(manager)} through the manager and ${micro(value)} in a Value: some ${grouped(Math.round(manager / value))} times as much. `;
      const lost = WAY_TITLES.flatMap((title, way) => ((outcome.lost[way] ?? 0) > 0 ? [`${grouped(outcome.lost[way] ?? 0)} in ${title}`] : []));
      return `${cost}${lost.length === 0 ? 'No updates were lost.' : `Lost updates: ${lost.join(', ')}.`}`;
    }
    case 'stress': {
      const broken = outcome.tried.filter((one) => one.broken > 0);
      const tried = outcome.tried.length === 1 ? '1 trial' : `${grouped(outcome.tried.length)} trials`;
      return broken.length === 0
        ? `${tried}, ${grouped(outcome.rounds)} rounds on 3 workers each: every promise was kept.${isWhole ? '' : ` ${unfinished}`}`
        : `Promises were broken: ${broken.map((one) => `${one.name} ${grouped(one.broken)} times`).join(', ')}. Please report it.`;
    }
  }
}

const endings: Record<Ending, string> = { finished: '', stopped: 'Stopped.', limit: 'The time limit ended it.' };

const kinds: Record<LaneKind, string> = { work: 'at work', load: 'making the table', wait: 'waits for', hold: 'holds' };

const work: Record<ItemRow['work'], string> = { submitted: 'waits for a worker', running: 'is computed', done: 'done', raised: 'raised ZeroDivisionError' };

export const labs = {
  title: 'Labs',
  intro: 'Small experiments on real workers: break each of them, see why, and mend it.',
  choose: 'Lab',
  fromTutorials: 'From the tutorials',
  run: 'Start the lab',
  stop: 'Stop the lab',
  starting: 'Starting workers …',
  running: 'Running …',
  /** Live, for a screen reader: that it began. */
  began: (title: string): string => `${title} is running`,
  busy: 'A comparison is running; the lab can start when it is done.',
  failed: (message: string): string => `It could not be made: ${message}`,
  forced: 'Its workers didn’t stop when they were asked to and were ended.',
  unavailable: 'Labs need memory that workers share, and this page may not share any.',
  limit: (seconds: number): string => `It is stopped after ${seconds} s at the latest.`,
  wrong: (given: string, allowed: string): string => `${given === '' ? 'nothing' : given}: not ${allowed}`,
  reset: 'Default settings',
  empty: 'Start the lab: what happens is drawn here while it happens.',
  python: 'In Python',
  /** What the programs say in their comments. */
  notes: {
    value: 'two steps, each under the lock',
    atomic: 'Python has no atomic increment',
    full: 'waits while the queue is full',
    end: 'the end, once for each consumer',
    initializer: 'work is the initializer',
    idle: 'for ever: every worker waits for a task',
    raises: 'item 3 raises',
    late: 'the item goes on',
    gaveUp: 'gave up: let the other have it',
    stuck: 'for ever: each has what the other wants',
    together: 'all begin together',
  },
  /** A lab with this language's words. */
  named: (lab: LabMeta): LabMeta => lab,
  /** What an option of a setting is called. */
  option: (_lab: string, _setting: string, option: string): string => option,
  sentence,
  endings,
  micro,
  worker: (who: number): string => `Worker ${who}`,
  main: 'Program',

  /** What charts say to who can't see them. */
  described: {
    count: (made: number, counted: number): string => `${grouped(made)} were added, the counter says ${grouped(counted)}.`,
    depth: (depth: number, deepest: number): string => `${items(depth)} in the queue, ${grouped(deepest)} at most.`,
    trips: (count: number, medianUs: number): string => `${grouped(count)} trips, half of them below ${micro(medianUs)}.`,
    lanes: (workers: number): string => `What ${workers === 1 ? '1 worker' : `${workers} workers`} did, over time.`,
    ways: (us: readonly (number | null)[]): string => us.flatMap((own, way) => (own === null ? [] : [`${WAY_TITLES[way]}: ${micro(own)}`])).join('; '),
  },
  count: { made: 'added', counted: 'the counter' },
  lines: { head: 'Printed', none: 'Nothing yet.' },
  depth: { depth: 'items in the queue', bound: (maxsize: number): string => `maxsize ${maxsize}` },
  /** The chart's numbers. */
  table: {
    label: (title: string): string => `${title}, in numbers`,
    time: 'After',
    trip: 'A trip took',
    way: 'Way of counting',
    cost: 'An update takes',
    worker: 'Worker',
    what: 'What it did',
    which: 'With',
    from: 'From',
    to: 'To',
    goesOn: 'goes on',
  },
  trips: { trips: 'trips', median: (us: number): string => `half below ${micro(us)}` },
  lanes: { kinds, lock: lockName },
  grips: (who: number, has: readonly number[], wants: number | null): string =>
    `Worker ${who} ${has.length === 0 ? 'has no lock' : `has ${has.map(lockName).join(' and ')}`}${wants === null ? '' : ` and waits for ${lockName(wants)}`}`,
  items: {
    head: { item: 'Item', work: 'On its worker', called: 'Called', got: 'get' },
    work,
    on: (what: string, who: number): string => `worker ${who}: ${what}`,
    called: { none: '', callback: 'callback', error_callback: 'error_callback' },
    timedOut: 'TimeoutError, then ',
    got: { none: 'waits', result: (value: number): string => grouped(Math.round(value * 1e3) / 1e3), error: 'ZeroDivisionError' },
  },
  trials: { head: { name: 'Tried', broken: 'Promises broken' }, waiting: '…' },
  ways: { titles: WAY_TITLES, waiting: 'not measured yet' },
};
