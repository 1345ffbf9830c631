//! The recorder: who did what, when, written by the workers themselves and readable while they work.
//!
//! Each worker owns a [`Lane`] and appends [`Span`]s to it: a plain write, then a release store of the
//! length. Nobody waits, no message is sent. Readers (the page, through `Atomics.load`; the report, after
//! the run) load the length first and see every span below it whole.
//!
//! [`Board`] tells the page where to look; [`DeliveryLog`] holds results in the order in which the call
//! delivered them.

mod board;
mod delivery;
mod lane;
mod pen;
mod receipts;

pub use board::{Board, Layout, Phase, Shown};
pub use delivery::DeliveryLog;
pub use lane::{Lane, LaneWriter, Spans};
pub use pen::Pen;
pub use receipts::Receipts;

use crate::clock;
use crate::sync::{AtomicU32, AtomicU64, Ordering};
use crate::task::waits::Why;

/// What a worker did during a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Kind {
    /// From the call until this worker began: a thread's creation, or a pool worker's wake-up.
    Startup = 0,
    /// Items computed.
    Chunk = 1,
    /// Within a chunk: an item waited. In the caller's lane: the caller waited, then took results.
    Wait = 2,
    /// Arguments or results turned into bytes or back, for a worker with a memory of its own.
    Copy = 3,
    /// Within a chunk: an item waited for the global interpreter lock.
    Gil = 4,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Kind; 5] = [Kind::Startup, Kind::Chunk, Kind::Wait, Kind::Copy, Kind::Gil];

    /// The kind of span of an item's wait.
    pub fn of(why: Why) -> Kind {
        match why {
            Why::Sleep => Kind::Wait,
            Why::Gil => Kind::Gil,
        }
    }

    /// The name in the contract's spans.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Startup => "startup",
            Kind::Chunk => "chunk",
            Kind::Wait => "wait",
            Kind::Copy => "copy",
            Kind::Gil => "gil",
        }
    }
}

/// A recorded stretch of one worker's time. 32 bytes; the page reads this layout.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Span {
    /// Since the run began.
    pub start_ms: f64,
    /// Since the run began.
    pub end_ms: f64,
    /// The first item.
    pub first: u32,
    /// How many items; 0 for spans without.
    pub count: u32,
    /// What the worker did.
    pub kind: Kind,
}

/// One run's lanes and the moment at which it began.
#[derive(Debug)]
pub struct Recorder {
    origin_ms: f64,
    /// What is added to the items of spans: a call counts its items from 0.
    first: AtomicU32,
    lanes: Box<[Lane]>,
    caller: Lane,
    copied_bytes: AtomicU64,
    /// Bits of milliseconds.
    copied_ms: AtomicU64,
}

impl Recorder {
    /// Lanes for `workers` workers, and the clock starts now.
    pub fn start(workers: usize) -> Recorder {
        let lanes = (0..workers).map(|_| Lane::new()).collect();
        let (copied_bytes, copied_ms) = (AtomicU64::new(0), AtomicU64::new(0));
        let first = AtomicU32::new(0);
        Recorder { first, lanes, caller: Lane::new(), copied_bytes, copied_ms, origin_ms: clock::now_ms() }
    }

    /// The run's next call begins, whose first item is the run's item `first`. Only the caller says so, between calls.
    pub fn call(&self, first: u32) {
        // Relaxed: whoever works on the call learns of it through the queue's lock, after this.
        self.first.store(first, Ordering::Relaxed);
    }

    /// Milliseconds since the run began.
    #[inline]
    pub fn now_ms(&self) -> f64 {
        clock::now_ms() - self.origin_ms
    }

    /// A moment of [`clock::now_ms`] as milliseconds since the run began; 0 for earlier ones.
    pub fn since_start_ms(&self, at_ms: f64) -> f64 {
        (at_ms - self.origin_ms).max(0.0)
    }

    /// All lanes, one a worker.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// The caller's lane: each span a wait and, in `first` and `count`, the positions of the results that were then taken.
    pub fn caller(&self) -> &Lane {
        &self.caller
    }

    /// The caller turned arguments into bytes or results back: so many, so long. Only the caller may say so.
    pub fn copied(&self, bytes: usize, took_ms: f64) {
        // Relaxed, a load and a store: there is one writer, and it reads the sums itself.
        self.copied_bytes.store(self.copied_bytes.load(Ordering::Relaxed) + bytes as u64, Ordering::Relaxed);
        let sum_ms = f64::from_bits(self.copied_ms.load(Ordering::Relaxed)) + took_ms;
        self.copied_ms.store(sum_ms.to_bits(), Ordering::Relaxed);
    }

    /// What the caller copied: bytes to and from workers, and the milliseconds that it took the caller.
    pub fn copies(&self) -> (u64, f64) {
        (self.copied_bytes.load(Ordering::Relaxed), f64::from_bits(self.copied_ms.load(Ordering::Relaxed)))
    }

    /// The moment at which the run began, on [`clock::now_ms`].
    pub fn origin_ms(&self) -> f64 {
        self.origin_ms
    }

    /// The writing end of a worker's lane; `None` where the worker has no lane or another writer holds it.
    pub fn writer(&self, worker: usize) -> Option<LaneWriter<'_>> {
        Some(self.lanes.get(worker)?.writer()?.counting_from(self.first.load(Ordering::Relaxed)))
    }

    /// Items completed so far, over all lanes.
    pub fn completed(&self) -> u32 {
        self.lanes.iter().map(Lane::completed).sum()
    }

    /// When the last worker that took part began: the greatest end of a lane's first start-up span. A worker that
    /// came too late for any item took no part.
    pub fn startup_ms(&self) -> f64 {
        let first = |lane: &Lane| lane.spans().find(|span| span.kind == Kind::Startup);
        let took_part = self.lanes.iter().filter(|lane| lane.completed() > 0);
        took_part.filter_map(first).map(|span| span.end_ms).fold(0.0, f64::max)
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_came_too_late_does_not_count_as_start_up() {
        let recorder = Recorder::start(2);
        let span = |kind, end_ms, count| Span { start_ms: 0.0, end_ms, first: 0, count, kind };
        let mut first = recorder.writer(0).unwrap();
        first.push(span(Kind::Startup, 3.0, 0));
        first.push(span(Kind::Chunk, 9.0, 5));
        recorder.writer(1).unwrap().push(span(Kind::Startup, 12.0, 0));
        assert_eq!(recorder.startup_ms(), 3.0);
    }
}
