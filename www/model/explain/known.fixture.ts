// Comparisons whose causes are known, because workers were made to behave like that. For tests only.

import type { Finding } from './index';
import { type Behaviour, type Simulated, equal } from './testing';

const SAFARI = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15';

/** Serial and pooled, with equal items. */
export const pair = (serial: number, pooled: number = serial): Record<'serial' | 'pooled', Behaviour> => ({
  serial: { itemMs: equal(serial) },
  pooled: { itemMs: equal(pooled) },
});

/** A comparison, and what is wrong (or right) with it. */
export interface Known {
  name: string;
  given: Simulated;
  /** The cause that has to come first, with some of its numbers. */
  cause: Partial<Finding['cause']> & { kind: Finding['cause']['kind'] };
  /** What it has to explain, within 2 %; 0 for what costs no time. */
  lostMs: number;
}

/** One for each cause at least. Every number is worked out by hand from the behaviour. */
export const KNOWN: readonly Known[] = [
  {
    name: 'threads that take 40 ms to start',
    given: {
      spec: { items: 100, cores: 2 },
      strategies: { serial: { itemMs: equal(0.5) }, threaded: { itemMs: equal(0.5), startMs: equal(40) } },
    },
    cause: { kind: 'start-up', isFresh: true, ateTheGain: true, lastMs: 40 },
    // 100 items in chunks of 13: 50 ms of work, a last worker that ends 2 ms later than the first.
    lostMs: 40,
  },
  {
    name: 'one late worker of two costs half its lateness',
    given: {
      spec: { items: 100, cores: 2, chunksize: 1 },
      strategies: { serial: { itemMs: equal(1) }, threaded: { itemMs: equal(1), startMs: (worker) => 20 * worker } },
    },
    cause: { kind: 'start-up', isFresh: true, ateTheGain: false, lastMs: 20 },
    lostMs: 10,
  },
  {
    name: 'four rounds of two items, of which one is longer',
    given: {
      spec: { task: 'topic_model', params: { rounds: 4 }, items: 8, cores: 2, chunksize: 1 },
      strategies: {
        serial: { itemMs: (item) => (item % 2 === 0 ? 10 : 6), betweenMs: 1 },
        pooled: { itemMs: (item) => (item % 2 === 0 ? 10 : 6), betweenMs: 1 },
      },
    },
    // Three times one worker waits for 5 ms and the other for 1 ms.
    cause: { kind: 'between-rounds', rounds: 4, idleMs: 9, callerMs: 3 },
    lostMs: 9,
  },
  {
    name: 'three chunks for two workers',
    given: { spec: { items: 30, cores: 2, chunksize: 10 }, strategies: pair(2) },
    // One worker idles for 20 ms; with single items it would be for one of 2 ms at most.
    cause: { kind: 'coarse-chunks', chunks: 3, chunkItems: 10, chunkMs: 20, idleMs: 20, idle: 1, uneven: null },
    lostMs: 9,
  },
  {
    name: 'one chunk has the costly items',
    given: {
      spec: { items: 40, cores: 4, chunksize: 4 },
      strategies: {
        serial: { itemMs: (item) => (item < 36 ? 1 : 20) },
        pooled: { itemMs: (item) => (item < 36 ? 1 : 20) },
      },
    },
    // Nine chunks of 4 ms for four workers, the tenth of 80 ms begins at 8 ms; the others end at 12, 8 and 8 ms.
    cause: { kind: 'coarse-chunks', chunkItems: 4, uneven: 20 },
    lostMs: (76 + 80 + 80 - 3 * 20) / 4,
  },
  {
    name: 'one heavy item comes last',
    given: {
      spec: { items: 21, cores: 4, chunksize: 1 },
      strategies: {
        serial: { itemMs: (item) => (item === 20 ? 60 : 2) },
        pooled: { itemMs: (item) => (item === 20 ? 60 : 2) },
      },
    },
    // 20 items of 2 ms are done after 10 ms; then three workers idle for 60 ms.
    cause: { kind: 'heavy-item', item: 20, itemMs: 60, idleMs: 60, isBound: true, startedMs: 10 },
    lostMs: 45,
  },
  {
    name: 'one heavy item comes first and outlasts everything',
    given: {
      spec: { items: 21, cores: 4, chunksize: 1 },
      strategies: {
        serial: { itemMs: (item) => (item === 0 ? 60 : 2) },
        pooled: { itemMs: (item) => (item === 0 ? 60 : 2) },
      },
    },
    cause: { kind: 'heavy-item', item: 0, itemMs: 60, isBound: true, startedMs: 0 },
    // Three workers do 20 items: 14, 14 and 12 ms.
    lostMs: (46 + 46 + 48) / 4,
  },
  {
    name: 'five items for four workers',
    given: { spec: { items: 5, cores: 4, chunksize: 1 }, strategies: pair(10) },
    cause: { kind: 'last-round', items: 5, workers: 4, itemMs: 10, idle: 3 },
    lostMs: 7.5,
  },
  {
    name: 'a static schedule over uneven items',
    given: {
      spec: { items: 40, cores: 2, schedule: 'static', chunksize: 20 },
      strategies: {
        serial: { itemMs: (item) => (item < 20 ? 1 : 3) },
        pooled: { itemMs: (item) => (item < 20 ? 1 : 3) },
      },
    },
    cause: { kind: 'fixed-shares', leastMs: 20, mostMs: 60 },
    lostMs: 20,
  },
  {
    name: 'fewer chunks than workers',
    given: { spec: { items: 8, cores: 4, chunksize: 4 }, strategies: pair(5) },
    cause: { kind: 'few-chunks', chunks: 2, workers: 4, items: 8 },
    lostMs: 10,
  },
  {
    name: 'small chunks with gaps',
    given: {
      spec: { items: 1000, cores: 2, chunksize: 1 },
      strategies: { serial: { itemMs: equal(0.05) }, pooled: { itemMs: equal(0.05), handingMs: 0.05 } },
    },
    cause: { kind: 'dispatch', chunks: 1000, chunkItems: 1, isCalls: false },
    lostMs: 25,
  },
  {
    name: 'chunks too short to see, their handing over inside the spans',
    given: {
      spec: { items: 100_000, cores: 2, chunksize: 1 },
      strategies: { serial: { itemMs: equal(0.0001), merge: 1000 }, pooled: { itemMs: equal(0.0005), merge: 1000 } },
    },
    cause: { kind: 'dispatch', chunks: 100_000 },
    // 50 ms of two workers in the place of 10.
    lostMs: 20,
  },
  {
    name: 'arguments and results that are copied',
    given: {
      spec: { items: 100, cores: 2, chunksize: 1 },
      strategies: { serial: { itemMs: equal(1) }, processes: { itemMs: equal(1), copyMs: 0.2 } },
    },
    cause: { kind: 'copying', bytes: 0 },
    lostMs: 20,
  },
  {
    name: 'threads under a global lock',
    given: {
      spec: { items: 20, cores: 2, chunksize: 1, gil: true },
      strategies: { serial: { itemMs: equal(5) }, threaded: { itemMs: equal(5), lockedMs: 5 } },
    },
    cause: { kind: 'global-lock', workers: 2, share: 0.5, waits: 20, isWaiting: false },
    lostMs: 50,
  },
  {
    name: 'items that get in each other’s way',
    given: { spec: { items: 100, cores: 4, chunksize: 1, task: 'sort' }, strategies: pair(1, 1.8) },
    cause: { kind: 'slower-items', workers: 4, rival: null },
    lostMs: 20,
  },
  {
    name: 'items that get in each other’s way at the memory',
    given: { spec: { items: 100, cores: 4, chunksize: 1, task: 'memory_sum', params: { megabytes: 64 } }, strategies: pair(1, 1.8) },
    cause: { kind: 'slower-items', rival: 'memory' },
    lostMs: 20,
  },
  {
    name: 'items that get in each other’s way in the caches',
    given: { spec: { items: 100, cores: 4, chunksize: 1, task: 'memory_sum', params: { megabytes: 1 } }, strategies: pair(1, 1.8) },
    cause: { kind: 'slower-items', rival: null },
    lostMs: 20,
  },
  {
    name: 'items that get in each other’s way where the number of cores isn’t sure',
    given: { spec: { items: 100, cores: 4, chunksize: 1, task: 'sort' }, machineCores: 4, userAgent: SAFARI, strategies: pair(1, 1.8) },
    cause: { kind: 'slower-items', workers: 4, rival: 'cores' },
    lostMs: 20,
  },
  {
    name: 'eight workers on two cores',
    given: { spec: { items: 160, cores: 8, chunksize: 1 }, machineCores: 2, strategies: pair(1, 4) },
    cause: { kind: 'shared-cores', workers: 8, machineCores: 2 },
    lostMs: 60,
  },
  {
    name: 'apply',
    given: { spec: { items: 20, cores: 4, variant: 'apply' }, strategies: pair(5) },
    cause: { kind: 'one-by-one', workers: 4, busyMs: 100 },
    lostMs: 75,
  },
  {
    name: 'results that take long to gather',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: { serial: { itemMs: equal(1) }, pooled: { itemMs: equal(1), afterMs: 15 } } },
    cause: { kind: 'gathering', results: 100 },
    lostMs: 15,
  },
  {
    name: 'waits side by side, more of them than cores',
    given: {
      spec: { items: 16, cores: 8, chunksize: 1 },
      machineCores: 2,
      strategies: { serial: { itemMs: equal(20), sleeps: true }, pooled: { itemMs: equal(20), sleeps: true } },
    },
    cause: { kind: 'overlapping-waits', workers: 8, machineCores: 2, atOnce: 8 },
    lostMs: 0,
  },
  {
    name: 'results that wait for the first',
    given: {
      spec: { items: 200, cores: 2, variant: 'imap' },
      strategies: { serial: { itemMs: (item) => (item === 0 ? 50 : 1) }, pooled: { itemMs: (item) => (item === 0 ? 50 : 1) } },
    },
    // Nothing is lost, so what went well comes first.
    cause: { kind: 'went-well' },
    lostMs: 0,
  },
  {
    name: 'one worker',
    given: { spec: { items: 100, cores: 1, chunksize: 1 }, strategies: pair(1, 1.03) },
    cause: { kind: 'one-worker' },
    lostMs: 0,
  },
  {
    name: 'no serial',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: { pooled: { itemMs: equal(1) } } },
    cause: { kind: 'no-serial' },
    lostMs: 0,
  },
  {
    name: 'too few runs',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: pair(1), factors: [1] },
    cause: { kind: 'uncertain', doubts: ['few-runs'], repeats: 1 },
    lostMs: 0,
  },
  {
    name: 'fresh threads beside a pool',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: { ...pair(1), threaded: { itemMs: equal(1), startMs: equal(30) } } },
    cause: { kind: 'start-up', isFresh: true, ateTheGain: false },
    lostMs: 30,
  },
  {
    name: 'a fresh thread for each item',
    given: {
      spec: { items: 20, cores: 2, variant: 'apply' },
      strategies: { serial: { itemMs: equal(5) }, threaded: { itemMs: equal(5), handingMs: 1 } },
    },
    cause: { kind: 'one-by-one', busyMs: 100, reach: 2 },
    lostMs: 50,
  },
  {
    name: 'two workers, nothing lost',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: pair(1) },
    cause: { kind: 'went-well', workers: 2, speedup: 2, efficiency: 1, rest: null },
    lostMs: 0,
  },
  {
    name: 'items that got faster',
    given: { spec: { items: 100, cores: 2, chunksize: 1 }, strategies: pair(1, 0.7) },
    cause: { kind: 'went-well' },
    lostMs: 0,
  },
];
