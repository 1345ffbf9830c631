//! Fresh threads as a pool's workers: started anew by every call, as many at a time as there are workers.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread::ThreadId;

use pool_playground::pool::crew::NativeSpawner;
use pool_playground::pool::{Callbacks, Pool, PoolError, Spawn, Spawner, ThreadCrew, Worker};

use super::support::{Gate, PATIENCE, fresh};

fn whoami() -> (ThreadId, Worker) {
    (std::thread::current().id(), Worker::with_current(Worker::clone))
}

fn threads(pool: &Pool, items: usize) -> HashSet<ThreadId> {
    pool.map(|_| whoami().0, 0..items, Some(1)).unwrap().into_iter().collect()
}

#[test]
fn every_call_gets_threads_of_its_own() {
    for spawn in [Spawn::Core, Spawn::Item] {
        let pool = fresh(3, spawn);
        let (first, second) = (threads(&pool, 9), threads(&pool, 9));
        assert!(first.is_disjoint(&second), "{spawn:?}");
        assert!(!first.contains(&std::thread::current().id()));
    }
    // A pool's own workers are the same in every call.
    let pool = Pool::new(1).unwrap();
    assert_eq!(threads(&pool, 9), threads(&pool, 9));
}

#[test]
fn a_thread_a_core_is_as_many_as_there_are_workers_or_chunks() {
    // Each thread holds its first item until all threads are there: fewer would hang, more wouldn't meet.
    for (workers, items) in [(1, 5), (3, 3), (3, 30), (5, 2)] {
        let pool = fresh(workers, Spawn::Core);
        let expected = workers.min(items);
        let all_here = Arc::new(Barrier::new(expected));
        let met = move |item: &usize| {
            if *item < expected {
                all_here.wait();
            }
            whoami()
        };
        let seen = pool.map(met, 0..items, Some(1)).unwrap();
        let ids: HashSet<_> = seen.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids.len(), expected);
        let mut lanes: Vec<_> = seen.into_iter().map(|(_, worker)| (worker.index, worker.name)).collect();
        lanes.sort();
        lanes.dedup();
        let names = (0..expected).map(|index| (index, format!("Thread-{}", index + 1)));
        assert!(lanes.into_iter().eq(names));
    }
}

#[test]
fn a_thread_an_item_is_one_each_and_never_more_than_the_workers_at_a_time() {
    let pool = fresh(2, Spawn::Item);
    let (alive, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let pair = Arc::new(Barrier::new(2));
    let seen = {
        let (alive, most) = (Arc::clone(&alive), Arc::clone(&most));
        let call = move |_: &usize| {
            most.fetch_max(alive.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            // Two are at work at a time: each waits for another.
            pair.wait();
            alive.fetch_sub(1, Ordering::SeqCst);
            whoami()
        };
        pool.map(call, 0..10, Some(1)).unwrap()
    };
    assert_eq!(most.load(Ordering::SeqCst), 2);
    let ids: HashSet<_> = seen.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids.len(), 10);
    let names: HashSet<_> = seen.iter().map(|(_, worker)| worker.name.clone()).collect();
    assert_eq!(names, (1..=10).map(|number| format!("Thread-{number}")).collect());
    assert!(seen.iter().all(|(_, worker)| worker.index < 2));
}

#[test]
fn calls_in_flight_share_the_places_and_all_end() {
    for spawn in [Spawn::Core, Spawn::Item] {
        let pool = fresh(3, spawn);
        let call =
            |call: usize| pool.map_async(move |item| call * 100 + item, 0..20, Some(3), Callbacks::none()).unwrap();
        let results: Vec<_> = (0..10).map(call).collect();
        for (call, mut result) in results.into_iter().enumerate() {
            let expected: Vec<usize> = (0..20).map(|item| call * 100 + item).collect();
            assert_eq!(result.get(Some(PATIENCE)), Ok(expected), "{spawn:?}");
        }
    }
}

#[test]
fn waiting_until_idle_leaves_no_thread() {
    static GONE: AtomicUsize = AtomicUsize::new(0);
    struct AtExit;
    impl Drop for AtExit {
        fn drop(&mut self) {
            GONE.fetch_add(1, Ordering::SeqCst);
        }
    }
    thread_local! {
        static AT_EXIT: AtExit = const { AtExit };
    }
    let pool = fresh(2, Spawn::Item);
    for round in 1..=5 {
        pool.map(|_| AT_EXIT.with(|_| ()), 0..8, Some(1)).unwrap();
        pool.wait_idle();
        // Thread-locals go with their thread.
        assert_eq!(GONE.load(Ordering::SeqCst), round * 8);
    }
}

#[test]
fn waiting_until_idle_waits_for_threads_that_are_still_to_start() {
    let pool = fresh(1, Spawn::Item);
    let gate = Gate::default();
    let done = Arc::new(AtomicUsize::new(0));
    let held = {
        let (gate, done) = (gate.clone(), Arc::clone(&done));
        move |_: &usize| {
            gate.wait();
            done.fetch_add(1, Ordering::SeqCst);
        }
    };
    let results = pool.map_async(held, 0..6, Some(1), Callbacks::none()).unwrap();
    gate.open();
    pool.wait_idle();
    assert_eq!(done.load(Ordering::SeqCst), 6);
    assert!(results.ready());
}

/// Gives out a number of threads, then says no.
struct Stingy(AtomicUsize, NativeSpawner);

impl Spawner for Stingy {
    fn spawn(&self, body: Box<dyn FnOnce() + Send>) -> Result<(), String> {
        let left = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map_err(|_| "no more threads".to_owned())?;
        self.1.spawn(body)
    }

    fn settle(&self) {
        self.1.settle();
    }
}

#[test]
fn a_system_without_threads_ends_the_call_with_its_reason() {
    for (threads, spawn) in [(0, Spawn::Core), (0, Spawn::Item), (3, Spawn::Item)] {
        let spawner = Arc::new(Stingy(AtomicUsize::new(threads), NativeSpawner::default()));
        let pool = Pool::of(Arc::new(ThreadCrew::new(2, spawn, spawner).unwrap()));
        let mut result = pool.map_async(|item| *item, 0..8, Some(1), Callbacks::none()).unwrap();
        let error = result.get(Some(PATIENCE)).unwrap_err();
        assert_eq!(error, PoolError::Spawn("no more threads".to_owned()));
        pool.wait_idle();
    }
}
