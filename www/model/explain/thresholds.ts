// From when on something counts: every threshold of the explanations, each with its reason.

/** A cause explains at least this share of the run's time, or isn't mentioned: equal runs differ by a few per cent themselves. */
export const LEAST_SHARE = 0.05;

/**
 * A run lasts at least this many steps of the browser's clock. The least share is then five steps: what is summed up from
 * spans, each a step off at both ends, still means something.
 */
export const LEAST_STEPS = 100;

/** What serial took, where it is compared with something much longer, lasts at least this many steps: to 5 %, then. */
export const LEAST_STEPS_BESIDE = 20;

/** Fewer runs than this say nothing about how much runs differ (as in src/compare/warnings.rs). */
export const LEAST_REPEATS = 4;

/** A cause shows in more than this share of the runs that were kept: what happened once is chance, such as another program. */
export const MOST_RUNS = 0.5;

/**
 * An interval of the speed-up that includes 1 and whose ends differ by more than this factor leaves open which strategy was
 * faster. Narrower, it says that they were about equally fast, which is a result.
 */
export const WIDE_INTERVAL = 1.2;

/** Items count as slower than serial's (or faster, by its inverse) beyond this factor: clock speeds alone vary by some per cent. */
export const SLOWER_ITEMS = 1.1;

/** With `n` times as many workers as cores, items have to take at least `1 + SHARED_CORES * (n - 1)` times as long to blame it. */
export const SHARED_CORES = 0.5;

/** A speed-up beyond this many times the cores that the browser reports: it doesn't report all that there are. */
export const HIDDEN_CORES = 1.15;

/** An item is heavy from this many times the average item on. */
export const HEAVY_ITEM = 3;

/** An item that serial's run shows, too, took there at least this share of the time; else something held it up, not its size. */
export const SAME_ITEM = 0.5;

/** A worker that ended last did so for its late start where the delay is at least this share of the others' idle time. */
export const LATE_SHARE = 0.5;

/** A chunk counts as costly from this many times the median chunk on: below it, chunks are about alike. */
export const UNEVEN_CHUNK = 2;

/**
 * Chunks whose computing takes less than this are recorded several to a span (`SHORT_MS` in src/record/pen.rs): handing them
 * over lies inside the spans, and single items can't be seen.
 */
export const SHORT_CHUNK_MS = 0.02;

/** Handing over is blamed on small chunks only up to this length: beyond it a gap is something else than handing over. */
export const SMALL_CHUNK_MS = 1;

/** Of the gaps between chunks, this share counts as usual: the longest may be something else than handing over. */
export const USUAL_GAPS = 0.9;

/** A gap counts up to this many times the usual ones' mean as handing over; what it has beyond is something else. */
export const USUAL_GAP = 4;

/** Work mostly waits where its items spend at least this share of their time asleep. */
export const MOSTLY_WAITING = 0.5;

/** Workers that wait at the same time: at least so many on average, or waiting hasn't overlapped. */
export const OVERLAP = 1.5;

/** The speed-up reaches at least this share of the workers' number: it went well. */
export const WENT_WELL = 0.9;

/** Of the difference between threaded and pooled, start-up explains at least this share. */
export const FRESH_THREADS = 0.5;

/** Where spans are missing: the last worker began after at least this share of the run. */
export const LATE_START = 0.2;

/** At least so many finished results waited for an earlier one. */
export const HELD_BACK = 2;
