//! `apply_async`: one call, on one worker, with a promise.

use super::apply::of_item;
use super::{Chunks, Delivery, Variant};
use crate::pool::{AsyncResult, Callbacks, Pool, PoolError};
use crate::task::prose;

/// `Pool.apply_async`.
pub static APPLY_ASYNC: Variant = Variant {
    id: "apply_async",
    summary: prose("Every item a call with a promise of its own, collected in the order of the calls."),
    delivery: Delivery::InOrder,
    chunks: Chunks::Calls,
    one_at_a_time: false,
    drive: |pool, program, receive| {
        let call = |item| {
            let function = program.function.clone();
            pool.apply_async(move || function(item), Callbacks::none())
        };
        let results: Vec<_> = (0..program.items).map(call).collect::<Result<_, _>>()?;
        for (item, mut result) in (0..).zip(results) {
            if !result.ready() {
                receive.waiting();
            }
            receive.one(item, result.get(None).map_err(|error| of_item(error, item))?);
        }
        Ok(())
    },
};

impl Pool {
    /// Hands `f` to one worker and returns at once, as `Pool.apply_async`. For the callbacks see [`Pool::map_async`].
    ///
    /// # Errors
    ///
    /// [`PoolError::NotRunning`]; a panic of `f` comes through the result.
    pub fn apply_async<R: Send + 'static>(
        &self,
        f: impl Fn() -> R + Send + Sync + 'static,
        callbacks: Callbacks<R>,
    ) -> Result<AsyncResult<R>, PoolError> {
        // One item gives one result; a failed one never gets here.
        let single = |results: Vec<R>| results.into_iter().next().expect("one item has one result");
        self.gather(move |_| f(), 1, None, single, callbacks)
    }
}
