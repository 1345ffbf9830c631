//! What the pool itself costs: nanoseconds an item of a task that does almost nothing, by call, schedule and workers.
//! `cargo bench`; every figure is the median of several runs after a warm-up.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use pool_playground::clock;
use pool_playground::pool::{Callbacks, Pool, Schedule};
use pool_playground::record::{Kind, Pen, Recorder, Span};

const RUNS: usize = 9;
const ITEMS: u32 = 100_000;
/// For calls of one item each, which cost a hundred times as much.
const CALLS: u32 = 5_000;

type Call = fn(&Pool);

/// The calls that take chunks, with chunks of one item.
const CHUNKED: [(&str, Call); 4] = [
    ("map", |pool| drop(black_box(pool.map(square, 0..ITEMS, Some(1)).unwrap()))),
    ("starmap", |pool| {
        let items = (0..ITEMS).map(|item| (item, ITEMS));
        drop(black_box(pool.starmap(|item: &u32, _: &u32| square(item), items, Some(1)).unwrap()));
    }),
    ("imap", |pool| pool.imap(square, 0..ITEMS, Some(1)).unwrap().for_each(|result| drop(black_box(result)))),
    ("imap_unordered", |pool| {
        pool.imap_unordered(square, 0..ITEMS, Some(1)).unwrap().for_each(|result| drop(black_box(result)));
    }),
];

/// The calls of one item each.
const SINGLE: [(&str, Call); 2] = [
    ("apply", |pool| (0..CALLS).for_each(|item| drop(black_box(pool.apply(move || square(&item)))))),
    ("apply_async", |pool| {
        let call = |item| pool.apply_async(move || square(&item), Callbacks::none()).unwrap();
        let results: Vec<_> = (0..CALLS).map(call).collect();
        results.into_iter().for_each(|mut result| drop(black_box(result.get(None))));
    }),
];

fn square(item: &u32) -> f64 {
    f64::from(*item) * f64::from(*item)
}

/// The median of several runs, in nanoseconds an item.
fn median_ns(items: u32, mut run: impl FnMut()) -> f64 {
    run();
    let time = |_| {
        let from = Instant::now();
        run();
        from.elapsed().as_secs_f64() * 1e9 / f64::from(items)
    };
    let mut times: Vec<f64> = (0..RUNS).map(time).collect();
    times.sort_unstable_by(f64::total_cmp);
    times[RUNS / 2]
}

/// A run as a comparison makes it: recorded, and ended when nothing of it is left at work.
fn recorded_ns(pool: &Pool, items: u32, call: Call) -> f64 {
    median_ns(items, || {
        pool.observe(Some(Arc::new(Recorder::start(pool.workers()))), None);
        call(pool);
        pool.wait_idle();
    })
}

fn line(name: &str, ns: f64) {
    println!("{name:<44} {ns:>9.1} ns an item");
}

fn main() {
    line(
        "a plain loop",
        median_ns(ITEMS, || drop(black_box((0..ITEMS).map(|item| square(&item)).collect::<Vec<_>>()))),
    );
    for workers in [1, 2] {
        for schedule in [Schedule::Queue, Schedule::Static, Schedule::Guided, Schedule::Stealing] {
            let pool = Pool::new(workers).unwrap().with_schedule(schedule);
            for (name, call) in CHUNKED {
                line(&format!("{name}, {schedule:?}, workers: {workers}"), recorded_ns(&pool, ITEMS, call));
            }
        }
        let pool = Pool::new(workers).unwrap();
        for (name, call) in SINGLE {
            line(&format!("{name}, workers: {workers}"), recorded_ns(&pool, CALLS, call));
        }
    }
    let span = Span { start_ms: 0.0, end_ms: 1.0, first: 0, count: 1, kind: Kind::Chunk };
    line("a span written to a lane", {
        median_ns(ITEMS, || {
            let recorder = Recorder::start(1);
            let mut writer = recorder.writer(0).unwrap();
            (0..ITEMS).for_each(|_| writer.push(black_box(span)));
        })
    });
    line("a chunk noted by a pen", {
        median_ns(ITEMS, || {
            let recorder = Recorder::start(1);
            let mut pen = Pen::new(Some(&recorder), 0);
            (0..ITEMS).for_each(|item| pen.chunk(black_box(item), 1));
        })
    });
    line("a look at the clock", median_ns(ITEMS, || (0..ITEMS).for_each(|_| _ = black_box(clock::now_ms()))));
}
