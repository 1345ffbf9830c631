//! `wait`: items that only wait, as for a network or a disk. Workers help here even when cores don't.

use std::time::Duration;

use crate::task::{Bound, Context, Fault, Kind, Meta, Output, Param, Params, Task, Tutorial, Work, prose};

/// The task.
pub struct Wait;

static META: Meta = Meta {
    id: "wait",
    title: prose("Waiting"),
    summary: prose("Each item sleeps for a moment and returns ten times its number."),
    teaches: prose(
        "Waiting needs no core: more workers than cores still finish sooner, even under Python's global lock.",
    ),
    tutorials: &[Tutorial::C, Tutorial::E],
    item: prose("wait"),
    items: 8,
    max_items: 1_000,
    params: &[Param {
        name: "seconds",
        label: prose("seconds per item"),
        help: prose("How long each item sleeps before it returns."),
        kind: Kind::Number(Bound { min: 0.0, max: 10.0, default: 0.05 }),
    }],
    warm: false,
    rounds: None,
};

struct Wakes {
    after: Duration,
}

impl Task for Wait {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, _seed: u32) -> Box<dyn Work> {
        Box::new(Wakes { after: Duration::from_secs_f64(params.number("seconds")) })
    }
}

impl Work for Wakes {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        context.sleep(self.after)?;
        Ok(Output::Number(f64::from(item) * 10.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::clock;
    use crate::task::Value;

    #[test]
    fn items_last_as_long_as_they_say_and_return_ten_times_their_number() {
        let from = clock::now_ms();
        let outputs = run(&Wait, &[("seconds", Value::Number(0.005))], 4, 0);
        assert!(clock::now_ms() - from >= 20.0);
        assert_eq!(outputs, [0.0, 10.0, 20.0, 30.0].map(Output::Number));
    }
}
