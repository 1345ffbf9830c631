//! `apply`: one call, on one worker, waited for.

use super::{Chunks, Delivery, Variant};
use crate::pool::{Callbacks, Pool, PoolError};
use crate::task::prose;

/// `Pool.apply`.
pub static APPLY: Variant = Variant {
    id: "apply",
    summary: prose("One call at a time: each waits for the one before, so nothing overlaps."),
    delivery: Delivery::InOrder,
    chunks: Chunks::Calls,
    one_at_a_time: true,
    drive: |pool, program, receive| {
        for item in 0..program.items {
            let function = program.function.clone();
            receive.waiting();
            receive.one(item, pool.apply(move || function(item)).map_err(|error| of_item(error, item))?);
        }
        Ok(())
    },
};

/// A call of its own knows its item as 0; the comparison knows which one it is.
pub(super) fn of_item(mut error: PoolError, item: u32) -> PoolError {
    if let PoolError::Item(error) = &mut error {
        error.item = item as usize;
    }
    error
}

impl Pool {
    /// Calls `f` on one worker and returns its result, as `Pool.apply` (whose arguments `f` captures). Blocks
    /// until it is done.
    ///
    /// # Errors
    ///
    /// [`PoolError::Item`] when `f` panics, [`PoolError::NotRunning`], [`PoolError::Terminated`].
    pub fn apply<R: Send + 'static>(&self, f: impl Fn() -> R + Send + Sync + 'static) -> Result<R, PoolError> {
        self.apply_async(f, Callbacks::none())?.get(None)
    }
}
