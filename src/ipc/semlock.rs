//! Semaphores and locks: a counter that is waited for, after `Modules/_multiprocessing/semaphore.c`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::IpcError;
use super::words::{Arena, Deadline, Place};

/// Its words.
const VALUE: usize = 0;
const WAITING: usize = 1;
/// Process and thread that hold it, for locks.
const PROCESS: usize = 2;
const THREAD: usize = 3;
/// How often its owner has it.
const COUNT: usize = 4;

/// The most a semaphore without a bound of its own counts to (`SEM_VALUE_MAX`).
const MOST: u64 = i32::MAX as u64;

#[allow(clippy::missing_const_for_thread_local, reason = "loom knows no other initializer")]
mod whoami {
    use std::cell::Cell;

    crate::sync::thread_local! {
        /// The current thread's number; 0 while it has none.
        pub(super) static ME: Cell<u32> = Cell::new(0);
    }
}

/// The current thread, among those of all processes.
fn me() -> (u64, u64) {
    static THREADS: AtomicU32 = AtomicU32::new(0);
    let thread = whoami::ME.with(|me| {
        if me.get() == 0 {
            me.set(THREADS.fetch_add(1, Ordering::Relaxed) + 1);
        }
        me.get()
    });
    (process_id(), u64::from(thread))
}

/// Told apart natively; a page's processes have no words in common.
fn process_id() -> u64 {
    if cfg!(target_family = "wasm") { 1 } else { u64::from(std::process::id()) }
}

/// A counter that is never below zero.
#[derive(Debug, Clone)]
pub(super) struct SemLock {
    place: Place,
    most: u64,
}

impl SemLock {
    pub(super) fn new(arena: &mut Arena, value: u64, most: u64) -> SemLock {
        SemLock { place: arena.take([value, 0, 0, 0, 0]), most }
    }

    /// Takes one; says whether it got it in time. `Some(ZERO)` doesn't block.
    pub(super) fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        let deadline = Deadline::after(timeout);
        loop {
            let value = self.place.load(VALUE);
            if value > 0 {
                if self.place.exchange(VALUE, value, value - 1) {
                    self.own();
                    return Ok(true);
                }
                continue;
            }
            // Counted before the word is looked at again, so that a release between the two wakes us.
            self.place.add(WAITING, 1);
            let goes_on = self.place.wait(VALUE, 0, deadline);
            self.place.add(WAITING, u64::MAX);
            if !goes_on? {
                return Ok(false);
            }
        }
    }

    /// Gives one back.
    pub(super) fn release(&self) -> Result<(), IpcError> {
        self.disown();
        loop {
            let value = self.place.load(VALUE);
            if value >= self.most {
                return Err(IpcError::TooManyReleases);
            }
            if self.place.exchange(VALUE, value, value + 1) {
                break;
            }
        }
        // Read by a change that changes nothing: whoever counts itself in later sees the value before it sleeps.
        if self.place.add(WAITING, 0) > 0 {
            self.place.wake(VALUE);
        }
        Ok(())
    }

    pub(super) fn value(&self) -> u32 {
        self.place.load(VALUE) as u32
    }

    /// Whether nothing is left to take: CPython's `_is_zero`.
    fn is_zero(&self) -> bool {
        self.value() == 0
    }

    fn own(&self) {
        let (process, thread) = me();
        self.place.store(PROCESS, process);
        self.place.store(THREAD, thread);
        self.place.store(COUNT, 1);
    }

    fn disown(&self) {
        self.place.store(THREAD, 0);
    }

    /// Whether the current thread took it last, and has it.
    pub(super) fn is_mine(&self) -> bool {
        let (process, thread) = me();
        self.place.load(THREAD) == thread && self.place.load(PROCESS) == process
    }
}

/// `multiprocessing.Lock`: whoever has it, anyone may release it.
///
/// ```
/// use pool_playground::ipc::{Arena, Lock};
/// use std::time::Duration;
///
/// let lock = Lock::new(&mut Arena::local(16));
/// assert_eq!(lock.acquire(None), Ok(true));
/// assert_eq!(lock.acquire(Some(Duration::ZERO)), Ok(false));
/// lock.release()?;
/// # Ok::<(), pool_playground::ipc::IpcError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Lock(pub(super) SemLock);

impl Lock {
    /// A lock that nobody has.
    pub fn new(arena: &mut Arena) -> Lock {
        Lock(SemLock::new(arena, 1, 1))
    }

    /// Takes it; says whether it was to be had in time. Blocks for ever with `None`, not at all with zero.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.0.acquire(timeout)
    }

    /// Lets it go. Doesn't block.
    ///
    /// # Errors
    ///
    /// [`IpcError::TooManyReleases`] where nobody has it.
    pub fn release(&self) -> Result<(), IpcError> {
        self.0.release()
    }

    /// Whether somebody has it; others may change it at once.
    pub fn locked(&self) -> bool {
        self.0.is_zero()
    }

    /// Runs `f` with it: Python's `with lock:`. Lets it go also where `f` panics.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn with<R>(&self, f: impl FnOnce() -> R) -> Result<R, IpcError> {
        self.acquire(None)?;
        let _release = OnDrop(|| drop(self.release()));
        Ok(f())
    }
}

/// Lets a lock go however its block is left.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// `multiprocessing.RLock`: its owner may take it again, and nobody else may release it.
#[derive(Debug, Clone)]
pub struct RLock(pub(super) SemLock);

impl RLock {
    /// A lock that nobody has.
    pub fn new(arena: &mut Arena) -> RLock {
        RLock(SemLock::new(arena, 1, 1))
    }

    /// Takes it, or takes it once more. As [`Lock::acquire`].
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        if self.0.is_mine() {
            self.0.place.add(COUNT, 1);
            return Ok(true);
        }
        self.0.acquire(timeout)
    }

    /// Lets it go once.
    ///
    /// # Errors
    ///
    /// [`IpcError::NotOwner`].
    pub fn release(&self) -> Result<(), IpcError> {
        if !self.0.is_mine() {
            return Err(IpcError::NotOwner);
        }
        // Only the owner is here, so the two steps are nobody else's business.
        match self.0.place.add(COUNT, u64::MAX) {
            1 => self.0.release(),
            _ => Ok(()),
        }
    }

    /// Whether somebody has it; others may change it at once.
    pub fn locked(&self) -> bool {
        self.0.is_zero()
    }

    /// Runs `f` with it: Python's `with lock:`. Lets it go also where `f` panics.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn with<R>(&self, f: impl FnOnce() -> R) -> Result<R, IpcError> {
        self.acquire(None)?;
        let _release = OnDrop(|| drop(self.release()));
        Ok(f())
    }

    /// How often the current thread has it.
    pub(super) fn count(&self) -> u64 {
        if self.0.is_mine() { self.0.place.load(COUNT) } else { 0 }
    }
}

/// `multiprocessing.Semaphore`.
#[derive(Debug, Clone)]
pub struct Semaphore(pub(super) SemLock);

impl Semaphore {
    /// One that counts from `value`.
    pub fn new(arena: &mut Arena, value: u32) -> Semaphore {
        Semaphore(SemLock::new(arena, u64::from(value), MOST))
    }

    /// Takes one; says whether there was one in time. As [`Lock::acquire`].
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.0.acquire(timeout)
    }

    /// Adds one.
    ///
    /// # Errors
    ///
    /// [`IpcError::TooManyReleases`] beyond 2,147,483,647.
    pub fn release(&self) -> Result<(), IpcError> {
        self.0.release()
    }

    /// Whether none is left; others may change it at once.
    pub fn locked(&self) -> bool {
        self.0.is_zero()
    }

    /// How many there are: CPython's `get_value`.
    pub fn get_value(&self) -> u32 {
        self.0.value()
    }
}

/// `multiprocessing.BoundedSemaphore`: never above the value that it began with.
#[derive(Debug, Clone)]
pub struct BoundedSemaphore(SemLock);

impl BoundedSemaphore {
    /// One that counts from `value` and no further.
    pub fn new(arena: &mut Arena, value: u32) -> BoundedSemaphore {
        BoundedSemaphore(SemLock::new(arena, u64::from(value), u64::from(value)))
    }

    /// As [`Semaphore::acquire`].
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.0.acquire(timeout)
    }

    /// Adds one.
    ///
    /// # Errors
    ///
    /// [`IpcError::TooManyReleases`] beyond the value that it began with.
    pub fn release(&self) -> Result<(), IpcError> {
        self.0.release()
    }

    /// Whether none is left; others may change it at once.
    pub fn locked(&self) -> bool {
        self.0.is_zero()
    }

    /// How many there are.
    pub fn get_value(&self) -> u32 {
        self.0.value()
    }
}
