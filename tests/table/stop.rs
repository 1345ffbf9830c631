//! Stopping: a raised flag ends a comparison wherever it is, and what is there can be used again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use pool_playground::compare::{CompareError, Observer, RunSpec, catalog, compare_blocking};
use pool_playground::pool::{Schedule, Spawn};
use pool_playground::record::{Board, Layout, Phase};
use pool_playground::strategy::Site;
use pool_playground::task::{StopFlag, Value};

use super::support::{run, site, small};

/// What the board says, read as the page reads it.
fn phase(board: &Board) -> u32 {
    let word = (&raw const *board).cast::<u8>().wrapping_add(Layout::of_this_build().phase).cast::<AtomicU32>();
    // SAFETY: the layout says where the board's own atomic word lies, and the board is borrowed.
    unsafe { &*word }.load(Ordering::Relaxed)
}

/// Raises the flag as soon as a measured run is under way, and returns what the comparison came to.
fn stopped_in_the_middle(spec: &RunSpec, site: &Site) -> Result<(), CompareError> {
    let (stop, board) = (Arc::new(StopFlag::new()), Board::new());
    std::thread::scope(|scope| {
        let raise = || {
            while phase(&board) != Phase::Measure as u32 {
                std::thread::yield_now();
            }
            stop.raise();
        };
        let begun = |_| drop(scope.spawn(raise));
        compare_blocking(
            spec,
            site,
            &Observer { stop: &stop, board: &board, begun: &begun, done: &|_| (), delivered: &|_| () },
        )
        .map(drop)
    })
}

#[test]
fn a_run_under_way_stops_and_the_site_can_be_used_again() {
    let site = site(2);
    for (task, name, value) in [("wait", "seconds", 10.0), ("spin", "ms", 1000.0)] {
        for strategy in ["serial", "threaded", "pooled", "processes"] {
            for (variant, schedule, spawn) in [
                ("map", Schedule::Static, Spawn::Core),
                ("imap", Schedule::Stealing, Spawn::Item),
                ("apply", Schedule::Queue, Spawn::Core),
                ("imap_unordered", Schedule::Guided, Spawn::Core),
                ("apply_async", Schedule::Queue, Spawn::Item),
            ] {
                // Hours of work, were it not stopped.
                let spec = RunSpec {
                    params: [(name.to_owned(), Value::Number(value))].into(),
                    items: 1_000,
                    strategies: vec![strategy.to_owned()],
                    variant: variant.to_owned(),
                    schedule,
                    spawn,
                    ..small(task, 0)
                };
                let case = format!("{task}, {strategy}, {variant}");
                assert_eq!(stopped_in_the_middle(&spec, &site), Err(CompareError::Stopped), "{case}");
                let again = run(&small("square", 0), &site);
                assert!(again.unwrap().identical, "{case}");
            }
        }
    }
}

#[test]
fn a_flag_that_is_raised_between_runs_or_before_them_stops_too() {
    let (site, board) = (site(2), Board::new());
    for variant in catalog().variants {
        let spec = RunSpec { variant: variant.id.to_owned(), repeats: 50, ..small("square", 0) };
        for early in [true, false] {
            let stop = Arc::new(StopFlag::new());
            let observer = Observer {
                stop: &stop,
                board: &board,
                begun: &|_| {
                    if early {
                        stop.raise();
                    }
                },
                done: &|_| stop.raise(),
                delivered: &|_| (),
            };
            let outcome = compare_blocking(&spec, &site, &observer).map(drop);
            assert_eq!(outcome, Err(CompareError::Stopped), "{} early: {early}", variant.id);
            assert_eq!(phase(&board), Phase::Idle as u32);
        }
    }
}
