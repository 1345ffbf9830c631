//! What the scenarios share: pools, functions to call, the eight calls. The counterpart is `support.py`.

#[path = "../pool/support.rs"]
#[allow(dead_code, reason = "it has more than is needed here")]
mod gates;

pub use gates::{Gate, Log, PATIENCE, fail, fresh, pool};

use pool_playground::pool::{Callbacks, Imap, Pool, PoolError, Schedule, Spawn};
use serde_json::{Value, json};

/// Makes a pool of so many workers.
pub type Make = fn(usize) -> Pool;

/// The kinds of pool that hand out CPython's chunks.
pub fn pools() -> [(&'static str, Make); 3] {
    [
        ("pooled", |workers| pool(workers, Schedule::Queue)),
        ("a thread a core", |workers| fresh(workers, Spawn::Core)),
        ("a thread an item", |workers| fresh(workers, Spawn::Item)),
    ]
}

/// The class and the text of the exception; null for a success.
pub fn raised<T>(outcome: Result<T, PoolError>) -> Value {
    match outcome {
        Ok(_) => Value::Null,
        Err(error) => json!(error.python().unwrap_or_else(|| panic!("{error:?} is none of CPython's"))),
    }
}

/// The text of the exception.
pub fn text(error: &PoolError) -> String {
    error.python().unwrap_or_else(|| panic!("{error:?} is none of CPython's")).1
}

/// A function that fails at these items and returns the others.
pub fn failing<const N: usize>(items: [u32; N]) -> impl Fn(u32) -> u32 + Copy + Send + Sync + 'static {
    move |item| if items.contains(&item) { fail(&format!("no {item}")) } else { item }
}

type Outcome = Result<Value, PoolError>;

/// The eight calls over 0..count; the iterators are run to their end.
pub fn all_calls(
    pool: &Pool,
    f: impl Fn(u32) -> u32 + Copy + Send + Sync + 'static,
    count: u32,
    chunksize: Option<usize>,
) -> Vec<(&'static str, Outcome)> {
    let one = move |item: &u32| f(*item);
    let star = move |item: &u32, _: &u32| f(*item);
    let stars = || (0..count).map(|item| (item, count));
    let many = |results: Vec<u32>| json!(results);
    let iterate = |iterator: Result<Imap<u32>, PoolError>, ordered: bool| {
        let mut results = iterator?.collect::<Result<Vec<_>, _>>()?;
        if !ordered {
            results.sort_unstable();
        }
        Ok(json!(results))
    };
    vec![
        ("map", pool.map(one, 0..count, chunksize).map(many)),
        ("starmap", pool.starmap(star, stars(), chunksize).map(many)),
        ("imap", iterate(pool.imap(one, 0..count, chunksize), true)),
        ("imap_unordered", iterate(pool.imap_unordered(one, 0..count, chunksize), false)),
        ("apply", pool.apply(move || f(1)).map(Value::from)),
        (
            "apply_async",
            pool.apply_async(move || f(1), Callbacks::none()).and_then(|mut it| it.get(None)).map(Value::from),
        ),
        (
            "map_async",
            pool.map_async(one, 0..count, chunksize, Callbacks::none()).and_then(|mut it| it.get(None)).map(many),
        ),
        (
            "starmap_async",
            pool.starmap_async(star, stars(), chunksize, Callbacks::none()).and_then(|mut it| it.get(None)).map(many),
        ),
    ]
}
