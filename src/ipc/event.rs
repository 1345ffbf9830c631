//! `multiprocessing.Event`: a flag that is waited for.

use std::time::Duration;

use super::IpcError;
use super::words::{Arena, Deadline, Place};

/// A flag.
#[derive(Debug, Clone)]
pub struct Event(Place);

impl Event {
    /// A flag that isn't set.
    pub fn new(arena: &mut Arena) -> Event {
        Event(arena.take([0]))
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.load(0) != 0
    }

    /// Sets it and wakes everyone.
    pub fn set(&self) {
        // A change, not a store: it can't be overtaken by a waiter's look.
        self.0.exchange(0, 0, 1);
        self.0.wake(0);
    }

    /// Takes it back.
    pub fn clear(&self) {
        self.0.store(0, 0);
    }

    /// Blocks until it is set; says whether it was in time.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn wait(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        let deadline = Deadline::after(timeout);
        while !self.is_set() {
            if !self.0.wait(0, 0, deadline)? {
                return Ok(self.is_set());
            }
        }
        Ok(true)
    }
}
