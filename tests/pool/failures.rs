//! Items and initializers that fail: what the caller learns, what goes on.

use std::sync::Arc;

use pool_playground::pool::crew::NativeSpawner;
use pool_playground::pool::{Callbacks, Crew, Pool, PoolError, RayonCrew, Schedule, Spawn, ThreadCrew, Worker};

use super::support::{Gate, Log, PATIENCE, SCHEDULES, every_pool, fail, item_error, pool};

fn me() -> String {
    Worker::with_current(|me| me.name.clone())
}

#[test]
fn the_error_names_item_worker_and_message() {
    for (name, pool) in every_pool(2) {
        let worker = Log::new();
        let log = worker.clone();
        let call = move |item: &usize| {
            if *item == 6 {
                log.note(me());
                fail("six is too much");
            }
        };
        let error = item_error(pool.map(call, 0..10, Some(3)));
        assert_eq!((error.item, error.message.as_str()), (6, "six is too much"), "{name}");
        assert_eq!(worker.seen(), std::slice::from_ref(&error.worker), "{name}");
        let known = error.worker.starts_with("PoolWorker-") || error.worker.starts_with("Thread-");
        assert!(known, "{name}: {}", error.worker);
        assert_eq!(error.to_string(), format!("item 6 failed on {}: six is too much", error.worker));
    }
}

#[test]
fn the_rest_of_the_failed_chunk_is_not_computed_and_every_other_chunk_is() {
    for (name, pool) in every_pool(2) {
        let begun = Log::new();
        let log = begun.clone();
        let call = move |item: &usize| {
            log.note(*item);
            if *item == 4 { fail("four") } else { *item }
        };
        // Thrice over: a failed call leaves the pool as it was.
        for round in 1..=3 {
            let error = item_error(pool.map(call.clone(), 0..12, Some(3)));
            assert_eq!(error.item, 4);
            // By the time of the error everything else is done.
            let mut expected: Vec<usize> = (0..12).filter(|item| *item != 5).cycle().take(round * 11).collect();
            expected.sort_unstable();
            assert_eq!(begun.sorted(), expected, "{name}");
        }
        assert_eq!(pool.map(|item| item + 1, 0..5, None), Ok(vec![1, 2, 3, 4, 5]), "{name}");
    }
}

#[test]
fn where_several_items_fail_the_first_failure_to_arrive_is_the_calls() {
    for (name, pool) in every_pool(3) {
        let results = pool.map(
            |item| {
                if item % 2 == 1 {
                    fail("odd")
                }
            },
            0..20,
            Some(1),
        );
        assert_eq!(item_error(results).item % 2, 1, "{name}");
    }
    let one = pool(1, Schedule::Queue);
    let results = one.map(
        |item| {
            if *item > 2 {
                fail("late")
            }
        },
        0..9,
        Some(1),
    );
    assert_eq!(item_error(results).item, 3);
}

#[test]
fn imap_goes_on_after_a_failed_item() {
    for (name, pool) in every_pool(2) {
        for ordered in [true, false] {
            let call = |item: &usize| if *item == 2 { fail("two") } else { *item };
            // A chunksize of 1: the default of some schedules is more.
            let results =
                if ordered { pool.imap(call, 0..5, Some(1)) } else { pool.imap_unordered(call, 0..5, Some(1)) };
            let results: Vec<_> = results.unwrap().collect();
            assert_eq!(results.len(), 5, "{name}");
            let place = results.iter().position(Result::is_err).unwrap();
            assert_eq!(item_error(results[place].clone()).item, 2);
            let mut others: Vec<_> = results.into_iter().flatten().collect();
            if ordered {
                assert_eq!(place, 2);
            } else {
                others.sort_unstable();
            }
            assert_eq!(others, [0, 1, 3, 4], "{name}");
        }
    }
}

#[test]
fn a_chunked_imap_ends_with_the_failed_chunk() {
    // Guided chunks are larger at first: see below.
    for schedule in [Schedule::Queue, Schedule::Static, Schedule::Stealing] {
        let pool = pool(1, schedule);
        let call = |item: &usize| if *item == 3 { fail("three") } else { *item };
        let results: Vec<_> = pool.imap(call, 0..8, Some(2)).unwrap().collect();
        // 2 goes with its chunk.
        let [Ok(0), Ok(1), Err(PoolError::Item(error))] = &results[..] else { panic!("{schedule:?}: {results:?}") };
        assert_eq!(error.item, 3);
        // Also where the last chunk has one item only.
        let results: Vec<_> = pool
            .imap(
                |item| {
                    if *item == 2 {
                        fail("two")
                    }
                },
                0..3,
                Some(2),
            )
            .unwrap()
            .collect();
        assert_eq!(results.len(), 3, "{schedule:?}");
    }
}

#[test]
fn imap_never_passes_over_items_in_silence() {
    // Static and guided schedules make chunks of several items also where nobody chose a chunksize.
    for schedule in SCHEDULES {
        let pool = pool(1, schedule);
        let call = |item: &usize| if *item == 0 { fail("zero") } else { *item };
        let results: Vec<_> = pool.imap(call, 0..8, None).unwrap().collect();
        assert_eq!(item_error(results[0].clone()).item, 0);
        let others: Vec<_> = results.into_iter().flatten().collect();
        assert!(others.is_empty() || others == [1, 2, 3, 4, 5, 6, 7], "{schedule:?}: {others:?}");
    }
}

#[test]
fn an_applied_function_that_fails_is_item_0_of_its_call() {
    let pool = Pool::new(1).unwrap();
    let error = item_error(pool.apply(|| -> u8 { fail("alone") }));
    assert_eq!((error.item, error.worker.as_str(), error.message.as_str()), (0, "PoolWorker-1", "alone"));
    let mut result = pool.apply_async(|| -> u8 { fail("later") }, Callbacks::none()).unwrap();
    assert_eq!(item_error(result.get(Some(PATIENCE))).message, "later");
}

#[test]
fn results_of_a_failed_call_are_dropped_once_each() {
    for (name, pool) in every_pool(2) {
        let alive = Arc::new(());
        let made = Arc::clone(&alive);
        let call = move |item: &usize| if *item == 40 { fail("forty") } else { Arc::clone(&made) };
        item_error(pool.map(call, 0..50, Some(4)));
        pool.wait_idle();
        drop(pool);
        // Ours alone is left: the closure's and every result's are gone, and none was dropped twice.
        assert_eq!(Arc::strong_count(&alive), 1, "{name}");
    }
}

#[test]
fn a_panic_with_any_payload_is_told() {
    let pool = Pool::new(1).unwrap();
    let number = item_error(pool.apply(|| -> u8 { std::panic::resume_unwind(Box::new(7_u32)) }));
    assert_eq!(number.message, "panicked with a value that is no text");
    let literal = item_error(pool.apply(|| -> u8 { std::panic::resume_unwind(Box::new("a literal")) }));
    assert_eq!(literal.message, "a literal");
}

#[test]
fn the_initializer_runs_once_in_each_worker_before_its_first_item() {
    let log = Log::new();
    let told = log.clone();
    let initializer = move |(word, number): (String, u32)| told.note((me(), word, number));
    let pool = Pool::with_initializer(3, initializer, ("ready".to_owned(), 7)).unwrap();
    let expected =
        ["PoolWorker-1", "PoolWorker-2", "PoolWorker-3"].map(|name| (name.to_owned(), "ready".to_owned(), 7));
    assert_eq!(log.sorted(), expected);
    assert_eq!(pool.map(|item| *item, 0..30, Some(1)).unwrap().len(), 30);
    assert_eq!(log.sorted(), expected);
}

#[test]
fn every_fresh_thread_runs_the_initializer_before_its_first_item() {
    let log = Log::new();
    let told = log.clone();
    let crew = ThreadCrew::new(2, Spawn::Item, Arc::new(NativeSpawner::default())).unwrap();
    crew.initialize(Arc::new(move || told.note((me(), "initializer")))).unwrap();
    let told = log.clone();
    let pool = Pool::of(Arc::new(crew));
    pool.map(move |_| told.note((me(), "item")), 0..3, Some(1)).unwrap();
    for thread in ["Thread-1", "Thread-2", "Thread-3"] {
        let own: Vec<_> = log.seen().into_iter().filter(|(name, _)| name == thread).map(|(_, what)| what).collect();
        assert_eq!(own, ["initializer", "item"], "{thread}");
    }
}

#[test]
fn a_failing_initializer_fails_at_once() {
    let told = |error| match error {
        Some(PoolError::Initializer { worker, message }) => (worker, message),
        other => panic!("{other:?}"),
    };
    let second_only = |()| {
        if me() == "PoolWorker-2" {
            fail("not here")
        }
    };
    let error = Pool::with_initializer(3, second_only, ()).err();
    assert_eq!(told(error), ("PoolWorker-2".to_owned(), "not here".to_owned()));
    // Fresh threads learn it with the first call.
    let crew = ThreadCrew::new(2, Spawn::Core, Arc::new(NativeSpawner::default())).unwrap();
    crew.initialize(Arc::new(|| fail("nor here"))).unwrap();
    let pool = Pool::of(Arc::new(crew));
    let (worker, message) = told(pool.map(|item: &u8| *item, 0..9, None).err());
    assert!(worker.starts_with("Thread-") && message == "nor here");
    pool.wait_idle();
}

/// CPython would start the service again, for ever, in new workers.
#[test]
fn a_service_that_panics_is_told_by_join_and_wakes_whoever_waits_for_it() {
    let waked = Gate::default();
    let service = |gate: Gate| match me().as_str() {
        "PoolWorker-2" => fail("out of order"),
        // As long as nobody says that there is nothing to wait for.
        _ => gate.wait(),
    };
    let opened = waked.clone();
    let pool = Pool::serving(RayonCrew::new(3).unwrap(), service, waked, move || opened.open());
    assert_eq!(pool.join(), Err(PoolError::StillRunning));
    pool.close();
    let expected = PoolError::Initializer { worker: "PoolWorker-2".to_owned(), message: "out of order".to_owned() };
    assert_eq!(pool.join(), Err(expected.clone()));
    // Once more says the same.
    assert_eq!(pool.join(), Err(expected));
}
