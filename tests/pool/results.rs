//! `AsyncResult` and its callbacks; calls of no items.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use pool_playground::pool::{AsyncResult, Callbacks, Pool, PoolError};

use super::support::{Gate, Log, PATIENCE, every_pool, fail, item_error};

const NOW: Option<Duration> = Some(Duration::ZERO);

#[test]
fn a_result_can_be_asked_before_and_after_it_is_there() {
    for (name, pool) in every_pool(2) {
        let gate = Gate::default();
        let held = {
            let gate = gate.clone();
            move |item: &usize| {
                gate.wait();
                item + 1
            }
        };
        let mut result = pool.map_async(held, 0..3, None, Callbacks::none()).unwrap();
        assert!(!result.ready(), "{name}");
        assert!(!result.wait(NOW));
        assert_eq!(result.successful(), Err(PoolError::NotReady));
        assert_eq!(result.get(NOW), Err(PoolError::Timeout { waited_ms: 0 }));
        assert_eq!(result.get(Some(Duration::from_millis(2))), Err(PoolError::Timeout { waited_ms: 2 }));
        gate.open();
        assert!(result.wait(Some(PATIENCE)));
        assert!(result.ready());
        assert_eq!(result.successful(), Ok(true));
        assert_eq!(result.get(NOW), Ok(vec![1, 2, 3]), "{name}");
        // Unlike Python's, a result moves to its taker.
        assert_eq!(result.get(NOW), Err(PoolError::Taken));
        assert_eq!((result.ready(), result.successful()), (true, Ok(true)));
    }
}

#[test]
fn a_failed_result_is_ready_and_not_successful() {
    let pool = Pool::new(2).unwrap();
    let mut result = pool.apply_async(|| -> u32 { fail("no luck") }, Callbacks::none()).unwrap();
    assert!(result.wait(Some(PATIENCE)));
    assert_eq!(result.successful(), Ok(false));
    assert_eq!(item_error(result.get(NOW)).message, "no luck");
    assert_eq!((result.successful(), result.get(NOW)), (Ok(false), Err(PoolError::Taken)));
}

#[test]
fn imap_can_be_asked_with_a_timeout_and_asked_again() {
    let pool = Pool::new(1).unwrap();
    let gate = Gate::default();
    let held = {
        let gate = gate.clone();
        move |item: &usize| {
            gate.wait();
            *item
        }
    };
    let mut results = pool.imap(held, 0..2, None).unwrap();
    let in_vain = results.next_timeout(Some(Duration::from_millis(3)));
    assert_eq!(in_vain, Err(PoolError::Timeout { waited_ms: 3 }));
    gate.open();
    assert!(results.map(Result::unwrap).eq(0..2));
}

#[test]
fn the_callback_is_called_with_the_result_before_it_is_ready() {
    for (name, pool) in every_pool(2) {
        let (gate, log) = (Gate::default(), Log::new());
        let slot: Arc<OnceLock<AsyncResult<Vec<usize>>>> = Arc::default();
        let callbacks = {
            let (slot, log, wrong) = (Arc::clone(&slot), log.clone(), log.clone());
            Callbacks::none()
                .callback(move |results: &Vec<usize>| {
                    let ready = slot.get().map(AsyncResult::ready);
                    log.note(format!("{results:?}, ready: {ready:?}"));
                })
                .error_callback(move |error| wrong.note(error.to_string()))
        };
        let held = {
            let gate = gate.clone();
            move |item: &usize| {
                gate.wait();
                *item
            }
        };
        slot.set(pool.map_async(held, 0..2, Some(1), callbacks).unwrap()).unwrap();
        gate.open();
        assert!(slot.get().unwrap().wait(Some(PATIENCE)));
        // Before ready: whoever has waited sees what the callback did.
        assert_eq!(log.seen(), ["[0, 1], ready: Some(false)"], "{name}");
    }
}

#[test]
fn the_error_callback_is_called_with_the_error_and_the_other_is_not() {
    let pool = Pool::new(2).unwrap();
    let log = Log::new();
    let callbacks = {
        let (log, wrong) = (log.clone(), log.clone());
        Callbacks::none().callback(move |_: &Vec<()>| wrong.note("callback".to_owned())).error_callback(move |error| {
            match error {
                PoolError::Item(error) => log.note(format!("{} {}", error.item, error.message)),
                other => log.note(other.to_string()),
            }
        })
    };
    let results = pool
        .map_async(
            |item| {
                if *item == 5 {
                    fail("five")
                }
            },
            0..10,
            Some(1),
            callbacks,
        )
        .unwrap();
    assert!(results.wait(Some(PATIENCE)));
    assert_eq!(log.seen(), ["5 five"]);
}

#[test]
fn callbacks_of_a_pool_never_overlap() {
    let pool = Pool::new(4).unwrap();
    let (inside, calls) = (Arc::new(AtomicUsize::new(0)), Log::new());
    let call = |_| {
        let (inside, calls) = (Arc::clone(&inside), calls.clone());
        let callback = move |_: &()| {
            let before = inside.fetch_add(1, Ordering::SeqCst);
            // Time for another one to come in, were it let in.
            (0..100).for_each(|_| std::thread::yield_now());
            inside.fetch_sub(1, Ordering::SeqCst);
            calls.note(before);
        };
        pool.apply_async(|| (), Callbacks::none().callback(callback)).unwrap()
    };
    let results: Vec<_> = (0..40).map(call).collect();
    assert!(results.iter().all(|result| result.wait(Some(PATIENCE))));
    assert_eq!(calls.seen(), [0; 40]);
}

#[test]
fn a_callback_that_panics_loses_neither_the_result_nor_the_worker() {
    let pool = Pool::new(1).unwrap();
    let mut result = pool.apply_async(|| 7, Callbacks::none().callback(|_: &i32| fail("in the callback"))).unwrap();
    assert_eq!(result.get(Some(PATIENCE)), Ok(7));
    assert_eq!(pool.apply(|| 8), Ok(8));
}

#[test]
fn a_callback_may_terminate_its_pool() {
    let pool = Arc::new(Pool::new(1).unwrap());
    let (gate, log) = (Gate::default(), Log::new());
    let callback = {
        let (pool, log) = (Arc::downgrade(&pool), log.clone());
        move |_: &()| {
            pool.upgrade().unwrap().terminate();
            log.note("terminated");
        }
    };
    let hold = {
        let gate = gate.clone();
        move || gate.wait()
    };
    let first = pool.apply_async(hold, Callbacks::none().callback(callback)).unwrap();
    let told = log.clone();
    let queued = Callbacks::none().callback(|_: &()| ()).error_callback(move |_| told.note("told"));
    let mut second = pool.apply_async(|| (), queued).unwrap();
    gate.open();
    assert!(first.wait(Some(PATIENCE)));
    assert_eq!(second.get(Some(PATIENCE)), Err(PoolError::Terminated));
    // As in CPython, nobody is called for what a terminate ends.
    assert_eq!(log.seen(), ["terminated"]);
}

#[test]
fn calls_of_no_items_are_done_at_once_and_call_nobody() {
    for (name, pool) in every_pool(2) {
        let none = || std::iter::empty::<u32>();
        assert_eq!(pool.map(|item: &u32| *item, none(), None), Ok(vec![]), "{name}");
        assert_eq!(pool.starmap(|item: &u32| *item, none().map(|item| (item,)), Some(3)), Ok(vec![]));
        assert_eq!(pool.imap(|item| *item, none(), None).unwrap().next_timeout(NOW), Ok(None));
        assert_eq!(pool.imap_unordered(|item| *item, none(), Some(2)).unwrap().count(), 0);
        let log: Log<usize> = Log::new();
        let told = log.clone();
        let callbacks = || {
            let told = told.clone();
            Callbacks::none().callback(move |results: &Vec<u32>| told.note(results.len()))
        };
        let mut result = pool.map_async(|item| *item, none(), None, callbacks()).unwrap();
        assert_eq!((result.ready(), result.successful(), result.get(NOW)), (true, Ok(true), Ok(vec![])));
        let starred = pool.starmap_async(|item: &u32| *item, none().map(|item| (item,)), None, callbacks());
        assert!(starred.unwrap().ready());
        assert!(log.seen().is_empty(), "{name}");
        assert_eq!(pool.apply(|| 1), Ok(1), "{name}");
    }
}
