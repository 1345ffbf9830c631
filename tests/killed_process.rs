//! A process that is killed from outside. A program of its own: only its own processes are below it.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use pool_playground::compare::{CompareError, Observer, RunSpec, catalog, compare_blocking};
use pool_playground::pool::PoolError;
use pool_playground::process::NativeLauncher;
use pool_playground::record::Board;
use pool_playground::strategy::{Lifetime, Site};
use pool_playground::task::{StopFlag, Value};

/// The processes below this one.
fn children() -> Vec<u32> {
    let threads = fs::read_dir("/proc/self/task").unwrap().map(|thread| thread.unwrap().path());
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().map(|id| id.parse().unwrap()).collect::<Vec<_>>()).collect()
}

/// Kills whatever there is until the call has ended: a process may be seen before it runs, or when it is gone already.
fn kill_until(ended: &AtomicBool) {
    while !ended.load(Ordering::Relaxed) {
        for child in children() {
            drop(Command::new("kill").args(["-9", &child.to_string()]).output());
        }
        std::thread::yield_now();
    }
}

/// CPython's own pool waits for ever; `concurrent.futures` raises `BrokenProcessPool`.
#[test]
fn the_call_ends_and_says_so_and_the_next_one_has_others() {
    let site = Site {
        threads: None,
        processes: Some(Rc::new(NativeLauncher::new(env!("CARGO_BIN_EXE_process")))),
        machine_cores: 2,
    };
    let (stop, board) = (Arc::new(StopFlag::new()), Board::new());
    for processes in [Lifetime::Pool, Lifetime::Fresh] {
        let spec = RunSpec {
            task: "wait".to_owned(),
            params: [("seconds".to_owned(), Value::Number(10.0))].into(),
            items: 8,
            cores: 1,
            strategies: vec!["processes".to_owned()],
            processes,
            ..catalog().default
        };
        let ended = AtomicBool::new(false);
        let outcome = std::thread::scope(|scope| {
            let begun = |_| drop(scope.spawn(|| kill_until(&ended)));
            let observer = Observer { stop: &stop, board: &board, begun: &begun, done: &|_| (), delivered: &|_| () };
            let outcome = compare_blocking(&spec, &site, &observer).map(drop);
            ended.store(true, Ordering::Relaxed);
            outcome
        });
        let Err(CompareError::Call { error: PoolError::Died { worker, why }, .. }) = outcome else {
            panic!("{outcome:?}")
        };
        assert!(worker.starts_with("SpawnPoolWorker-"), "{worker}");
        assert!(why.contains("signal: 9") || why.contains("Broken pipe"), "{why}");
        let again = RunSpec { params: [("seconds".to_owned(), Value::Number(0.0))].into(), ..spec };
        let observer = Observer { stop: &stop, board: &board, begun: &|_| (), done: &|_| (), delivered: &|_| () };
        assert!(compare_blocking(&again, &site, &observer).unwrap().identical);
    }
}
