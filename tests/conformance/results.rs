//! What calls return, raise and call back. The counterpart is `results.py`.

use std::sync::{Arc, OnceLock};

use pool_playground::pool::{AsyncResult, Callbacks, Imap, Pool, PoolError};
use serde_json::{Value, json};

use super::support::{Gate, Log, Make, PATIENCE, all_calls, failing, raised, text};

fn same(item: u32) -> u32 {
    item
}

pub fn results(make: Make) -> Value {
    all_calls(&make(2), same, 9, None).into_iter().map(|(name, outcome)| (name.to_owned(), outcome.unwrap())).collect()
}

pub fn results_of_no_items(make: Make) -> Value {
    let pool = make(2);
    let calls = all_calls(&pool, same, 0, None).into_iter().filter(|(name, _)| !name.starts_with("apply"));
    let mut found: Value = calls.map(|(name, outcome)| (name.to_owned(), outcome.unwrap())).collect();
    let called = Log::new();
    let noted = called.clone();
    let callback = Callbacks::none().callback(move |results: &Vec<u32>| noted.note(results.clone()));
    let result = pool.map_async(|item| *item, 0..0, None, callback).unwrap();
    found["callback"] = json!({ "at once": [result.ready(), result.successful().unwrap()], "called": called.seen() });
    found
}

/// What a failing item is to each call.
pub fn failures(make: Make) -> Value {
    let calls = all_calls(&make(2), failing([1]), 3, None).into_iter();
    calls.map(|(name, outcome)| (name.to_owned(), raised(outcome))).collect()
}

/// What was computed by the time the error came, and that the pool goes on.
pub fn failing_map(make: Make) -> Value {
    let ran = Log::new();
    let noted = ran.clone();
    let function = move |item: &u32| {
        noted.note(*item);
        failing([4])(*item)
    };
    let pool = make(2);
    let error = raised(pool.map(function, 0..12, Some(3)));
    let at_error = ran.sorted();
    let afterwards = pool.map(|item| *item, 0..4, None).unwrap();
    let first = raised(make(1).map(|item| failing([3, 5, 7])(*item), 0..9, Some(1)));
    json!({ "raised": error, "ran": at_error, "afterwards": afterwards, "first of several": first })
}

fn outcomes(results: Imap<u32>) -> Vec<Value> {
    results.map(|result| result.map_or_else(|error| json!(text(&error)), Value::from)).collect()
}

/// Rows: the call, the number of items, the chunksize, the failing item, then results and the texts of errors.
pub fn iteration_after_an_error(make: Make) -> Value {
    let cases = [(5, 1, 2), (5, 1, 0), (8, 2, 3), (8, 2, 2), (3, 2, 2), (9, 3, 7)];
    let row = |call: &str, items: u32, chunksize: usize, bad: u32| {
        let pool = make(1);
        let function = move |item: &u32| failing([bad])(*item);
        let results = match call {
            "imap" => pool.imap(function, 0..items, Some(chunksize)),
            _ => pool.imap_unordered(function, 0..items, Some(chunksize)),
        };
        json!([call, items, chunksize, bad, outcomes(results.unwrap())])
    };
    let calls = ["imap", "imap_unordered"].into_iter();
    calls.flat_map(|call| cases.map(|(items, chunksize, bad)| row(call, items, chunksize, bad))).collect()
}

/// Ready, successful; before it is there, afterwards, and where an item failed.
pub fn async_results(make: Make) -> Value {
    let (pool, gate) = (make(2), Gate::default());
    let held = {
        let gate = gate.clone();
        move |item: &u32| {
            gate.wait();
            *item
        }
    };
    let mut result = pool.map_async(held, 0..3, None, Callbacks::none()).unwrap();
    let before = json!([result.ready(), raised(result.get(Some(Default::default())))[0]]);
    gate.open();
    let got = result.get(Some(PATIENCE)).unwrap();
    let after = json!([result.ready(), result.successful().unwrap()]);
    let mut result = pool.map_async(|item| failing([1])(*item), 0..3, None, Callbacks::none()).unwrap();
    assert!(result.wait(Some(PATIENCE)));
    let failed = json!([result.ready(), result.successful().unwrap(), raised(result.get(None))]);
    json!({ "before": before, "got": got, "after": after, "failed": failed })
}

/// What was called, with what, and whether the result was ready by then.
fn called(pool: &Pool, function: impl Fn(u32) -> u32 + Send + Sync + 'static) -> Vec<Value> {
    let (gate, log) = (Gate::default(), Log::new());
    let slot: Arc<OnceLock<AsyncResult<Vec<u32>>>> = Arc::default();
    let note = |name: &'static str| {
        let (slot, log) = (Arc::clone(&slot), log.clone());
        move |what: Value| log.note(json!([name, what, slot.get().map(AsyncResult::ready)]))
    };
    let (success, failure) = (note("callback"), note("error_callback"));
    let callbacks = Callbacks::none()
        .callback(move |results: &Vec<u32>| success(json!(results)))
        .error_callback(move |error: &PoolError| failure(json!(text(error))));
    let held = {
        let gate = gate.clone();
        move |item: &u32| {
            gate.wait();
            function(*item)
        }
    };
    slot.set(pool.map_async(held, 0..3, Some(1), callbacks).unwrap()).unwrap();
    gate.open();
    assert!(slot.get().unwrap().wait(Some(PATIENCE)));
    log.seen()
}

pub fn callbacks(make: Make) -> Value {
    let pool = make(2);
    json!({ "success": called(&pool, same), "failure": called(&pool, failing([1])) })
}

/// What notes its name and what it gets.
fn noting(log: &Log<Value>) -> Callbacks<u32> {
    let (told, failed) = (log.clone(), log.clone());
    Callbacks::none()
        .callback(move |result: &u32| told.note(json!(["callback", result])))
        .error_callback(move |error| failed.note(json!(["error_callback", text(error)])))
}

/// Four workers; the calls end in another order than they began, one of them by a panic.
pub fn callback_order(make: Make) -> Value {
    let (pool, log) = (make(4), Log::new());
    let gates: [Gate; 4] = Default::default();
    for (item, gate) in (0..).zip(gates.clone()) {
        let function = move || {
            gate.wait();
            failing([3])(item)
        };
        drop(pool.apply_async(function, noting(&log)).unwrap());
    }
    for (called, item) in (1..).zip([2, 0, 3, 1]) {
        gates[item].open();
        log.wait_until(|seen| seen.len() == called);
    }
    json!(log.seen())
}

/// The first call's callback lasts until the last call has begun; those that ended meanwhile are called in the order of their ends.
/// Callbacks keep a worker here, so there is one more than in CPython; and one that goes through the other calls in order, which fresh
/// threads don't.
pub fn behind_a_slow_callback(_: Make) -> Value {
    let (pool, log) = (Pool::new(2).unwrap(), Log::new());
    let [begun, last]: [Gate; 2] = Default::default();
    let (has_begun, is_last, slow) = (begun.clone(), last.clone(), log.clone());
    let callback = move |result: &u32| {
        has_begun.open();
        is_last.wait();
        slow.note(json!(["callback", result]));
    };
    drop(pool.apply_async(|| 0, Callbacks::none().callback(callback)).unwrap());
    for item in 1..4 {
        let (begun, last) = (begun.clone(), last.clone());
        let function = move || {
            match item {
                1 => begun.wait(),
                3 => last.open(),
                _ => {}
            }
            failing([2])(item)
        };
        drop(pool.apply_async(function, noting(&log)).unwrap());
    }
    log.wait_until(|seen| seen.len() == 4);
    json!(log.seen())
}
