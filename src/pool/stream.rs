//! `imap` and `imap_unordered`: results that come while the call goes on.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::call::Sink;
use super::completion::Deadline;
use super::part::{Part, Values};
use super::{ItemError, PoolError};
use crate::sync::{Condvar, Mutex, lock};

/// A completed chunk.
type Arrival<R> = (Range<usize>, Result<Values<R>, ItemError>);

/// What the consumer sleeps for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Nothing,
    Any,
    /// The chunk that begins with this item.
    First(usize),
}

#[derive(Debug)]
struct State<R> {
    arrived: VecDeque<Arrival<R>>,
    wanted: Wanted,
    aborted: Option<PoolError>,
}

/// Where workers put completed chunks.
#[derive(Debug)]
pub(crate) struct Stream<R> {
    state: Mutex<State<R>>,
    wake: Condvar,
}

impl<R> Stream<R> {
    pub(crate) fn new() -> Stream<R> {
        let state = State { arrived: VecDeque::new(), wanted: Wanted::Nothing, aborted: None };
        Stream { state: Mutex::new(state), wake: Condvar::new() }
    }
}

impl<R: Send> Sink<R> for Stream<R> {
    fn chunk(&self, range: Range<usize>, outcome: Result<(), ItemError>, part: &mut Part<R>) {
        let outcome = outcome.map(|()| part.take());
        let mut state = lock(&self.state);
        let first = range.start;
        state.arrived.push_back((range, outcome));
        // Waking costs a system call: only for a consumer that sleeps for this very chunk.
        let wake = state.wanted == Wanted::Any || state.wanted == Wanted::First(first);
        if wake {
            state.wanted = Wanted::Nothing;
        }
        drop(state);
        if wake {
            self.wake.notify_one();
        }
    }

    fn settle(&self, _part: Part<R>, _items: usize) {}

    fn abort(&self, error: PoolError) {
        let mut state = lock(&self.state);
        state.aborted.get_or_insert(error);
        state.wanted = Wanted::Nothing;
        drop(state);
        self.wake.notify_one();
    }
}

/// The iterator that [`Pool::imap`](super::Pool::imap) and its unordered twin return. Blocks in `next` until
/// the next result is there.
///
/// As in CPython, with a chunksize above 1 a failing item takes its whole chunk with it and ends the iteration.
#[derive(Debug)]
pub struct Imap<R> {
    stream: Arc<Stream<R>>,
    order: Order<R>,
    /// What is left of the chunk that is being handed out.
    chunk: std::vec::IntoIter<R>,
    /// Items whose chunks haven't been handed out.
    left: usize,
    chunked: bool,
}

#[derive(Debug)]
enum Order<R> {
    /// By item; chunks that came early wait here, by their first item.
    Items { next: usize, early: BTreeMap<usize, (usize, Result<Values<R>, ItemError>)> },
    /// By completion.
    Arrival,
}

impl<R> Imap<R> {
    pub(crate) fn new(stream: Arc<Stream<R>>, items: usize, ordered: bool, chunked: bool) -> Imap<R> {
        let order = if ordered { Order::Items { next: 0, early: BTreeMap::new() } } else { Order::Arrival };
        Imap { stream, order, chunk: Vec::new().into_iter(), left: items, chunked }
    }

    /// The next result, waiting at most `timeout` for it; `Ok(None)` at the end.
    ///
    /// # Errors
    ///
    /// [`PoolError::Timeout`] (asking again is fine), [`PoolError::Item`] for a failed item (with a chunksize
    /// of 1, the next ones follow), [`PoolError::Terminated`].
    pub fn next_timeout(&mut self, timeout: Option<Duration>) -> Result<Option<R>, PoolError> {
        self.advance(timeout, &mut || ())
    }

    /// As `next`, and calls `waiting` just before it blocks, if it has to. It holds the workers up as long as it takes.
    pub(crate) fn next_noting(&mut self, waiting: &mut dyn FnMut()) -> Option<Result<R, PoolError>> {
        self.advance(None, waiting).transpose()
    }

    fn advance(&mut self, timeout: Option<Duration>, waiting: &mut dyn FnMut()) -> Result<Option<R>, PoolError> {
        let deadline = Deadline::after(timeout);
        loop {
            if let Some(result) = self.chunk.next() {
                return Ok(Some(result));
            }
            if self.left == 0 {
                return Ok(None);
            }
            let waited_ms = timeout.map_or(0, |timeout| timeout.as_millis() as u64);
            let (range, outcome) = self.next_chunk(deadline, waited_ms, waiting)?;
            self.left -= range.len();
            match outcome {
                Ok(Values::One(result)) => return Ok(Some(result)),
                Ok(Values::Many(results)) => self.chunk = results.into_iter(),
                Err(error) => {
                    // A chunk of several may also be the schedule's choice.
                    if self.chunked || range.len() > 1 {
                        self.left = 0;
                    }
                    return Err(error.into());
                }
            }
        }
    }

    fn next_chunk(
        &mut self,
        deadline: Deadline,
        waited_ms: u64,
        waiting: &mut dyn FnMut(),
    ) -> Result<Arrival<R>, PoolError> {
        let mut state = lock(&self.stream.state);
        loop {
            let (next, wanted) = match &mut self.order {
                Order::Arrival => (state.arrived.pop_front(), Wanted::Any),
                Order::Items { next, early } => {
                    let head = match state.arrived.front() {
                        // The usual case: no detour.
                        Some((range, _)) if range.start == *next => state.arrived.pop_front(),
                        _ => {
                            let arrived = state.arrived.drain(..);
                            early.extend(arrived.map(|(range, outcome)| (range.start, (range.end, outcome))));
                            early.remove(next).map(|(end, outcome)| (*next..end, outcome))
                        }
                    };
                    if let Some((range, _)) = &head {
                        *next = range.end;
                    }
                    (head, Wanted::First(*next))
                }
            };
            if let Some(arrival) = next {
                return Ok(arrival);
            }
            if let Some(error) = &state.aborted {
                self.left = 0;
                return Err(error.clone());
            }
            state.wanted = wanted;
            waiting();
            state = deadline.wait(&self.stream.wake, state).ok_or(PoolError::Timeout { waited_ms })?;
        }
    }
}

impl<R> Iterator for Imap<R> {
    type Item = Result<R, PoolError>;

    fn next(&mut self) -> Option<Result<R, PoolError>> {
        self.next_timeout(None).transpose()
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;

    /// One item's result arrives.
    fn arrive(stream: &Stream<usize>, item: usize) {
        let mut part = Part::new();
        let outcome = part.compute(item..item + 1, |item| 10 * item);
        stream.chunk(item..item + 1, outcome, &mut part);
    }

    fn two_workers(ordered: bool) -> Vec<Result<usize, PoolError>> {
        let stream = Arc::new(Stream::new());
        let workers = [0, 1].map(|item| {
            let stream = Arc::clone(&stream);
            loom::thread::spawn(move || arrive(&stream, item))
        });
        let results = Imap::new(stream, 2, ordered, false).collect();
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        results
    }

    /// Chunks arrive in any order and at any moment: the consumer wakes for the one that it waits for, and yields in
    /// item order.
    #[test]
    fn loom_an_ordered_consumer_misses_no_chunk() {
        loom::model(|| assert_eq!(two_workers(true), [Ok(0), Ok(10)]));
    }

    /// The same for a consumer that takes what comes.
    #[test]
    fn loom_an_unordered_consumer_misses_no_chunk() {
        loom::model(|| {
            let results = two_workers(false);
            assert!(results == [Ok(0), Ok(10)] || results == [Ok(10), Ok(0)]);
        });
    }

    /// A consumer never sleeps through the end of its call; what arrived before it is delivered.
    #[test]
    fn loom_a_terminate_wakes_the_consumer() {
        loom::model(|| {
            let stream = Arc::new(Stream::new());
            let (arriving, ending) = (Arc::clone(&stream), Arc::clone(&stream));
            let worker = loom::thread::spawn(move || arrive(&arriving, 0));
            let terminate = loom::thread::spawn(move || Sink::<usize>::abort(&*ending, PoolError::Terminated));
            let results: Vec<_> = Imap::new(stream, 2, true, false).collect();
            let (last, before) = results.split_last().unwrap();
            assert_eq!(*last, Err(PoolError::Terminated));
            assert!(before.is_empty() || before == [Ok(0)]);
            worker.join().unwrap();
            terminate.join().unwrap();
        });
    }
}
