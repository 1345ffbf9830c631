//! Gates and logs: how a test holds an item, and learns what has happened.

use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use pool_playground::pool::crew::NativeSpawner;
use pool_playground::pool::{Pool, PoolError, Schedule, Spawn, ThreadCrew};

/// How long a test waits for what must happen before it fails instead of hanging.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Every schedule.
pub const SCHEDULES: [Schedule; 4] = [Schedule::Queue, Schedule::Static, Schedule::Guided, Schedule::Stealing];

/// Holds whoever waits at it until it is opened.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    pub fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    pub fn wait(&self) {
        let open = self.0.0.lock().unwrap();
        let (_open, waited) = self.0.1.wait_timeout_while(open, PATIENCE, |open| !*open).unwrap();
        assert!(!waited.timed_out(), "the gate was never opened");
    }
}

/// What happened, in order; others can wait for it.
pub struct Log<T>(Arc<(Mutex<Vec<T>>, Condvar)>);

impl<T> Clone for Log<T> {
    fn clone(&self) -> Log<T> {
        Log(Arc::clone(&self.0))
    }
}

impl<T: Clone + PartialEq + std::fmt::Debug> Log<T> {
    pub fn new() -> Log<T> {
        Log(Arc::default())
    }

    pub fn note(&self, what: T) {
        self.0.0.lock().unwrap().push(what);
        self.0.1.notify_all();
    }

    pub fn seen(&self) -> Vec<T> {
        self.0.0.lock().unwrap().clone()
    }

    /// Blocks until `what` was noted.
    pub fn wait_for(&self, what: T) {
        self.wait_until(|seen| seen.contains(&what));
    }

    pub fn wait_until(&self, enough: impl Fn(&[T]) -> bool) {
        let seen = self.0.0.lock().unwrap();
        let (seen, waited) = self.0.1.wait_timeout_while(seen, PATIENCE, |seen| !enough(seen)).unwrap();
        assert!(!waited.timed_out(), "waited in vain; seen: {seen:?}");
    }
}

impl<T: Clone + Ord> Log<T> {
    pub fn sorted(&self) -> Vec<T> {
        let mut seen = self.0.0.lock().unwrap().clone();
        seen.sort();
        seen
    }
}

/// An item's failure, without the panic hook's noise.
pub fn fail(message: &str) -> ! {
    resume_unwind(Box::new(message.to_owned()))
}

/// A pool of rayon's workers with this schedule.
pub fn pool(workers: usize, schedule: Schedule) -> Pool {
    Pool::new(workers).unwrap().with_schedule(schedule)
}

/// A pool of fresh threads.
pub fn fresh(workers: usize, spawn: Spawn) -> Pool {
    Pool::of(Arc::new(ThreadCrew::new(workers, spawn, Arc::new(NativeSpawner::default())).unwrap()))
}

/// A pool of every kind: rayon's workers with each schedule, fresh threads of both kinds with each schedule.
pub fn every_pool(workers: usize) -> Vec<(String, Pool)> {
    let own = SCHEDULES.map(|schedule| (format!("pooled, {schedule:?}"), pool(workers, schedule)));
    let threads = [Spawn::Core, Spawn::Item].into_iter().flat_map(|spawn| {
        SCHEDULES.map(|schedule| {
            (format!("a thread a {spawn:?}, {schedule:?}"), fresh(workers, spawn).with_schedule(schedule))
        })
    });
    own.into_iter().chain(threads).collect()
}

/// The item error in a pool error.
pub fn item_error<T: std::fmt::Debug>(result: Result<T, PoolError>) -> pool_playground::pool::ItemError {
    match result {
        Err(PoolError::Item(error)) => error,
        other => panic!("an item's error was expected, not {other:?}"),
    }
}
