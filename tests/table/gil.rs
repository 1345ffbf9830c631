//! Threads under a global interpreter lock: the same results, one at a time, and handed over.

use pool_playground::compare::{RunSpec, SpanRecord, catalog};
use pool_playground::pool::Spawn;
use pool_playground::task::Value;

use super::support::{run, site, small};

fn under_the_lock(task: &str) -> RunSpec {
    let strategies = ["serial", "threaded"].map(String::from).to_vec();
    RunSpec { gil: true, switch_interval_ms: 1.0, strategies, trace: true, ..small(task, 1) }
}

/// Of one kind, of one worker.
fn of<'a>(spans: &'a [SpanRecord], kind: &'static str, worker: u32) -> impl Iterator<Item = &'a SpanRecord> {
    spans.iter().filter(move |span| span.kind == kind && span.worker == worker)
}

#[test]
fn every_task_gives_the_same_results() {
    let site = site(2);
    for task in catalog().tasks {
        for spawn in [Spawn::Core, Spawn::Item] {
            let spec = RunSpec { spawn, ..under_the_lock(task.id) };
            assert!(run(&spec, &site).unwrap().identical, "{}", task.id);
        }
    }
}

/// Time in which a thread has a chunk and doesn't wait for the lock: never two threads' at once.
#[test]
fn one_thread_at_a_time_computes_and_the_lock_is_handed_over() {
    let params = [("ms".to_owned(), Value::Number(4.0))].into();
    let spec = RunSpec { params, items: 8, chunksize: Some(1), ..under_the_lock("spin") };
    let measured = run(&spec, &site(2)).unwrap();
    let spans = measured.results[1].spans.as_deref().unwrap();
    let mut held: Vec<(f64, f64)> = Vec::new();
    for worker in 0..2 {
        for chunk in of(spans, "chunk", worker) {
            let mut from_ms = chunk.start_ms;
            for wait in
                of(spans, "gil", worker).filter(|wait| chunk.start_ms <= wait.start_ms && wait.end_ms <= chunk.end_ms)
            {
                held.push((from_ms, wait.start_ms));
                from_ms = wait.end_ms;
            }
            held.push((from_ms, chunk.end_ms));
        }
    }
    held.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Without the lock half of it would overlap. A thread may be stopped between beginning a chunk and asking for the lock.
    let overlap: f64 = held.windows(2).map(|pair| (pair[0].1 - pair[1].0).max(0.0)).sum();
    let total: f64 = held.iter().map(|(from_ms, to_ms)| to_ms - from_ms).sum();
    assert!(overlap < 0.25 * total, "{overlap} of {total}: {held:?}");
    assert!(spans.iter().filter(|span| span.kind == "gil").count() >= 2, "{spans:?}");
}

#[test]
fn a_thread_that_sleeps_gives_the_lock_up() {
    let params = [("seconds".to_owned(), Value::Number(0.02))].into();
    let spec = RunSpec { params, items: 4, cores: 4, chunksize: Some(1), ..under_the_lock("wait") };
    let spans = run(&spec, &site(4)).unwrap().results.remove(1).spans.unwrap();
    let waits: Vec<&SpanRecord> = spans.iter().filter(|span| span.kind == "wait").collect();
    assert_eq!(waits.len(), 4);
    // All four sleep at the same time: the last one to fall asleep does so before the first one wakes.
    let last = waits.iter().map(|wait| wait.start_ms).fold(0.0, f64::max);
    let first = waits.iter().map(|wait| wait.end_ms).fold(f64::INFINITY, f64::min);
    assert!(last < first, "{waits:?}");
}

#[test]
fn the_switch_is_threadeds_alone() {
    let strategies = ["serial", "pooled", "processes"].map(String::from).to_vec();
    let spec = RunSpec { strategies, ..under_the_lock("power_sum") };
    let measured = run(&spec, &site(2)).unwrap();
    assert!(measured.results.iter().flat_map(|result| result.spans.as_deref().unwrap()).all(|span| span.kind != "gil"));
}
