//! Chunk boundaries. Where every item fails, a chunk gets no further than its first item: so the items that were begun
//! are the chunks' beginnings, whatever worker got them.

use pool_playground::pool::{Callbacks, Pool, Schedule, Spawn, map_chunksize};
use proptest::prelude::*;

use super::support::{Log, SCHEDULES, every_pool, fail, fresh, pool};

/// The first items of the chunks of a `map`.
fn map_chunks(pool: &Pool, items: usize, chunksize: Option<usize>) -> Vec<usize> {
    let begun = Log::new();
    let log = begun.clone();
    let call = move |item: &usize| {
        log.note(*item);
        fail("next chunk, please")
    };
    let results: Result<Vec<()>, _> = pool.map(call, 0..items, chunksize);
    assert!(results.is_err());
    begun.sorted()
}

/// The first items of the chunks of an `imap`.
fn imap_chunks(pool: &Pool, items: usize, chunksize: Option<usize>, ordered: bool) -> Vec<usize> {
    let begun = Log::new();
    let log = begun.clone();
    let call = move |item: &usize| -> usize {
        log.note(*item);
        fail("next chunk, please")
    };
    let range = 0..items;
    let results = if ordered { pool.imap(call, range, chunksize) } else { pool.imap_unordered(call, range, chunksize) };
    results.unwrap().for_each(drop);
    pool.wait_idle();
    begun.sorted()
}

fn every(step: usize, items: usize) -> Vec<usize> {
    (0..items).step_by(step).collect()
}

#[test]
fn the_default_of_map_is_a_quarter_of_a_workers_share() {
    // Worked out by hand from the tutorial's rule: items / (4 x workers), rounded up.
    for (items, workers, chunksize) in
        [(1, 1, 1), (4, 1, 1), (5, 1, 2), (8, 2, 1), (9, 2, 2), (100, 4, 7), (112, 4, 7), (113, 4, 8), (3, 8, 1)]
    {
        assert_eq!(map_chunksize(items, workers), chunksize);
        for pool in [pool(workers, Schedule::Queue), fresh(workers, Spawn::Core)] {
            assert_eq!(map_chunks(&pool, items, None), every(chunksize, items), "{items} items, {pool:?}");
        }
    }
}

#[test]
fn a_chosen_chunksize_is_kept_by_every_call_that_takes_one() {
    let pool = pool(3, Schedule::Queue);
    for chunksize in [1, 2, 7, 10, 11, 1_000] {
        let expected = every(chunksize, 10);
        assert_eq!(map_chunks(&pool, 10, Some(chunksize)), expected);
        assert_eq!(imap_chunks(&pool, 10, Some(chunksize), true), expected);
        assert_eq!(imap_chunks(&pool, 10, Some(chunksize), false), expected);
    }
}

#[test]
fn the_default_of_imap_is_one_item() {
    let pool = pool(2, Schedule::Queue);
    assert_eq!(imap_chunks(&pool, 40, None, true), every(1, 40));
    assert_eq!(imap_chunks(&pool, 40, None, false), every(1, 40));
}

#[test]
fn a_static_schedule_fixes_one_stretch_a_worker_or_deals_chunks() {
    let pool = pool(3, Schedule::Static);
    assert_eq!(map_chunks(&pool, 10, None), [0, 4, 8]);
    assert_eq!(map_chunks(&pool, 10, Some(2)), every(2, 10));
    assert_eq!(map_chunks(&pool, 2, None), [0, 1]);
}

#[test]
fn a_static_schedule_deals_chunks_in_turn() {
    let pool = fresh(2, Spawn::Core).with_schedule(Schedule::Static);
    let name = |_: &usize| pool_playground::pool::Worker::with_current(|me| me.name.clone());
    let names = pool.map(name, 0..12, Some(2)).unwrap();
    assert!(names.chunks(4).all(|round| round[..2] == names[..2] && round[2..] == names[2..4]), "{names:?}");
}

#[test]
fn guided_chunks_shrink_to_the_chosen_chunksize() {
    let starts = map_chunks(&pool(2, Schedule::Guided), 100, Some(3));
    let sizes: Vec<usize> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(starts[..3], [0, 25, 44]);
    assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes.iter().all(|size| *size >= 3), "{sizes:?}");
}

#[test]
fn stealing_computes_pieces_no_larger_than_the_chunksize() {
    let pool = pool(4, Schedule::Stealing);
    for chunksize in [1, 3, 10, 100] {
        let mut starts = map_chunks(&pool, 100, Some(chunksize));
        assert_eq!(starts[0], 0);
        starts.push(100);
        assert!(starts.windows(2).all(|pair| (1..=chunksize).contains(&(pair[1] - pair[0]))), "{starts:?}");
        // Halves of less than a chunk aren't split off: at most one short piece for each stretch of two chunks.
        assert!(starts.len() - 1 <= 2 * 100_usize.div_ceil(chunksize), "{starts:?}");
    }
}

/// The page's simulation is held to the same (www/model/simulate/stealing.test.ts).
#[test]
fn stealing_on_one_worker_splits_once_in_the_middle() {
    assert_eq!(map_chunks(&pool(1, Schedule::Stealing), 97, Some(10)), [0, 10, 20, 30, 40, 48, 58, 68, 78, 88]);
}

#[test]
fn one_item_fewer_or_more_than_the_chunks_hold_is_no_matter() {
    for (name, pool) in every_pool(3) {
        for (items, chunksize) in [(1, 1), (1, 5), (5, 5), (6, 5), (4, 5), (11, 5), (3, 1), (2, 1)] {
            let expected: Vec<usize> = (0..items).map(|item| item * item).collect();
            let case = format!("{name}, {items} items by {chunksize}");
            let mut results = pool.map_async(|item| item * item, 0..items, Some(chunksize), Callbacks::none()).unwrap();
            assert_eq!(results.get(Some(super::support::PATIENCE)), Ok(expected.clone()), "{case}");
            let results = pool.imap(|item| item * item, 0..items, Some(chunksize)).unwrap();
            assert_eq!(results.collect::<Result<Vec<_>, _>>(), Ok(expected), "{case}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_call_gives_what_a_loop_gives(
        items in prop::collection::vec(any::<i32>(), 0..400),
        workers in 1usize..9,
        chunksize in prop::option::of(1usize..450),
        schedule in prop::sample::select(&SCHEDULES[..]),
        kind in 0..3,
    ) {
        let pool = match kind {
            0 => pool(workers, schedule),
            1 => fresh(workers, Spawn::Core).with_schedule(schedule),
            _ => fresh(workers, Spawn::Item).with_schedule(schedule),
        };
        let f = |item: &i32| i64::from(*item) * 3 - 1;
        let expected: Vec<i64> = items.iter().map(f).collect();
        prop_assert_eq!(pool.map(f, items.clone(), chunksize), Ok(expected.clone()));
        prop_assert_eq!(pool.imap(f, items.clone(), chunksize).unwrap().collect::<Result<Vec<_>, _>>(), Ok(expected.clone()));
        let stars = items.iter().map(|item| (*item, 3_i64));
        let starred = pool.starmap(|item: &i32, by: &i64| i64::from(*item) * by - 1, stars, chunksize);
        prop_assert_eq!(starred, Ok(expected.clone()));
        let mut unordered = pool.imap_unordered(f, items, chunksize).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
        unordered.sort_unstable();
        let mut sorted = expected;
        sorted.sort_unstable();
        prop_assert_eq!(unordered, sorted);
    }
}
