//! `sort`: each item sorts its own random numbers.

use splitmix64::Random;

// The experiment.
const ITEMS: u32 = 96;
const SEED: u32 = 1;
const N: u32 = 50_000;

/// Position times number, added up: of all orders the sorted one has the greatest sum.
fn sort(item: u32) -> f64 {
    let mut random = Random::new(SEED, item);
    let mut numbers: Vec<u64> = (0..N).map(|_| random.below(1_000_000)).collect();
    numbers.sort_unstable();
    (1..).zip(numbers).map(|(position, number): (u64, u64)| position * number).sum::<u64>() as f64
}
