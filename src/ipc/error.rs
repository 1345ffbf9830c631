//! What can go wrong, in Rust's words and in CPython's.

/// Misuse, an end, or a wait that came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IpcError {
    /// The wait was interrupted from outside: Stop, or a lab's time limit.
    #[error("the wait was interrupted")]
    Interrupted,
    /// More releases than acquisitions of a lock or a bounded semaphore.
    #[error("released more often than acquired")]
    TooManyReleases,
    /// A recursive lock was released by a thread that doesn't own it.
    #[error("a recursive lock can only be released by the thread that owns it")]
    NotOwner,
    /// A condition was waited for or notified without its lock.
    #[error("a condition needs its lock to be held by the current thread")]
    NotLocked(Asking),
    /// The barrier was reset or aborted, or somebody's wait ran out.
    #[error("the barrier is broken")]
    BrokenBarrier,
    /// A barrier for nobody. CPython refuses it from 3.13 on.
    #[error("a barrier needs at least 1 party, not 0")]
    NoParties,
    /// `put` found no room in time.
    #[error("the queue is full")]
    Full,
    /// `get` found nothing in time.
    #[error("the queue is empty")]
    Empty,
    /// `put` after `close`, or an operation on a closed connection.
    #[error("{0} is closed")]
    Closed(&'static str),
    /// More `task_done` than items were put.
    #[error("task_done was called more often than there were items")]
    TooManyDone,
    /// The other end is closed and nothing is left to receive.
    #[error("the other end is closed and everything was received")]
    EndOfFile,
    /// Nobody will receive it: the other end is closed.
    #[error("the other end is closed, so nobody would receive it")]
    BrokenPipe,
    /// A one-way connection was used the other way.
    #[error("the connection is {0} only")]
    OneWay(&'static str),
    /// An object is larger than what carries it.
    #[error("{given} bytes were given, at most {allowed} fit")]
    TooLarge {
        /// Its size in bytes.
        given: usize,
        /// What fits.
        allowed: usize,
    },
    /// An object can't be turned into bytes or back.
    #[error("a {type_name} could not be serialised: {why}")]
    Unserialisable {
        /// Its type.
        type_name: &'static str,
        /// What serde says.
        why: String,
    },
    /// An index beyond an array's ends.
    #[error("index {index} is out of range: the array has {length} elements")]
    OutOfRange {
        /// What was asked for.
        index: i64,
        /// How many there are.
        length: usize,
    },
}

/// What was asked of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// To be woken.
    Wait,
    /// To wake others.
    Notify,
}

impl IpcError {
    /// The exception that CPython raises for the same: its class and its message. `None` where it has no such error.
    pub fn python(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            IpcError::TooManyReleases => ("ValueError", "semaphore or lock released too many times"),
            IpcError::NotOwner => ("AssertionError", "attempt to release recursive lock not owned by thread"),
            IpcError::NotLocked(Asking::Wait) => ("AssertionError", "must acquire() condition before using wait()"),
            IpcError::NotLocked(Asking::Notify) => ("AssertionError", "lock is not owned"),
            IpcError::BrokenBarrier => ("BrokenBarrierError", ""),
            IpcError::NoParties => ("ValueError", "parties must be > 0"),
            IpcError::Full => ("Full", ""),
            IpcError::Empty => ("Empty", ""),
            IpcError::Closed("the queue") => ("ValueError", "Queue <queue> is closed"),
            IpcError::Closed(_) => ("OSError", "handle is closed"),
            IpcError::TooManyDone => ("ValueError", "task_done() called too many times"),
            IpcError::EndOfFile => ("EOFError", ""),
            IpcError::BrokenPipe => ("BrokenPipeError", "[Errno 32] Broken pipe"),
            IpcError::OneWay("read") => ("OSError", "connection is read-only"),
            IpcError::OneWay(_) => ("OSError", "connection is write-only"),
            IpcError::OutOfRange { .. } => ("IndexError", "invalid index"),
            IpcError::Interrupted | IpcError::TooLarge { .. } | IpcError::Unserialisable { .. } => return None,
        })
    }
}
