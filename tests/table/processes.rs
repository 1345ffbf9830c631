//! What only processes do: they are named and replaced as CPython's, what they copy is recorded, and their death is told.

use std::collections::BTreeSet;
use std::rc::Rc;

use pool_playground::compare::{CompareError, Measured, RunSpec, SpanRecord, catalog};
use pool_playground::pool::PoolError;
use pool_playground::process::NativeLauncher;
use pool_playground::strategy::{Lifetime, Site};
use pool_playground::task::{Output, Value};

use super::support::{run, site, small};

fn spec(task: &str) -> RunSpec {
    RunSpec { strategies: vec!["processes".to_owned()], trace: true, ..small(task, 1) }
}

fn spans(measured: &Measured) -> &[SpanRecord] {
    measured.results[0].spans.as_deref().unwrap()
}

/// Who said something, by number.
fn speakers(measured: &Measured) -> BTreeSet<u32> {
    let number = |output: &Output| match output {
        Output::Said(said) => said.line.strip_prefix("SpawnPoolWorker-")?.split(' ').next()?.parse().ok(),
        _ => None,
    };
    measured.results[0].output.iter().map(|(_, output)| number(output).unwrap()).collect()
}

#[test]
fn a_pool_of_processes_is_numbered_from_one_and_stays() {
    let measured = run(&RunSpec { repeats: 3, ..spec("hello") }, &site(2)).unwrap();
    assert!(speakers(&measured).is_subset(&[1, 2].into()));
    let startups = spans(&measured).iter().filter(|span| span.kind == "startup").count();
    assert!(startups <= 2, "{startups}");
}

#[test]
fn a_process_is_replaced_after_its_share_of_chunks() {
    for most in [1, 2, 3] {
        let spec = RunSpec { chunksize: Some(2), maxtasksperchild: Some(most), cores: 1, ..spec("hello") };
        // 6 chunks of 2 items; a fresh pool, so that the numbers are those of one run.
        let spec = RunSpec { processes: Lifetime::Fresh, variant: "map".to_owned(), ..spec };
        let measured = run(&spec, &site(2)).unwrap();
        let workers = 6u32.div_ceil(most);
        assert_eq!(speakers(&measured).len(), workers as usize, "{most} chunks a process");
        let startups = spans(&measured).iter().filter(|span| span.kind == "startup").count();
        assert_eq!(startups, workers as usize, "{most} chunks a process");
    }
}

#[test]
fn a_pool_whose_processes_are_replaced_serves_run_after_run() {
    // 4 chunks a run, 2 or 3 a process: shares end within runs and between them.
    for most in [1, 2, 3] {
        let spec = RunSpec { chunksize: Some(3), maxtasksperchild: Some(most), repeats: 4, ..spec("hello") };
        let measured = run(&RunSpec { variant: "map".to_owned(), ..spec }, &site(2)).unwrap();
        assert!(measured.identical);
        // The warm-up's, too, count: 20 chunks in all.
        let last = speakers(&measured).into_iter().max().unwrap();
        assert!(last > 4, "{last} of {most} chunks each");
    }
}

#[test]
fn fresh_processes_are_started_by_every_call() {
    let spec = RunSpec { processes: Lifetime::Fresh, repeats: 2, ..spec("hello") };
    let measured = run(&spec, &site(2)).unwrap();
    // A warm-up and two runs, of two processes each: the last run's are these.
    let speakers = speakers(&measured);
    assert!(speakers.iter().all(|&number| number > 4), "{speakers:?}");
    assert!(measured.results[0].samples.iter().all(|sample| sample.startup_ms > 0.0));
}

#[test]
fn what_is_copied_has_spans_of_its_own() {
    let params = [("width".to_owned(), Value::Number(2000.0))].into();
    let measured = run(&RunSpec { params, items: 40, ..spec("mandelbrot") }, &site(2)).unwrap();
    let copies: Vec<_> = spans(&measured).iter().filter(|span| span.kind == "copy").collect();
    // Each row's counts are turned into bytes.
    assert!(copies.len() >= 40, "{}", copies.len());
    // 2000 counts a row, of one to three bytes each, and at least a byte of argument.
    let trace = measured.traces.last().unwrap();
    assert!((40 * 2_000..40 * 7_000).contains(&trace.copied_bytes), "{}", trace.copied_bytes);
    assert!(0.0 < trace.copied_ms && trace.copied_ms < trace.wall_ms, "{trace:?}");
    let chunks = || spans(&measured).iter().filter(|span| span.kind == "chunk");
    for copy in copies {
        let apart = |chunk: &SpanRecord| {
            chunk.worker != copy.worker || copy.end_ms <= chunk.start_ms || chunk.end_ms <= copy.start_ms
        };
        assert!(chunks().all(apart), "{copy:?}");
    }
}

#[test]
fn where_no_memory_is_shared_serial_and_processes_work_and_the_others_say_why_not() {
    let alone = Site { threads: None, ..site(2) };
    let spec = |strategies: &[&str]| {
        let strategies = strategies.iter().map(|id| (*id).to_owned()).collect();
        RunSpec { strategies, ..spec("square") }
    };
    assert!(run(&spec(&["serial", "processes"]), &alone).unwrap().identical);
    for strategy in catalog().strategies.iter().filter(|strategy| strategy.shares_memory) {
        let error = run(&spec(&["serial", strategy.id]), &alone).unwrap_err();
        assert_eq!(error.to_string(), format!("{}: workers that share memory are not available here", strategy.id));
    }
}

#[test]
fn without_a_launcher_or_with_a_broken_one_the_call_fails_and_says_so() {
    let fails = |site: &Site| match run(&spec("square"), site) {
        Err(CompareError::Call { strategy, error }) => {
            assert_eq!(strategy, "processes");
            error
        }
        other => panic!("{other:?}"),
    };
    let none = Site { processes: None, ..site(2) };
    assert!(fails(&none).to_string().contains("there is nothing here that could start it"));
    let missing = Site { processes: Some(Rc::new(NativeLauncher::new("/no/such/program"))), ..site(2) };
    assert!(fails(&missing).to_string().contains("/no/such/program"));
    let silent = Site { processes: Some(Rc::new(NativeLauncher::new("true"))), ..site(2) };
    assert!(matches!(fails(&silent), PoolError::Died { worker, .. } if worker.starts_with("SpawnPoolWorker-")));
    // The others don't mind.
    let spec = RunSpec { strategies: vec!["serial".to_owned(), "pooled".to_owned()], ..spec("square") };
    assert!(run(&spec, &none).unwrap().identical);
}
