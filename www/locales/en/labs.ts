// English texts of the panel `labs`. What a lab is and what its settings are called comes from the labs' own list.

import type { LabOutcome } from '../../generated/LabOutcome';
import type { LabMeta } from '../../generated/LabMeta';
import type { Ending } from '../../model/labs/happening';
import type { ItemRow, LaneKind } from '../../model/labs/pictures';
import { duration, grouped, percent } from '../../model/units';

/** Microseconds as people read them: `85 ns`, `2.4 µs`, `1.2 ms`. */
const micro = (us: number): string => {
  if (!Number.isFinite(us)) return '–';
  if (us < 0.995) return `${Math.round(us * 1e3)} ns`;
  return us < 995 ? `${us < 9.95 ? us.toFixed(1) : us.toFixed(0)} µs` : duration(us / 1e3);
};
const lock = (place: number): string => 'AB'.charAt(place);
const items = (count: number): string => (count === 1 ? '1 item' : `${grouped(count)} items`);

/** The ways of counting, as the manager's lab numbers them. */
const wayTitles = ['RawValue', 'Value', 'Value, get_lock()', 'Manager().Value', 'Manager().Value, Manager().Lock'];

/** What an experiment showed, in a sentence or two. */
function sentence(outcome: LabOutcome, shown: { medianUs: number; p95Us: number; trips: number; deepest: number; turns: number; ways: readonly (number | null)[] }): string {
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
      const order = shown.turns <= 1 ? 'One worker finished before the other began.' : `The lines changed hands ${shown.turns} times.`;
      return lost > 0 ? `${order} The sum should be ${outcome.expected} and is ${outcome.last}: an addition was lost between them, too.` : `${order} The sum is ${outcome.last}.`;
    }
    case 'bounded_queue':
      return `${items(outcome.consumed)} in ${duration(outcome.wallMs)}; up to ${shown.deepest} waited in the queue. The producer spent ${duration(outcome.putMs)} waiting to put (${percent(outcome.putMs / outcome.wallMs)} of the time).`;
    case 'ping_pong':
      return `${grouped(shown.trips)} trips in ${duration(outcome.wallMs)}. Half of them took at most ${micro(shown.medianUs)} there and back, 95 % at most ${micro(shown.p95Us)}.`;
    case 'service':
      return outcome.isComplete
        ? `All results were there after ${duration(outcome.allMs)}; the workers had ended after ${duration(outcome.wallMs)}.`
        : 'It was stopped before all results were there.';
    case 'initializer':
      return `The table was made ${grouped(outcome.loads)} times; ${grouped(outcome.found)} primes were found, in ${duration(outcome.wallMs)}.`;
    case 'errors': {
      const late = outcome.timedOut === 0 ? '' : ` ${grouped(outcome.timedOut)} times get came to its timeout first; the result was there later.`;
      return `get returned ${grouped(outcome.got)} results and raised ${grouped(outcome.raised)} ${outcome.raised === 1 ? 'exception' : 'exceptions'}.${late}`;
    }
    case 'deadlock':
      if (outcome.isDeadlock) return `Deadlock: after ${grouped(outcome.rounds)} rounds each worker had a lock that the other waited for. Neither would ever have gone on.`;
      return `Both workers got through, ${grouped(outcome.rounds)} times together${outcome.gaveUp > 0 ? `; ${grouped(outcome.gaveUp)} times one gave up and tried again` : ''}.`;
    case 'manager_cost': {
      const [value, manager] = [shown.ways[2], shown.ways[4]];
      const cost = value == null || manager == null || value <= 0 ? '' : `Without losing any, an update costs ${micro(manager)} through the manager and ${micro(value)} in a Value: ${grouped(Math.round(manager / value))} times as much. `;
      const lost = wayTitles.flatMap((title, way) => ((outcome.lost[way] ?? 0) > 0 ? [`${grouped(outcome.lost[way] ?? 0)} in ${title}`] : []));
      return `${cost}${lost.length === 0 ? 'No updates were lost.' : `Lost updates: ${lost.join(', ')}.`}`;
    }
    case 'stress': {
      const broken = outcome.tried.filter((one) => one.broken > 0);
      return broken.length === 0
        ? `${grouped(outcome.tried.length)} kinds of objects, ${grouped(outcome.rounds)} rounds on 3 workers each: every promise was kept.`
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
    ways: (us: readonly (number | null)[]): string => us.flatMap((own, way) => (own === null ? [] : [`${wayTitles[way]}: ${micro(own)}`])).join('; '),
  },
  count: { made: 'added', counted: 'the counter' },
  lines: { head: 'Printed', none: 'Nothing yet.' },
  depth: { depth: 'items in the queue', bound: (maxsize: number): string => `maxsize ${maxsize}` },
  trips: { trips: 'trips', median: (us: number): string => `half below ${micro(us)}` },
  lanes: { kinds, lock },
  grips: (who: number, has: readonly number[], wants: number | null): string =>
    `Worker ${who} ${has.length === 0 ? 'has no lock' : `has ${has.map(lock).join(' and ')}`}${wants === null ? '' : ` and waits for ${lock(wants)}`}`,
  items: {
    head: { item: 'Item', work: 'On its worker', called: 'Called', got: 'get' },
    work,
    on: (what: string, who: number): string => `worker ${who}: ${what}`,
    called: { none: '', callback: 'callback', error_callback: 'error_callback' },
    timedOut: 'TimeoutError, then ',
    got: { none: 'waits', result: (value: number): string => grouped(Math.round(value * 1e3) / 1e3), error: 'ZeroDivisionError' },
  },
  trials: { head: { name: 'Object', broken: 'Promises broken' }, waiting: '…' },
  ways: { titles: wayTitles, waiting: 'not measured yet' },
};
