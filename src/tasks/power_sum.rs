//! `power_sum`: the same long sum in every item, the work of the table "normal, threads, processes".

use std::hint::black_box;

use super::text::{figure, grouped};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Task, Tutorial, Work, prose};

/// The task.
pub struct PowerSum;

static META: Meta = Meta {
    id: "power_sum",
    title: prose("Sum of powers"),
    summary: prose("Each item adds i + i² + i³ for every i below n."),
    teaches: prose("Equal items of pure arithmetic are the best case: two cores take half the time."),
    tutorials: &[Tutorial::D],
    item: prose("sum"),
    items: 128,
    max_items: 10_000,
    params: &[Param {
        name: "n",
        label: prose("numbers in a sum (n)"),
        help: prose("How many numbers each item adds up."),
        kind: Kind::Integer(Bound { min: 1, max: 100_000_000, default: 1_000_000 }),
    }],
    warm: true,
    rounds: None,
};

/// Numbers between two checkpoints: some 20 us.
const BLOCK: u32 = 16_384;
/// The greatest whole number up to which a double holds every whole number.
const EXACT: u128 = 1 << 53;

struct Sums {
    n: u32,
}

impl Task for PowerSum {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, _seed: u32) -> Box<dyn Work> {
        Box::new(Sums { n: params.integer("n") })
    }
}

impl Work for Sums {
    fn run(&self, _item: u32, context: &Context) -> Result<Output, Fault> {
        let mut total = 0;
        for from in (0..self.n).step_by(BLOCK as usize) {
            context.checkpoint()?;
            // Opaque bounds: the compiler may neither reuse a block nor reckon it beforehand.
            total += add(black_box(from), black_box(self.n.min(from + BLOCK)));
        }
        Ok(if total <= EXACT { Output::Number(total as f64) } else { Output::Text(total.to_string().into()) })
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let sum = ordered.first().map(|output| match output {
            Output::Text(text) => text.parse().unwrap_or_default(),
            other => other.number().unwrap_or_default() as u128,
        });
        let label = format!("sum of i + i² + i³ below {}", grouped(self.n));
        sum.map(|sum| figure(label, grouped(sum))).into_iter().collect()
    }
}

/// The sum over `from..to`. The cube may exceed 64 bits; its halves don't, which spares a 128-bit product.
#[inline(never)]
fn add(from: u32, to: u32) -> u128 {
    let mut total = 0;
    for i in from..to {
        let i = u64::from(i);
        let square = i * i;
        let (high, low) = ((square >> 32) * i, (square & 0xffff_ffff) * i);
        total += (u128::from(high) << 32) + u128::from(low) + u128::from(square + i);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    /// Faulhaber's formulas.
    fn closed(n: u128) -> u128 {
        let m = n - 1;
        m * n / 2 + m * n * (2 * m + 1) / 6 + (m * n / 2) * (m * n / 2)
    }

    #[test]
    fn the_sum_is_faulhabers() {
        // 6_500_000 cubed needs more than 64 bits.
        for n in [1_u32, 2, 3, 10, 1_000, 16_384, 16_385, 100_000, 6_500_000] {
            let outputs = run(&PowerSum, &[("n", Value::Number(f64::from(n)))], 2, 0);
            let expected = closed(u128::from(n));
            let expected = match expected <= 1 << 53 {
                true => Output::Number(expected as f64),
                false => Output::Text(expected.to_string().into()),
            };
            assert_eq!(outputs, [expected.clone(), expected]);
        }
        assert_eq!(closed(3), 1 + 1 + 1 + 2 + 4 + 8);
    }

    #[test]
    fn the_halves_hold_the_largest_cube() {
        let i = 99_999_999_u128;
        assert_eq!(add(i as u32, i as u32 + 1), i + i * i + i * i * i);
    }

    #[test]
    fn figures_name_the_sum() {
        let work = Sums { n: 1_000 };
        let outputs = run(&PowerSum, &[("n", Value::Number(1_000.0))], 1, 0);
        assert_eq!(work.figures(&outputs), [figure("sum of i + i² + i³ below 1,000", grouped(closed(1_000)))]);
    }
}
