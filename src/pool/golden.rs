//! Tests that chunks are those of `tests/golden/chunks.json`, which the page's simulation is held to, too.
//! `UPDATE_CHUNKS=1 cargo test --lib golden` writes the file anew.

use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::dispatch::{Dispenser, Schedule};
use super::variants::VARIANTS;

/// What the file has.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Golden {
    /// What a chunk is when somebody chooses, or nobody.
    sizes: Vec<Size>,
    /// What workers get that take turns, in that order.
    chunks: Vec<Chunks>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Size {
    variant: String,
    items: usize,
    workers: usize,
    chosen: Option<usize>,
    chunksize: usize,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Chunks {
    schedule: Schedule,
    items: usize,
    workers: usize,
    chunksize: usize,
    fixed: bool,
    /// How many workers are worth waking.
    width: usize,
    chunks: Vec<[usize; 2]>,
}

fn sizes() -> Vec<Size> {
    let mut sizes = Vec::new();
    for variant in VARIANTS {
        for (items, workers) in [(1, 1), (10, 2), (112, 4), (113, 4), (100_000, 64)] {
            for chosen in [None, Some(1), Some(7)] {
                let chunksize = variant.chunksize(chosen, items, workers);
                sizes.push(Size { variant: variant.id.to_owned(), items, workers, chosen, chunksize });
            }
        }
    }
    sizes
}

fn chunks() -> Vec<Chunks> {
    let mut rows = Vec::new();
    for schedule in [Schedule::Queue, Schedule::Static, Schedule::Guided] {
        for (items, workers) in [(1, 1), (1, 4), (10, 1), (10, 3), (64, 4), (97, 8), (100, 2), (300, 16)] {
            for (chunksize, fixed) in [(1, true), (1, false), (3, true), (7, false), (64, true), (items, true)] {
                let chunksize = chunksize.min(items);
                // One by one, a queue has as many chunks as items, and there is nothing to see in them.
                if chunksize == 1 && schedule == Schedule::Queue && items > 10 {
                    continue;
                }
                rows.push(row(schedule, items, workers, chunksize, fixed));
            }
        }
    }
    rows
}

fn row(schedule: Schedule, items: usize, workers: usize, chunksize: usize, fixed: bool) -> Chunks {
    let dispenser = Dispenser::new(schedule, items, workers, chunksize, fixed);
    let mut shares: Vec<_> = (0..workers).map(|_| dispenser.share()).collect();
    let mut chunks = Vec::new();
    loop {
        let before = chunks.len();
        chunks.extend(shares.iter_mut().filter_map(Iterator::next).map(|Range { start, end }| [start, end]));
        if chunks.len() == before {
            break;
        }
    }
    Chunks { schedule, items, workers, chunksize, fixed, width: dispenser.width(), chunks }
}

/// A row a line, so that changes can be read.
fn written(golden: &Golden) -> String {
    fn list(rows: Vec<String>) -> String {
        rows.join(",\n    ")
    }
    let sizes = golden.sizes.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
    let chunks = golden.chunks.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
    format!("{{\n  \"sizes\": [\n    {}\n  ],\n  \"chunks\": [\n    {}\n  ]\n}}\n", list(sizes), list(chunks))
}

#[test]
#[cfg_attr(miri, ignore = "reads a file")]
fn chunks_are_those_of_the_golden_file() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/chunks.json");
    let golden = Golden { sizes: sizes(), chunks: chunks() };
    if std::env::var_os("UPDATE_CHUNKS").is_some() {
        fs::write(&path, written(&golden)).unwrap();
    }
    let kept: Golden = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert!(!kept.sizes.is_empty() && !kept.chunks.is_empty());
    for (now, then) in golden.sizes.iter().zip(&kept.sizes) {
        assert_eq!(now, then);
    }
    for (now, then) in golden.chunks.iter().zip(&kept.chunks) {
        assert_eq!(now, then);
    }
    assert_eq!((golden.sizes.len(), golden.chunks.len()), (kept.sizes.len(), kept.chunks.len()));
}
