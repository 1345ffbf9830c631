//! What the tasks' tests share.

use crate::task::{Output, Params, Task, Value, serially};

/// The defaults with some parameters replaced.
pub fn params(task: &dyn Task, changed: &[(&str, Value)]) -> Params {
    let meta = task.meta();
    let replace = |params: Params, (name, value): &(&str, Value)| params.with(meta, name, value.clone());
    changed.iter().fold(Params::defaults(meta), replace)
}

/// All outputs, in item order.
pub fn run(task: &dyn Task, changed: &[(&str, Value)], items: u32, seed: u32) -> Vec<Output> {
    let work = task.prepare(&params(task, changed), items, seed);
    serially(&*work, items).expect("results")
}

/// The digest of outputs in item order, as reports have it.
pub fn digest(ordered: &[Output]) -> String {
    format!("{:016x}", Output::digest(ordered))
}
