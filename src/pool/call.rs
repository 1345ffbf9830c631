//! A call in flight: what its workers share, and what one worker does with it.

use std::cell::Cell;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use super::completion::Completion;
use super::dispatch::Dispenser;
use super::error::panic_message;
use super::slots::Slots;
use super::{ItemError, PoolError, Worker};
use crate::clock;
use crate::record::{Pen, Recorder};
use crate::sync::{AtomicBool, AtomicUsize, Mutex, Ordering, lock};
use crate::task::StopFlag;

/// A call as its crew sees it.
pub trait Job: Send + Sync {
    /// Computes chunks on the current worker until none is left, or one only. Never waits.
    fn pull(&self, asked: Asked, amount: Amount);
    /// Whether nothing is left to hand out. Chunks may still be under way.
    fn is_drained(&self) -> bool;
    /// How many workers can be of use.
    fn width(&self) -> usize;
    /// Ends the call with an error. Chunks under way are computed to their end and forgotten.
    fn abort(&self, error: PoolError);
}

/// When a worker was asked for, and whether it was made for this.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The moment, on [`clock::now_ms`].
    pub at_ms: f64,
    /// A fresh thread: its start-up is recorded even where its lane was used before.
    pub fresh: bool,
}

impl Asked {
    /// A waiting worker is asked for now.
    pub fn now() -> Asked {
        Asked { at_ms: clock::now_ms(), fresh: false }
    }

    /// A fresh worker is asked for now.
    pub fn fresh_now() -> Asked {
        Asked { at_ms: clock::now_ms(), fresh: true }
    }
}

/// How much one visit of a worker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Everything there is.
    All,
    /// One chunk.
    One,
}

/// Where the outcomes of chunks go.
pub(crate) trait Sink: Send + Sync {
    /// A chunk is done, its results in their slots. Returns the items that `settle` shall be told of later.
    fn chunk(&self, range: Range<usize>, outcome: Result<(), ItemError>) -> usize;
    /// A worker leaves, having settled this many items.
    fn settle(&self, items: usize);
    /// The call ends with an error.
    fn abort(&self, error: PoolError);
}

/// What the pool lends to each call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Surroundings {
    pub(crate) recorder: Option<Arc<Recorder>>,
    pub(crate) stop: Option<Arc<StopFlag>>,
}

/// A call: `f` over `0..items`.
pub(crate) struct Call<R, F, S> {
    pub(crate) f: F,
    pub(crate) dispenser: Dispenser,
    pub(crate) slots: Arc<Slots<R>>,
    pub(crate) sink: Arc<S>,
    pub(crate) around: Surroundings,
    pub(crate) aborted: AtomicBool,
    /// With rayon's work stealing: the items, until the first worker takes them all and splits them.
    pub(crate) stealing: Option<AtomicUsize>,
}

impl<R, F, S> Call<R, F, S>
where
    R: Send,
    F: Fn(usize) -> R + Send + Sync,
    S: Sink,
{
    /// Computes a chunk into its slots. The first item that panics ends the chunk, as in CPython's `mapstar`.
    fn compute(&self, range: Range<usize>) -> Result<(), ItemError> {
        let at = Cell::new(range.start);
        let items = || {
            for item in range {
                at.set(item);
                self.slots.put(item, (self.f)(item));
            }
        };
        catch_unwind(AssertUnwindSafe(items)).map_err(|payload| ItemError {
            item: at.get(),
            worker: Worker::with_current(|me| me.name.clone()),
            message: panic_message(&*payload),
        })
    }

    /// Whether the call is over for a reason that isn't its own; tells the caller so.
    #[inline]
    fn is_over(&self) -> bool {
        if self.around.stop.as_ref().is_some_and(|stop| stop.is_raised()) {
            self.abort(PoolError::Terminated);
        }
        self.aborted.load(Ordering::Relaxed)
    }

    /// The current worker's pen, its beginning noted.
    fn pen(&self, asked: Asked) -> Pen<'_> {
        let mut pen = Pen::new(self.around.recorder.as_deref(), Worker::with_current(|me| me.index));
        pen.began(asked.at_ms, asked.fresh);
        pen
    }

    fn pull_chunks(&self, asked: Asked, amount: Amount) {
        let mut pen = self.pen(asked);
        let mut settled = 0;
        for range in self.dispenser.share() {
            if self.is_over() {
                break;
            }
            let (first, count) = (range.start as u32, range.len() as u32);
            pen.resume();
            let outcome = self.compute(range.clone());
            pen.chunk(first, count);
            settled += self.sink.chunk(range, outcome);
            if amount == Amount::One {
                break;
            }
        }
        drop(pen);
        self.sink.settle(settled);
    }

    /// rayon splits the items; each leaf is a stretch of neighbours, reported in pieces of a chunksize.
    fn split(&self, items: usize, asked: Asked) {
        let chunksize = self.dispenser.chunksize();
        (0..items)
            .into_par_iter()
            .with_min_len(chunksize)
            .fold(|| Leaf::new(self, asked), |leaf, item| leaf.take(item, chunksize))
            .for_each(Leaf::end);
    }
}

impl<R, F, S> Job for Call<R, F, S>
where
    R: Send,
    F: Fn(usize) -> R + Send + Sync,
    S: Sink,
{
    fn pull(&self, asked: Asked, amount: Amount) {
        match &self.stealing {
            None => self.pull_chunks(asked, amount),
            Some(items) => match items.swap(0, Ordering::Relaxed) {
                0 => {}
                items => self.split(items, asked),
            },
        }
    }

    fn is_drained(&self) -> bool {
        self.aborted.load(Ordering::Relaxed)
            || match &self.stealing {
                None => self.dispenser.is_empty(),
                Some(items) => items.load(Ordering::Relaxed) == 0,
            }
    }

    fn width(&self) -> usize {
        // rayon wakes its own workers when it splits.
        if self.stealing.is_some() { 1 } else { self.dispenser.width() }
    }

    fn abort(&self, error: PoolError) {
        self.aborted.store(true, Ordering::Relaxed);
        self.sink.abort(error);
    }
}

/// A stretch of items that rayon gave to one worker.
struct Leaf<'a, R, F, S> {
    call: &'a Call<R, F, S>,
    /// Held for the whole leaf: rayon runs nothing else on this worker until it ends.
    pen: Pen<'a>,
    pending: Range<usize>,
    settled: usize,
}

impl<'a, R, F, S> Leaf<'a, R, F, S>
where
    R: Send,
    F: Fn(usize) -> R + Send + Sync,
    S: Sink,
{
    fn new(call: &'a Call<R, F, S>, asked: Asked) -> Self {
        Leaf { call, pen: call.pen(asked), pending: 0..0, settled: 0 }
    }

    fn take(mut self, item: usize, chunksize: usize) -> Self {
        if self.pending.is_empty() {
            self.pending = item..item;
        }
        self.pending.end = item + 1;
        if self.pending.len() >= chunksize {
            self.flush();
        }
        self
    }

    /// Computes what was taken: as a chunk, so that an item's failure means the same as elsewhere.
    fn flush(&mut self) {
        let range = std::mem::replace(&mut self.pending, 0..0);
        if range.is_empty() || self.call.is_over() {
            return;
        }
        let (first, count) = (range.start as u32, range.len() as u32);
        self.pen.resume();
        let outcome = self.call.compute(range.clone());
        self.pen.chunk(first, count);
        self.settled += self.call.sink.chunk(range, outcome);
    }

    fn end(mut self) {
        self.flush();
        let Leaf { call, pen, settled, .. } = self;
        // The spans are written before the caller can learn that the call is done.
        drop(pen);
        call.sink.settle(settled);
    }
}

/// The sink of the calls that return everything at once: waits for the last item, then makes the result.
pub(crate) struct Gather<R, O> {
    pub(crate) remaining: AtomicUsize,
    pub(crate) error: Mutex<Option<ItemError>>,
    pub(crate) slots: Arc<Slots<R>>,
    pub(crate) items: usize,
    pub(crate) make: fn(Vec<R>) -> O,
    pub(crate) completion: Arc<Completion<O>>,
}

impl<R: Send, O: Send> Sink for Gather<R, O> {
    fn chunk(&self, range: Range<usize>, outcome: Result<(), ItemError>) -> usize {
        if let Err(error) = outcome {
            // The first failure to arrive is the call's, as in CPython; the others are computed and forgotten.
            lock(&self.error).get_or_insert(error);
        }
        range.len()
    }

    fn settle(&self, items: usize) {
        // Release what this worker wrote, acquire what the others did, before the results are gathered.
        if items == 0 || self.remaining.fetch_sub(items, Ordering::AcqRel) != items {
            return;
        }
        self.completion.set(match lock(&self.error).take() {
            Some(error) => Err(error.into()),
            None => Ok((self.make)((0..self.items).filter_map(|item| self.slots.take(item)).collect())),
        });
    }

    fn abort(&self, error: PoolError) {
        self.completion.set(Err(error));
    }
}
