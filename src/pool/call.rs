//! A call in flight: what its workers share, and what one worker does with it.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::completion::Completion;
use super::dispatch::Dispenser;
use super::part::{Part, merge};
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

/// Where results and errors go.
pub(crate) trait Sink<R>: Send + Sync {
    /// A chunk is done, its results the last of the worker's part.
    fn chunk(&self, range: Range<usize>, outcome: Result<(), ItemError>, part: &mut Part<R>);
    /// A worker leaves after chunks of this many items, with what its part still holds.
    fn settle(&self, part: Part<R>, items: usize);
    /// The call ends with an error.
    fn abort(&self, error: PoolError);
}

/// What the pool lends to each call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Surroundings {
    pub(crate) recorder: Option<Arc<Recorder>>,
    pub(crate) stop: Option<Arc<StopFlag>>,
}

/// A call: `f` over the dispenser's items.
pub(crate) struct Call<F, S> {
    pub(crate) f: F,
    pub(crate) dispenser: Dispenser,
    pub(crate) sink: Arc<S>,
    pub(crate) around: Surroundings,
    pub(crate) aborted: AtomicBool,
    /// With rayon's work stealing: the items, until the first worker takes them all and splits them.
    pub(crate) stealing: Option<AtomicUsize>,
}

impl<F, S> Call<F, S> {
    fn visit<R>(&self, asked: Asked) -> Visit<'_, R, F, S> {
        let mut pen = Pen::new(self.around.recorder.as_deref(), Worker::with_current(|me| me.index));
        pen.began(asked.at_ms, asked.fresh);
        Visit { call: self, pen, part: Part::new(), items: 0, pending: 0..0 }
    }

    /// rayon splits the items; each leaf is a stretch of neighbours, computed in pieces of a chunksize.
    fn split<R>(&self, items: usize, asked: Asked)
    where
        R: Send,
        F: Fn(usize) -> R + Send + Sync,
        S: Sink<R>,
    {
        let chunksize = self.dispenser.chunksize();
        (0..items)
            .into_par_iter()
            .with_min_len(chunksize)
            .fold(|| self.visit::<R>(asked), |leaf, item| leaf.take(item, chunksize))
            .for_each(Visit::leave);
    }
}

/// A call with its result's type, so that it can be a [`Job`].
pub(crate) struct TypedCall<R, F, S> {
    call: Call<F, S>,
    result: std::marker::PhantomData<fn() -> R>,
}

impl<R, F, S> From<Call<F, S>> for TypedCall<R, F, S> {
    fn from(call: Call<F, S>) -> TypedCall<R, F, S> {
        TypedCall { call, result: std::marker::PhantomData }
    }
}

impl<R, F, S> Job for TypedCall<R, F, S>
where
    R: Send,
    F: Fn(usize) -> R + Send + Sync,
    S: Sink<R>,
{
    fn pull(&self, asked: Asked, amount: Amount) {
        let call = &self.call;
        match &call.stealing {
            None => {
                let mut visit = call.visit::<R>(asked);
                let chunks = if amount == Amount::One { 1 } else { usize::MAX };
                for range in call.dispenser.share().take(chunks) {
                    if !visit.compute(range) {
                        break;
                    }
                }
                visit.leave();
            }
            Some(items) => match items.swap(0, Ordering::Relaxed) {
                0 => {}
                items => call.split::<R>(items, asked),
            },
        }
    }

    fn is_drained(&self) -> bool {
        self.call.aborted.load(Ordering::Relaxed)
            || match &self.call.stealing {
                None => self.call.dispenser.is_empty(),
                Some(items) => items.load(Ordering::Relaxed) == 0,
            }
    }

    fn width(&self) -> usize {
        // rayon wakes its own workers when it splits.
        if self.call.stealing.is_some() { 1 } else { self.call.dispenser.width() }
    }

    fn abort(&self, error: PoolError) {
        self.call.aborted.store(true, Ordering::Relaxed);
        self.call.sink.abort(error);
    }
}

/// A worker at work on a call: its pen, its part, what it has done. Under work stealing, one leaf of rayon's.
struct Visit<'a, R, F, S> {
    call: &'a Call<F, S>,
    /// Held for the whole visit: nothing else runs on this worker until it ends.
    pen: Pen<'a>,
    part: Part<R>,
    items: usize,
    /// Work stealing: neighbours that were taken and not yet computed.
    pending: Range<usize>,
}

impl<R, F, S> Visit<'_, R, F, S>
where
    F: Fn(usize) -> R,
    S: Sink<R>,
{
    /// Computes a chunk; says whether to go on.
    #[inline]
    fn compute(&mut self, range: Range<usize>) -> bool {
        let call = self.call;
        if call.around.stop.as_ref().is_some_and(|stop| stop.is_raised()) {
            call.aborted.store(true, Ordering::Relaxed);
            call.sink.abort(PoolError::Terminated);
        }
        if call.aborted.load(Ordering::Relaxed) {
            return false;
        }
        self.pen.resume(range.start as u32);
        let outcome = self.part.compute(range.clone(), &call.f);
        self.pen.chunk(range.start as u32, range.len() as u32);
        self.items += range.len();
        call.sink.chunk(range, outcome, &mut self.part);
        true
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

    fn flush(&mut self) {
        let range = std::mem::replace(&mut self.pending, 0..0);
        if !range.is_empty() {
            self.compute(range);
        }
    }

    fn leave(mut self) {
        self.flush();
        let Visit { call, pen, part, items, .. } = self;
        // The spans are written before the caller can learn that the call is done.
        drop(pen);
        call.sink.settle(part, items);
    }
}

/// The sink of the calls that return everything at once: waits for the last item, then makes the result.
pub(crate) struct Gather<R, O> {
    remaining: AtomicUsize,
    items: usize,
    parts: Mutex<Vec<Part<R>>>,
    error: Mutex<Option<ItemError>>,
    make: fn(Vec<R>) -> O,
    completion: Arc<Completion<O>>,
}

impl<R, O> Gather<R, O> {
    pub(crate) fn new(items: usize, make: fn(Vec<R>) -> O, completion: Arc<Completion<O>>) -> Gather<R, O> {
        Gather {
            remaining: AtomicUsize::new(items),
            items,
            parts: Mutex::new(Vec::new()),
            error: Mutex::new(None),
            make,
            completion,
        }
    }

    fn result(&self) -> Result<O, PoolError> {
        if let Some(error) = lock(&self.error).take() {
            return Err(error.into());
        }
        let parts = std::mem::take(&mut *lock(&self.parts));
        Ok((self.make)(merge(parts, self.items).expect("a dispenser hands out every item once")))
    }
}

impl<R: Send, O: Send + 'static> Sink<R> for Gather<R, O> {
    fn chunk(&self, _range: Range<usize>, outcome: Result<(), ItemError>, _part: &mut Part<R>) {
        if let Err(error) = outcome {
            // The first failure to arrive is the call's, as in CPython; the others are computed and forgotten.
            lock(&self.error).get_or_insert(error);
        }
    }

    fn settle(&self, part: Part<R>, items: usize) {
        lock(&self.parts).push(part);
        // Whoever brings the count to zero sees every part: each was pushed, under the lock, before its subtraction.
        if items > 0 && self.remaining.fetch_sub(items, Ordering::AcqRel) == items {
            self.completion.set(self.result());
        }
    }

    fn abort(&self, error: PoolError) {
        self.completion.abort(error);
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use crate::pool::{AsyncResult, Callbacks};

    fn gather(items: usize) -> (Arc<Gather<usize, Vec<usize>>>, AsyncResult<Vec<usize>>) {
        let completion = Completion::new(Callbacks::none(), Arc::default());
        (Arc::new(Gather::new(items, |results| results, Arc::clone(&completion))), AsyncResult::new(completion))
    }

    /// One worker's visit: one item, which fails where `fails`.
    fn visit(gather: &Gather<usize, Vec<usize>>, item: usize, fails: bool) {
        let mut part = Part::new();
        let outcome = part.compute(item..item + 1, |item| match fails {
            true => std::panic::resume_unwind(Box::new("fails")),
            false => 10 * item,
        });
        gather.chunk(item..item + 1, outcome, &mut part);
        gather.settle(part, 1);
    }

    /// Workers that settle at the same time: one of them completes the call, with everybody's results.
    #[test]
    fn loom_the_last_worker_completes_the_call_with_all_results() {
        loom::model(|| {
            let (sink, mut result) = gather(2);
            let workers = [0, 1].map(|item| {
                let sink = Arc::clone(&sink);
                loom::thread::spawn(move || visit(&sink, item, false))
            });
            assert_eq!(result.get(None), Ok(vec![0, 10]));
            workers.into_iter().for_each(|worker| worker.join().unwrap());
        });
    }

    /// A failure is the call's, whoever settles last.
    #[test]
    fn loom_a_failure_is_never_lost() {
        loom::model(|| {
            let (sink, mut result) = gather(2);
            let workers = [0, 1].map(|item| {
                let sink = Arc::clone(&sink);
                loom::thread::spawn(move || visit(&sink, item, item == 1))
            });
            assert!(matches!(result.get(None), Err(PoolError::Item(ItemError { item: 1, .. }))));
            workers.into_iter().for_each(|worker| worker.join().unwrap());
        });
    }
}
