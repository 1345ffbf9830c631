//! A lane: an append-only list of spans with one writer and any number of readers, lock-free.
//!
//! Segments double in size and never move, so a reader's view stays valid while the writer goes on.

use std::mem::{MaybeUninit, offset_of};
use std::ptr;

use super::{Kind, Span};
use crate::sync::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, Ordering, UnsafeCell};

/// Spans in the first segment; segment `k` holds `FIRST << k`.
#[cfg(not(loom))]
const FIRST: usize = 128;
#[cfg(loom)]
const FIRST: usize = 1;
/// Enough segments for every index that a `u32` can count to.
const SEGMENTS: usize = 25;

type Cell = UnsafeCell<MaybeUninit<Span>>;

/// One worker's spans, and how many items it has completed.
///
/// Aligned to two cache lines, so that two workers' counters never share one (adjacent-line prefetch included).
#[derive(Debug)]
#[repr(C, align(128))]
pub struct Lane {
    /// Since when the worker has been at a chunk, as bits of milliseconds; NaN while it is at none.
    since: AtomicU64,
    /// That chunk's first item.
    at: AtomicU32,
    completed: AtomicU32,
    len: AtomicU32,
    claimed: AtomicBool,
    segments: [AtomicPtr<Cell>; SEGMENTS],
}

// SAFETY: cells below `len` are only read, cells at or above it are only touched by the one `LaneWriter`
// (`claimed` admits one at a time), and `len` is stored with release after the cell and loaded with acquire.
unsafe impl Sync for Lane {}
// SAFETY: the segments are owned by the lane and a span is plain data.
unsafe impl Send for Lane {}

impl Lane {
    /// Spans in the first segment, for readers that aren't Rust; every further one has twice as many.
    pub(super) const FIRST_SEGMENT: usize = FIRST;
    pub(super) const COMPLETED_OFFSET: usize = offset_of!(Lane, completed);
    pub(super) const LEN_OFFSET: usize = offset_of!(Lane, len);
    pub(super) const SEGMENTS_OFFSET: usize = offset_of!(Lane, segments);
    pub(super) const SINCE_OFFSET: usize = offset_of!(Lane, since);
    pub(super) const AT_OFFSET: usize = offset_of!(Lane, at);

    /// An empty lane.
    pub fn new() -> Lane {
        Lane {
            since: AtomicU64::new(f64::NAN.to_bits()),
            at: AtomicU32::new(0),
            completed: AtomicU32::new(0),
            len: AtomicU32::new(0),
            claimed: AtomicBool::new(false),
            segments: std::array::from_fn(|_| AtomicPtr::new(ptr::null_mut())),
        }
    }

    /// The writing end, while nobody else holds it.
    pub fn writer(&self) -> Option<LaneWriter<'_>> {
        // Acquire: what the last writer wrote happens before this one goes on.
        (!self.claimed.swap(true, Ordering::Acquire)).then_some(LaneWriter { lane: self, from: 0 })
    }

    /// Items that this worker has completed.
    pub fn completed(&self) -> u32 {
        self.completed.load(Ordering::Relaxed)
    }

    /// The spans written so far, oldest first. Never blocks; spans that come later aren't seen.
    pub fn spans(&self) -> Spans<'_> {
        Spans { lane: self, next: 0, len: self.len.load(Ordering::Acquire) as usize }
    }

    /// Where `index` lies: the segment, the place in it.
    fn locate(index: usize) -> (usize, usize) {
        let segment = (index / FIRST + 1).ilog2() as usize;
        (segment, index - FIRST * ((1 << segment) - 1))
    }
}

impl Default for Lane {
    fn default() -> Lane {
        Lane::new()
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        for (index, segment) in self.segments.iter().enumerate() {
            let start = segment.load(Ordering::Relaxed);
            if !start.is_null() {
                let cells = ptr::slice_from_raw_parts_mut(start, FIRST << index);
                // SAFETY: made by `Box::into_raw` from a box of exactly this length, freed once: `&mut self`.
                drop(unsafe { Box::from_raw(cells) });
            }
        }
    }
}

/// The writing end of a lane. Dropping it lets another writer go on.
#[derive(Debug)]
pub struct LaneWriter<'a> {
    lane: &'a Lane,
    /// Added to every item.
    from: u32,
}

impl LaneWriter<'_> {
    /// The same, for a call whose item 0 is item `from` of the run.
    pub fn counting_from(self, from: u32) -> Self {
        let lane = self.lane;
        // One writer goes, the other comes: nobody gets between them.
        std::mem::forget(self);
        LaneWriter { lane, from }
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.lane.len.load(Ordering::Relaxed) == 0
    }

    /// Shows that the worker is at a chunk now.
    #[inline]
    pub fn busy(&mut self, first: u32, since_ms: f64) {
        // Relaxed: a reader that sees one without the other shows, for a moment, the wrong item.
        self.lane.at.store(self.from + first, Ordering::Relaxed);
        self.lane.since.store(since_ms.to_bits(), Ordering::Relaxed);
    }

    /// Shows that the worker is at nothing now.
    pub fn idle(&mut self) {
        self.lane.since.store(f64::NAN.to_bits(), Ordering::Relaxed);
    }

    /// Appends a span and counts its items as completed. Never blocks; allocates when a segment is full.
    #[inline]
    pub fn push(&mut self, span: Span) {
        let (lane, span) = (self.lane, Span { first: self.from + span.first, ..span });
        // Relaxed: only writers change it, and writers follow each other by acquire and release of `claimed`.
        let len = lane.len.load(Ordering::Relaxed);
        let (segment, place) = Lane::locate(len as usize);
        let mut start = lane.segments[segment].load(Ordering::Relaxed);
        if start.is_null() {
            let cells: Box<[Cell]> = (0..FIRST << segment).map(|_| UnsafeCell::new(MaybeUninit::uninit())).collect();
            start = Box::into_raw(cells).cast::<Cell>();
            lane.segments[segment].store(start, Ordering::Relaxed);
        }
        // SAFETY: `place` is below the segment's length, and no reader touches a cell at or above `len`.
        unsafe { (*start.add(place)).with_mut(|cell| (*cell).write(span)) };
        // Release: a reader that sees the new length sees the cell and the segment's address too.
        lane.len.store(len + 1, Ordering::Release);
        if span.kind == Kind::Chunk {
            let completed = lane.completed.load(Ordering::Relaxed);
            lane.completed.store(completed + span.count, Ordering::Relaxed);
        }
    }
}

impl Drop for LaneWriter<'_> {
    fn drop(&mut self) {
        self.lane.claimed.store(false, Ordering::Release);
    }
}

/// The spans of a lane at the moment of [`Lane::spans`].
#[derive(Debug)]
pub struct Spans<'a> {
    lane: &'a Lane,
    next: usize,
    len: usize,
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.next == self.len {
            return None;
        }
        let (segment, place) = Lane::locate(self.next);
        self.next += 1;
        let start = self.lane.segments[segment].load(Ordering::Relaxed);
        // SAFETY: below the length that was loaded with acquire, so cell and segment were written before.
        Some(unsafe { (*start.add(place)).with(|cell| (*cell).assume_init_read()) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len - self.next, Some(self.len - self.next))
    }
}

impl ExactSizeIterator for Spans<'_> {}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    /// Enough for several segments; Miri is some thousand times slower.
    const MANY: u32 = if cfg!(miri) { 300 } else { 5_000 };

    fn span(first: u32) -> Span {
        Span { start_ms: f64::from(first), end_ms: f64::from(first) + 1.0, first, count: 2, kind: Kind::Chunk }
    }

    #[test]
    fn spans_come_back_in_order_across_segments() {
        let lane = Lane::new();
        let mut writer = lane.writer().unwrap();
        for first in 0..MANY {
            writer.push(span(first));
        }
        assert_eq!(lane.completed(), 2 * MANY);
        assert!(lane.spans().map(|span| span.first).eq(0..MANY));
    }

    #[test]
    fn there_is_one_writer_at_a_time() {
        let lane = Lane::new();
        let writer = lane.writer();
        assert!(lane.writer().is_none());
        drop(writer);
        assert!(lane.writer().is_some());
    }

    #[test]
    fn a_reader_beside_the_writer_sees_whole_spans() {
        let lane = Lane::new();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut writer = lane.writer().unwrap();
                (0..MANY).for_each(|first| writer.push(span(first)));
            });
            while lane.spans().len() < MANY as usize {
                for (index, seen) in lane.spans().enumerate() {
                    assert_eq!(seen, span(index as u32));
                }
            }
        });
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use loom::sync::Arc;

    fn span(first: u32) -> Span {
        Span { start_ms: 0.0, end_ms: f64::from(first), first, count: 1, kind: Kind::Chunk }
    }

    /// A reader beside the writer sees whole spans below the length that it loaded. (It is the reader that has a thread of
    /// its own: loom overlooks orders in which a thread's load hides another's from its own store.)
    #[test]
    fn loom_a_reader_sees_a_prefix_of_whole_spans() {
        loom::model(|| {
            let lane = Arc::new(Lane::new());
            let reading = Arc::clone(&lane);
            let reader = loom::thread::spawn(move || {
                for (index, seen) in reading.spans().enumerate() {
                    assert_eq!(seen, span(index as u32));
                }
            });
            let mut writer = lane.writer().unwrap();
            writer.push(span(0));
            writer.push(span(1));
            reader.join().unwrap();
            assert_eq!(lane.spans().len(), 2);
        });
    }

    /// Two workers that want the same lane never write at the same time, and the second goes on where the first stopped.
    #[test]
    fn loom_writers_follow_each_other() {
        loom::model(|| {
            let lane = Arc::new(Lane::new());
            let threads = [0, 1].map(|_| {
                let lane = Arc::clone(&lane);
                loom::thread::spawn(move || match lane.writer() {
                    Some(mut writer) => {
                        writer.push(span(7));
                        1
                    }
                    None => 0,
                })
            });
            let written: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
            assert!(written >= 1);
            assert_eq!(lane.spans().len(), written);
        });
    }
}
