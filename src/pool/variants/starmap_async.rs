//! `starmap_async`: `starmap` and `map_async` in one.

use super::{Chunks, Delivery, Star, Variant};
use crate::pool::{AsyncResult, Callbacks, Pool, PoolError};
use crate::task::prose;

/// `Pool.starmap_async`.
pub static STARMAP_ASYNC: Variant = Variant {
    id: "starmap_async",
    summary: prose("As map_async, for functions of several arguments."),
    delivery: Delivery::AtEnd,
    chunks: Chunks::Quarter,
    one_at_a_time: false,
    drive: |pool, program, receive| {
        let function = program.function.clone();
        let call = move |item: &u32, _of: &u32| function(*item);
        let items = (0..program.items).map(|item| (item, program.items));
        receive.waiting();
        receive.all(pool.starmap_async(call, items, program.chunksize, Callbacks::none())?.get(None)?);
        Ok(())
    },
};

impl Pool {
    /// As [`Pool::starmap`], but returns at once, as [`Pool::map_async`] does.
    ///
    /// # Errors
    ///
    /// As [`Pool::map_async`].
    pub fn starmap_async<A, F, R>(
        &self,
        f: F,
        items: impl IntoIterator<Item = A>,
        chunksize: Option<usize>,
        callbacks: Callbacks<Vec<R>>,
    ) -> Result<AsyncResult<Vec<R>>, PoolError>
    where
        A: Star<F, R> + Send + Sync + 'static,
        F: Send + Sync + 'static,
        R: Send + 'static,
    {
        self.map_async(move |arguments: &A| arguments.call(&f), items, chunksize, callbacks)
    }
}
