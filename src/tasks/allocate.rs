//! `allocate`: many small pieces of memory taken and given back: a test of the allocator more than of the cores.

use super::text::{figure, grouped};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, Task, Work, prose};

/// The task.
pub struct Allocate;

static META: Meta = Meta {
    id: "allocate",
    title: prose("Small allocations"),
    summary: prose("Each item takes and gives back many small pieces of memory, 16 to 512 bytes each."),
    teaches: prose(
        "All threads share one allocator: with one lock it would let one through at a time, here each has a free list of its own.",
    ),
    tutorials: &[],
    item: prose("round"),
    items: 400,
    max_items: 10_000,
    params: &[Param {
        name: "allocations",
        label: prose("allocations per item"),
        help: prose("How many pieces each item takes and gives back."),
        kind: Kind::Integer(Bound { min: 1, max: 1_000_000, default: 20_000 }),
    }],
    warm: true,
    rounds: None,
};

/// Pieces that an item holds at a time.
const RING: usize = 256;
/// Allocations between two checkpoints: some 20 us.
const BLOCK: u32 = 256;

type Ring = [Box<[u8]>];

struct Rounds {
    allocations: u32,
    seed: u32,
}

impl Task for Allocate {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, seed: u32) -> Box<dyn Work> {
        Box::new(Rounds { allocations: params.integer("allocations"), seed })
    }
}

impl Work for Rounds {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let mut random = Random::new(self.seed, item);
        let mut ring = vec![Box::default(); RING];
        let (mut checksum, mut left) = (0, self.allocations);
        while left > 0 {
            context.checkpoint()?;
            let pieces = left.min(BLOCK);
            checksum += churn(&mut ring, &mut random, pieces);
            left -= pieces;
        }
        checksum += ring.iter().map(|piece| value(piece)).sum::<u64>();
        Ok(Output::Number(checksum as f64))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        vec![figure("allocations", grouped(ordered.len() as u64 * u64::from(self.allocations)))]
    }
}

/// Puts new pieces into random places of the ring, and adds up what the old ones held.
#[inline(never)]
fn churn(ring: &mut Ring, random: &mut Random, pieces: u32) -> u64 {
    let mut checksum = 0;
    for _ in 0..pieces {
        // Reckoned in 64 bits everywhere: `usize` has 32 in wasm.
        let bits = random.next_u64();
        let (place, size, byte) = (bits % RING as u64, 16 + (bits >> 8) % 497, bits >> 32);
        let old = std::mem::replace(&mut ring[place as usize], vec![byte as u8; size as usize].into());
        checksum += value(&old);
    }
    checksum
}

/// Length times content, read at both ends.
fn value(piece: &[u8]) -> u64 {
    match piece {
        [first, .., last] => piece.len() as u64 * (u64::from(*first) + u64::from(*last)),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    #[test]
    fn the_checksum_is_that_of_all_pieces_without_allocating_any() {
        for allocations in [1, 255, 256, 3_000] {
            let outputs = run(&Allocate, &[("allocations", Value::Number(f64::from(allocations)))], 3, 6);
            for (item, output) in outputs.iter().enumerate() {
                let mut random = Random::new(6, item as u32);
                let sum = (0..allocations).map(|_| {
                    let bits = random.next_u64();
                    2 * (16 + bits / 256 % 497) * (bits / (1 << 32) % 256)
                });
                assert_eq!(output, &Output::Number(sum.sum::<u64>() as f64));
            }
        }
    }
}
