//! Parts: the results that one worker computed on one visit to a call, in its own memory.
//!
//! Workers that write neighbouring results into one array pass its cache lines to and fro, which costs more than a
//! small item. So each writes into a list of its own, and the lists are merged once, when the call is done.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::error::panic_message;
use super::{ItemError, Worker};

/// One worker's results: stretches of neighbouring items, ascending, and their values one after the other.
#[derive(Debug)]
pub(crate) struct Part<R> {
    runs: Vec<Range<usize>>,
    values: Vec<R>,
}

/// The results of one chunk; no list for the single one that is most common.
#[derive(Debug)]
pub(crate) enum Values<R> {
    One(R),
    Many(Vec<R>),
}

impl<R> Part<R> {
    pub(crate) fn new() -> Part<R> {
        Part { runs: Vec::new(), values: Vec::new() }
    }

    /// Computes a chunk. The first item that panics ends it and takes its results with it, as in CPython's `mapstar`.
    pub(crate) fn compute(&mut self, range: Range<usize>, f: impl Fn(usize) -> R) -> Result<(), ItemError> {
        let before = self.values.len();
        let at = Cell::new(range.start);
        let values = &mut self.values;
        let items = || {
            for item in range.clone() {
                at.set(item);
                values.push(f(item));
            }
        };
        if let Err(payload) = catch_unwind(AssertUnwindSafe(items)) {
            self.values.truncate(before);
            return Err(ItemError {
                item: at.get(),
                worker: Worker::with_current(|me| me.name.clone()),
                message: panic_message(&*payload),
            });
        }
        match self.runs.last_mut() {
            Some(run) if run.end == range.start => run.end = range.end,
            _ => self.runs.push(range),
        }
        Ok(())
    }

    /// Takes everything out: for chunks that are delivered one by one.
    pub(crate) fn take(&mut self) -> Values<R> {
        self.runs.clear();
        match self.values.len() {
            1 => self.values.pop().map_or_else(|| Values::Many(Vec::new()), Values::One),
            _ => Values::Many(std::mem::take(&mut self.values)),
        }
    }
}

/// The results of all parts in item order; `None` unless they are those of `0..items`, each once.
pub(crate) fn merge<R>(parts: Vec<Part<R>>, items: usize) -> Option<Vec<R>> {
    let mut parts: Vec<_> = parts.into_iter().map(|part| (part.runs.into_iter(), part.values.into_iter())).collect();
    let mut heads = BinaryHeap::with_capacity(parts.len());
    for (place, (runs, _)) in parts.iter_mut().enumerate() {
        heads.extend(runs.next().map(|run| Reverse((run.start, run.end, place))));
    }
    let mut merged = Vec::with_capacity(items);
    while let Some(Reverse((first, end, place))) = heads.pop() {
        if first != merged.len() {
            return None;
        }
        let (runs, values) = &mut parts[place];
        merged.extend(values.by_ref().take(end - first));
        heads.extend(runs.next().map(|run| Reverse((run.start, run.end, place))));
    }
    (merged.len() == items).then_some(merged)
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn merging_puts_dealt_chunks_back_in_order(
            dealt in prop::collection::vec((1usize..20, 0usize..4), 1..60),
        ) {
            let mut parts: Vec<Part<usize>> = (0..4).map(|_| Part::new()).collect();
            let mut next = 0;
            for (len, place) in dealt {
                parts[place].compute(next..next + len, |item| 10 * item).unwrap();
                next += len;
            }
            let expected: Vec<usize> = (0..next).map(|item| 10 * item).collect();
            prop_assert_eq!(merge(parts, next), Some(expected));
        }
    }

    #[test]
    fn what_is_missing_or_doubled_is_seen() {
        let part = |range: Range<usize>| {
            let mut part = Part::new();
            part.compute(range, |item| item).unwrap();
            part
        };
        assert_eq!(merge(vec![part(0..3), part(4..6)], 6), None);
        assert_eq!(merge(vec![part(0..3), part(2..6)], 6), None);
        assert_eq!(merge(vec![part(0..3)], 6), None);
        assert_eq!(merge(vec![part(3..6), part(0..3)], 6), Some((0..6).collect()));
    }

    #[test]
    fn a_failed_chunk_leaves_nothing() {
        let mut part = Part::new();
        part.compute(0..2, |item| item).unwrap();
        let error = part.compute(2..5, |item| if item == 4 { std::panic::resume_unwind(Box::new("no")) } else { item });
        assert_eq!(error.unwrap_err().item, 4);
        part.compute(5..6, |item| item).unwrap();
        assert_eq!((part.runs, part.values), (vec![0..2, 5..6], vec![0, 1, 5]));
    }
}
