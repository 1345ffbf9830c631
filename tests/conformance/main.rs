//! The Pool against CPython: the same scenarios here and in Python (`scenarios.py` says how to run them), their
//! outcomes compared as JSON. Where CPython 3.11 or later is at hand, its answers are asked for again.

mod chunks;
mod ipc;
mod lifecycle;
mod processes;
mod results;
mod support;

use std::path::Path;
use std::process::Command;

use pool_playground::pool::{PoolError, Schedule, Spawn};
use serde_json::{Map, Value, json};

use support::{Make, pools};

/// A scenario: the name of its counterpart in Python, and what the crate makes of it.
type Scenario = (&'static str, fn(Make) -> Value);

macro_rules! scenarios {
    ($($file:ident::$name:ident),* $(,)?) => { &[$((stringify!($name), $file::$name)),*] };
}

const SCENARIOS: &[Scenario] = scenarios![
    chunks::default_chunksizes,
    chunks::chunks,
    chunks::chunks_begun,
    results::results,
    results::results_of_no_items,
    results::failures,
    results::failing_map,
    results::iteration_after_an_error,
    results::async_results,
    results::callbacks,
    results::callback_order,
    results::behind_a_slow_callback,
    lifecycle::delivery,
    lifecycle::order_of_calls,
    lifecycle::calls_after_the_end,
    lifecycle::misuse,
    lifecycle::join_after_close,
    lifecycle::initializer,
    processes::maxtasksperchild,
    ipc::locks,
    ipc::semaphores,
    ipc::conditions_and_events,
    ipc::barriers,
    ipc::barriers_of_several,
    ipc::queues,
    ipc::simple_queues,
    ipc::pipes,
    ipc::shared_values,
];

/// Where the crate does something else on purpose; see [`what_differs_differs_on_purpose`].
const DIFFERENCES: &str = "differences";

/// What CPython said when it was last asked.
fn fixture() -> Map<String, Value> {
    serde_json::from_str(include_str!("fixture.json")).unwrap()
}

#[test]
fn every_scenario_has_its_counterpart() {
    let mut here: Vec<&str> = SCENARIOS.iter().map(|(name, _)| *name).chain([DIFFERENCES]).collect();
    here.sort_unstable();
    let python = fixture();
    let mut there: Vec<&str> = python.keys().map(String::as_str).collect();
    there.sort_unstable();
    assert_eq!(here, there);
}

#[test]
fn every_kind_of_pool_does_what_cpython_does() {
    let python = fixture();
    for (kind, make) in pools() {
        for (name, scenario) in SCENARIOS {
            let here = scenario(make);
            assert_eq!(here, python[*name], "{name}, {kind}: CPython is on the right");
        }
    }
}

/// Two things differ from CPython:
///
/// * A `map` of chunksize 0 computes nothing in CPython and returns as many `None` as there are items. Here it is
///   refused with what CPython's `imap` says to a chunksize of 0.
/// * A result can be got twice in CPython. Here it moves to its taker, uncopied; the second `get` says so.
#[test]
fn what_differs_differs_on_purpose() {
    let nothing = json!([null, null, null]);
    let expected = json!({
        "map": nothing, "starmap": nothing, "map_async": nothing, "starmap_async": nothing, "get twice": [7, 7],
    });
    let python = fixture();
    assert_eq!(python[DIFFERENCES], expected);

    let refused = &python["misuse"]["imap of chunksize 0"];
    for (kind, make) in pools() {
        let pool = make(2);
        for (name, outcome) in support::all_calls(&pool, |item| item, 3, Some(0)) {
            let here = support::raised(outcome);
            assert_eq!(here, if name.starts_with("apply") { Value::Null } else { refused.clone() }, "{name}, {kind}");
        }
        let mut result = pool.apply_async(|| 7, Default::default()).unwrap();
        assert_eq!([result.get(None), result.get(None)], [Ok(7), Err(PoolError::Taken)], "{kind}");
    }
}

/// What has no counterpart in CPython has no Python exception.
#[test]
fn errors_of_our_own_are_not_passed_off_as_cpythons() {
    let worker = || "PoolWorker-1".to_owned();
    let own = [
        PoolError::Terminated,
        PoolError::Taken,
        PoolError::Spawn("no threads".to_owned()),
        PoolError::Initializer { worker: worker(), message: "no luck".to_owned() },
    ];
    assert_eq!(own.map(|error| error.python()), [None, None, None, None]);
}

/// Other schedules than Python's chunk otherwise; what calls return, raise and deliver stays CPython's.
#[test]
fn other_schedules_keep_to_cpythons_results() {
    let python = fixture();
    let makes: [(&str, Make); 4] = [
        ("static", |workers| support::pool(workers, Schedule::Static)),
        ("guided", |workers| support::pool(workers, Schedule::Guided)),
        ("stealing", |workers| support::pool(workers, Schedule::Stealing)),
        ("static, fresh threads", |workers| support::fresh(workers, Spawn::Core).with_schedule(Schedule::Static)),
    ];
    let names = ["results", "results_of_no_items", "failures", "async_results", "callbacks", "join_after_close"];
    for (kind, make) in makes {
        for (name, scenario) in SCENARIOS.iter().filter(|(name, _)| names.contains(name)) {
            assert_eq!(scenario(make), python[*name], "{name}, {kind}: CPython is on the right");
        }
    }
}

/// Asks the CPython at hand. What it says must be what the fixture says.
#[test]
fn the_fixture_is_what_cpython_says() {
    let new_enough = "import sys; sys.exit(sys.implementation.name != 'cpython' or sys.version_info < (3, 11))";
    if !Command::new("python3").args(["-c", new_enough]).output().is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no python3 here that is CPython 3.11 or later");
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/scenarios.py");
    let output = Command::new("python3").arg(script).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Map<String, Value> = serde_json::from_slice(&output.stdout).unwrap();
    let kept = fixture();
    for (name, kept) in &kept {
        assert_eq!(said.get(name), Some(kept), "{name}: what is kept is on the right");
    }
    assert!(said.keys().eq(kept.keys()), "scenarios without a row in the fixture: {:?}", said.keys());
}
