//! Python's default chunk sizes.

/// What `Pool.map`, `starmap` and their `_async` twins use when no chunksize is given: a quarter of a worker's
/// share, rounded up. 0 for no items.
///
/// Source: `Pool._map_async` in CPython's `Lib/multiprocessing/pool.py`:
/// `chunksize, extra = divmod(len(iterable), len(self._pool) * 4)`, and one more if there is a remainder.
///
/// ```
/// use pool_playground::pool::map_chunksize;
/// assert_eq!(map_chunksize(100, 4), 7);
/// assert_eq!(map_chunksize(16, 4), 1);
/// assert_eq!(map_chunksize(0, 4), 0);
/// ```
pub fn map_chunksize(items: usize, workers: usize) -> usize {
    items.div_ceil(4 * workers)
}
