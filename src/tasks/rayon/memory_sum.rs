//! `memory_sum`: adds up an array that all items share.

use std::hint::black_box;

// The experiment.
const ITEMS: u32 = 400;
const MEGABYTES: f64 = 64.0;

/// 64-bit words that an item reads: 4 MiB, whatever the size of the array.
const READ: usize = 1 << 19;

/// The array: word k holds k.
fn prepare() -> Vec<u64> {
    (0..(MEGABYTES * 131_072.0) as u64).collect()
}

/// Reads on where the item before ends, and from the array's beginning after its end.
fn memory_sum(item: u32, words: &[u64]) -> f64 {
    let (mut at, mut left, mut sum) = (item as usize * READ % words.len(), READ, 0);
    while left > 0 {
        // Opaque, or the compiler could remember a sum that it has computed before.
        let read = black_box(&words[at..words.len().min(at + left)]);
        sum += read.iter().sum::<u64>();
        left -= read.len();
        at = 0;
    }
    sum as f64
}
