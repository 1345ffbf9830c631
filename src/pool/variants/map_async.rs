//! `map_async`: as `map`, but returns at once with a promise.

use super::{Chunks, Delivery, Variant};
use crate::pool::{AsyncResult, Callbacks, Pool, PoolError};
use crate::task::prose;

/// `Pool.map_async`.
pub static MAP_ASYNC: Variant = Variant {
    id: "map_async",
    summary: prose("Returns a promise at once; get() on it waits and gives all results, in order."),
    delivery: Delivery::AtEnd,
    chunks: Chunks::Quarter,
    one_at_a_time: false,
    drive: |pool, program, receive| {
        let function = program.function.clone();
        let call = move |item: &u32| function(*item);
        receive.waiting();
        receive.all(pool.map_async(call, 0..program.items, program.chunksize, Callbacks::none())?.get(None)?);
        Ok(())
    },
};

impl Pool {
    /// As [`Pool::map`], but returns at once. Callbacks run on the worker that completes the call, before the
    /// result is ready, never two at a time; they should return soon.
    ///
    /// # Errors
    ///
    /// [`PoolError::NotRunning`], [`PoolError::NoChunksize`]; the items' errors come through the result.
    pub fn map_async<T, R>(
        &self,
        f: impl Fn(&T) -> R + Send + Sync + 'static,
        items: impl IntoIterator<Item = T>,
        chunksize: Option<usize>,
        callbacks: Callbacks<Vec<R>>,
    ) -> Result<AsyncResult<Vec<R>>, PoolError>
    where
        T: Send + Sync + 'static,
        R: Send + 'static,
    {
        let items: Vec<T> = items.into_iter().collect();
        let count = items.len();
        self.gather(move |index| f(&items[index]), count, chunksize, |results| results, callbacks)
    }
}
