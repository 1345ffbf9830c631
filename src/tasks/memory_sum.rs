//! `memory_sum`: adds up an array that all items share; beyond the caches the memory sets the pace, not the cores.

use std::hint::black_box;

use super::text::{figure, grouped};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Task, Work, prose};

/// The task.
pub struct MemorySum;

static META: Meta = Meta {
    id: "memory_sum",
    title: prose("Reading memory"),
    summary: prose("Each item adds up 4 MiB of one large array that all items share."),
    teaches: prose(
        "All cores share one road to memory: a large array gains little from more cores, a small one stays in the caches.",
    ),
    tutorials: &[],
    item: prose("read"),
    items: 400,
    max_items: 10_000,
    params: &[Param {
        name: "megabytes",
        label: prose("array size in MiB"),
        help: prose("Items go round in the array, so a small one is read again and again."),
        kind: Kind::Number(Bound { min: 0.00390625, max: 128.0, default: 64.0 }),
    }],
    warm: true,
    rounds: None,
};

/// 64-bit words that an item reads: 4 MiB, whatever the size of the array.
const READ: usize = 1 << 19;
/// Words between two checkpoints: 256 KiB, some 20 us.
const BLOCK: usize = 1 << 15;

/// The array: word `k` holds `k`.
struct Array {
    words: Vec<u64>,
}

impl Task for MemorySum {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, _seed: u32) -> Box<dyn Work> {
        let words = (params.number("megabytes") * 131_072.0) as u64;
        Box::new(Array { words: (0..words).collect() })
    }
}

impl Work for Array {
    /// Item `i` reads on where item `i - 1` ends, and from the array's beginning again after its end.
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        // In 64 bits: `usize` has 32 in wasm.
        let mut from = (u64::from(item) * READ as u64 % self.words.len() as u64) as usize;
        let (mut left, mut sum) = (READ, 0);
        while left > 0 {
            context.checkpoint()?;
            let to = self.words.len().min(from + BLOCK.min(left));
            // Opaque, or the compiler could remember the sum of a block that it has read before.
            sum += add(black_box(&self.words[from..to]));
            left -= to - from;
            from = to % self.words.len();
        }
        // Below 2^53: half a million words below 2^24.
        Ok(Output::Number(sum as f64))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        vec![figure("read in all", format!("{} MiB", grouped(ordered.len() as u64 * 4)))]
    }
}

/// The compiler adds several words at once, so that memory is what limits it.
#[inline(never)]
fn add(words: &[u64]) -> u64 {
    words.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    /// The sum of `k mod length` for k from `from`, by the closed form for whole rounds and for what is left.
    fn closed(from: u64, length: u64) -> u64 {
        let below =
            |k: u64| (k / length) * (length * (length - 1) / 2) + (k % length) * (k % length).saturating_sub(1) / 2;
        below(from + READ as u64) - below(from)
    }

    #[test]
    fn sums_have_the_closed_form() {
        // Smaller than a block, not a divisor of anything, one read, several reads.
        for megabytes in [0.00390625, 0.1, 1.0, 3.3, 4.0, 9.0] {
            let length = (megabytes * 131_072.0) as u64;
            for (item, output) in run(&MemorySum, &[("megabytes", Value::Number(megabytes))], 5, 0).iter().enumerate() {
                let expected = closed((item * READ) as u64, length);
                assert_eq!(output, &Output::Number(expected as f64), "item {item}, {megabytes} MiB");
            }
        }
    }

    #[test]
    fn the_largest_item_goes_round_without_overflow() {
        let words: Vec<u64> = (0..1_000).collect();
        let stop = crate::task::StopFlag::new();
        let output = Array { words }.run(9_999, &Context::new("w", &stop)).unwrap();
        assert_eq!(output, Output::Number(closed(9_999 * READ as u64, 1_000) as f64));
    }
}
