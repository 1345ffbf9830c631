//! `imap`: an iterator that yields results in item order, each as soon as those before it are there.

use super::{Chunks, Delivery, Variant};
use crate::pool::{Imap, Pool, PoolError};
use crate::task::prose;

/// `Pool.imap`.
pub static IMAP: Variant = Variant {
    id: "imap",
    summary: prose("Yields results one by one, in order: each waits for those before it."),
    delivery: Delivery::InOrder,
    chunks: Chunks::One,
    one_at_a_time: false,
    drive: |pool, program, receive| {
        let function = program.function.clone();
        let mut results = pool.imap(move |item| function(*item), 0..program.items, program.chunksize)?;
        let mut item = 0;
        while let Some(output) = results.next_noting(&mut || receive.waiting()) {
            receive.one(item, output?);
            item += 1;
        }
        Ok(())
    },
};

impl Pool {
    /// Returns at once with an iterator over the results in item order, as `Pool.imap`. Its `next` blocks.
    ///
    /// `chunksize` items go to a worker at once; `None`: 1.
    ///
    /// # Errors
    ///
    /// [`PoolError::NotRunning`], [`PoolError::NoChunksize`]; the items' errors come through the iterator.
    pub fn imap<T, R>(
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
        self.stream(move |index| f(&items[index]), count, chunksize, true)
    }
}
