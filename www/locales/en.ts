// The page's English texts. Other languages have the same shape. Words for tasks and calls come from Rust, with the catalogue.

import { plural, was, workers } from './en/grammar';
import type { Page } from './languages';
import type { Tutorial } from '../generated/Tutorial';
import words from '../generated/words.json';
import { type Problem, problemText } from '../model/spec';
import { grouped, ratio } from '../model/units';

/** The tutorials' titles, in English. */
const tutorials: Record<Tutorial, string> = {
  A: 'Multiprocessing in Python: tips',
  B: 'The Pool class of multiprocessing in detail',
  C: 'Parallel computing on several cores in Python: examples',
  D: 'How to program with multiprocessing',
  E: 'Faster Python with several processes: the Pool',
};

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
/** One run has no interval. */
const inInterval = (low: number, high: number): string => (low === high ? ' in the one run' : ` (95 % interval ${ratio(low)} to ${ratio(high)})`);

export const en = {
  name: 'Pool Playground',
  /** Of the window or tab. */
  title: 'Pool Playground',
  promise: 'See what parallelism really buys: the same work done serial, threaded and pooled, on your own machine.',
  skip: 'Skip to the results',

  language: { label: 'Language', failed: 'The language could not be loaded; please try again later.' },
  projector: { label: 'Large type', hint: 'For a room: everything larger' },
  theme: { label: 'Theme', auto: 'Auto', light: 'Light', dark: 'Dark' },
  share: { copy: 'Copy link', copied: 'Link copied', failed: 'The link is in the address bar', ownTab: 'Open in a tab of its own' },
  badge: { shared: 'shared memory', private: 'private memory', open: 'looking …', unavailable: 'no workers' },
  mode: {
    shared: 'Workers share one memory: threads are real here.',
    title: 'Private mode: each worker has a memory of its own',
    runs: 'Serial and processes run for real. Threaded and pooled need workers that share one memory: they are not available here.',
    why: {
      insecure: 'Browsers let workers share memory only on pages that come over https, or from this machine.',
      frame: 'This page is in a frame on somebody else’s page, where this browser lets workers share no memory.',
      sandbox: 'This page is in a frame that was given no rights of its own (a sandbox), where workers may share no memory.',
      refused:
        'The server does not send the headers that let workers share memory, and this window takes no service worker, which would add them. Private windows and some settings do that.',
      unsupported: 'The server does not send the headers that let workers share memory, and this browser does not take them from the page itself.',
      late: 'What lets workers share memory was not ready in time, or this load of the page went past it. Reloading helps.',
    },
    missing: (titles: readonly string[]): string =>
      `${titles.join(' and ')} ${titles.length === 1 ? 'needs' : 'need'} shared memory, which this page has not got here.`,
    standIn: 'Processes stand in.',
    reload: 'Reload',
    secure: 'Open over https',
    address: 'If that opens nothing, copy this address:',
  },
  version: { offered: 'A new version of this page is ready.', take: 'Reload' },

  setup: {
    title: 'Experiment',
    task: 'Task',
    teaches: 'What it shows:',
    tutorial: (letters: readonly Tutorial[]): string =>
      letters.length === 0
        ? ''
        : `From the ${letters.length === 1 ? 'tutorial' : 'tutorials'} ${letters.map((letter) => `“${tutorials[letter]}”`).join(' and ')}.`,
    fromTutorials: 'From the tutorials',
    otherTasks: 'Other work',
    inBrief: (task: string, items: number, item: string, cores: number, variant: string): string =>
      `${task} · ${grouped(items)} ${items === 1 ? item : plural(item)} · ${workers(cores)} · ${variant}`,
    items: 'Items',
    itemsHint: (item: string, max: number): string => `One item is one ${item}; up to ${grouped(max)}.`,
    cores: 'Workers',
    coresHint: (machine: number, isRounded: boolean): string =>
      isRounded
        ? `This browser reports ${machine} cores, which it rounds: there may be fewer or more.`
        : `This machine reports ${machine} ${machine === 1 ? 'core' : 'cores'}.`,
    machine: 'this machine',
    otherCores: 'Another number of workers',
    variant: 'Call',
    strategies: 'Compare',
    more: 'More settings',
    chunksize: 'Chunk size',
    auto: 'automatic',
    autoComesTo: (size: number): string => `automatic: ${grouped(size)} ${size === 1 ? 'item' : 'items'} a chunk`,
    fixedChunks: (size: number): string => `${grouped(size)} ${size === 1 ? 'item' : 'items'} a chunk`,
    callsHaveNone: 'Each item is a call of its own, so there are no chunks.',
    schedule: 'Schedule of the pool',
    spawn: 'Threads of threaded',
    gil: 'Threads under a global lock',
    gilBrief: 'with a GIL',
    gilHint: 'As CPython’s GIL: only one thread computes at a time; whoever sleeps lets the others at it.',
    switchInterval: 'Switch interval, ms',
    switchIntervalHint: (min: number, max: number): string =>
      `After so long a waiting thread asks for the lock, as sys.setswitchinterval has it. ${min} to ${max}; Python’s is 5.`,
    processes: 'Processes',
    maxtasksperchild: 'Chunks until a process is replaced',
    maxtasksperchildHint: 'Python’s maxtasksperchild. Empty: never.',
    never: 'never',
    repeats: 'Runs of each strategy',
    seed: 'Seed',
    range: (min: number, max: number): string => `${grouped(min)} to ${grouped(max)}`,
    reset: 'Reset to defaults',
    locked: 'Whoever made this link locked its settings: they can be seen, not changed.',
    lockedBrief: 'locked',
    runsEach: (repeats: number): string => `${repeats} ${repeats === 1 ? 'run' : 'runs'} each`,
    /** What an option of a choice is called. */
    option: (_task: string, _param: string, option: string): string => option,
    hint: (help: string, allowed: string): string => `${help} ${capital(allowed)}.`,
    refused: (given: string, allowed: string): string => `${given}: not ${allowed}`,
  },

  /** What the engine says in English, in the page's language: warnings, errors, figures, what is allowed. */
  hear: (message: string): string => message,
  /** Between two sentences. */
  between: ' ',
  /** A message as a sentence. */
  sentence: (message: string): string => `${capital(message)}.`,

  hints: {
    oversubscribed: (cores: number, machine: number): string =>
      `${workers(cores)} will share ${machine} ${machine === 1 ? 'core' : 'cores'}: that helps only work that waits.`,
    fewItems: (items: number, cores: number): string =>
      `${items === 1 ? '1 item keeps' : `${items} items keep`} only ${Math.min(items, cores)} of ${cores} workers busy.`,
    fewChunks: (chunks: number, cores: number): string =>
      `${chunks === 1 ? '1 chunk keeps' : `${chunks} chunks keep`} only ${Math.min(chunks, cores)} of ${cores} workers busy.`,
    apply: 'apply waits for each call before it makes the next: nothing can overlap.',
    threadEach: (count: number): string =>
      `Threaded starts ${grouped(count)} fresh threads in each run: expect start-up to cost more than the work.`,
    oneWorker: 'With 1 worker there is nothing to gain: what you see is the cost of handing work over.',
  },

  run: {
    run: 'Run',
    stop: 'Stop',
    loading: 'Starting workers …',
    blocked: (count: number): string =>
      count === 1 ? 'Run waits: one setting needs a look.' : `Run waits: ${count} settings need a look.`,
    noEngine: 'Run waits: see the message above.',
    running: (title: string, repeat: number, repeats: number): string =>
      repeat === 0 ? `${title} is warming up` : `${title}: run ${repeat} of ${repeats}`,
    begun: (titles: readonly string[], repeats: number): string =>
      `Running ${titles.join(', ')}: ${repeats === 1 ? '1 run' : `${repeats} runs`} each.`,
    /** Read out, of what is long. */
    quarters: { 1: 'A quarter is done.', 2: 'Half is done.', 3: 'Three quarters are done.' },
    lab: 'A lab is running',
    sweeping: (step: number, steps: number): string => `Measuring curves: ${step} of ${steps}`,
    waiting: 'Waiting: another experiment runs on this device. This one starts when that is done.',
    stopping: 'Stopping …',
    stopped: 'Stopped. The results below are of the comparison before.',
    stoppedFirst: 'Stopped. Press Run to start again.',
    failedBecause: (message: string): string => `The run failed: ${message}`,
    ready: 'Ready.',
    finished: (best: string): string => `Finished. ${best}`,
  },

  cards: {
    title: 'The strategies',
    waiting: 'waiting for its turn',
    warmup: 'warming up',
    repeat: (repeat: number, repeats: number): string => `run ${repeat} of ${repeats}`,
    done: (repeats: number): string => `ran ${times(repeats)}`,
    progress: (title: string): string => `Progress of ${title}`,
    picture: (title: string): string => `What ${title} has delivered`,
    delivered: (count: number, total: number): string => `${grouped(count)} of ${grouped(total)} delivered`,
    lines: (title: string): string => `Latest results of ${title}`,
    meter: 'How busy each worker is, waiting included: as recorded here, not the operating system’s view',
    empty: 'Results appear here as the call delivers them.',
    before: (experiment: string): string => `From the last run: ${experiment}`,
  },

  results: {
    title: 'Results',
    none: 'After a run: times, speed-ups, and whether all results are identical.',
    old: 'From the comparison before',
    speedup: (title: string, speedup: number, [low, high]: readonly [number, number]): string =>
      !(low > 0) || !Number.isFinite(high)
        ? `${title}: the runs are too short for this browser’s clock to be compared with serial.`
        : low <= 1 && 1 <= high
        ? `${title}: no difference from serial can be told (${ratio(low)} to ${ratio(high)} times as fast).`
        : speedup >= 1
          ? `${was(title)} ${ratio(speedup)} times as fast as serial${inInterval(low, high)}.`
          : `${was(title)} ${ratio(1 / speedup)} times as slow as serial${inInterval(1 / high, 1 / low)}.`,
    noSerial: 'No serial run to compare with: tick Serial to see speed-ups.',
    chunks: (size: number): string => `${grouped(size)} ${size === 1 ? 'item' : 'items'} a chunk`,
  },

  panels: {
    title: 'See why, take along',
    happened: 'What happened',
    timeline: 'Timeline',
    curves: 'Curves',
    code: 'Code',
    keep: 'Keep and share',
    labs: 'Labs',
    none: 'After a run: why it took as long as it did, worker by worker.',
    loading: 'Loading …',
    failed: 'This part of the page could not be loaded.',
  },

  engine: {
    unavailable: 'This page can’t run threads here',
    because: (missing: string): string => `What is missing: ${missing}.`,
    remedy: (remedy: string): string => `What to do: ${remedy}.`,
    failed: 'The engine did not start',
    retry: 'Try again',
  },

  notes: {
    problem: ({ field, given, allowed }: Problem): string => problemText({ field, given, allowed }),
    title: 'Some of the link made no sense here, so the defaults are used:',
    dismiss: 'Dismiss',
  },
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The shape that every language has. */
export type Texts = typeof en;

/** The language as the page takes it. */
export const page: Page = { texts: en, words };
