//! The board: where the page looks, now and then, to see how a run stands. Plain words in shared memory.
//!
//! The `epoch` is odd while the run that the board describes is alive and changes before its memory goes:
//! a reader takes the epoch, copies, and throws its copy away unless the epoch is still the same odd number.

use std::mem::offset_of;

use super::{DeliveryLog, Kind, Lane, Recorder, Span, delivery};
use crate::sync::{AtomicU32, AtomicU64, Ordering};

/// What the comparison is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Phase {
    /// Nothing.
    Idle = 0,
    /// A run that isn't measured.
    Warmup = 1,
    /// A measured run.
    Measure = 2,
    /// A measured run whose caller has everything; it stays a moment to be looked at.
    Done = 3,
}

/// How a run stands, for readers in other threads and in the page.
#[derive(Debug)]
#[repr(C)]
pub struct Board {
    /// When the run began, on the clock, as bits of milliseconds.
    began: AtomicU64,
    epoch: AtomicU32,
    phase: AtomicU32,
    strategy: AtomicU32,
    repeat: AtomicU32,
    total: AtomicU32,
    lanes: AtomicU32,
    lane_count: AtomicU32,
    log: AtomicU32,
    log_len: AtomicU32,
}

/// loom's atomics can't be made at compile time, so `new` has two forms and one body.
macro_rules! idle {
    () => {
        Board {
            began: AtomicU64::new(0),
            epoch: AtomicU32::new(0),
            phase: AtomicU32::new(Phase::Idle as u32),
            strategy: AtomicU32::new(0),
            repeat: AtomicU32::new(0),
            total: AtomicU32::new(0),
            lanes: AtomicU32::new(0),
            lane_count: AtomicU32::new(0),
            log: AtomicU32::new(0),
            log_len: AtomicU32::new(0),
        }
    };
}

impl Board {
    /// A board that describes no run.
    #[cfg(not(loom))]
    pub const fn new() -> Board {
        idle!()
    }

    /// A board that describes no run.
    #[cfg(loom)]
    pub fn new() -> Board {
        idle!()
    }

    /// Shows a run until the guard is dropped: strategy `strategy` of the spec, its `repeat`-th run (0: warm-up).
    pub fn show<'a>(
        &'a self,
        strategy: usize,
        repeat: u32,
        total: u32,
        recorder: &'a Recorder,
        log: &'a DeliveryLog,
    ) -> Shown<'a> {
        let phase = if repeat == 0 { Phase::Warmup } else { Phase::Measure };
        let words = [
            (&self.phase, phase as u32),
            (&self.strategy, strategy as u32),
            (&self.repeat, repeat),
            (&self.total, total),
            (&self.lanes, recorder.lanes().as_ptr().addr() as u32),
            (&self.lane_count, recorder.lanes().len() as u32),
            (&self.log, log.start().addr() as u32),
            (&self.log_len, log.length_cell().addr() as u32),
        ];
        self.began.store(recorder.origin_ms().to_bits(), Ordering::Release);
        for (word, value) in words {
            // Release: a reader that sees this run's word can't take the last run's epoch for the present one.
            word.store(value, Ordering::Release);
        }
        self.epoch.fetch_add(1, Ordering::Release);
        Shown { board: self }
    }
}

impl Default for Board {
    fn default() -> Board {
        Board::new()
    }
}

/// Keeps a run on the board; dropping it takes the run off before its memory can go.
#[derive(Debug)]
pub struct Shown<'a> {
    board: &'a Board,
}

impl Shown<'_> {
    /// Says that the caller has everything.
    pub fn done(&self) {
        self.board.phase.store(Phase::Done as u32, Ordering::Release);
    }

    /// The number of the run on the board: each run, warm-up included, has the next one.
    pub fn run(&self) -> u32 {
        self.board.epoch.load(Ordering::Relaxed).div_ceil(2)
    }
}

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        self.board.phase.store(Phase::Idle as u32, Ordering::Relaxed);
        self.board.epoch.fetch_add(1, Ordering::AcqRel);
    }
}

/// Byte offsets for a reader that isn't Rust. Names say whose.
#[derive(Debug, Clone, Copy, serde::Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the offset of the field of its name")]
pub struct Layout {
    pub began: usize,
    pub epoch: usize,
    pub phase: usize,
    pub strategy: usize,
    pub repeat: usize,
    pub total: usize,
    pub lanes: usize,
    pub lane_count: usize,
    pub log: usize,
    pub log_len: usize,
    /// From one lane to the next, in bytes.
    pub lane_size: usize,
    /// Within a lane.
    pub lane_completed: usize,
    pub lane_len: usize,
    /// Addresses of the segments, one after the other.
    pub lane_segments: usize,
    pub lane_since: usize,
    pub lane_at: usize,
    /// Spans in a lane's first segment; every further one has twice as many.
    pub first_segment: usize,
    /// From one span to the next, in bytes; the others within a span.
    pub span_size: usize,
    pub span_start: usize,
    pub span_end: usize,
    pub span_first: usize,
    pub span_count: usize,
    pub span_kind: usize,
    /// Names of the kinds, in the order of their numbers.
    #[cfg_attr(feature = "wire", ts(type = "('startup' | 'chunk' | 'wait' | 'copy' | 'gil')[]"))]
    pub kinds: [&'static str; Kind::ALL.len()],
    /// From one log entry to the next, in bytes.
    pub log_entry: usize,
}

impl Layout {
    /// The offsets of this build.
    pub fn of_this_build() -> Layout {
        Layout {
            began: offset_of!(Board, began),
            epoch: offset_of!(Board, epoch),
            phase: offset_of!(Board, phase),
            strategy: offset_of!(Board, strategy),
            repeat: offset_of!(Board, repeat),
            total: offset_of!(Board, total),
            lanes: offset_of!(Board, lanes),
            lane_count: offset_of!(Board, lane_count),
            log: offset_of!(Board, log),
            log_len: offset_of!(Board, log_len),
            lane_size: size_of::<Lane>(),
            lane_completed: Lane::COMPLETED_OFFSET,
            lane_len: Lane::LEN_OFFSET,
            lane_segments: Lane::SEGMENTS_OFFSET,
            lane_since: Lane::SINCE_OFFSET,
            lane_at: Lane::AT_OFFSET,
            first_segment: Lane::FIRST_SEGMENT,
            span_size: size_of::<Span>(),
            span_start: offset_of!(Span, start_ms),
            span_end: offset_of!(Span, end_ms),
            span_first: offset_of!(Span, first),
            span_count: offset_of!(Span, count),
            span_kind: offset_of!(Span, kind),
            kinds: Kind::ALL.map(Kind::name),
            log_entry: delivery::WORDS * 8,
        }
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use std::sync::Arc;

    /// A reader that finds the same odd epoch before and after its copy has copied one run's words, whole.
    #[test]
    fn loom_a_reader_never_mixes_two_runs() {
        let mut model = loom::model::Builder::new();
        model.preemption_bound = Some(3);
        model.check(|| {
            let board = Arc::new(Board::new());
            let showing = Arc::clone(&board);
            let caller = loom::thread::spawn(move || {
                let (recorder, log) = (Recorder::start(0), DeliveryLog::new(0));
                for run in 1..=2 {
                    drop(showing.show(run as usize, run, run, &recorder, &log));
                }
            });
            // As the page reads: every load is at least an acquire.
            let read = |word: &AtomicU32| word.load(Ordering::Acquire);
            let epoch = read(&board.epoch);
            let copy = [&board.strategy, &board.repeat, &board.total].map(read);
            if epoch % 2 == 1 && read(&board.epoch) == epoch {
                assert_eq!(copy, [epoch.div_ceil(2); 3]);
            }
            caller.join().unwrap();
            assert_eq!(read(&board.epoch), 4);
        });
    }
}
