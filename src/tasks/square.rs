//! `square`: the least work there is, so that what remains is the cost of handing items out.

use crate::task::{Context, Fault, Figure, Meta, Output, Params, Task, Tutorial, Work};

/// The task.
pub struct Square;

static META: Meta = Meta {
    id: "square",
    title: "Squares",
    summary: "Squares its item: 0, 1, 4, 9, ...",
    teaches: "Work this small never pays: what you see is the cost of handing items out.",
    tutorials: &[Tutorial::C],
    item: "number",
    items: 100_000,
    max_items: 1_000_000,
    params: &[],
    warm: true,
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
    fn run(&self, item: u32, _context: &Context) -> Result<Output, Fault> {
        Ok(Output::Number(f64::from(item) * f64::from(item)))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let sum: f64 = ordered.iter().filter_map(Output::number).sum();
        vec![Figure { label: "sum of squares".to_owned(), value: sum.to_string() }]
    }
}
