//! `multiprocessing.Queue`, `JoinableQueue`, `SimpleQueue`: many senders, many receivers.
//!
//! As in `Lib/multiprocessing/queues.py`, a queue is a pipe, a lock for each end and a semaphore of free places. One thing differs:
//! CPython's `Queue.put` hands objects to a thread that feeds the pipe. Here the caller feeds it, so an object is there when `put`
//! returns, and `put` also waits while 64 KiB wait to be received.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::pipe::{from_bytes, to_bytes};
use super::ring::Ring;
use super::words::{Arena, Deadline};
use super::{Condition, IpcError, Lock, Semaphore};
use crate::sync::{AtomicBool, Ordering};

/// Words that wait to be received before senders have to wait: 64 KiB.
const CAPACITY: usize = 8192;
/// Places of a queue without a bound.
const UNBOUNDED: u32 = i32::MAX as u32;

/// A pipe with a lock for each end.
#[derive(Debug, Clone)]
struct Shared {
    ring: Ring,
    reading: Lock,
    writing: Lock,
}

impl Shared {
    fn new(arena: &mut Arena) -> Shared {
        Shared { ring: Ring::new(arena, CAPACITY), reading: Lock::new(arena), writing: Lock::new(arena) }
    }

    fn put(&self, message: &[u8]) -> Result<(), IpcError> {
        self.writing.with(|| self.ring.write(message))?
    }

    /// The next message, where one comes in time.
    fn get(&self, timeout: Option<Duration>) -> Result<Option<Vec<u8>>, IpcError> {
        let deadline = Deadline::after(timeout);
        if !self.reading.acquire(timeout)? {
            return Ok(None);
        }
        let message = match self.ring.poll(deadline.left()) {
            Ok(true) => self.ring.read().map(Some),
            Ok(false) => Ok(None),
            Err(error) => Err(error),
        };
        self.reading.release()?;
        message
    }
}

/// A queue of `T`. Clones are the same queue, but `close` closes only the one that it is called on, as it does for one process
/// in CPython.
///
/// ```
/// use pool_playground::ipc::{Arena, IpcError, Queue};
/// use std::time::Duration;
///
/// let queue = Queue::new(&mut Arena::local(10_000), 2);
/// queue.put(&"a", None)?;
/// queue.put(&"b", None)?;
/// assert_eq!(queue.put_nowait(&"c"), Err(IpcError::Full));
/// let strings: Queue<String> = queue.cast();
/// assert_eq!(strings.get(Some(Duration::from_secs(1)))?, "a");
/// # Ok::<(), IpcError>(())
/// ```
#[derive(Debug)]
pub struct Queue<T> {
    shared: Shared,
    free: Semaphore,
    maxsize: u32,
    closed: Arc<AtomicBool>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Queue<T> {
        self.cast()
    }
}

impl<T> Queue<T> {
    /// A queue of at most `maxsize` objects; 0: of any number.
    pub fn new(arena: &mut Arena, maxsize: u32) -> Queue<T> {
        let maxsize = if maxsize == 0 { UNBOUNDED } else { maxsize };
        let (shared, free) = (Shared::new(arena), Semaphore::new(arena, maxsize));
        Queue { shared, free, maxsize, closed: Arc::new(AtomicBool::new(false)), of: PhantomData }
    }

    /// The same queue, for objects of another type: borrowed here, owned there.
    pub fn cast<U>(&self) -> Queue<U> {
        let (shared, free) = (self.shared.clone(), self.free.clone());
        let closed = Arc::new(AtomicBool::new(self.closed.load(Ordering::SeqCst)));
        Queue { shared, free, maxsize: self.maxsize, closed, of: PhantomData }
    }

    /// Puts an object, waiting at most `timeout` for a place; `None`: for ever.
    ///
    /// # Errors
    ///
    /// [`IpcError::Full`], [`IpcError::Closed`], [`IpcError::Unserialisable`], [`IpcError::Interrupted`].
    pub fn put(&self, object: &T, timeout: Option<Duration>) -> Result<(), IpcError>
    where
        T: Serialize,
    {
        self.check()?;
        // Before a place is taken: what can't be sent takes none.
        let bytes = to_bytes(object)?;
        if !self.free.acquire(timeout)? {
            return Err(IpcError::Full);
        }
        self.shared.put(&bytes)
    }

    /// [`Queue::put`] without waiting for a place.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn put_nowait(&self, object: &T) -> Result<(), IpcError>
    where
        T: Serialize,
    {
        self.put(object, Some(Duration::ZERO))
    }

    /// Takes the oldest object, waiting for one at most `timeout`; `None`: for ever.
    ///
    /// # Errors
    ///
    /// [`IpcError::Empty`], [`IpcError::Closed`], [`IpcError::Unserialisable`], [`IpcError::Interrupted`].
    pub fn get(&self, timeout: Option<Duration>) -> Result<T, IpcError>
    where
        T: DeserializeOwned,
    {
        self.check()?;
        let bytes = self.shared.get(timeout)?.ok_or(IpcError::Empty)?;
        self.free.release()?;
        from_bytes(&bytes)
    }

    /// [`Queue::get`] without waiting.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn get_nowait(&self) -> Result<T, IpcError>
    where
        T: DeserializeOwned,
    {
        self.get(Some(Duration::ZERO))
    }

    /// How many objects there are; others may change it at once.
    pub fn qsize(&self) -> u32 {
        self.maxsize - self.free.get_value()
    }

    /// Whether there are none.
    pub fn empty(&self) -> bool {
        self.shared.ring.is_empty()
    }

    /// Whether there is no place.
    pub fn full(&self) -> bool {
        self.free.get_value() == 0
    }

    /// No more puts and gets through this handle.
    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    fn check(&self) -> Result<(), IpcError> {
        if self.closed.load(Ordering::SeqCst) { Err(IpcError::Closed("the queue")) } else { Ok(()) }
    }
}

/// A queue whose receivers say when they are done with an object, and which can be waited for.
#[derive(Debug)]
pub struct JoinableQueue<T> {
    queue: Queue<T>,
    unfinished: Semaphore,
    condition: Condition,
}

impl<T> Clone for JoinableQueue<T> {
    fn clone(&self) -> JoinableQueue<T> {
        let (unfinished, condition) = (self.unfinished.clone(), self.condition.clone());
        JoinableQueue { queue: self.queue.clone(), unfinished, condition }
    }
}

impl<T> JoinableQueue<T> {
    /// As [`Queue::new`].
    pub fn new(arena: &mut Arena, maxsize: u32) -> JoinableQueue<T> {
        let (unfinished, condition) = (Semaphore::new(arena, 0), Condition::new(arena));
        JoinableQueue { queue: Queue::new(arena, maxsize), unfinished, condition }
    }

    /// As [`Queue::put`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn put(&self, object: &T, timeout: Option<Duration>) -> Result<(), IpcError>
    where
        T: Serialize,
    {
        self.condition.acquire(None)?;
        // Counted before anyone can be done with it.
        let counted = self.unfinished.release();
        self.condition.release()?;
        counted?;
        self.queue.put(object, timeout).inspect_err(|_| drop(self.task_done()))
    }

    /// [`JoinableQueue::put`] without waiting for a place.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn put_nowait(&self, object: &T) -> Result<(), IpcError>
    where
        T: Serialize,
    {
        self.put(object, Some(Duration::ZERO))
    }

    /// As [`Queue::get`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn get(&self, timeout: Option<Duration>) -> Result<T, IpcError>
    where
        T: DeserializeOwned,
    {
        self.queue.get(timeout)
    }

    /// An object that was got is dealt with.
    ///
    /// # Errors
    ///
    /// [`IpcError::TooManyDone`], [`IpcError::Interrupted`].
    pub fn task_done(&self) -> Result<(), IpcError> {
        self.condition.acquire(None)?;
        let outcome = match self.unfinished.acquire(Some(Duration::ZERO)) {
            Ok(true) if self.unfinished.get_value() == 0 => self.condition.notify_all(),
            Ok(true) => Ok(()),
            Ok(false) => Err(IpcError::TooManyDone),
            Err(error) => Err(error),
        };
        self.condition.release()?;
        outcome
    }

    /// Blocks until every object that was put is dealt with.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn join(&self) -> Result<(), IpcError> {
        self.condition.acquire(None)?;
        self.condition.wait_for(|| self.unfinished.get_value() == 0, None)?;
        self.condition.release()
    }

    /// The queue itself: sizes, `get_nowait`, `close`. What is put there isn't counted.
    pub fn queue(&self) -> &Queue<T> {
        &self.queue
    }
}

/// A queue without a bound, timeouts or a size. Clones are the same queue, `close` closes the one that it is called on.
#[derive(Debug)]
pub struct SimpleQueue<T> {
    shared: Shared,
    closed: Arc<AtomicBool>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for SimpleQueue<T> {
    fn clone(&self) -> SimpleQueue<T> {
        let closed = Arc::new(AtomicBool::new(self.closed.load(Ordering::SeqCst)));
        SimpleQueue { shared: self.shared.clone(), closed, of: PhantomData }
    }
}

impl<T> SimpleQueue<T> {
    /// An empty one.
    pub fn new(arena: &mut Arena) -> SimpleQueue<T> {
        SimpleQueue { shared: Shared::new(arena), closed: Arc::new(AtomicBool::new(false)), of: PhantomData }
    }

    /// Puts an object. Blocks while 64 KiB wait to be received.
    ///
    /// # Errors
    ///
    /// [`IpcError::Closed`], [`IpcError::Unserialisable`], [`IpcError::Interrupted`].
    pub fn put(&self, object: &T) -> Result<(), IpcError>
    where
        T: Serialize,
    {
        self.check()?;
        self.shared.put(&to_bytes(object)?)
    }

    /// Takes the oldest object. Blocks until there is one.
    ///
    /// # Errors
    ///
    /// [`IpcError::Closed`], [`IpcError::Unserialisable`], [`IpcError::Interrupted`].
    pub fn get(&self) -> Result<T, IpcError>
    where
        T: DeserializeOwned,
    {
        self.check()?;
        from_bytes(&self.shared.get(None)?.ok_or(IpcError::Empty)?)
    }

    /// Whether there are no objects.
    pub fn empty(&self) -> bool {
        self.shared.ring.is_empty()
    }

    /// No more puts and gets through this handle.
    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    fn check(&self) -> Result<(), IpcError> {
        if self.closed.load(Ordering::SeqCst) { Err(IpcError::Closed("the simple queue")) } else { Ok(()) }
    }
}
