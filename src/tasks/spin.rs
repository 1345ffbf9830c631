//! `spin`: keeps a core busy for exactly as long as asked, so that schedules can be tried with known costs.

use crate::clock;
use crate::task::{Bound, Context, Fault, Kind, Meta, Output, Param, Params, Task, Work, prose};

/// The task.
pub struct Spin;

static META: Meta = Meta {
    id: "spin",
    title: prose("Busy waiting"),
    summary: prose("Each item keeps its worker busy for an exact time and returns its number."),
    teaches: prose("With costs known exactly, the measured time shows what chunks, start-up and idle workers add."),
    tutorials: &[],
    item: prose("turn"),
    items: 40,
    max_items: 10_000,
    params: &[Param {
        name: "ms",
        label: prose("milliseconds per item"),
        help: prose("How long each item keeps its worker busy."),
        kind: Kind::Number(Bound { min: 0.0, max: 1_000.0, default: 5.0 }),
    }],
    warm: false,
    rounds: None,
};

struct Busy {
    ms: f64,
}

impl Task for Spin {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, _seed: u32) -> Box<dyn Work> {
        Box::new(Busy { ms: params.number("ms") })
    }
}

impl Work for Busy {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let until_ms = clock::now_ms() + self.ms;
        loop {
            context.checkpoint()?;
            if clock::now_ms() >= until_ms {
                return Ok(Output::Number(f64::from(item)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    #[test]
    fn items_are_busy_as_long_as_they_say() {
        let from = clock::now_ms();
        assert_eq!(run(&Spin, &[("ms", Value::Number(3.0))], 3, 0), [0.0, 1.0, 2.0].map(Output::Number));
        assert!(clock::now_ms() - from >= 9.0);
    }
}
