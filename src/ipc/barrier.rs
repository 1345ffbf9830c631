//! `multiprocessing.Barrier`: nobody goes on before all are there. After `threading.Barrier`, whose states these are.

use std::time::Duration;

use super::words::{Arena, Place};
use super::{Condition, IpcError};

/// The words: who is inside, and the state.
const COUNT: usize = 0;
const STATE: usize = 1;

/// Parties come in.
const FILLING: u64 = 0;
/// All are there; the last has to leave before anyone comes in again.
const DRAINING: u64 = 1;
/// Reset while somebody was inside: they leave with an error.
const RESETTING: u64 = 2;
/// Broken until it is reset.
const BROKEN: u64 = 3;

/// An action that panics breaks its barrier and lets the lock go, as in CPython.
struct BreakUnlessForgotten<'a>(&'a Barrier);

impl Drop for BreakUnlessForgotten<'_> {
    fn drop(&mut self) {
        self.0.place.add(COUNT, u64::MAX);
        // Nobody to tell: this is on the way out of a panic.
        drop(self.0.break_it());
        drop(self.0.condition.release());
    }
}

/// A barrier for so many parties.
#[derive(Debug, Clone)]
pub struct Barrier {
    condition: Condition,
    place: Place,
    parties: u32,
    timeout: Option<Duration>,
}

impl Barrier {
    /// For `parties` workers; `timeout` is that of each wait that has none of its own.
    ///
    /// # Errors
    ///
    /// [`IpcError::NoParties`].
    pub fn new(arena: &mut Arena, parties: u32, timeout: Option<Duration>) -> Result<Barrier, IpcError> {
        if parties == 0 {
            return Err(IpcError::NoParties);
        }
        Ok(Barrier { condition: Condition::new(arena), place: arena.take([0, FILLING]), parties, timeout })
    }

    /// Blocks until all are there; returns this one's number, from 0, by which one can be chosen. The last to come runs
    /// `action` before the others go on; where it panics, the barrier is broken.
    ///
    /// # Errors
    ///
    /// [`IpcError::BrokenBarrier`] where somebody's time ran out, or it was aborted or reset; [`IpcError::Interrupted`].
    pub fn wait_with(&self, timeout: Option<Duration>, action: impl FnOnce()) -> Result<u32, IpcError> {
        self.condition.acquire(None)?;
        let outcome = self.wait_inside(timeout.or(self.timeout), action);
        if outcome == Err(IpcError::Interrupted) {
            return outcome;
        }
        self.condition.release()?;
        outcome
    }

    /// [`Barrier::wait_with`] without an action.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn wait(&self, timeout: Option<Duration>) -> Result<u32, IpcError> {
        self.wait_with(timeout, || {})
    }

    fn wait_inside(&self, timeout: Option<Duration>, action: impl FnOnce()) -> Result<u32, IpcError> {
        // Those of the last round leave first.
        self.condition.wait_for(|| !matches!(self.state(), DRAINING | RESETTING), None)?;
        if self.state() == BROKEN {
            return Err(IpcError::BrokenBarrier);
        }
        let index = self.place.add(COUNT, 1) as u32;
        let outcome = if index + 1 == self.parties {
            let unless_it_panics = BreakUnlessForgotten(self);
            action();
            std::mem::forget(unless_it_panics);
            self.place.store(STATE, DRAINING);
            self.condition.notify_all()
        } else {
            let in_time = self.condition.wait_for(|| self.state() != FILLING, timeout)?;
            if !in_time {
                self.break_it()?;
            }
            if in_time && self.state() == DRAINING { Ok(()) } else { Err(IpcError::BrokenBarrier) }
        };
        // The last to leave opens it again.
        if self.place.add(COUNT, u64::MAX) == 1 && matches!(self.state(), DRAINING | RESETTING) {
            self.place.store(STATE, FILLING);
            self.condition.notify_all()?;
        }
        outcome.map(|()| index)
    }

    fn state(&self) -> u64 {
        self.place.load(STATE)
    }

    fn break_it(&self) -> Result<(), IpcError> {
        self.place.store(STATE, BROKEN);
        self.condition.notify_all()
    }

    /// Back to the beginning; whoever is inside leaves with an error.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn reset(&self) -> Result<(), IpcError> {
        self.condition.acquire(None)?;
        let state = match (self.place.load(COUNT), self.state()) {
            (0, _) => FILLING,
            (_, FILLING | BROKEN) => RESETTING,
            (_, state) => state,
        };
        self.place.store(STATE, state);
        self.condition.notify_all()?;
        self.condition.release()
    }

    /// Breaks it: whoever is inside or comes later leaves with an error, until it is reset.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn abort(&self) -> Result<(), IpcError> {
        self.condition.acquire(None)?;
        self.break_it()?;
        self.condition.release()
    }

    /// For how many.
    pub fn parties(&self) -> u32 {
        self.parties
    }

    /// How many wait inside.
    pub fn n_waiting(&self) -> u32 {
        if self.state() == FILLING { self.place.load(COUNT) as u32 } else { 0 }
    }

    /// Whether it is broken.
    pub fn broken(&self) -> bool {
        self.state() == BROKEN
    }
}
