//! The pen: how a worker writes its own spans. Keeps the clock out of the way of tiny chunks.

use super::{Kind, LaneWriter, Recorder, Span};
use crate::task::waits;

/// Spans shorter than this are merged with their neighbours: a look at the clock costs a browser up to 0.1 us,
/// more than the smallest chunks themselves.
pub(super) const SHORT_MS: f64 = 0.02;
/// A span longer than this ends the merging at once.
pub(super) const LONG_MS: f64 = 0.1;
/// At most this many chunks are merged into one span.
pub(super) const MOST_MERGED: u32 = 1024;

/// A worker's way to write spans of chunks, for one visit to one call. Does nothing where the run isn't recorded.
///
/// Chunks that follow each other on a worker and are too short to tell apart become one span, which names the first
/// chunk's first item and counts the items of all.
#[derive(Debug)]
pub struct Pen<'a> {
    to: Option<(&'a Recorder, LaneWriter<'a>)>,
    start_ms: f64,
    first: u32,
    items: u32,
    chunks: u32,
    /// How many chunks make a span, until the next look at the clock.
    merge: u32,
}

impl<'a> Pen<'a> {
    /// The pen of the worker with lane `worker`. A lane that somebody holds, or none, makes a pen that writes nothing.
    pub fn new(recorder: Option<&'a Recorder>, worker: usize) -> Pen<'a> {
        let to = recorder.and_then(|recorder| Some((recorder, recorder.writer(worker)?)));
        let start_ms = to.as_ref().map_or(0.0, |(recorder, _)| recorder.now_ms());
        if to.is_some() {
            waits::start();
        }
        Pen { to, start_ms, first: 0, items: 0, chunks: 0, merge: 1 }
    }

    /// Writes that the worker was asked for at `asked_ms` (on [`clock::now_ms`](crate::clock::now_ms)) and begins now:
    /// for a `fresh` worker always, else where its lane is still empty.
    pub fn began(&mut self, asked_ms: f64, fresh: bool) {
        if let Some((recorder, writer)) = &mut self.to
            && (fresh || writer.is_empty())
        {
            let start_ms = recorder.since_start_ms(asked_ms);
            writer.push(Span { start_ms, end_ms: self.start_ms, first: 0, count: 0, kind: Kind::Startup });
        }
    }

    /// Notes that a chunk is done.
    #[inline]
    pub fn chunk(&mut self, first: u32, items: u32) {
        if self.chunks == 0 {
            self.first = first;
        }
        self.items += items;
        self.chunks += 1;
        if self.chunks >= self.merge {
            self.write();
        }
    }

    fn write(&mut self) {
        let Some((recorder, writer)) = &mut self.to else { return };
        let end_ms = recorder.now_ms();
        writer.push(Span { start_ms: self.start_ms, end_ms, first: self.first, count: self.items, kind: Kind::Chunk });
        waits::take(|why, from_ms, to_ms| {
            if to_ms - from_ms >= SHORT_MS {
                let [start_ms, end_ms] = [from_ms, to_ms].map(|at_ms| recorder.since_start_ms(at_ms));
                writer.push(Span { start_ms, end_ms, first: self.first, count: 0, kind: Kind::of(why) });
            }
        });
        let took_ms = end_ms - self.start_ms;
        if took_ms < SHORT_MS {
            self.merge = (2 * self.merge).min(MOST_MERGED);
        } else if took_ms > LONG_MS {
            self.merge = 1;
        }
        (self.items, self.chunks) = (0, 0);
        self.start_ms = end_ms;
    }

    /// Begins the chunk with this first item. Leaves out what lies between the last chunk and now: the worker did something
    /// else.
    #[inline]
    pub fn resume(&mut self, first: u32) {
        if self.chunks == 0
            && let Some((recorder, writer)) = &mut self.to
        {
            // After a short one, what lies between is as short as the look at the clock.
            if self.merge == 1 {
                self.start_ms = recorder.now_ms();
            }
            writer.busy(first, self.start_ms);
        }
    }
}

impl Drop for Pen<'_> {
    fn drop(&mut self) {
        if self.chunks > 0 {
            self.write();
        }
        if let Some((_, writer)) = &mut self.to {
            writer.idle();
            waits::stop();
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn short_chunks_are_merged_and_none_is_lost() {
        // Miri is some thousand times slower.
        let chunks = if cfg!(miri) { 500 } else { 100_000 };
        let recorder = Recorder::start(1);
        let mut pen = Pen::new(Some(&recorder), 0);
        pen.began(clock::now_ms(), false);
        (0..chunks).for_each(|item| pen.chunk(item, 1));
        drop(pen);
        let spans: Vec<Span> = recorder.lanes()[0].spans().collect();
        assert_eq!(spans[0].kind, Kind::Startup);
        assert!(spans.len() <= if cfg!(miri) { 501 } else { 20_000 }, "{} spans", spans.len());
        assert_eq!(spans.iter().map(|span| span.count).sum::<u32>(), chunks);
        assert!(spans.windows(2).all(|pair| pair[0].end_ms <= pair[1].start_ms));
        assert_eq!(recorder.completed(), chunks);
    }

    #[test]
    fn long_chunks_have_a_span_each() {
        let recorder = Recorder::start(1);
        let mut pen = Pen::new(Some(&recorder), 0);
        for item in 0..3 {
            pen.resume(item);
            let until_ms = clock::now_ms() + 2.0 * LONG_MS;
            while clock::now_ms() < until_ms {}
            pen.chunk(item, 1);
        }
        drop(pen);
        assert!(recorder.lanes()[0].spans().map(|span| span.first).eq(0..3));
    }
}
