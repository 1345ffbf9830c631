//! What is recorded: every item once, no worker in two places at a time.

use std::sync::Arc;
use std::sync::Mutex;

use pool_playground::compare::{Columns, Observer, RunSpec, SpanRecord, Trace, catalog, compare_blocking};
use pool_playground::pool::variants::Delivery;
use pool_playground::pool::{Schedule, Spawn};
use pool_playground::record::Board;
use pool_playground::task::{StopFlag, Value};

use super::support::{run, site, small};

fn check(strategy: &str, spec: &RunSpec, spans: &[SpanRecord]) {
    let case = format!("{strategy} of {spec:?}");
    let chunks = || spans.iter().filter(|span| span.kind == "chunk");
    assert_eq!(chunks().map(|span| span.count).sum::<u32>(), spec.items, "{case}");
    assert!(chunks().all(|span| span.first < spec.items && span.count > 0), "{case}");
    let workers = if strategy == "serial" { 1 } else { spec.cores };
    for worker in 0..workers {
        let own: Vec<_> = spans.iter().filter(|span| span.worker == worker && span.kind != "wait").collect();
        assert!(own.iter().all(|span| 0.0 <= span.start_ms && span.start_ms <= span.end_ms), "{case}");
        let apart = own.windows(2).all(|pair| pair[0].end_ms <= pair[1].start_ms);
        assert!(apart, "worker {worker}, {case}: {own:?}");
        // A worker that took part says when it began.
        let begins = own.first().is_none_or(|first| strategy == "serial" || first.kind == "startup");
        assert!(begins, "worker {worker}, {case}: {own:?}");
    }
    assert!(spans.iter().all(|span| span.worker < workers), "{case}");
    // Waits lie within chunks.
    for wait in spans.iter().filter(|span| span.kind == "wait") {
        let around = |span: &&SpanRecord| span.worker == wait.worker && span.start_ms <= wait.start_ms;
        assert!(chunks().filter(around).any(|chunk| wait.end_ms <= chunk.end_ms), "{case}: {wait:?}");
    }
    let startups = spans.iter().filter(|span| span.kind == "startup").count();
    match (strategy, spec.spawn) {
        ("serial", _) => assert_eq!(startups, 0, "{case}"),
        // Every fresh thread, and so every item.
        ("threaded", Spawn::Item) => assert_eq!(startups, spec.items as usize, "{case}"),
        _ => {}
    }
}

#[test]
fn spans_account_for_every_item_once() {
    let site = site(3);
    for variant in catalog().variants {
        for schedule in [Schedule::Queue, Schedule::Static, Schedule::Guided, Schedule::Stealing] {
            for (chunksize, spawn) in [(None, Spawn::Core), (Some(1), Spawn::Item), (Some(7), Spawn::Core)] {
                let spec = RunSpec {
                    variant: variant.id.to_owned(),
                    items: 100,
                    cores: 3,
                    trace: true,
                    schedule,
                    chunksize,
                    spawn,
                    ..small("power_sum", 1)
                };
                for result in run(&spec, &site).unwrap().results {
                    check(&result.strategy, &spec, result.spans.as_deref().unwrap());
                }
            }
        }
    }
}

/// The caller takes every result once, in order of their positions, never two things at a time, and never before an item
/// of that position's was computed.
fn check_receipts(trace: &Trace, items: u32, case: &str) {
    let Columns { first, count, start_ms, end_ms, .. } = &trace.receipts;
    assert_eq!(count.iter().sum::<u32>(), items, "{case}");
    let mut position = 0;
    let mut last_ms = 0.0;
    for at in 0..first.len() {
        assert_eq!(first[at], position, "{case}");
        assert!(last_ms <= start_ms[at] && start_ms[at] <= end_ms[at], "{case}");
        assert!(end_ms[at] <= trace.wall_ms + 1.0, "{case}");
        position += count[at];
        last_ms = end_ms[at];
    }
    if let Some(order) = &trace.order {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..items), "{case}");
    }
}

#[test]
fn every_run_has_a_trace_and_its_caller_takes_every_result_once() {
    let site = site(2);
    for variant in catalog().variants {
        for task in ["skewed", "wait"] {
            let spec = RunSpec { variant: variant.id.to_owned(), items: 40, repeats: 2, ..small(task, 1) };
            let measured = run(&spec, &site).unwrap();
            assert_eq!(measured.traces.len(), 2 * spec.strategies.len());
            for trace in &measured.traces {
                let case = format!("{} {} {task}", trace.strategy, variant.id);
                check_receipts(trace, spec.items, &case);
                if variant.delivery != Delivery::AsCompleted {
                    assert!(trace.order.is_none(), "{case}");
                }
            }
        }
    }
}

/// An item that sleeps is seen to wait, for as long as it slept.
#[test]
fn waits_inside_items_are_recorded() {
    let params = [("seconds".to_owned(), Value::Number(0.005))].into();
    let spec = RunSpec { items: 6, params, trace: true, ..small("wait", 0) };
    for result in run(&spec, &site(2)).unwrap().results {
        let spans = result.spans.unwrap();
        let waits: Vec<_> = spans.iter().filter(|span| span.kind == "wait").collect();
        assert_eq!(waits.len(), 6, "{}", result.strategy);
        assert!(waits.iter().all(|wait| wait.end_ms - wait.start_ms >= 5.0), "{waits:?}");
        check(&result.strategy, &spec, &spans);
    }
}

#[test]
fn chunks_too_short_to_tell_apart_lose_no_item() {
    let spec = RunSpec { items: 100_000, chunksize: Some(1), trace: true, ..small("square", 0) };
    let spec = RunSpec { variant: "map".to_owned(), ..spec };
    for result in run(&spec, &site(2)).unwrap().results {
        check(&result.strategy, &spec, result.spans.as_deref().unwrap());
    }
}

#[test]
fn without_a_trace_there_are_no_spans() {
    let measured = run(&small("square", 0), &site(2)).unwrap();
    assert!(measured.results.iter().all(|result| result.spans.is_none()));
}

#[test]
fn everybody_who_watches_is_told_of_each_measured_run() {
    let spec = RunSpec { repeats: 4, ..small("square", 0) };
    let (stop, board) = (Arc::new(StopFlag::new()), Board::new());
    let (begun, done) = (Mutex::new(0), Mutex::new(Vec::new()));
    let observer = Observer {
        stop: &stop,
        board: &board,
        begun: &|frame| {
            assert!(frame.is_none());
            *begun.lock().unwrap() += 1;
        },
        done: &|run| done.lock().unwrap().push(run),
        delivered: &|_| (),
    };
    compare_blocking(&spec, &site(2), &observer).unwrap();
    let done = done.into_inner().unwrap();
    assert_eq!((begun.into_inner().unwrap(), done.len()), (1, 4 * spec.strategies.len()));
    // Warm-up runs have the numbers before.
    assert!(done[0] > 1 && done.windows(2).all(|pair| pair[1] == pair[0] + 1), "{done:?}");
}
