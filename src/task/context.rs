//! What an item sees of the run that computes it: its worker's name, the stop flag, the clock.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

use super::waits::{self, Why};
use super::{Fault, Gil};
use crate::clock;

/// Asks everything that runs to stop at its next checkpoint, and wakes what sleeps.
#[derive(Debug, Default)]
pub struct StopFlag {
    raised: AtomicBool,
    gate: Mutex<()>,
    wake: Condvar,
    /// A task of an executor that waits, and for the flag too.
    waker: Mutex<Option<Waker>>,
}

impl StopFlag {
    /// A flag that isn't raised.
    pub const fn new() -> StopFlag {
        StopFlag { raised: AtomicBool::new(false), gate: Mutex::new(()), wake: Condvar::new(), waker: Mutex::new(None) }
    }

    /// Raises the flag and wakes every sleeping item. Blocks only for the moment that a sleeper takes to look.
    pub fn raise(&self) {
        self.raised.store(true, Ordering::Relaxed);
        // The gate orders the store before a sleeper's last look, so no wake-up is lost.
        drop(self.lock());
        self.wake.notify_all();
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Wakes this task, in place of an earlier one, when the flag is raised next.
    pub fn wake_on_raise(&self, waker: &Waker) {
        *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(waker.clone());
    }

    /// Lowers the flag for the next run.
    pub fn lower(&self) {
        self.raised.store(false, Ordering::Relaxed);
    }

    /// Whether the flag is raised.
    #[inline]
    pub fn is_raised(&self) -> bool {
        self.raised.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an item sees of the run that computes it.
#[derive(Debug)]
pub struct Context<'a> {
    worker: &'a str,
    stop: &'a StopFlag,
    deadline_ms: f64,
    gil: Option<&'a Gil>,
    state: &'a [f64],
}

impl<'a> Context<'a> {
    /// A context for items on the worker named `worker`, which stops when `stop` is raised.
    pub fn new(worker: &'a str, stop: &'a StopFlag) -> Context<'a> {
        Context { worker, stop, deadline_ms: f64::INFINITY, gil: None, state: &[] }
    }

    /// The same, and items also stop at [`clock::now_ms`] `deadline_ms`: how a warm-up keeps to its budget.
    pub fn with_deadline(self, deadline_ms: f64) -> Context<'a> {
        Context { deadline_ms, ..self }
    }

    /// The same, and items work under this lock, if any: their checkpoints hand it over, their sleeps give it up.
    pub fn with_gil(self, gil: Option<&'a Gil>) -> Context<'a> {
        Context { gil, ..self }
    }

    /// The same, and items read this state.
    pub fn with_state(self, state: &'a [f64]) -> Context<'a> {
        Context { state, ..self }
    }

    /// What the rounds before left, for tasks with rounds.
    pub fn state(&self) -> &[f64] {
        self.state
    }

    /// The name of the worker, in Python's manner: `MainProcess`, `Thread-2`, `PoolWorker-1`.
    pub fn worker_name(&self) -> &str {
        self.worker
    }

    /// The moment at which an item may be interrupted. Costs a relaxed load (and, during a warm-up, a look at the clock).
    #[inline]
    pub fn checkpoint(&self) -> Result<(), Fault> {
        if self.is_over() {
            return Err(Fault::Stopped);
        }
        if let Some(gil) = self.gil {
            gil.checkpoint();
        }
        Ok(())
    }

    #[inline]
    fn is_over(&self) -> bool {
        self.stop.is_raised() || (self.deadline_ms < f64::INFINITY && clock::now_ms() >= self.deadline_ms)
    }

    /// Blocks for `duration`, or until the run is stopped.
    pub fn sleep(&self, duration: Duration) -> Result<(), Fault> {
        let sleep = || {
            let from_ms = clock::now_ms();
            let slept = self.sleep_until(from_ms + duration.as_secs_f64() * 1e3);
            waits::note(Why::Sleep, from_ms, clock::now_ms());
            slept
        };
        match self.gil {
            Some(gil) => gil.allow(sleep),
            None => sleep(),
        }
    }

    fn sleep_until(&self, until_ms: f64) -> Result<(), Fault> {
        let mut guard = self.stop.lock();
        loop {
            if self.is_over() {
                return Err(Fault::Stopped);
            }
            let left_ms = until_ms.min(self.deadline_ms) - clock::now_ms();
            if left_ms <= 0.0 {
                // Not the deadline's `Stopped` where the sleep itself was over first.
                return if until_ms <= self.deadline_ms { Ok(()) } else { Err(Fault::Stopped) };
            }
            let wait = Duration::from_secs_f64(left_ms / 1e3);
            (guard, _) = self.stop.wake.wait_timeout(guard, wait).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_flag_ends_a_sleep() {
        let stop = StopFlag::new();
        std::thread::scope(|scope| {
            let sleeper = scope.spawn(|| Context::new("w", &stop).sleep(Duration::from_secs(3600)));
            stop.raise();
            assert_eq!(sleeper.join().unwrap(), Err(Fault::Stopped));
        });
    }

    #[test]
    fn a_sleep_lasts_as_long_as_it_says() {
        let stop = StopFlag::new();
        let from = clock::now_ms();
        assert_eq!(Context::new("w", &stop).sleep(Duration::from_millis(5)), Ok(()));
        assert!(clock::now_ms() - from >= 5.0);
    }

    #[test]
    fn a_deadline_stops_items_and_sleeps() {
        let stop = StopFlag::new();
        let context = Context::new("w", &stop).with_deadline(clock::now_ms() + 1.0);
        assert_eq!(context.sleep(Duration::from_secs(3600)), Err(Fault::Stopped));
        assert_eq!(context.checkpoint(), Err(Fault::Stopped));
    }
}
