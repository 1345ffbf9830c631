//! `power_sum`: the same long sum in every item.

use std::hint::black_box;

// The experiment.
const ITEMS: u32 = 128;
const N: u32 = 1_000_000;

/// i + i² + i³ for every i below N, whatever the item.
fn power_sum(_item: u32) -> u128 {
    // Opaque, or the compiler would compute the sum once for all items.
    (0..black_box(N)).map(|i| u128::from(i)).map(|i| i + i * i + i * i * i).sum()
}
