//! Who gets what when, and the life of a pool. The counterpart is `lifecycle.py`.

use std::sync::Arc;
use std::time::Duration;

use pool_playground::pool::crew::NativeSpawner;
use pool_playground::pool::{Callbacks, Imap, Pool, Spawn, ThreadCrew};
use serde_json::{Value, json};

use super::support::{Gate, Log, Make, PATIENCE, all_calls, raised};

/// A function that holds 0 and 3, with their gates, and the log of what has begun.
fn held() -> (impl Fn(&u32) -> u32 + Send + Sync + 'static, [Gate; 2], Log<u32>) {
    let (gates, begun) = ([Gate::default(), Gate::default()], Log::new());
    let function = {
        let ([zero, three], begun) = (gates.clone(), begun.clone());
        move |item: &u32| {
            begun.note(*item);
            match item {
                0 => zero.wait(),
                3 => three.wait(),
                _ => {}
            }
            *item
        }
    };
    (function, gates, begun)
}

/// What `next` gives; null at the end.
fn next(results: &mut Imap<u32>) -> Value {
    json!(results.next_timeout(Some(PATIENCE)).unwrap())
}

/// The class of what `next` raises when it mustn't wait.
fn now(results: &mut Imap<u32>) -> Value {
    raised(results.next_timeout(Some(Duration::ZERO)))[0].clone()
}

fn rest(results: Imap<u32>) -> impl Iterator<Item = Value> {
    results.map(|result| json!(result.unwrap()))
}

/// Two workers; 0 and 3 are held. What `next` gives, or the class of what it raises.
pub fn delivery(make: Make) -> Value {
    let pool = make(2);
    let (function, [zero, three], begun) = held();
    let mut ordered = pool.imap(function, 0..5, None).unwrap();
    begun.wait_for(3);
    let mut in_order = vec![now(&mut ordered)];
    zero.open();
    in_order.extend([next(&mut ordered), next(&mut ordered), next(&mut ordered), now(&mut ordered)]);
    three.open();
    in_order.extend(rest(ordered));

    let (function, [zero, three], begun) = held();
    let mut unordered = pool.imap_unordered(function, 0..4, None).unwrap();
    begun.wait_for(3);
    let mut completed = vec![next(&mut unordered), next(&mut unordered), now(&mut unordered)];
    three.open();
    completed.extend([next(&mut unordered), now(&mut unordered)]);
    zero.open();
    completed.extend(rest(unordered));
    json!({ "imap": in_order, "imap_unordered": completed })
}

/// One worker, four calls in flight: what it begins after what.
pub fn order_of_calls(make: Make) -> Value {
    let (pool, gate, begun) = (make(1), Gate::default(), Log::new());
    let call = |name: &'static str| {
        let (gate, begun) = (gate.clone(), begun.clone());
        move |item: &u32| {
            begun.note(json!([name, item]));
            gate.wait();
        }
    };
    let third = call("third");
    let first = pool.map_async(call("first"), 0..3, Some(1), Callbacks::none()).unwrap();
    let results = pool.imap(call("second"), 0..2, None).unwrap();
    let _promise = pool.apply_async(move || third(&0), Callbacks::none()).unwrap();
    let last = pool.map_async(call("fourth"), 0..2, Some(2), Callbacks::none()).unwrap();
    gate.open();
    assert!(last.wait(Some(PATIENCE)) && first.wait(Some(PATIENCE)));
    assert_eq!(results.count(), 2);
    json!(begun.seen())
}

pub fn calls_after_the_end(make: Make) -> Value {
    let after = |end: fn(&Pool)| -> Value {
        let pool = make(1);
        end(&pool);
        let calls = all_calls(&pool, |item| item, 3, None).into_iter();
        let mut found: Value = calls.map(|(name, outcome)| (name.to_owned(), raised(outcome))).collect();
        found["map of chunksize 0"] = raised(pool.map(|item| *item, 0..3, Some(0)));
        found["join"] = raised(pool.join());
        found
    };
    json!({ "close": after(Pool::close), "terminate": after(Pool::terminate) })
}

pub fn misuse(make: Make) -> Value {
    let (pool, gate) = (make(1), Gate::default());
    let mut found = json!({ "join": raised(pool.join()) });
    found["imap of chunksize 0"] = raised(pool.imap(|item| *item, 0..3, Some(0)));
    found["imap_unordered of chunksize 0"] = raised(pool.imap_unordered(|item| *item, 0..3, Some(0)));
    let held = {
        let gate = gate.clone();
        move || gate.wait()
    };
    let mut result = pool.apply_async(held, Callbacks::none()).unwrap();
    let mut results = pool.imap(|item| *item, 0..3, None).unwrap();
    found["get"] = raised(result.get(Some(Duration::ZERO)));
    found["next"] = raised(results.next_timeout(Some(Duration::ZERO)));
    found["successful"] = raised(result.successful());
    gate.open();
    assert!(result.wait(Some(PATIENCE)));
    found["Pool(0)"] = raised(Pool::new(0));
    found["ThreadPool(0)"] = raised(ThreadCrew::new(0, Spawn::Core, Arc::new(NativeSpawner::default())));
    found
}

pub fn join_after_close(make: Make) -> Value {
    let (pool, gate, log) = (make(2), Gate::default(), Log::new());
    let function = {
        let (gate, log) = (gate.clone(), log.clone());
        move |_: &u32| {
            gate.wait();
            log.note(json!("item"));
        }
    };
    let result = pool.map_async(function, 0..4, Some(1), Callbacks::none()).unwrap();
    pool.close();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            pool.join().unwrap();
            log.note(json!("joined"));
        });
        gate.open();
    });
    log.note(json!(result.ready()));
    json!(log.seen())
}

/// A pool's own workers only: CPython has no fresh threads.
pub fn initializer(_: Make) -> Value {
    let log = Log::new();
    let noted = log.clone();
    let told = move |(word, number): (&str, u32)| noted.note(json!([word, number]));
    let pool = Pool::with_initializer(3, told, ("ready", 7)).unwrap();
    assert_eq!(pool.map(|item| *item, 0..30, Some(1)), Ok((0..30).collect()));
    json!(log.seen())
}
