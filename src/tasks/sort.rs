//! `sort`: each item sorts its own random numbers.

use super::text::{figure, grouped};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, Task, Work, prose};

/// The task.
pub struct Sort;

static META: Meta = Meta {
    id: "sort",
    title: prose("Sorting"),
    summary: prose("Each item sorts its own random numbers and returns a checksum that only sorted numbers have."),
    teaches: prose("Little goes in and little comes out, so nearly all the time is work that can be shared."),
    tutorials: &[],
    item: prose("list"),
    items: 96,
    max_items: 10_000,
    params: &[Param {
        name: "n",
        label: prose("numbers per item"),
        help: prose("How many numbers each item sorts."),
        kind: Kind::Integer(Bound { min: 1, max: 100_000, default: 50_000 }),
    }],
    warm: true,
    rounds: None,
};

/// Numbers that are sorted, or merged, between two checkpoints: some 30 us.
const BLOCK: usize = 2_048;

struct Lists {
    n: usize,
    seed: u32,
}

impl Task for Sort {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, seed: u32) -> Box<dyn Work> {
        Box::new(Lists { n: params.integer("n") as usize, seed })
    }
}

impl Work for Lists {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let mut random = Random::new(self.seed, item);
        let mut numbers = vec![0; self.n];
        for block in numbers.chunks_mut(BLOCK) {
            context.checkpoint()?;
            draw(&mut random, block);
        }
        Ok(Output::Number(checksum(&sorted(numbers, context)?)))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        vec![figure("numbers sorted", grouped(ordered.len() as u128 * self.n as u128))]
    }
}

#[inline(never)]
fn draw(random: &mut Random, numbers: &mut [u32]) {
    numbers.fill_with(|| random.below(1_000_000) as u32);
}

/// Position times number, added up: of all orders the sorted one has the greatest sum. Below 2^53.
fn checksum(numbers: &[u32]) -> f64 {
    numbers.iter().zip(1..).map(|(&number, position): (_, u64)| position * u64::from(number)).sum::<u64>() as f64
}

/// Merge sort from the bottom up, in short steps, since std's sort can't be interrupted.
fn sorted(mut from: Vec<u32>, context: &Context) -> Result<Vec<u32>, Fault> {
    for run in from.chunks_mut(BLOCK) {
        context.checkpoint()?;
        sort_run(run);
    }
    let mut to = vec![0; from.len()];
    let mut width = BLOCK;
    while width < from.len() {
        for (pair, mut out) in from.chunks(2 * width).zip(to.chunks_mut(2 * width)) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while !out.is_empty() {
                context.checkpoint()?;
                let (block, rest) = out.split_at_mut(BLOCK.min(out.len()));
                merge(&mut left, &mut right, block);
                out = rest;
            }
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    Ok(from)
}

#[inline(never)]
fn sort_run(run: &mut [u32]) {
    run.sort_unstable();
}

/// Fills `out` with the least numbers of both lists and takes them off the lists.
#[inline(never)]
fn merge(left: &mut &[u32], right: &mut &[u32], out: &mut [u32]) {
    let (mut l, mut r) = (0, 0);
    for slot in out {
        let take_left = r == right.len() || (l < left.len() && left[l] <= right[r]);
        *slot = if take_left { left[l] } else { right[r] };
        l += usize::from(take_left);
        r += usize::from(!take_left);
    }
    (*left, *right) = (&left[l..], &right[r..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::run;
    use super::*;
    use crate::task::{StopFlag, Value};

    #[test]
    fn the_checksum_is_that_of_the_sorted_numbers() {
        for n in [1, 2, 2_048, 2_049, 10_000] {
            let outputs = run(&Sort, &[("n", Value::Number(f64::from(n)))], 3, 8);
            for (item, output) in outputs.iter().enumerate() {
                let mut random = Random::new(8, item as u32);
                // By other means: count how often each number occurs.
                let mut counts = vec![0_u64; 1_000_000];
                (0..n).for_each(|_| counts[random.below(1_000_000) as usize] += 1);
                let (mut position, mut sum) = (0, 0);
                for (number, count) in counts.into_iter().enumerate() {
                    for _ in 0..count {
                        position += 1;
                        sum += position * number as u64;
                    }
                }
                assert_eq!(output, &Output::Number(sum as f64), "item {item} of {n} numbers");
            }
        }
    }

    #[test]
    fn only_sorted_numbers_have_the_checksum() {
        assert!(checksum(&[1, 2, 3]) > checksum(&[1, 3, 2]));
        assert!(checksum(&[1, 2, 3]) > checksum(&[3, 2, 1]));
        assert!(100_000_f64 * 100_001.0 / 2.0 * 1e6 < 2_f64.powi(53));
    }

    proptest! {
        #[test]
        fn it_sorts_as_std_does(numbers in prop::collection::vec(0..5_000_u32, 0..9_000)) {
            let stop = StopFlag::new();
            let mut expected = numbers.clone();
            expected.sort();
            prop_assert_eq!(sorted(numbers, &Context::new("w", &stop)).unwrap(), expected);
        }
    }
}
