//! Who am I: the identity of the current worker, for names in results and lanes in the recorder.

use std::cell::RefCell;

/// A worker's lane and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// Its lane, from 0; the caller's own thread counts as worker 0 of a serial run.
    pub index: usize,
    /// Its name, as in Python: `MainProcess`, `PoolWorker-1`, `Thread-1`.
    pub name: String,
}

thread_local! {
    static CURRENT: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

impl Worker {
    /// Makes the current thread this worker.
    pub fn enter(self) {
        CURRENT.with(|current| *current.borrow_mut() = Some(self));
    }

    /// Calls `f` with the current thread's identity; a thread that never entered one is `MainProcess`, index 0.
    ///
    /// ```
    /// use pool_playground::pool::Worker;
    /// assert_eq!(Worker::with_current(|me| me.name.clone()), "MainProcess");
    /// ```
    #[inline]
    pub fn with_current<R>(f: impl FnOnce(&Worker) -> R) -> R {
        CURRENT.with(|current| match &*current.borrow() {
            Some(worker) => f(worker),
            None => f(&Worker { index: 0, name: "MainProcess".to_owned() }),
        })
    }
}
