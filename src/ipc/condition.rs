//! `multiprocessing.Condition`, with CPython's own algorithm: three semaphores, so that exactly those who slept are woken.

use std::time::Duration;

use super::error::Asking;
use super::words::Arena;
use super::{IpcError, RLock, Semaphore};

/// A condition and its lock.
#[derive(Debug, Clone)]
pub struct Condition {
    lock: RLock,
    sleeping: Semaphore,
    woken: Semaphore,
    wake: Semaphore,
}

impl Condition {
    /// A condition with a recursive lock of its own.
    pub fn new(arena: &mut Arena) -> Condition {
        let lock = RLock::new(arena);
        Condition::with_lock(arena, lock)
    }

    /// A condition with this lock.
    pub fn with_lock(arena: &mut Arena, lock: RLock) -> Condition {
        let mut zero = || Semaphore::new(arena, 0);
        Condition { lock, sleeping: zero(), woken: zero(), wake: zero() }
    }

    /// Takes its lock. As [`RLock::acquire`].
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.lock.acquire(timeout)
    }

    /// Lets its lock go.
    ///
    /// # Errors
    ///
    /// [`IpcError::NotOwner`].
    pub fn release(&self) -> Result<(), IpcError> {
        self.lock.release()
    }

    /// Lets the lock go, sleeps until notified, takes the lock again. Says whether it was notified in time.
    ///
    /// # Errors
    ///
    /// [`IpcError::NotLocked`] without the lock; [`IpcError::Interrupted`], and then the lock isn't held.
    pub fn wait(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        let count = self.lock.count();
        if count == 0 {
            return Err(IpcError::NotLocked(Asking::Wait));
        }
        self.sleeping.release()?;
        (0..count).try_for_each(|_| self.lock.release())?;
        let notified = self.wake.acquire(timeout);
        self.woken.release()?;
        for _ in 0..count {
            self.lock.acquire(None)?;
        }
        notified
    }

    /// Waits until `predicate` holds, which is asked with the lock held. Says whether it did in time.
    ///
    /// # Errors
    ///
    /// As [`Condition::wait`].
    pub fn wait_for(&self, mut predicate: impl FnMut() -> bool, timeout: Option<Duration>) -> Result<bool, IpcError> {
        let deadline = super::words::Deadline::after(timeout);
        loop {
            if predicate() {
                return Ok(true);
            }
            let left = deadline.left();
            if left == Some(Duration::ZERO) {
                return Ok(false);
            }
            self.wait(left)?;
        }
    }

    /// Wakes `n` sleepers, or as many as there are.
    ///
    /// # Errors
    ///
    /// [`IpcError::NotLocked`] without the lock.
    pub fn notify(&self, n: u32) -> Result<(), IpcError> {
        if self.lock.count() == 0 {
            return Err(IpcError::NotLocked(Asking::Notify));
        }
        let now = Some(Duration::ZERO);
        // Sleepers whose time ran out since the last time: they have woken by themselves.
        while self.woken.acquire(now)? {
            self.sleeping.acquire(now)?;
        }
        let mut sleepers = 0;
        while sleepers < n && self.sleeping.acquire(now)? {
            self.wake.release()?;
            sleepers += 1;
        }
        for _ in 0..sleepers {
            self.woken.acquire(None)?;
        }
        // Whoever's time ran out meanwhile left its wake-up behind.
        while self.wake.acquire(now)? {}
        Ok(())
    }

    /// Wakes every sleeper.
    ///
    /// # Errors
    ///
    /// As [`Condition::notify`].
    pub fn notify_all(&self) -> Result<(), IpcError> {
        self.notify(u32::MAX)
    }
}
