//! `errors`: an item that raises, callbacks that learn of it, and `get` that doesn't wait for ever.

use std::sync::Arc;
use std::time::Duration;

use super::{Bench, Lab, LabError, LabMeta, MAIN, Outcome, What};
use crate::pool::{AsyncResult, Callbacks, PoolError, Worker};
use crate::task::{Bound, Kind, Param, Params, Tutorial};

pub(super) struct Errors;

static META: LabMeta = LabMeta {
    id: "errors",
    title: "Errors, callbacks, timeouts",
    summary: "Each item is an apply_async with a callback and an error_callback. One of them raises: nobody hears of it but the \
              error_callback and whoever calls get. With a timeout, get gives up, and the item goes on.",
    tutorials: &[Tutorial::B, Tutorial::D],
    settings: &[
        Param {
            name: "raises",
            label: "item 3 raises",
            help: "Whether item 3 divides by zero.",
            kind: Kind::Flag { default: true },
        },
        Param {
            name: "timeout_ms",
            label: "get(timeout), ms",
            help: "How long get waits for each result, in the order of submission; 0: for ever.",
            kind: Kind::Integer(Bound { min: 0, max: 2_000, default: 100 }),
        },
        Param {
            name: "items",
            label: "items",
            help: "How many there are.",
            kind: Kind::Integer(Bound { min: 4, max: 16, default: 8 }),
        },
        Param {
            name: "item_ms",
            label: "an item takes, ms",
            help: "How long an item takes; every third takes four times as long.",
            kind: Kind::Integer(Bound { min: 1, max: 500, default: 70 }),
        },
        Param {
            name: "workers",
            label: "workers",
            help: "How many the pool has.",
            kind: Kind::Integer(Bound { min: 1, max: 8, default: 2 }),
        },
    ],
    limit_s: 60,
};

/// The item that divides by zero.
const RAISES: u32 = 3;

impl Lab for Errors {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let names = ["timeout_ms", "items", "item_ms", "workers"];
        let [timeout_ms, items, item_ms, workers] = names.map(|name| settings.integer(name));
        let raises = settings.flag("raises");
        let timeout = (timeout_ms > 0).then(|| Duration::from_millis(timeout_ms.into()));
        let pool = bench.pool(workers)?;
        let mut results = Vec::new();
        for item in 0..items {
            let [at_work, called, failed] = [(); 3].map(|()| Arc::clone(bench));
            let function = move || compute(&at_work, item, item_ms, raises);
            let callbacks = Callbacks::none()
                .callback(move |&result| called.note(MAIN, What::Callback, f64::from(item), result))
                .error_callback(move |_| failed.note(MAIN, What::ErrorCallback, f64::from(item), 0.0));
            results.push(pool.apply_async(function, callbacks)?);
            bench.note(MAIN, What::Submitted, f64::from(item), 0.0);
        }
        let mut counts = [0_u32; 3];
        // First within the timeout, then what wasn't there.
        let mut late = Vec::new();
        for (item, result) in (0..).zip(results) {
            if let Some(result) = collect(bench, item, result, timeout, &mut counts) {
                late.push((item, result));
            }
        }
        for (item, result) in late {
            collect(bench, item, result, None, &mut counts);
        }
        pool.close();
        pool.join()?;
        drop(pool);
        let [got, raised, timed_out] = counts.map(f64::from);
        Ok(Outcome::Errors { got, raised, timed_out })
    }
}

/// The item's work: 12 / (3 - item), after a while.
fn compute(bench: &Bench, item: u32, item_ms: u32, raises: bool) -> f64 {
    let who = Worker::with_current(|me| me.index as u32) + 1;
    bench.note(who, What::Began, f64::from(item), 0.0);
    if bench.pause(f64::from(item_ms * if item % 3 == 1 { 4 } else { 1 })).is_err() {
        std::panic::resume_unwind(Box::new("stopped"));
    }
    if raises && item == RAISES {
        bench.note(who, What::Raised, f64::from(item), 0.0);
        std::panic::resume_unwind(Box::new("ZeroDivisionError: division by zero"));
    }
    let divisor = f64::from(RAISES) - f64::from(item);
    let result = if divisor == 0.0 { 0.0 } else { 12.0 / divisor };
    bench.note(who, What::Ended, f64::from(item), result);
    result
}

/// `get`; gives the promise back where it came to its timeout.
fn collect(
    bench: &Bench,
    item: u32,
    mut result: AsyncResult<f64>,
    timeout: Option<Duration>,
    [got, raised, timed_out]: &mut [u32; 3],
) -> Option<AsyncResult<f64>> {
    match result.get(timeout) {
        Ok(value) => {
            *got += 1;
            bench.note(MAIN, What::Got, f64::from(item), value);
        }
        Err(PoolError::Timeout { .. }) => {
            *timed_out += 1;
            bench.note(MAIN, What::TimedOut, f64::from(item), 0.0);
            return Some(result);
        }
        Err(_) => {
            *raised += 1;
            bench.note(MAIN, What::GotError, f64::from(item), 0.0);
        }
    }
    None
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::Entry;
    use super::super::testing::run;
    use super::*;

    fn items(entries: &[Entry], what: What) -> Vec<f64> {
        let mut items: Vec<f64> = entries.iter().filter(|entry| entry.what == what).map(|entry| entry.a).collect();
        items.sort_by(f64::total_cmp);
        items
    }

    #[test]
    fn each_item_comes_to_its_own_callback_and_get() {
        let given = [("raises", "true"), ("timeout_ms", "0"), ("items", "6"), ("item_ms", "1")];
        let (outcome, entries) = run(&Errors, &given);
        assert_eq!(outcome, Outcome::Errors { got: 5.0, raised: 1.0, timed_out: 0.0 });
        let well = [0.0, 1.0, 2.0, 4.0, 5.0];
        assert_eq!(items(&entries, What::Callback), well);
        assert_eq!(items(&entries, What::Got), well);
        for what in [What::Raised, What::ErrorCallback, What::GotError] {
            assert_eq!(items(&entries, what), [3.0]);
        }
    }

    #[test]
    fn a_get_that_came_to_its_timeout_gets_the_result_later() {
        // Items 1 and 4 take 200 ms; nobody waits longer than 1 ms for any.
        let given = [("raises", "false"), ("timeout_ms", "1"), ("items", "5"), ("item_ms", "50")];
        let (outcome, entries) = run(&Errors, &given);
        let Outcome::Errors { got, raised, timed_out } = outcome else { panic!("{outcome:?}") };
        assert_eq!((got, raised), (5.0, 0.0));
        assert!(timed_out >= 4.0, "{timed_out}");
        assert_eq!(items(&entries, What::Got), [0.0, 1.0, 2.0, 3.0, 4.0]);
    }
}
