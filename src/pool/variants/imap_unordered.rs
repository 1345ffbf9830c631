//! `imap_unordered`: an iterator that yields results as they are completed.

use super::{Chunks, Delivery, Variant};
use crate::pool::{Imap, Pool, PoolError};
use crate::task::prose;

/// `Pool.imap_unordered`.
pub static IMAP_UNORDERED: Variant = Variant {
    id: "imap_unordered",
    summary: prose("Yields results one by one, in whatever order they are finished."),
    delivery: Delivery::AsCompleted,
    chunks: Chunks::One,
    one_at_a_time: false,
    drive: |pool, program, receive| {
        let function = program.function.clone();
        let call = move |item: &u32| (*item, function(*item));
        let mut results = pool.imap_unordered(call, 0..program.items, program.chunksize)?;
        while let Some(result) = results.next_noting(&mut || receive.waiting()) {
            let (item, output) = result?;
            receive.one(item, output);
        }
        Ok(())
    },
};

impl Pool {
    /// As [`Pool::imap`], in the order of completion.
    ///
    /// # Errors
    ///
    /// As [`Pool::imap`].
    pub fn imap_unordered<T, R>(
        &self,
        f: impl Fn(&T) -> R + Send + Sync + 'static,
        items: impl IntoIterator<Item = T>,
        chunksize: Option<usize>,
    ) -> Result<Imap<R>, PoolError>
    where
        T: Send + Sync + 'static,
        R: Send + 'static,
    {
        let items: Vec<T> = items.into_iter().collect();
        let count = items.len();
        self.stream(move |index| f(&items[index]), count, chunksize, false)
    }
}
