//! `matrix_multiply`: the product of two square matrices, a band of rows an item.

use super::text::{figure, grouped};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, Task, Work, prose};

/// The task.
pub struct MatrixMultiply;

static META: Meta = Meta {
    id: "matrix_multiply",
    title: prose("Matrix product"),
    summary: prose("Multiplies two square matrices, each item a band of rows, and returns a checksum of the band."),
    teaches: prose("All workers read the same two matrices: threads share them, processes need their own copies."),
    tutorials: &[],
    item: prose("band"),
    items: 64,
    max_items: 1_024,
    params: &[Param {
        name: "size",
        label: prose("rows and columns"),
        help: prose("How large both matrices are; twice the size is eight times the work."),
        kind: Kind::Integer(Bound { min: 1, max: 1_024, default: 800 }),
    }],
    warm: true,
    rounds: None,
};

/// Rows of the second matrix between two checkpoints: some 100 us.
const BLOCK: usize = 256;

/// Both matrices row by row. Entries are whole numbers below 10, so sums are exact in any order.
struct Product {
    size: usize,
    items: usize,
    a: Vec<f64>,
    b: Vec<f64>,
}

impl Task for MatrixMultiply {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, items: u32, seed: u32) -> Box<dyn Work> {
        let size = params.integer("size") as usize;
        let mut random = Random::new(seed, 0);
        let mut matrix = || (0..size * size).map(|_| random.below(10) as f64).collect();
        Box::new(Product { size, items: items as usize, a: matrix(), b: matrix() })
    }
}

impl Product {
    /// The rows of item `item`; together the items have all rows, however many items there are.
    fn band(&self, item: usize) -> std::ops::Range<usize> {
        item * self.size / self.items..(item + 1) * self.size / self.items
    }
}

impl Work for Product {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let mut row = vec![0.0; self.size];
        let mut checksum = 0.0;
        context.checkpoint()?;
        for r in self.band(item as usize) {
            row.fill(0.0);
            let a = &self.a[r * self.size..(r + 1) * self.size];
            for (a, b) in a.chunks(BLOCK).zip(self.b.chunks(BLOCK * self.size)) {
                context.checkpoint()?;
                multiply(a, b, &mut row);
            }
            // Weighted by column, so that exchanged columns show. Stays below 2^53.
            for (column, entry) in row.iter().enumerate() {
                checksum += (column + 1) as f64 * entry;
            }
        }
        Ok(Output::Number(checksum))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let products = (self.size as u64).pow(3);
        vec![
            figure("multiplications", grouped(products)),
            figure("checksum of the product", grouped(super::text::total(ordered))),
        ]
    }
}

/// Adds to a row of the product: the rows of `b`, each times its entry of `a`.
#[inline(never)]
fn multiply(a: &[f64], b: &[f64], row: &mut [f64]) {
    for (factor, b) in a.iter().zip(b.chunks_exact(row.len())) {
        for (entry, b) in row.iter_mut().zip(b) {
            *entry += factor * b;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    fn checksums(size: usize, items: u32, seed: u32) -> Vec<f64> {
        let outputs = run(&MatrixMultiply, &[("size", Value::Number(size as f64))], items, seed);
        outputs.iter().map(|output| output.number().unwrap()).collect()
    }

    #[test]
    fn a_product_worked_out_by_hand() {
        // (1 2; 3 4)(5 6; 7 8) = (19 22; 43 50)
        let mut row = [0.0; 2];
        multiply(&[1.0, 2.0], &[5.0, 6.0, 7.0, 8.0], &mut row);
        assert_eq!(row, [19.0, 22.0]);
        row.fill(0.0);
        multiply(&[3.0, 4.0], &[5.0, 6.0, 7.0, 8.0], &mut row);
        assert_eq!(row, [43.0, 50.0]);
    }

    #[test]
    fn checksums_agree_with_freivalds() {
        // The weighted row sums of AB are A(Bw): two products with a vector instead of one with a matrix.
        for (size, items) in [(1, 1), (7, 3), (64, 64), (65, 8), (10, 25), (300, 7)] {
            let mut random = Random::new(5, 0);
            let mut matrix = || (0..size * size).map(|_| random.below(10)).collect::<Vec<u64>>();
            let (a, b) = (matrix(), matrix());
            let weighted: Vec<u64> =
                b.chunks(size).map(|row| row.iter().zip(1..).map(|(entry, w)| entry * w).sum()).collect();
            let sums: Vec<u64> =
                a.chunks(size).map(|row| row.iter().zip(&weighted).map(|(x, y)| x * y).sum()).collect();
            for (item, checksum) in checksums(size, items as u32, 5).into_iter().enumerate() {
                let band = &sums[item * size / items..(item + 1) * size / items];
                assert_eq!(checksum, band.iter().sum::<u64>() as f64, "size {size}, item {item} of {items}");
            }
        }
    }

    #[test]
    fn the_whole_is_the_same_however_it_is_split() {
        let whole: f64 = checksums(50, 1, 3).iter().sum();
        for items in [2, 3, 50, 70] {
            assert_eq!(checksums(50, items, 3).iter().sum::<f64>(), whole);
        }
    }
}
