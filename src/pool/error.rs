//! What can go wrong with a pool, in Rust's words and in CPython's.

use std::any::Any;

/// An item's own failure: what Python's worker would have raised.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("item {item} failed on {worker}: {message}")]
pub struct ItemError {
    /// The item, 0-based.
    pub item: usize,
    /// The name of the worker.
    pub worker: String,
    /// The panic's message.
    pub message: String,
}

/// Misuse of a pool, or a call that came to no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// A pool of no workers.
    #[error("a pool needs at least 1 worker, not 0")]
    NoWorkers,
    /// Chunks of no items.
    #[error("chunksize must be 1 or more, not 0")]
    NoChunksize,
    /// A call after `close` or `terminate`.
    #[error("the pool is closed to new calls")]
    NotRunning,
    /// `join` before `close` or `terminate`.
    #[error("join needs close or terminate first: the pool is still running")]
    StillRunning,
    /// `successful` before the result is there.
    #[error("the result is not ready")]
    NotReady,
    /// `get` or `next` took longer than it was given.
    #[error("no result within {waited_ms} ms")]
    Timeout {
        /// How long it was given.
        waited_ms: u64,
    },
    /// An item failed.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// The initializer failed in a worker, so the pool has none to offer.
    #[error("the initializer failed on {worker}: {message}")]
    Initializer {
        /// The name of the worker.
        worker: String,
        /// The panic's message.
        message: String,
    },
    /// The pool was terminated, or its run stopped, before the result was there.
    #[error("the pool was terminated before the call was done")]
    Terminated,
    /// The result was already taken by an earlier `get`.
    #[error("the result was already taken")]
    Taken,
    /// A thread could not be started.
    #[error("a thread could not be started: {0}")]
    Spawn(String),
    /// Workers that share memory, where none can be shared.
    #[error("workers that share memory are not available here")]
    NoSharing,
    /// A process could not be started, or refused to work, or what it is told or says can't be turned into bytes or back.
    #[error("the process {worker} could not work: {why}")]
    Process {
        /// The name of the worker.
        worker: String,
        /// What it said, or what kept it from starting.
        why: String,
    },
    /// A process died in the middle of a call. CPython's pool would wait for ever; `concurrent.futures` raises
    /// `BrokenProcessPool`.
    #[error("the process {worker} died in the middle of the call: {why}")]
    Died {
        /// The name of the worker.
        worker: String,
        /// What is known of its end.
        why: String,
    },
}

impl PoolError {
    /// The same, for a call whose item 0 is item `first` of the run.
    pub(crate) fn of_run(self, first: u32) -> PoolError {
        match self {
            PoolError::Item(error) => ItemError { item: error.item + first as usize, ..error }.into(),
            other => other,
        }
    }

    /// The exception that CPython raises for the same mistake: its class and its message (`str(e)`).
    ///
    /// `None` where CPython has no such error. Source: `Lib/multiprocessing/pool.py`.
    pub fn python(&self) -> Option<(&'static str, String)> {
        let (class, message) = match self {
            PoolError::NoWorkers => ("ValueError", "Number of processes must be at least 1".to_owned()),
            PoolError::NoChunksize => ("ValueError", "Chunksize must be 1+, not 0".to_owned()),
            PoolError::NotRunning => ("ValueError", "Pool not running".to_owned()),
            PoolError::StillRunning => ("ValueError", "Pool is still running".to_owned()),
            // CPython begins with the result's repr, which holds an address.
            PoolError::NotReady => ("ValueError", "not ready".to_owned()),
            PoolError::Timeout { .. } => ("TimeoutError", String::new()),
            PoolError::Item(error) => ("Exception", error.message.clone()),
            PoolError::Initializer { .. }
            | PoolError::Terminated
            | PoolError::Taken
            | PoolError::Spawn(_)
            | PoolError::NoSharing
            | PoolError::Process { .. }
            | PoolError::Died { .. } => return None,
        };
        Some((class, message))
    }
}

/// The text of a panic's payload.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "panicked with a value that is no text".to_owned()
    }
}
