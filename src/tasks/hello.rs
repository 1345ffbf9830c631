//! `hello`: each item is greeted by the worker that got it, so that one sees who did what, and in which order.

use crate::task::{Context, Fault, Meta, Output, Params, Task, Tutorial, Work, prose};

/// The task.
pub struct Hello;

static META: Meta = Meta {
    id: "hello",
    title: prose("Hello from a worker"),
    summary: prose("Each item returns its worker's name and a greeting: PoolWorker-3 - hello 7."),
    teaches: prose("Nobody decides beforehand which worker gets which item, and results may arrive out of order."),
    tutorials: &[Tutorial::A, Tutorial::B],
    item: prose("greeting"),
    items: 10,
    max_items: 100_000,
    params: &[],
    warm: true,
    rounds: None,
};

impl Task for Hello {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, _params: &Params, _items: u32, _seed: u32) -> Box<dyn Work> {
        Box::new(Hello)
    }
}

impl Work for Hello {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        context.checkpoint()?;
        Ok(Output::said(context.worker_name(), &format!("hello {item}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::StopFlag;

    #[test]
    fn the_worker_says_hello_and_its_name_is_no_part_of_the_result() {
        let stop = StopFlag::new();
        let said = Hello.run(7, &Context::new("PoolWorker-3", &stop)).unwrap();
        assert_eq!(said, Output::said("PoolWorker-3", "hello 7"));
        assert_eq!(said.text(), Some("hello 7"));
    }
}
