//! What a run recorded, as columns: what the page's timeline and explanations are made from.

use super::SpanRecord;
use crate::record::{Kind, Lane, Recorder, Span};
use crate::task::Output;

/// Spans that a comparison keeps, some 14 MB of them. Beyond it, older runs' go; the latest of each strategy stay.
const MOST_SPANS: usize = 500_000;

/// What one measured run recorded.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The strategy's id.
    pub strategy: &'static str,
    /// Which of its runs, from 1.
    pub repeat: u32,
    /// How many lanes.
    pub workers: u32,
    /// From the call until the caller had the last result.
    pub wall_ms: f64,
    /// Spans by worker, within a worker by start; a wait lies within its chunk.
    pub spans: Columns,
    /// The caller's: each a wait, then, in `first` and `count`, the positions of the results that it took.
    pub receipts: Columns,
    /// Bytes of arguments and results that went to workers with a memory of their own, or came from them.
    pub copied_bytes: u64,
    /// What turning them into bytes and back took the caller; the workers' part lies in their spans.
    pub copied_ms: f64,
    /// Items in the order of their delivery; `None` where that is item order.
    pub order: Option<Vec<u32>>,
}

/// Spans, a column for each of their fields; all of one length.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Lanes, from 0.
    pub worker: Vec<u16>,
    /// Numbers of [`Kind`].
    pub kind: Vec<u8>,
    /// First items.
    pub first: Vec<u32>,
    /// Numbers of items.
    pub count: Vec<u32>,
    /// Since the run began.
    pub start_ms: Vec<f64>,
    /// Since the run began.
    pub end_ms: Vec<f64>,
}

impl Columns {
    fn of<'a>(lanes: impl IntoIterator<Item = &'a Lane>) -> Columns {
        let mut columns = Columns::default();
        for (worker, lane) in (0..).zip(lanes) {
            lane.spans().for_each(|span| columns.push(worker, span));
        }
        columns
    }

    fn push(&mut self, worker: u16, Span { start_ms, end_ms, first, count, kind }: Span) {
        self.worker.push(worker);
        self.kind.push(kind as u8);
        self.first.push(first);
        self.count.push(count);
        self.start_ms.push(start_ms);
        self.end_ms.push(end_ms);
    }

    /// How many spans.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// The spans as the contract's.
    pub(super) fn records(&self) -> Vec<SpanRecord> {
        let record = |at: usize| SpanRecord {
            worker: u32::from(self.worker[at]),
            kind: Kind::ALL[usize::from(self.kind[at])].name().to_owned(),
            first: self.first[at],
            count: self.count[at],
            start_ms: self.start_ms[at],
            end_ms: self.end_ms[at],
        };
        (0..self.len()).map(record).collect()
    }
}

impl Trace {
    pub(super) fn new(
        strategy: &'static str,
        repeat: u32,
        wall_ms: f64,
        recorder: &Recorder,
        outputs: &[(u32, Output)],
    ) -> Trace {
        let (copied_bytes, copied_ms) = recorder.copies();
        let in_item_order = outputs.is_sorted_by_key(|(item, _)| *item);
        Trace {
            strategy,
            repeat,
            workers: recorder.lanes().len() as u32,
            wall_ms,
            spans: Columns::of(recorder.lanes()),
            receipts: Columns::of([recorder.caller()]),
            copied_bytes,
            copied_ms,
            order: (!in_item_order).then(|| outputs.iter().map(|(item, _)| *item).collect()),
        }
    }
}

/// Adds a trace and lets older ones go where they are too much.
pub(super) fn keep(traces: &mut Vec<Trace>, trace: Trace) {
    traces.push(trace);
    let mut spans: usize = traces.iter().map(|trace| trace.spans.len()).sum();
    while spans > MOST_SPANS {
        let is_latest = |place: usize| traces[place + 1..].iter().all(|later| later.strategy != traces[place].strategy);
        let Some(oldest) = (0..traces.len()).find(|place| !is_latest(*place)) else { return };
        spans -= traces.remove(oldest).spans.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(strategy: &'static str, repeat: u32, spans: usize) -> Trace {
        let mut trace = Trace::new(strategy, repeat, 1.0, &Recorder::start(1), &[]);
        let span = Span { start_ms: 0.0, end_ms: 1.0, first: 0, count: 1, kind: Kind::Chunk };
        (0..spans).for_each(|_| trace.spans.push(0, span));
        trace
    }

    #[test]
    fn older_runs_go_first_and_the_latest_of_each_strategy_stays() {
        let mut traces = Vec::new();
        for repeat in 1..=3 {
            keep(&mut traces, trace("serial", repeat, MOST_SPANS / 4));
            keep(&mut traces, trace("pooled", repeat, MOST_SPANS / 4));
        }
        let kept: Vec<_> = traces.iter().map(|trace| (trace.strategy, trace.repeat)).collect();
        assert_eq!(kept, [("serial", 2), ("pooled", 2), ("serial", 3), ("pooled", 3)]);
        // However much the latest are.
        keep(&mut traces, trace("pooled", 4, MOST_SPANS));
        let kept: Vec<_> = traces.iter().map(|trace| (trace.strategy, trace.repeat)).collect();
        assert_eq!(kept, [("serial", 3), ("pooled", 4)]);
    }
}
