//! Who gets what when: the order of delivery of each call, and the order of calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pool_playground::pool::{Callbacks, PoolError, Schedule, Spawn};

use super::support::{Gate, Log, PATIENCE, SCHEDULES, every_pool, fresh, pool};

/// `next` with patience: `Some(result)`, or `None` at the end.
fn next<R>(results: &mut pool_playground::pool::Imap<R>) -> Option<R> {
    results.next_timeout(Some(PATIENCE)).unwrap()
}

/// Whether `next` would block.
fn blocks<R: std::fmt::Debug>(results: &mut pool_playground::pool::Imap<R>) -> bool {
    match results.next_timeout(Some(Duration::ZERO)) {
        Err(PoolError::Timeout { waited_ms: 0 }) => true,
        other => panic!("{other:?} was delivered"),
    }
}

#[test]
fn map_keeps_item_order_when_items_finish_backwards() {
    for (name, pool) in every_pool(4) {
        let gates = [(); 5].map(|()| Gate::default());
        gates[4].open();
        let finished = Log::new();
        let log = finished.clone();
        let backwards = move |&item: &usize| {
            gates[item + 1].wait();
            log.note(item);
            gates[item].open();
            10 * item
        };
        let mut results = pool.map_async(backwards, 0..4, Some(1), Callbacks::none()).unwrap();
        assert_eq!(results.get(Some(PATIENCE)), Ok(vec![0, 10, 20, 30]), "{name}");
        assert_eq!(finished.seen(), [3, 2, 1, 0], "{name}");
    }
}

#[test]
fn map_and_starmap_block_until_the_last_item_is_done() {
    for (schedule, starred) in SCHEDULES.into_iter().flat_map(|schedule| [(schedule, false), (schedule, true)]) {
        let pool = pool(2, schedule);
        let (gate, log) = (Gate::default(), Log::new());
        let held = {
            let (gate, log) = (gate.clone(), log.clone());
            move |item: &usize, _of: &usize| {
                log.note("begun");
                if *item == 0 {
                    gate.wait();
                    log.note("last");
                }
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let result = match starred {
                    true => pool.starmap(held.clone(), (0..8).map(|item| (item, 8)), Some(1)),
                    false => pool.map(move |item| held(item, &8), 0..8, Some(1)),
                };
                result.unwrap();
                log.note("returned");
            });
            // Both workers are at it, the head held.
            log.wait_until(|seen| seen.len() >= 2);
            gate.open();
        });
        let ends: Vec<_> = log.seen().into_iter().filter(|what| *what != "begun").collect();
        assert_eq!(ends, ["last", "returned"], "{schedule:?}, starred: {starred}");
    }
}

#[test]
fn imap_yields_in_order_as_soon_as_the_head_is_there() {
    let pool = pool(2, Schedule::Queue);
    let (head, third, entered) = (Gate::default(), Gate::default(), Log::new());
    let item = {
        let (head, third, entered) = (head.clone(), third.clone(), entered.clone());
        move |&item: &usize| {
            entered.note(item);
            match item {
                0 => head.wait(),
                3 => third.wait(),
                _ => {}
            }
            item
        }
    };
    let mut results = pool.imap(item, 0..5, None).unwrap();
    // The other worker has begun with 3, so 1 and 2 are done and in the pool's hands.
    entered.wait_for(3);
    assert!(blocks(&mut results));
    head.open();
    assert_eq!([next(&mut results), next(&mut results), next(&mut results)], [Some(0), Some(1), Some(2)]);
    assert!(blocks(&mut results));
    third.open();
    assert_eq!([next(&mut results), next(&mut results), next(&mut results)], [Some(3), Some(4), None]);
}

#[test]
fn imap_unordered_yields_in_order_of_completion() {
    let pool = pool(2, Schedule::Queue);
    let (head, third, entered) = (Gate::default(), Gate::default(), Log::new());
    let item = {
        let (head, third, entered) = (head.clone(), third.clone(), entered.clone());
        move |&item: &usize| {
            entered.note(item);
            match item {
                0 => head.wait(),
                3 => third.wait(),
                _ => {}
            }
            item
        }
    };
    let mut results = pool.imap_unordered(item, 0..4, None).unwrap();
    entered.wait_for(3);
    assert_eq!([next(&mut results), next(&mut results)], [Some(1), Some(2)]);
    assert!(blocks(&mut results));
    third.open();
    assert_eq!(next(&mut results), Some(3));
    assert!(blocks(&mut results));
    head.open();
    assert_eq!([next(&mut results), next(&mut results)], [Some(0), None]);
}

#[test]
fn imap_holds_everything_back_for_its_head_on_every_pool() {
    for (name, pool) in every_pool(2) {
        let (head, done) = (Gate::default(), Log::new());
        let item = {
            let (head, done) = (head.clone(), done.clone());
            move |&item: &usize| {
                if item == 0 {
                    head.wait();
                }
                done.note(item);
                item
            }
        };
        let mut results = pool.imap(item, 0..20, Some(1)).unwrap();
        done.wait_until(|done| !done.is_empty());
        assert!(blocks(&mut results), "{name}");
        head.open();
        assert!(std::iter::from_fn(|| next(&mut results)).eq(0..20), "{name}");
    }
}

#[test]
fn imap_unordered_yields_every_item_once_on_every_pool() {
    for (name, pool) in every_pool(3) {
        for chunksize in [None, Some(1), Some(4), Some(100)] {
            let results = pool.imap_unordered(|item| *item, 0..50, chunksize).unwrap();
            let mut items: Vec<usize> = results.map(Result::unwrap).collect();
            items.sort_unstable();
            assert!(items.into_iter().eq(0..50), "{name}, {chunksize:?}");
        }
    }
}

#[test]
fn apply_is_one_call_at_a_time() {
    for (name, pool) in every_pool(4) {
        let (inside, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        for call in 0..20 {
            let (inside, most) = (Arc::clone(&inside), Arc::clone(&most));
            let result = pool.apply(move || {
                most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                inside.fetch_sub(1, Ordering::SeqCst);
                call
            });
            assert_eq!(result, Ok(call));
        }
        assert_eq!(most.load(Ordering::SeqCst), 1, "{name}");
    }
}

#[test]
fn apply_async_is_collected_in_the_order_of_the_calls_whatever_finishes_first() {
    for (name, pool) in every_pool(3) {
        let gates = [(); 4].map(|()| Gate::default());
        gates[3].open();
        let finished = Log::new();
        let call = |call: usize| {
            let (before, own, log) = (gates[call + 1].clone(), gates[call].clone(), finished.clone());
            let work = move || {
                before.wait();
                log.note(call);
                own.open();
                call
            };
            pool.apply_async(work, Callbacks::none()).unwrap()
        };
        let results = [0, 1, 2].map(call);
        assert_eq!(results.map(|mut result| result.get(Some(PATIENCE))), [Ok(0), Ok(1), Ok(2)], "{name}");
        assert_eq!(finished.seen(), [2, 1, 0], "{name}");
    }
}

#[test]
fn chunks_of_the_earlier_call_are_handed_out_first() {
    for pool in [pool(1, Schedule::Queue), fresh(1, Spawn::Core), fresh(1, Spawn::Item)] {
        let (gate, begun) = (Gate::default(), Log::new());
        let call = |name: &'static str| {
            let (gate, begun) = (gate.clone(), begun.clone());
            move |item: &usize| {
                begun.note((name, *item));
                gate.wait();
            }
        };
        let first = pool.map_async(call("first"), 0..3, Some(1), Callbacks::none()).unwrap();
        begun.wait_for(("first", 0));
        let second = pool.imap(call("second"), 0..2, None).unwrap();
        let third = pool.map_async(call("third"), 0..2, Some(2), Callbacks::none()).unwrap();
        gate.open();
        assert!(third.wait(Some(PATIENCE)) && first.wait(Some(PATIENCE)));
        assert_eq!(second.count(), 2);
        let expected =
            [("first", 0), ("first", 1), ("first", 2), ("second", 0), ("second", 1), ("third", 0), ("third", 1)];
        assert_eq!(begun.seen(), expected, "{pool:?}");
    }
}

#[test]
fn a_later_call_is_served_while_the_last_chunk_of_an_earlier_one_is_under_way() {
    for schedule in SCHEDULES {
        let pool = pool(2, schedule);
        let (gate, entered) = (Gate::default(), Log::new());
        let held = {
            let (gate, entered) = (gate.clone(), entered.clone());
            move |item: &usize| {
                entered.note(*item);
                gate.wait();
            }
        };
        let first = pool.map_async(held, 0..1, Some(1), Callbacks::none()).unwrap();
        entered.wait_for(0);
        let mut second = pool.map_async(|item| item + 1, 0..9, Some(2), Callbacks::none()).unwrap();
        assert_eq!(second.get(Some(PATIENCE)), Ok((1..10).collect()), "{schedule:?}");
        assert!(!first.ready());
        gate.open();
        assert!(first.wait(Some(PATIENCE)));
    }
}
