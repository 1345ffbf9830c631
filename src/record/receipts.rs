//! The caller's pen: when it waited for results, and when it took them.

use super::pen::{LONG_MS, MOST_MERGED, SHORT_MS};
use super::{Kind, LaneWriter, Recorder, Span};

/// A caller's way to write when it took which results. Results taken without a wait between them, too quickly to tell apart,
/// become one span: `first` is the position of the first in the order of delivery, the span's end the moment it was taken,
/// its start the moment from which the caller had waited for it.
#[derive(Debug)]
pub struct Receipts<'a> {
    recorder: &'a Recorder,
    writer: Option<LaneWriter<'a>>,
    waited_from_ms: Option<f64>,
    at_ms: f64,
    first: u32,
    count: u32,
    /// Taken since the last look at the clock, and how many make the next look.
    unseen: u32,
    merge: u32,
}

impl<'a> Receipts<'a> {
    /// For the one caller of a run.
    pub fn new(recorder: &'a Recorder) -> Receipts<'a> {
        let writer = recorder.caller().writer();
        Receipts { recorder, writer, waited_from_ms: None, at_ms: 0.0, first: 0, count: 0, unseen: 0, merge: 1 }
    }

    /// The caller is about to wait.
    pub fn waiting(&mut self) {
        self.write();
        if self.waited_from_ms.is_none() {
            self.waited_from_ms = Some(self.recorder.now_ms());
        }
    }

    /// The caller has `count` more results.
    #[inline]
    pub fn took(&mut self, count: u32) {
        self.unseen += 1;
        if self.count == 0 {
            self.at_ms = self.recorder.now_ms();
            self.unseen = 0;
        } else if self.unseen >= self.merge {
            let now_ms = self.recorder.now_ms();
            let took_ms = now_ms - self.at_ms;
            if took_ms >= SHORT_MS {
                self.write();
                self.at_ms = now_ms;
            } else {
                self.merge = (2 * self.merge).min(MOST_MERGED);
            }
            if took_ms > LONG_MS {
                self.merge = 1;
            }
            self.unseen = 0;
        }
        self.count += count;
    }

    /// The moment at which the last wait or burst of results ended, since the run began.
    pub fn last_ms(&self) -> f64 {
        self.at_ms
    }

    fn write(&mut self) {
        if self.count == 0 {
            return;
        }
        let start_ms = self.waited_from_ms.take().unwrap_or(self.at_ms);
        if let Some(writer) = &mut self.writer {
            let (first, count) = (self.first, self.count);
            writer.push(Span { start_ms, end_ms: self.at_ms, first, count, kind: Kind::Wait });
        }
        self.first += self.count;
        self.count = 0;
    }
}

impl Drop for Receipts<'_> {
    fn drop(&mut self) {
        self.write();
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use crate::clock;

    fn spin(ms: f64) {
        let until_ms = clock::now_ms() + ms;
        while clock::now_ms() < until_ms {}
    }

    #[test]
    fn every_wait_and_every_result_is_accounted_for() {
        let recorder = Recorder::start(0);
        let mut receipts = Receipts::new(&recorder);
        receipts.waiting();
        spin(2.0 * LONG_MS);
        (0..1_000).for_each(|_| receipts.took(1));
        receipts.waiting();
        spin(2.0 * LONG_MS);
        receipts.took(5);
        drop(receipts);
        let spans: Vec<Span> = recorder.caller().spans().collect();
        assert_eq!(spans.iter().map(|span| span.count).sum::<u32>(), 1_005);
        assert!(spans.windows(2).all(|pair| pair[0].first + pair[0].count == pair[1].first));
        assert!(spans.windows(2).all(|pair| pair[0].end_ms <= pair[1].start_ms));
        let waits: Vec<&Span> = spans.iter().filter(|span| span.end_ms - span.start_ms >= 2.0 * LONG_MS).collect();
        assert_eq!(waits.len(), 2);
        assert_eq!((waits[0].first, waits[1].first, waits[1].count), (0, 1_000, 5));
    }

    #[test]
    fn results_that_come_slowly_have_a_span_each() {
        let recorder = Recorder::start(0);
        let mut receipts = Receipts::new(&recorder);
        for _ in 0..4 {
            spin(2.0 * LONG_MS);
            receipts.took(1);
        }
        drop(receipts);
        assert!(recorder.caller().spans().map(|span| (span.first, span.count)).eq((0..4).map(|first| (first, 1))));
    }

    #[test]
    fn a_call_that_delivers_at_the_end_waited_for_all() {
        let recorder = Recorder::start(0);
        let mut receipts = Receipts::new(&recorder);
        receipts.waiting();
        spin(LONG_MS);
        receipts.took(9);
        drop(receipts);
        let spans: Vec<Span> = recorder.caller().spans().collect();
        assert_eq!((spans.len(), spans[0].first, spans[0].count), (1, 0, 9));
        assert!(spans[0].end_ms - spans[0].start_ms >= LONG_MS);
    }
}
