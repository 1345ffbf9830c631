//! `starmap`: as `map`, for functions of several arguments: each item is a tuple of them.

use super::{Chunks, Delivery, Variant};
use crate::pool::{Callbacks, Pool, PoolError};
use crate::task::prose;

/// `Pool.starmap`.
pub static STARMAP: Variant = Variant {
    id: "starmap",
    summary: prose("As map, for functions of several arguments: each item is a tuple of them."),
    delivery: Delivery::AtEnd,
    chunks: Chunks::Quarter,
    one_at_a_time: false,
    drive: |pool, program, receive| {
        let function = program.function.clone();
        // The item number and how many there are: the two arguments of the generated programs.
        let items = (0..program.items).map(|item| (item, program.items));
        receive.waiting();
        receive.all(pool.starmap(move |item: &u32, _of: &u32| function(*item), items, program.chunksize)?);
        Ok(())
    },
};

/// A tuple of arguments that a function can be called with.
pub trait Star<F, R> {
    /// Calls `f` with the tuple's parts.
    fn call(&self, f: &F) -> R;
}

macro_rules! star {
    ($($type:ident $part:tt),+) => {
        impl<F, R, $($type),+> Star<F, R> for ($($type,)+)
        where
            F: Fn($(&$type),+) -> R,
        {
            fn call(&self, f: &F) -> R {
                f($(&self.$part),+)
            }
        }
    };
}

star!(A 0);
star!(A 0, B 1);
star!(A 0, B 1, C 2);
star!(A 0, B 1, C 2, D 3);

impl Pool {
    /// As [`Pool::map`], with tuples of one to four arguments as items.
    ///
    /// ```
    /// use pool_playground::pool::Pool;
    ///
    /// let pool = Pool::new(2)?;
    /// let powers = pool.starmap(|base: &u32, exponent: &u32| base.pow(*exponent), [(2, 5), (3, 2), (10, 3)], None)?;
    /// assert_eq!(powers, [32, 9, 1000]);
    /// # Ok::<(), pool_playground::pool::PoolError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Pool::map`].
    pub fn starmap<A, F, R>(
        &self,
        f: F,
        items: impl IntoIterator<Item = A>,
        chunksize: Option<usize>,
    ) -> Result<Vec<R>, PoolError>
    where
        A: Star<F, R> + Send + Sync + 'static,
        F: Send + Sync + 'static,
        R: Send + 'static,
    {
        self.starmap_async(f, items, chunksize, Callbacks::none())?.get(None)
    }
}
