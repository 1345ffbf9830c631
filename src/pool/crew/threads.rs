//! Fresh threads as a crew: every call starts threads anew, as `threading.Thread(target=...)` does, and they end
//! with it.

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Crew, Initializer};
use crate::pool::call::{Amount, Asked, Job};
use crate::pool::error::panic_message;
use crate::pool::{PoolError, Schedule, Worker};
use crate::sync::{Condvar, Mutex, lock};
use crate::task::Gil;

/// How many fresh threads a call starts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Spawn {
    /// One a core (fewer where there are fewer chunks).
    #[default]
    Core,
    /// One a chunk, at most one a core at a time.
    Item,
}

/// A place that can start threads.
pub trait Spawner: Send + Sync {
    /// Starts a thread. Returns at once.
    ///
    /// # Errors
    ///
    /// Why there is no thread to be had.
    fn spawn(&self, body: Box<dyn FnOnce() + Send>) -> Result<(), String>;

    /// Blocks until the threads whose bodies have returned are gone.
    fn settle(&self);
}

/// The operating system's threads.
#[derive(Debug, Default)]
pub struct NativeSpawner {
    threads: std::sync::Mutex<Vec<std::thread::JoinHandle<()>>>,
}

impl Spawner for NativeSpawner {
    fn spawn(&self, body: Box<dyn FnOnce() + Send>) -> Result<(), String> {
        // Locked before it starts: `settle` must not overlook a thread that is done before its handle is kept.
        let mut threads = self.threads.lock().map_err(|error| error.to_string())?;
        threads.push(std::thread::Builder::new().spawn(body).map_err(|error| error.to_string())?);
        Ok(())
    }

    fn settle(&self) {
        let threads = self.threads.lock().map(|mut threads| std::mem::take(&mut *threads)).unwrap_or_default();
        // A body never panics: the crew catches what items throw.
        threads.into_iter().for_each(|thread| drop(thread.join()));
    }
}

/// A crew that starts threads for each call.
#[derive(Clone)]
pub struct ThreadCrew {
    shared: Arc<Shared>,
}

struct Shared {
    spawner: Arc<dyn Spawner>,
    workers: usize,
    spawn: Spawn,
    initializer: Mutex<Option<Initializer>>,
    gil: Option<Arc<Gil>>,
    state: Mutex<State>,
    idle: Condvar,
}

struct State {
    /// Calls that still have a right to threads, and to how many.
    calls: VecDeque<(Arc<dyn Job>, usize)>,
    /// Lanes that no thread uses, the lowest last.
    lanes: Vec<usize>,
    /// Threads started so far: their names count up, as Python's do.
    started: usize,
}

impl ThreadCrew {
    /// At most `workers` threads at a time.
    ///
    /// # Errors
    ///
    /// [`PoolError::NoWorkers`] for 0.
    pub fn new(workers: usize, spawn: Spawn, spawner: Arc<dyn Spawner>) -> Result<ThreadCrew, PoolError> {
        ThreadCrew::under(None, workers, spawn, spawner)
    }

    /// The same, and threads give this lock up when they end. Taking it is the function's business.
    ///
    /// # Errors
    ///
    /// As [`ThreadCrew::new`].
    pub fn under(
        gil: Option<Arc<Gil>>,
        workers: usize,
        spawn: Spawn,
        spawner: Arc<dyn Spawner>,
    ) -> Result<ThreadCrew, PoolError> {
        if workers == 0 {
            return Err(PoolError::NoWorkers);
        }
        let state = State { calls: VecDeque::new(), lanes: (0..workers).rev().collect(), started: 0 };
        Ok(ThreadCrew {
            shared: Arc::new(Shared {
                spawner,
                workers,
                spawn,
                initializer: Mutex::new(None),
                gil,
                state: Mutex::new(state),
                idle: Condvar::new(),
            }),
        })
    }
}

impl Shared {
    /// The next thread to start: its call, its lane, its number.
    fn next(&self) -> Option<(Arc<dyn Job>, usize, usize)> {
        let mut state = lock(&self.state);
        while state.calls.front().is_some_and(|(job, threads)| *threads == 0 || job.is_drained()) {
            state.calls.pop_front();
        }
        if state.calls.is_empty() {
            // A call that was ended before it got a thread leaves nobody else to say so.
            self.idle.notify_all();
            return None;
        }
        let lane = state.lanes.pop()?;
        state.started += 1;
        let number = state.started;
        let (job, threads) = state.calls.front_mut()?;
        *threads -= 1;
        Some((Arc::clone(job), lane, number))
    }

    /// Starts threads while there are calls that want them and lanes that are free.
    fn start(self: &Arc<Shared>) {
        while let Some((job, lane, number)) = self.next() {
            let asked = Asked::fresh_now();
            let shared = Arc::clone(self);
            let work = Arc::clone(&job);
            let body = move || {
                Worker { index: lane, name: format!("Thread-{number}") }.enter();
                shared.visit(&*work, asked);
                if let Some(gil) = &shared.gil {
                    gil.leave();
                }
                drop(work);
                shared.leave(lane);
            };
            if let Err(message) = self.spawner.spawn(Box::new(body)) {
                job.abort(PoolError::Spawn(message));
                self.free(lane);
            }
        }
    }

    fn visit(&self, job: &dyn Job, asked: Asked) {
        let initializer = lock(&self.initializer).clone();
        if let Some(initializer) = initializer
            && let Err(payload) = catch_unwind(AssertUnwindSafe(|| initializer()))
        {
            let worker = Worker::with_current(|me| me.name.clone());
            return job.abort(PoolError::Initializer { worker, message: panic_message(&*payload) });
        }
        let amount = match self.spawn {
            Spawn::Core => Amount::All,
            Spawn::Item => Amount::One,
        };
        job.pull(asked, amount);
    }

    /// A thread is done: its place goes to a fresh one, if a call wants it.
    fn leave(self: &Arc<Shared>, lane: usize) {
        self.free(lane);
        self.start();
    }

    fn free(&self, lane: usize) {
        let mut state = lock(&self.state);
        state.lanes.push(lane);
        state.lanes.sort_unstable_by(|a, b| b.cmp(a));
        self.idle.notify_all();
    }
}

impl Crew for ThreadCrew {
    fn workers(&self) -> usize {
        self.shared.workers
    }

    fn schedule(&self, wanted: Schedule) -> Schedule {
        match (wanted, self.shared.spawn) {
            // A thread that takes one chunk and goes leaves nothing to share out.
            (Schedule::Stealing, _) | (_, Spawn::Item) => Schedule::Queue,
            (wanted, Spawn::Core) => wanted,
        }
    }

    fn initialize(&self, initializer: Initializer) -> Result<(), PoolError> {
        *lock(&self.shared.initializer) = Some(initializer);
        Ok(())
    }

    fn submit(&self, job: Arc<dyn Job>) {
        let threads = match self.shared.spawn {
            Spawn::Core => job.width().min(self.shared.workers),
            Spawn::Item => job.width(),
        };
        lock(&self.shared.state).calls.push_back((job, threads));
        self.shared.start();
    }

    fn wait_idle(&self) {
        let mut state = lock(&self.shared.state);
        while state.lanes.len() < self.shared.workers
            || state.calls.iter().any(|(job, threads)| *threads > 0 && !job.is_drained())
        {
            state = self.shared.idle.wait(state).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        drop(state);
        self.shared.spawner.settle();
    }
}

impl fmt::Debug for ThreadCrew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { workers, spawn, .. } = &*self.shared;
        f.debug_struct("ThreadCrew").field("workers", workers).field("spawn", spawn).finish_non_exhaustive()
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use crate::pool::{Callbacks, Pool};

    #[derive(Default)]
    struct LoomSpawner(std::sync::Mutex<Vec<loom::thread::JoinHandle<()>>>);

    impl Spawner for LoomSpawner {
        fn spawn(&self, body: Box<dyn FnOnce() + Send>) -> Result<(), String> {
            self.0.lock().unwrap().push(loom::thread::spawn(body));
            Ok(())
        }

        fn settle(&self) {
            let threads = std::mem::take(&mut *self.0.lock().unwrap());
            threads.into_iter().for_each(|thread| thread.join().unwrap());
        }
    }

    fn two_calls() {
        let pool = Pool::of(Arc::new(ThreadCrew::new(1, Spawn::Core, Arc::new(LoomSpawner::default())).unwrap()));
        let mut first = pool.map_async(|item| 10 * item, 0..1, Some(1), Callbacks::none()).unwrap();
        let mut second = pool.map_async(|item| item + 1, 0..1, Some(1), Callbacks::none()).unwrap();
        assert_eq!((first.get(None), second.get(None)), (Ok(vec![0]), Ok(vec![1])));
        pool.wait_idle();
    }

    /// A whole pool, two calls and one place: the call that arrives while the thread of the first is leaving gets a
    /// thread, and waiting until idle ends when nothing is left.
    #[test]
    fn loom_no_call_is_left_without_a_thread() {
        let mut model = loom::model::Builder::new();
        model.preemption_bound = Some(3);
        model.check(|| two_calls());
    }
}
