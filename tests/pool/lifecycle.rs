//! From `close` to `join`, `terminate`, the end of the scope, and misuse.

use std::sync::Arc;

use pool_playground::pool::crew::NativeSpawner;
use pool_playground::pool::{Callbacks, Pool, PoolError, RayonCrew, Spawn, ThreadCrew, variants::VARIANTS};
use pool_playground::task::StopFlag;

use super::support::{Gate, Log, PATIENCE, every_pool};

/// What each of the eight calls comes to, without its result; `chunksize` where it takes one.
fn all_calls(pool: &Pool, chunksize: Option<usize>) -> Vec<(&'static str, Option<PoolError>)> {
    let one = |item: &u32| *item;
    let star = |item: &u32, _: &u32| *item;
    let stars = || (0..3).map(|item| (item, item));
    vec![
        ("map", pool.map(one, 0..3, chunksize).err()),
        ("starmap", pool.starmap(star, stars(), chunksize).err()),
        ("imap", pool.imap(one, 0..3, chunksize).err()),
        ("imap_unordered", pool.imap_unordered(one, 0..3, chunksize).err()),
        ("apply", pool.apply(|| 1).err()),
        ("apply_async", pool.apply_async(|| 1, Callbacks::none()).err()),
        ("map_async", pool.map_async(one, 0..3, chunksize, Callbacks::none()).err()),
        ("starmap_async", pool.starmap_async(star, stars(), chunksize, Callbacks::none()).err()),
    ]
}

#[test]
fn no_call_is_taken_after_close_or_terminate() {
    for end in [Pool::close as fn(&Pool), Pool::terminate] {
        for (name, pool) in every_pool(2) {
            assert!(all_calls(&pool, None).iter().all(|(_, error)| error.is_none()));
            end(&pool);
            let calls = all_calls(&pool, None);
            assert_eq!(calls.len(), VARIANTS.len());
            for (call, error) in calls {
                assert_eq!(error, Some(PoolError::NotRunning), "{call}, {name}");
            }
            // A closed pool says so before it looks at the rest, as CPython's.
            assert_eq!(pool.map(|item: &u8| *item, 0..3, Some(0)).err(), Some(PoolError::NotRunning));
            assert_eq!(pool.join(), Ok(()));
        }
    }
}

#[test]
fn chunks_of_no_items_are_refused_by_every_call_that_takes_a_chunksize() {
    let pool = Pool::new(2).unwrap();
    for (call, error) in all_calls(&pool, Some(0)) {
        let takes_one = !call.starts_with("apply");
        assert_eq!(error, takes_one.then_some(PoolError::NoChunksize), "{call}");
    }
    // Also where there are no items.
    assert_eq!(pool.map(|item: &u8| *item, [], Some(0)).err(), Some(PoolError::NoChunksize));
    assert_eq!(pool.map(|item| item + 1, 0..3, None), Ok(vec![1, 2, 3]));
}

#[test]
fn a_pool_of_no_workers_is_refused() {
    assert_eq!(Pool::new(0).err(), Some(PoolError::NoWorkers));
    assert_eq!(RayonCrew::new(0).err(), Some(PoolError::NoWorkers));
    assert_eq!(Pool::with_initializer(0, |()| (), ()).err(), Some(PoolError::NoWorkers));
    let crew = ThreadCrew::new(0, Spawn::Core, Arc::new(NativeSpawner::default()));
    assert_eq!(crew.err(), Some(PoolError::NoWorkers));
}

#[test]
fn join_needs_close_first_and_then_waits_for_calls_in_flight() {
    for (name, pool) in every_pool(2) {
        assert_eq!(pool.join(), Err(PoolError::StillRunning), "{name}");
        let (gate, log) = (Gate::default(), Log::new());
        let held = {
            let (gate, log) = (gate.clone(), log.clone());
            move |item: &usize| {
                log.note("begun");
                gate.wait();
                log.note("done");
                *item
            }
        };
        let mut results = pool.map_async(held, 0..6, Some(1), Callbacks::none()).unwrap();
        pool.close();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                pool.join().unwrap();
                log.note("joined");
            });
            log.wait_for("begun");
            gate.open();
        });
        let seen = log.seen();
        assert_eq!(seen.iter().filter(|seen| **seen == "done").count(), 6, "{name}");
        assert_eq!(seen.last(), Some(&"joined"), "{name}");
        // What was asked for before the close is there, without a further wait.
        assert!(results.ready());
        assert_eq!(results.get(None), Ok((0..6).collect()));
    }
}

/// A function that notes its item and then holds it, with the log and the gate.
fn holding() -> (impl Fn(&usize) -> usize + Clone + Send + Sync + 'static, Log<usize>, Gate) {
    let (gate, log) = (Gate::default(), Log::new());
    let held = {
        let (gate, log) = (gate.clone(), log.clone());
        move |item: &usize| {
            log.note(*item);
            gate.wait();
            *item
        }
    };
    (held, log, gate)
}

#[test]
fn terminate_ends_callers_that_wait() {
    for (name, pool) in every_pool(2) {
        let (held, log, gate) = holding();
        std::thread::scope(|scope| {
            let in_map = scope.spawn(|| pool.map(held.clone(), 0..4, Some(1)).err());
            log.wait_until(|seen| !seen.is_empty());
            let mut results = pool.imap(held.clone(), 0..4, Some(1)).unwrap();
            let in_imap = scope.spawn(move || (results.next(), results.next().is_none()));
            pool.terminate();
            // The gate is still closed: they return although no item does.
            assert_eq!(in_map.join().unwrap(), Some(PoolError::Terminated), "{name}");
            assert_eq!(in_imap.join().unwrap(), (Some(Err(PoolError::Terminated)), true), "{name}");
        });
        gate.open();
        pool.join().unwrap();
        // Nothing was begun after the end: at most what was under way.
        assert!(log.seen().len() <= 2, "{name}: {:?}", log.seen());
    }
}

#[test]
fn leaving_the_scope_terminates() {
    for (name, pool) in every_pool(1) {
        let (held, log, gate) = holding();
        let mut results = pool.map_async(held.clone(), 0..5, Some(1), Callbacks::none()).unwrap();
        let mut stream = pool.imap(held, 0..5, Some(1)).unwrap();
        log.wait_for(0);
        drop(pool);
        assert_eq!(results.get(Some(PATIENCE)), Err(PoolError::Terminated), "{name}");
        assert_eq!(stream.next_timeout(Some(PATIENCE)), Err(PoolError::Terminated), "{name}");
        gate.open();
    }
}

#[test]
fn what_arrived_before_the_end_is_still_delivered() {
    let pool = Pool::new(1).unwrap();
    let (gate, log) = (Gate::default(), Log::new());
    let held = {
        let (gate, log) = (gate.clone(), log.clone());
        move |item: &usize| {
            log.note(*item);
            if *item == 2 {
                gate.wait();
            }
            *item
        }
    };
    let mut results = pool.imap(held, 0..5, None).unwrap();
    log.wait_for(2);
    pool.terminate();
    assert_eq!(results.by_ref().take(3).collect::<Vec<_>>(), [Ok(0), Ok(1), Err(PoolError::Terminated)]);
    assert_eq!(results.next(), None);
    gate.open();
}

#[test]
fn a_raised_stop_flag_ends_calls_and_lowering_it_lets_later_ones_run() {
    for (name, pool) in every_pool(2) {
        let stop = Arc::new(StopFlag::new());
        pool.observe(None, Some(Arc::clone(&stop)));
        let (held, log, gate) = holding();
        let mut results = pool.map_async(held, 0..1_000, Some(1), Callbacks::none()).unwrap();
        log.wait_until(|seen| !seen.is_empty());
        stop.raise();
        gate.open();
        assert_eq!(results.get(Some(PATIENCE)), Err(PoolError::Terminated), "{name}");
        pool.wait_idle();
        // Chunks under way go on to their end; guided ones begin with a quarter and three sixteenths.
        let under_way = if name.contains("Guided") { 438 } else { 2 };
        assert!(log.seen().len() <= under_way, "{name}: {} items", log.seen().len());
        stop.lower();
        assert_eq!(pool.map(|item| *item, 0..9, None), Ok((0..9).collect()), "{name}");
    }
}

#[test]
fn two_pools_on_one_crew_end_apart() {
    let crew = Arc::new(RayonCrew::new(2).unwrap());
    let kept = Pool::of(Arc::clone(&crew) as _);
    {
        let ended = Pool::of(Arc::clone(&crew) as _);
        assert_eq!(ended.map(|item| *item, 0..3, None), Ok(vec![0, 1, 2]));
    }
    assert_eq!(kept.map(|item| *item, 0..3, None), Ok(vec![0, 1, 2]));
}
