//! `AsyncResult`: the promise of a result, and the callbacks that learn of it.

use std::fmt;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::PoolError;
use super::turn::Turn;
use crate::clock;
use crate::sync::{Condvar, Mutex, MutexGuard, lock};

type Callback<O> = Box<dyn FnOnce(&O) + Send>;

/// What to call when a result is there, in the manner of `callback` and `error_callback`.
pub struct Callbacks<O> {
    pub(crate) success: Option<Callback<O>>,
    pub(crate) error: Option<Callback<PoolError>>,
}

impl<O> Callbacks<O> {
    /// Nothing to call.
    pub fn none() -> Callbacks<O> {
        Callbacks { success: None, error: None }
    }

    /// Calls `f` with the result.
    pub fn callback(mut self, f: impl FnOnce(&O) + Send + 'static) -> Callbacks<O> {
        self.success = Some(Box::new(f));
        self
    }

    /// Calls `f` with the error.
    pub fn error_callback(mut self, f: impl FnOnce(&PoolError) + Send + 'static) -> Callbacks<O> {
        self.error = Some(Box::new(f));
        self
    }
}

impl<O> Default for Callbacks<O> {
    fn default() -> Callbacks<O> {
        Callbacks::none()
    }
}

impl<O> fmt::Debug for Callbacks<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Callbacks { success, error } = self;
        f.debug_struct("Callbacks").field("success", &success.is_some()).field("error", &error.is_some()).finish()
    }
}

#[derive(Debug)]
enum State<O> {
    Pending,
    Ready(Result<O, PoolError>),
    /// Taken by `get`; whether it had been a success.
    Taken(bool),
}

/// The shared half of a promise: set once, by the worker that completes the call.
#[derive(Debug)]
pub(crate) struct Completion<O> {
    state: Mutex<State<O>>,
    ready: Condvar,
    callbacks: Mutex<Option<Callbacks<O>>>,
    /// One for all callbacks of a pool, so that they never overlap: CPython calls them from one thread.
    turn: Arc<Turn>,
}

impl<O> Completion<O> {
    pub(crate) fn new(callbacks: Callbacks<O>, turn: Arc<Turn>) -> Arc<Completion<O>> {
        Arc::new(Completion {
            state: Mutex::new(State::Pending),
            ready: Condvar::new(),
            callbacks: Mutex::new(Some(callbacks)),
            turn,
        })
    }

    /// Calls the callback when its turn has come, then makes the result ready, in CPython's order. Later calls change nothing.
    pub(crate) fn set(self: &Arc<Self>, result: Result<O, PoolError>)
    where
        O: Send + 'static,
    {
        // No turn for nobody: while a callback runs, calls without one still come to their results.
        if !self.is_told(&result) {
            if lock(&self.callbacks).take().is_some() {
                self.set_silently(result);
            }
            return;
        }
        let this = Arc::clone(self);
        self.turn.line_up(Box::new(move || {
            // Not before: a terminate ends what waits for its turn, too.
            let Some(Callbacks { success, error }) = lock(&this.callbacks).take() else { return };
            // A panicking callback must not take the worker with it; its loss is its own.
            drop(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| match (&result, success, error) {
                (Ok(value), Some(callback), _) => callback(value),
                (Err(failure), _, Some(callback)) => callback(failure),
                _ => {}
            })));
            this.set_silently(result);
        }));
    }

    /// Whether somebody is to be told of such a result.
    fn is_told(&self, result: &Result<O, PoolError>) -> bool {
        lock(&self.callbacks).as_ref().is_some_and(|callbacks| match result {
            Ok(_) => callbacks.success.is_some(),
            Err(_) => callbacks.error.is_some(),
        })
    }

    /// Ends the call from outside. Nobody is called for what a terminate ends, as in CPython: a callback may be what
    /// terminates.
    pub(crate) fn abort(self: &Arc<Self>, error: PoolError)
    where
        O: Send + 'static,
    {
        if error != PoolError::Terminated {
            self.set(Err(error));
        } else if lock(&self.callbacks).take().is_some() {
            self.set_silently(Err(error));
        }
    }

    /// Makes the result ready without calling anybody: CPython's way with calls of no items.
    pub(crate) fn set_silently(&self, result: Result<O, PoolError>) {
        *lock(&self.state) = State::Ready(result);
        self.ready.notify_all();
    }
}

/// The result of an `_async` call, as `multiprocessing.pool.AsyncResult`.
///
/// Dropping it doesn't cancel the call.
#[derive(Debug)]
pub struct AsyncResult<O> {
    completion: Arc<Completion<O>>,
}

impl<O> AsyncResult<O> {
    pub(crate) fn new(completion: Arc<Completion<O>>) -> AsyncResult<O> {
        AsyncResult { completion }
    }

    /// Blocks until the result is there, at most `timeout`, and takes it.
    ///
    /// # Errors
    ///
    /// [`PoolError::Timeout`] when it isn't there in time (a later `get` may still take it), the item's
    /// error when the call failed, [`PoolError::Taken`] when it was taken before: unlike Python's, a result
    /// moves to its taker.
    pub fn get(&mut self, timeout: Option<Duration>) -> Result<O, PoolError> {
        if !self.wait(timeout) {
            return Err(PoolError::Timeout { waited_ms: timeout.map_or(0, |timeout| timeout.as_millis() as u64) });
        }
        let mut state = lock(&self.completion.state);
        let success = matches!(*state, State::Ready(Ok(_)) | State::Taken(true));
        match std::mem::replace(&mut *state, State::Taken(success)) {
            State::Ready(result) => result,
            State::Taken(_) | State::Pending => Err(PoolError::Taken),
        }
    }

    /// Blocks until the result is there, at most `timeout`; says whether it is.
    pub fn wait(&self, timeout: Option<Duration>) -> bool {
        let deadline = Deadline::after(timeout);
        let mut state = lock(&self.completion.state);
        while matches!(*state, State::Pending) {
            match deadline.wait(&self.completion.ready, state) {
                Some(woken) => state = woken,
                None => return false,
            }
        }
        true
    }

    /// Whether the result is there. Never blocks.
    pub fn ready(&self) -> bool {
        !matches!(*lock(&self.completion.state), State::Pending)
    }

    /// Whether the call succeeded.
    ///
    /// # Errors
    ///
    /// [`PoolError::NotReady`] before the result is there.
    pub fn successful(&self) -> Result<bool, PoolError> {
        match *lock(&self.completion.state) {
            State::Pending => Err(PoolError::NotReady),
            State::Ready(ref result) => Ok(result.is_ok()),
            State::Taken(success) => Ok(success),
        }
    }
}

/// How long a blocking call may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Option<f64>);

impl Deadline {
    pub(crate) fn after(timeout: Option<Duration>) -> Deadline {
        Deadline(timeout.map(|timeout| clock::now_ms() + timeout.as_secs_f64() * 1e3))
    }

    /// Waits for a notification, possibly a spurious one; `None` when the time is over.
    pub(crate) fn wait<'a, T>(self, condvar: &Condvar, guard: MutexGuard<'a, T>) -> Option<MutexGuard<'a, T>> {
        let Some(until_ms) = self.0 else {
            return Some(condvar.wait(guard).unwrap_or_else(PoisonError::into_inner));
        };
        let left_ms = until_ms - clock::now_ms();
        // A wait is cut into days: no platform's timers are asked for more than they can count.
        let left = Duration::try_from_secs_f64(left_ms.min(86_400_000.0) / 1e3).ok().filter(|left| !left.is_zero())?;
        Some(condvar.wait_timeout(guard, left).unwrap_or_else(PoisonError::into_inner).0)
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use crate::sync::{AtomicUsize, Ordering};

    fn turn() -> Arc<Turn> {
        Arc::default()
    }

    /// A result that is set while somebody begins to wait for it is never slept through.
    #[test]
    fn loom_whoever_waits_gets_the_result() {
        loom::model(|| {
            let completion = Completion::new(Callbacks::none(), turn());
            let setting = Arc::clone(&completion);
            let worker = loom::thread::spawn(move || setting.set(Ok(7)));
            assert_eq!(AsyncResult::new(completion).get(None), Ok(7));
            worker.join().unwrap();
        });
    }

    /// Of a result and a terminate at the same time one wins, whole: the callback is called where the result does, and
    /// before whoever waits goes on.
    #[test]
    fn loom_a_call_ends_once() {
        loom::model(|| {
            let called = Arc::new(AtomicUsize::new(0));
            let calling = Arc::clone(&called);
            let callback = move |_: &i32| calling.store(calling.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
            let completion = Completion::new(Callbacks::none().callback(callback), turn());
            let (setting, ending) = (Arc::clone(&completion), Arc::clone(&completion));
            let worker = loom::thread::spawn(move || setting.set(Ok(7)));
            let terminate = loom::thread::spawn(move || ending.abort(PoolError::Terminated));
            let result = AsyncResult::new(completion).get(None);
            let calls = called.load(Ordering::Relaxed);
            assert!(matches!((result, calls), (Ok(7), 1) | (Err(PoolError::Terminated), 0)));
            worker.join().unwrap();
            terminate.join().unwrap();
        });
    }
}
