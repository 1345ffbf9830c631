//! Dispatch: which items a worker takes next. One atomic counter, no messages.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::sync::{AtomicUsize, Ordering};

/// How chunks reach the workers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Schedule {
    /// One queue of equal chunks, first come, first served: Python's.
    #[default]
    Queue,
    /// Every worker's share is fixed beforehand: with a chunksize, chunks are dealt in turn.
    Static,
    /// Chunks shrink as the work runs out, never below the chunksize.
    Guided,
    /// rayon's work stealing; never splits below the chunksize. Crews without rayon use `Queue`.
    Stealing,
}

/// A counter alone on its cache lines: every worker writes to it.
#[derive(Debug)]
#[repr(align(128))]
struct Alone(AtomicUsize);

/// Divides the items of one call into chunks.
#[derive(Debug)]
pub(crate) struct Dispenser {
    items: usize,
    workers: usize,
    chunksize: usize,
    rule: Rule,
    /// The next item; under a static rule, the next share that nobody has.
    next: Alone,
}

#[derive(Debug, Clone, Copy)]
enum Rule {
    Queue,
    Static,
    Guided,
}

impl Dispenser {
    /// Chunks of `items` items (at least 1) for `workers` workers. `fixed` says that the caller chose the
    /// chunksize: a static schedule then deals chunks in turn instead of one stretch a worker.
    pub(crate) fn new(schedule: Schedule, items: usize, workers: usize, chunksize: usize, fixed: bool) -> Dispenser {
        let (rule, chunksize) = match schedule {
            Schedule::Queue | Schedule::Stealing => (Rule::Queue, chunksize),
            Schedule::Static if fixed => (Rule::Static, chunksize),
            Schedule::Static => (Rule::Static, items.div_ceil(workers)),
            Schedule::Guided => (Rule::Guided, chunksize),
        };
        Dispenser { items, workers, chunksize, rule, next: Alone(AtomicUsize::new(0)) }
    }

    /// A worker's view: an iterator over the chunks it gets. Under a static schedule each call takes the next
    /// fixed share, so `workers` of them, however they are spread over workers, get everything.
    pub(crate) fn share(&self) -> Share<'_> {
        let turn = match self.rule {
            // A share beyond the last worker's is empty: it begins behind everything.
            Rule::Static => match self.next.0.fetch_add(1, Ordering::Relaxed) {
                turn if turn < self.workers => turn,
                _ => usize::MAX / 2,
            },
            Rule::Queue | Rule::Guided => 0,
        };
        Share { dispenser: self, turn }
    }

    /// Whether a further [`Dispenser::share`] would get nothing.
    pub(crate) fn is_empty(&self) -> bool {
        let next = self.next.0.load(Ordering::Relaxed);
        match self.rule {
            Rule::Static => next >= self.workers,
            Rule::Queue | Rule::Guided => next >= self.items,
        }
    }

    /// About how many chunks there are: how many workers are worth waking.
    pub(crate) fn width(&self) -> usize {
        self.items.div_ceil(self.chunksize)
    }

    /// The chunksize that it came to.
    pub(crate) fn chunksize(&self) -> usize {
        self.chunksize
    }
}

/// The chunks that one worker gets. Over all shares, every item is handed out exactly once.
#[derive(Debug)]
pub(crate) struct Share<'a> {
    dispenser: &'a Dispenser,
    /// Static: the share in the first round, then the same share in the next.
    turn: usize,
}

impl Iterator for Share<'_> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        let Dispenser { items, workers, chunksize, ref rule, ref next } = *self.dispenser;
        // Relaxed throughout: the counter only divides the items; results are published by the slots.
        let (first, size) = match rule {
            Rule::Queue => {
                // The look before the step keeps the counter from running over, however often an empty queue is asked.
                if next.0.load(Ordering::Relaxed) >= items {
                    return None;
                }
                (next.0.fetch_add(chunksize, Ordering::Relaxed), chunksize)
            }
            Rule::Static => {
                let first = self.turn.saturating_mul(chunksize);
                self.turn += workers;
                (first, chunksize)
            }
            Rule::Guided => {
                let share = |first: usize| (items - first).div_ceil(2 * workers).max(chunksize);
                let step = |first: usize| (first < items).then(|| first.saturating_add(share(first)));
                let first = next.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step).ok()?;
                (first, share(first))
            }
        };
        (first < items).then(|| first..items.min(first.saturating_add(size)))
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What `workers` workers get that take turns.
    fn all_chunks(dispenser: &Dispenser, workers: usize) -> Vec<Range<usize>> {
        let mut shares: Vec<_> = (0..workers).map(|_| dispenser.share()).collect();
        let mut chunks = Vec::new();
        loop {
            let before = chunks.len();
            chunks.extend(shares.iter_mut().filter_map(Iterator::next));
            if chunks.len() == before {
                return chunks;
            }
        }
    }

    proptest! {
        #[test]
        fn every_item_is_handed_out_once(
            schedule in prop_oneof![Just(Schedule::Queue), Just(Schedule::Static), Just(Schedule::Guided)],
            items in 1usize..3_000, workers in 1usize..9, chunksize in 1usize..400, fixed: bool,
        ) {
            let dispenser = Dispenser::new(schedule, items, workers, chunksize, fixed);
            let mut seen: Vec<usize> = all_chunks(&dispenser, workers).into_iter().flatten().collect();
            seen.sort_unstable();
            prop_assert!(seen.into_iter().eq(0..items));
            prop_assert!(dispenser.is_empty());
            prop_assert_eq!(dispenser.share().next(), None);
        }
    }

    #[test]
    fn a_queue_hands_out_pythons_chunks_in_order() {
        let dispenser = Dispenser::new(Schedule::Queue, 10, 2, 4, false);
        assert_eq!(all_chunks(&dispenser, 2), [0..4, 4..8, 8..10]);
    }

    #[test]
    fn guided_chunks_shrink_to_the_least() {
        let dispenser = Dispenser::new(Schedule::Guided, 100, 2, 3, true);
        let sizes: Vec<usize> = all_chunks(&dispenser, 2).iter().map(Range::len).collect();
        assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
        assert_eq!(sizes[0], 25);
        assert!(sizes[..sizes.len() - 1].iter().all(|&size| size >= 3));
    }

    #[test]
    fn a_static_share_is_one_stretch_a_worker() {
        let dispenser = Dispenser::new(Schedule::Static, 10, 3, 1, false);
        assert_eq!(all_chunks(&dispenser, 3), [0..4, 4..8, 8..10]);
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use std::sync::Arc;

    /// Two workers that take chunks at the same time get every item once between them, under every rule.
    #[test]
    fn loom_every_item_is_handed_out_once() {
        for schedule in [Schedule::Queue, Schedule::Static, Schedule::Guided] {
            loom::model(move || {
                let dispenser = Arc::new(Dispenser::new(schedule, 4, 2, 1, true));
                let workers = [0, 1].map(|_| {
                    let dispenser = Arc::clone(&dispenser);
                    loom::thread::spawn(move || dispenser.share().flatten().collect::<Vec<usize>>())
                });
                let mut items: Vec<usize> = workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect();
                items.sort_unstable();
                assert_eq!(items, [0, 1, 2, 3]);
                assert!(dispenser.is_empty());
            });
        }
    }
}
