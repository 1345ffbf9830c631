//! The calls that wait for a crew of standing workers, and how many of these are at work.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};

use crate::pool::call::Job;
use crate::sync::{Condvar, Mutex, lock};

/// Calls in order of submission. Leaving and the arrival of a call are ordered by one lock, so no call is left
/// without a worker.
pub(super) struct Queue {
    state: Mutex<State>,
    idle: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Arc<dyn Job>>,
    /// Workers that are pulling, or were woken to.
    active: usize,
}

impl Queue {
    pub(super) fn new() -> Queue {
        Queue { state: Mutex::new(State::default()), idle: Condvar::new() }
    }

    /// Queues a call for a crew of `workers` and says how many of them have to be woken.
    pub(super) fn push(&self, job: Arc<dyn Job>, workers: usize) -> usize {
        let mut state = lock(&self.state);
        let woken = job.width().min(workers - state.active);
        state.jobs.push_back(job);
        state.active += woken;
        woken
    }

    /// What a woken worker does: pulls from the oldest call that has chunks left, until there is none.
    pub(super) fn work(&self, pull: impl Fn(&dyn Job)) {
        while let Some(job) = self.oldest() {
            pull(&*job);
        }
    }

    /// The oldest call that has chunks left. With none, the worker that asks has left.
    fn oldest(&self) -> Option<Arc<dyn Job>> {
        let mut state = lock(&self.state);
        while state.jobs.front().is_some_and(|job| job.is_drained()) {
            state.jobs.pop_front();
        }
        let oldest = state.jobs.front().cloned();
        if oldest.is_none() {
            state.active -= 1;
            if state.active == 0 {
                self.idle.notify_all();
            }
        }
        oldest
    }

    /// Blocks until no worker is at work.
    pub(super) fn wait_idle(&self) {
        let mut state = lock(&self.state);
        while state.active > 0 {
            state = self.idle.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use crate::pool::PoolError;
    use crate::pool::call::{Amount, Asked};
    use crate::sync::{AtomicUsize, Ordering};

    /// A call of some chunks that counts what is left.
    struct Countdown(AtomicUsize);

    impl Job for Countdown {
        fn pull(&self, _asked: Asked, _amount: Amount) {
            while !self.is_drained() {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }

        fn is_drained(&self) -> bool {
            self.0.load(Ordering::Relaxed) == 0
        }

        fn width(&self) -> usize {
            1
        }

        fn abort(&self, _error: PoolError) {}
    }

    /// A call that arrives while the only worker is leaving is either seen by it or has it woken again.
    #[test]
    fn loom_no_call_is_left_without_a_worker() {
        loom::model(|| {
            let queue = Arc::new(Queue::new());
            let calls = [1, 1].map(|chunks| Arc::new(Countdown(AtomicUsize::new(chunks))));
            let mut workers = Vec::new();
            for call in &calls {
                for _ in 0..queue.push(Arc::clone(call) as _, 1) {
                    let queue = Arc::clone(&queue);
                    let work = move || queue.work(|job| job.pull(Asked { at_ms: 0.0, fresh: false }, Amount::All));
                    workers.push(loom::thread::spawn(work));
                }
            }
            queue.wait_idle();
            assert!(calls.iter().all(|call| call.is_drained()));
            workers.into_iter().for_each(|worker| worker.join().unwrap());
        });
    }
}
