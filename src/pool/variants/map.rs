//! `map`: blocks until everything is done, returns results in item order.

use super::{Chunks, Delivery, Variant};
use crate::pool::{Callbacks, Pool, PoolError};
use crate::task::prose;

/// `Pool.map`.
pub static MAP: Variant = Variant {
    id: "map",
    summary: prose("Waits for everything, then returns all results at once, in order."),
    delivery: Delivery::AtEnd,
    chunks: Chunks::Quarter,
    one_at_a_time: false,
    drive: |pool, program, receive| {
        let function = program.function.clone();
        receive.waiting();
        receive.all(pool.map(move |item| function(*item), 0..program.items, program.chunksize)?);
        Ok(())
    },
};

impl Pool {
    /// Calls `f` on every item and returns the results in item order, as `Pool.map`. Blocks until all are done.
    ///
    /// `chunksize` items go to a worker at once; `None`: [`map_chunksize`](crate::pool::map_chunksize).
    ///
    /// # Errors
    ///
    /// [`PoolError::Item`] when an item panics: the rest of its chunk isn't computed, other chunks are, and the
    /// error comes when they are done. [`PoolError::NotRunning`], [`PoolError::NoChunksize`],
    /// [`PoolError::Terminated`].
    pub fn map<T, R>(
        &self,
        f: impl Fn(&T) -> R + Send + Sync + 'static,
        items: impl IntoIterator<Item = T>,
        chunksize: Option<usize>,
    ) -> Result<Vec<R>, PoolError>
    where
        T: Send + Sync + 'static,
        R: Send + 'static,
    {
        self.map_async(f, items, chunksize, Callbacks::none())?.get(None)
    }
}
