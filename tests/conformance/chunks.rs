//! Chunk sizes and boundaries. The counterpart is `chunks.py`.

use pool_playground::pool::{Pool, map_chunksize};
use serde_json::{Value, json};

use super::support::{Log, Make, fail};

/// Rows: the number of items, then the chunksize for each number of workers.
pub fn default_chunksizes(_: Make) -> Value {
    let workers = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16];
    let edges =
        [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 1_000, 4_097, 100_000];
    let row = |items: usize| -> Vec<usize> {
        std::iter::once(items).chain(workers.map(|workers| map_chunksize(items, workers))).collect()
    };
    let rows = edges.map(row);
    json!({ "workers": workers, "map_async": rows, "starmap_async": rows })
}

const SIZES: [usize; 7] = [1, 2, 3, 5, 10, 11, 1_000];

fn cases(items: &[usize], sizes: &[usize]) -> Vec<(usize, usize)> {
    items.iter().flat_map(|items| sizes.iter().map(|size| (*items, *size))).collect()
}

/// The first items of the chunks: where every item fails, a chunk gets no further than its first.
fn begun(pool: &Pool, call: &str, items: usize, chunksize: Option<usize>) -> Vec<usize> {
    let log = Log::new();
    let noted = log.clone();
    let function = move |item: &usize| -> usize {
        noted.note(*item);
        fail("next chunk")
    };
    match call {
        "map" => drop(pool.map(function, 0..items, chunksize)),
        "imap" => pool.imap(function, 0..items, chunksize).unwrap().for_each(drop),
        _ => pool.imap_unordered(function, 0..items, chunksize).unwrap().for_each(drop),
    }
    pool.close();
    pool.join().unwrap();
    log.sorted()
}

/// Rows: the number of items, the chunksize, the first item of each chunk.
pub fn chunks(make: Make) -> Value {
    let row = |(items, size)| json!([items, size, begun(&make(1), "map", items, Some(size))]);
    cases(&[0, 1, 5, 10, 11, 12], &SIZES).into_iter().map(row).collect()
}

/// The same as three workers begin them, and where nobody chooses.
pub fn chunks_begun(make: Make) -> Value {
    let chosen = |call: &str| -> Value {
        let row = |(items, size)| json!([items, size, begun(&make(3), call, items, Some(size))]);
        cases(&[1, 5, 10, 11, 12], &[1, 3, 11]).into_iter().map(row).collect()
    };
    let default = |call: &str, items: &[usize]| -> Value {
        items.iter().map(|items| json!([items, begun(&make(3), call, *items, None)])).collect()
    };
    json!({
        "map": chosen("map"),
        "imap": chosen("imap"),
        "imap_unordered": chosen("imap_unordered"),
        "map by default": default("map", &[1, 12, 13, 100]),
        "imap by default": default("imap", &[1, 12]),
    })
}
