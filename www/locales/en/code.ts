// English texts of the panel `code`, and what the programs say in their comments and beside the code.

export const code = {
  intro: 'The experiment as it is set up above, as a complete program for your own machine. It follows what you choose.',
  target: 'Program for',
  file: (name: string): string => `Program ${name}`,
  copy: 'Copy',
  copied: 'Copied',
  refused: 'The browser refuses; select the text and copy it',
  download: 'Download',
  loading: 'Loading the program',
  failed: 'The program could not be loaded',
  run: 'Run it',
  runIn: (files: readonly string[]): string => `Put ${files.join(' and ')} into an empty folder, then run it there`,
  install: 'Install first',
  slow: 'Python takes many times as long as this page for most tasks. With fewer items you see sooner how it compares.',
  checksum: (checksum: string): string => `This page computed ${checksum}; the program must print the same.`,
  checksumNone: 'Run the experiment on this page, too: then its checksum stands here, and the program must print the same.',
  /** A program's first line. */
  head: {
    python: (task: string, variant: string, module: string): string => `${task}: ${variant} of ${module}.`,
    rust: (task: string, variant: string): string => `${task}: ${variant} on rayon.`,
  },
  item: (item: string): string => `one is a ${item}`,
  seed: 'of the random numbers',
  automatic: (variant: string, chunksize: number): string =>
    variant.startsWith('imap') ? `${variant}'s default` : `${variant}'s default: a quarter of a worker's share${chunksize > 1 ? ', rounded up' : ''}`,
  notes: {
    lock: 'Threads of one process: under the global lock of CPython only one of them computes at a time, so this gets no faster. Builds without that lock (3.13t and newer) exist.',
    waitingThreads: 'Whoever waits holds no lock, so here threads are as good as processes, and cheaper.',
    spinningThreads: 'Busy on paper only: under the global lock threads take turns, but the clock goes on for all of them.',
    executorMap: 'An executor has one map. It returns at once, hands out results in order, one by one, and takes arguments from several lists: map, imap, map_async and starmap in one.',
    executorChunks: 'as_completed knows single calls only, so the program makes the chunks itself.',
    queueOnly: "The schedule chosen on the page has no counterpart: Python's pool hands out equal chunks from one queue.",
    inTurn: "Ray's pool deals the chunks out in turn, every process its own, and not from one queue: nobody takes work off a busy process.",
    noChunksize: "starmap_async of Ray's pool has no chunksize; it always takes a quarter of a worker's share.",
    rayonOrder: 'rayon has no iterator that hands out results in order while the rest is computed: collect keeps the order and has all of them at the end.',
    rayonPieces: "with_min_len is a lower bound: rayon splits the items in halves as long as somebody is idle, but never below it. Python's chunks are all equal.",
    rayonSchedule: 'rayon always steals: whoever is idle takes half of what somebody else has left. The page does so with the schedule "work stealing".',
    numbersNotMemory: 'Python makes an object of every number that it adds, which takes far longer than to fetch it: the road to memory, which this task is about, is never busy.',
    copiesNotMemory: 'Every process fetches the array from the store for each item, and adds up objects, not words: the shared road to memory, which this task is about, is never busy.',
    pythonAllocator: "Python's small objects come from an allocator of its own, one for each process: there is no lock to wait for.",
  },
};
