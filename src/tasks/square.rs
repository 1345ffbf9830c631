//! `square`: the least work there is, so that what remains is the cost of handing items out.

use super::text::{figure, grouped, total};
use crate::task::{Context, Fault, Figure, Meta, Output, Params, Task, Tutorial, Work, prose};

/// The task.
pub struct Square;

static META: Meta = Meta {
    id: "square",
    title: prose("Squares"),
    summary: prose("Squares its item: 0, 1, 4, 9, ..."),
    teaches: prose("Work this small never pays: what you see is the cost of handing items out."),
    tutorials: &[Tutorial::C],
    item: prose("number"),
    items: 100_000,
    max_items: 1_000_000,
    params: &[],
    warm: true,
    rounds: None,
};

impl Task for Square {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, _params: &Params, _items: u32, _seed: u32) -> Box<dyn Work> {
        Box::new(Square)
    }
}

impl Work for Square {
    // No checkpoint: an item is over before one would matter.
    fn run(&self, item: u32, _context: &Context) -> Result<Output, Fault> {
        Ok(Output::Number(f64::from(item) * f64::from(item)))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        vec![figure("sum of squares", grouped(total(ordered)))]
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;

    #[test]
    fn the_sum_is_the_pyramidal_number_even_where_a_double_is_too_short() {
        let n = 500_000_u128;
        let outputs = run(&Square, &[], n as u32, 0);
        let expected = (n - 1) * n * (2 * n - 1) / 6;
        assert!(expected > 1 << 53);
        assert_eq!(Square.figures(&outputs), [figure("sum of squares", grouped(expected))]);
    }
}
