//! What happens in a lab, written down in shared memory while it happens: the page draws its live pictures from it.
//!
//! Any worker may write; an entry is taken by an addition and is whole when its `what` is there, which is written last.

use serde::Serialize;

use crate::clock;
use crate::sync::{AtomicU32, AtomicU64, Ordering};

/// What can happen. Numbered from 1: 0 is an entry that isn't whole yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[repr(u32)]
pub enum What {
    /// A worker is that far: `a` of its steps, a shared number now being `b`.
    Progress = 1,
    /// A worker printed the number `a`.
    Printed,
    /// A worker put `a` into a queue, which then held `b`.
    Put,
    /// A worker took `a` out of a queue, which then held `b`.
    Took,
    /// A message went there and back: trip `a`, in `b` microseconds.
    Trip,
    /// A worker begins with item `a`.
    Began,
    /// A worker is done with item `a`; `b` is what came out.
    Ended,
    /// A worker begins to load what it needs.
    Loading,
    /// It has loaded it.
    Loaded,
    /// Item `a` was handed to the pool.
    Submitted,
    /// An item `a` raised an exception.
    Raised,
    /// The callback of item `a` was called.
    Callback,
    /// The error callback of item `a` was called.
    ErrorCallback,
    /// `get` of item `a` returned the result `b`.
    Got,
    /// `get` of item `a` raised the item's exception.
    GotError,
    /// `get` of item `a` came to its timeout.
    TimedOut,
    /// A worker wants lock `a`.
    Wants,
    /// A worker has lock `a`.
    Has,
    /// A worker gave lock `a` back.
    Released,
    /// A worker waited for lock `a` long enough.
    GaveUp,
    /// A way of counting, number `a`, took `b` microseconds an update.
    Measured,
}

/// All of them, as they are numbered.
pub const WHATS: [What; 21] = [
    What::Progress,
    What::Printed,
    What::Put,
    What::Took,
    What::Trip,
    What::Began,
    What::Ended,
    What::Loading,
    What::Loaded,
    What::Submitted,
    What::Raised,
    What::Callback,
    What::ErrorCallback,
    What::Got,
    What::GotError,
    What::TimedOut,
    What::Wants,
    What::Has,
    What::Released,
    What::GaveUp,
    What::Measured,
];

/// Words an entry takes: who and what, when, and two numbers.
const WORDS: usize = 4;
/// Entries that a log holds: 1 MB.
const CAPACITY: u32 = 32_768;

/// Who writes what is not a worker: the program that started them.
pub const MAIN: u32 = 0;

/// The log of one experiment at a time.
#[derive(Debug)]
pub struct Log {
    entries: Box<[AtomicU64]>,
    len: AtomicU32,
    /// The experiment's number, 0 before the first.
    run: AtomicU32,
    began: AtomicU64,
}

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Milliseconds since the experiment began.
    pub at_ms: f64,
    /// [`MAIN`], or a worker from 1.
    pub who: u32,
    /// What happened.
    pub what: What,
    /// See [`What`].
    pub a: f64,
    /// See [`What`].
    pub b: f64,
}

/// Where the page finds the log and how it is laid out, in bytes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LogLayout {
    /// The first entry: a 32-bit `what`, a 32-bit `who`, then three doubles: when, a, b.
    pub entries: u32,
    /// Bytes from entry to entry.
    pub stride: u32,
    /// How many entries there is room for.
    pub capacity: u32,
    /// A 32-bit word: how many entries were taken, also beyond the capacity.
    pub len: u32,
    /// A 32-bit word: the experiment that the entries belong to.
    pub run: u32,
    /// The names of `what`, the first of which is number 1.
    pub whats: Vec<What>,
}

impl Log {
    /// An empty log.
    pub fn new() -> Log {
        let entries = (0..CAPACITY as usize * WORDS).map(|_| AtomicU64::new(0)).collect();
        Log { entries, len: AtomicU32::new(0), run: AtomicU32::new(0), began: AtomicU64::new(0) }
    }

    /// Empties it for experiment number `run`, which begins now. Nobody may write meanwhile.
    pub fn begin(&self, run: u32) {
        for entry in self.entries.chunks_exact(WORDS).take(self.len.load(Ordering::Relaxed) as usize) {
            entry[0].store(0, Ordering::Relaxed);
        }
        self.len.store(0, Ordering::Relaxed);
        self.began.store(clock::now_ms().to_bits(), Ordering::Relaxed);
        self.run.store(run, Ordering::Release);
    }

    /// Milliseconds since the experiment began.
    pub fn now_ms(&self) -> f64 {
        clock::now_ms() - f64::from_bits(self.began.load(Ordering::Relaxed))
    }

    /// Writes down what happened, now. Never blocks; beyond the capacity it is forgotten.
    pub fn note(&self, who: u32, what: What, a: f64, b: f64) {
        let place = self.len.fetch_add(1, Ordering::Relaxed);
        if place >= CAPACITY {
            // Counted no further, so that the count can't come round to 0.
            self.len.store(CAPACITY, Ordering::Relaxed);
            return;
        }
        let entry = &self.entries[place as usize * WORDS..][..WORDS];
        for (word, value) in entry[1..].iter().zip([self.now_ms(), a, b]) {
            word.store(value.to_bits(), Ordering::Relaxed);
        }
        // Release: whoever sees `what` sees the rest.
        entry[0].store(u64::from(who) << 32 | what as u64, Ordering::Release);
    }

    /// What happened so far, in the order in which entries were taken.
    pub fn read(&self) -> Vec<Entry> {
        let len = self.len.load(Ordering::Acquire).min(CAPACITY) as usize;
        let entry = |words: &[AtomicU64]| {
            let first = words[0].load(Ordering::Acquire);
            let [at_ms, a, b] = [1, 2, 3].map(|word| f64::from_bits(words[word].load(Ordering::Relaxed)));
            let what = *WHATS.get((first as u32 as usize).checked_sub(1)?)?;
            Some(Entry { at_ms, who: (first >> 32) as u32, what, a, b })
        };
        self.entries.chunks_exact(WORDS).take(len).filter_map(entry).collect()
    }

    /// Where the page finds it. An address on a 32-bit target.
    pub fn layout(&self) -> LogLayout {
        LogLayout {
            entries: self.entries.as_ptr().addr() as u32,
            stride: (WORDS * size_of::<u64>()) as u32,
            capacity: CAPACITY,
            len: (&raw const self.len).addr() as u32,
            run: (&raw const self.run).addr() as u32,
            whats: WHATS.to_vec(),
        }
    }
}

impl Default for Log {
    fn default() -> Log {
        Log::new()
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn whats_are_numbered_in_the_order_of_their_list() {
        for (place, what) in (1..).zip(WHATS) {
            assert_eq!(what as u32, place);
        }
    }

    #[test]
    fn what_several_workers_note_is_all_there_and_a_new_experiment_begins_empty() {
        let log = Log::new();
        log.begin(1);
        std::thread::scope(|scope| {
            for who in 1..=4 {
                let log = &log;
                scope.spawn(move || (0..1000).for_each(|a| log.note(who, What::Put, f64::from(a), 0.5)));
            }
        });
        let entries = log.read();
        for who in 1..=4 {
            let own: Vec<f64> = entries.iter().filter(|entry| entry.who == who).map(|entry| entry.a).collect();
            assert!(own.iter().copied().eq((0..1000).map(f64::from)), "{who}");
        }
        assert!(entries.iter().all(|entry| entry.what == What::Put && entry.b == 0.5 && entry.at_ms >= 0.0));
        log.begin(2);
        assert_eq!(log.read(), []);
    }

    #[test]
    fn a_full_log_forgets_and_goes_on() {
        let log = Log::new();
        log.begin(1);
        (0..CAPACITY + 10).for_each(|a| log.note(MAIN, What::Trip, f64::from(a), 0.0));
        let entries = log.read();
        assert_eq!((entries.len(), entries[entries.len() - 1].a), (CAPACITY as usize, f64::from(CAPACITY - 1)));
    }
}
