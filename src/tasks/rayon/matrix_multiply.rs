//! `matrix_multiply`: the product of two square matrices, a band of rows an item.

use splitmix64::Random;

// The experiment.
const ITEMS: u32 = 64;
const SEED: u32 = 1;
const SIZE: u32 = 800;

/// Two matrices, row by row, of whole numbers below 10.
fn prepare() -> [Vec<f64>; 2] {
    let mut random = Random::new(SEED, 0);
    [(); 2].map(|_| (0..SIZE * SIZE).map(|_| random.below(10) as f64).collect())
}

/// The checksum of the item's rows of the product, weighted by column.
fn matrix_multiply(item: u32, [a, b]: &[Vec<f64>; 2]) -> f64 {
    let size = SIZE as usize;
    let bound = |item: u32| (item * SIZE / ITEMS) as usize * size;
    let mut checksum = 0.0;
    for row in a[bound(item)..bound(item + 1)].chunks(size) {
        let mut product = vec![0.0; size];
        for (factor, others) in row.iter().zip(b.chunks(size)) {
            for (entry, other) in product.iter_mut().zip(others) {
                *entry += factor * other;
            }
        }
        for (column, entry) in (1..).zip(product) {
            checksum += f64::from(column) * entry;
        }
    }
    checksum
}
