//! What holds for every task.

use std::collections::{BTreeMap, HashSet};
use std::thread;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde::Deserialize;

use super::testing::{digest, params};
use super::*;
use crate::task::{Context, Encoding, Fault, Kind, Output, Params, StopFlag, Value, Work, in_rounds, serially};

/// The contract's ids.
const IDS: [&str; 19] = [
    "square",
    "hello",
    "wait",
    "power_sum",
    "primes",
    "monte_carlo_pi",
    "mandelbrot",
    "ray_trace",
    "n_queens",
    "matrix_multiply",
    "sort",
    "word_count",
    "proof_of_work",
    "skewed",
    "memory_sum",
    "allocate",
    "spin",
    "grid_search",
    "topic_model",
];

/// Small specs and the digests of their results. The page's tests compare the same table with what a browser gets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    task: String,
    items: u32,
    seed: u32,
    params: BTreeMap<String, Value>,
    digest: String,
}

impl Golden {
    fn table() -> Vec<Golden> {
        serde_json::from_str(include_str!("golden.json")).expect("a table")
    }

    fn prepare(&self) -> Box<dyn Work> {
        let task = find(&self.task).expect("a task");
        let changed: Vec<_> = self.params.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        task.prepare(&params(task, &changed), self.items, self.seed)
    }
}

fn item(work: &dyn Work, item: u32, state: &[f64]) -> Output {
    work.run(item, &Context::new("w", &StopFlag::new()).with_state(state)).expect("a result")
}

#[test]
fn the_ids_are_the_contracts() {
    let ids: Vec<_> = all().map(|task| task.meta().id).collect();
    let (listed, unique): (HashSet<_>, HashSet<_>) = (IDS.into(), ids.iter().copied().collect());
    assert_eq!(unique, listed);
    assert_eq!(ids.len(), unique.len());
    assert!(ids.iter().all(|id| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')));
    assert!(find("mandelbrot").is_some() && find("Mandelbrot").is_none());
}

#[test]
fn texts_are_in_order() {
    let sentence = |text: &str| {
        let first = text.chars().next().expect("a text");
        assert!(first.is_uppercase() && text.ends_with('.') && text.trim() == text && text.len() > 10, "{text}");
        assert!(text.trim_end_matches('.').matches(". ").count() == 0, "one sentence: {text}");
    };
    let label = |text: &str| {
        assert!(!text.is_empty() && text.trim() == text && !text.ends_with(['.', ':', ',']), "{text:?}");
    };
    for meta in all().map(|task| task.meta()) {
        label(meta.title);
        label(meta.item);
        sentence(meta.summary);
        sentence(meta.teaches);
        for param in meta.params {
            label(param.label);
            sentence(param.help);
            assert!(param.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", param.name);
        }
        let names: HashSet<_> = meta.params.iter().map(|param| param.name).collect();
        assert_eq!(names.len(), meta.params.len());
    }
}

#[test]
fn defaults_lie_within_their_bounds() {
    for meta in all().map(|task| task.meta()) {
        assert!((1..=meta.max_items).contains(&meta.items), "{}", meta.id);
        assert!(meta.max_items <= 1_000_000);
        for param in meta.params {
            assert!(param.kind.allows(&param.kind.default_value()), "{}.{}", meta.id, param.name);
        }
    }
}

#[test]
fn results_are_those_of_the_golden_table() {
    let table = Golden::table();
    let covered: HashSet<_> = table.iter().map(|golden| golden.task.as_str()).collect();
    assert_eq!(covered, IDS.into());
    let wrong: Vec<_> = table
        .iter()
        .filter_map(|golden| {
            let work = golden.prepare();
            let found = digest(&serially(&*work, golden.items).expect("results"));
            (found != golden.digest).then(|| format!("{} {:?}: {found}", golden.task, golden.params))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn neither_order_nor_threads_change_a_result() {
    for golden in Golden::table() {
        let work = golden.prepare();
        let backward = in_rounds(&*work, golden.items, |range, state| {
            let mut backward: Vec<_> = range.rev().map(|index| item(&*work, index, state)).collect();
            backward.reverse();
            Ok(backward)
        });
        let backward = backward.expect("results");
        assert_eq!(digest(&backward), golden.digest, "{} backward", golden.task);

        let work = &*work;
        let threaded = in_rounds(work, golden.items, |range, state| {
            let every_second =
                |first: u32| (range.start + first..range.end).step_by(2).map(|index| (index, item(work, index, state)));
            let mut threaded = thread::scope(|scope| {
                let odd = scope.spawn(|| every_second(1).collect::<Vec<_>>());
                let even: Vec<_> = every_second(0).collect();
                [even, odd.join().expect("results")].concat()
            });
            threaded.sort_by_key(|&(index, _)| index);
            Ok(threaded.into_iter().map(|(_, output)| output).collect())
        });
        let threaded = threaded.expect("results");
        assert_eq!(digest(&threaded), golden.digest, "{} on two threads", golden.task);
        work.figures(&threaded);
    }
}

#[test]
fn a_raised_flag_stops_an_item_before_it_begins() {
    let stop = StopFlag::new();
    stop.raise();
    for golden in Golden::table().iter().filter(|golden| golden.task != "square") {
        let result = golden.prepare().run(0, &Context::new("w", &stop));
        assert_eq!(result, Err(Fault::Stopped), "{}", golden.task);
    }
}

/// Id, items, parameters.
type Long<'a> = (&'a str, u32, &'a [(&'a str, Value)]);

#[test]
fn long_items_stop_soon() {
    let number = Value::Number;
    let long: [Long; 14] = [
        ("mandelbrot", 3, &[("width", number(2_048.0)), ("limit", number(65_535.0))]),
        ("wait", 1, &[("seconds", number(10.0))]),
        ("spin", 1, &[("ms", number(1_000.0))]),
        ("power_sum", 1, &[("n", number(1e8))]),
        ("primes", 10_000, &[("span", number(1e5))]),
        ("monte_carlo_pi", 1, &[("samples", number(1e7))]),
        ("ray_trace", 2, &[("tile", number(64.0)), ("rays", number(4.0))]),
        ("n_queens", 1, &[("board", number(16.0))]),
        ("matrix_multiply", 1, &[("size", number(1_024.0))]),
        ("sort", 1, &[("n", number(1e5))]),
        ("word_count", 1, &[("passes", number(1_000.0))]),
        ("proof_of_work", 1, &[("bits", number(24.0))]),
        ("skewed", 1, &[("unit", number(1e5)), ("tail", Value::Text("even".to_owned()))]),
        ("allocate", 1, &[("allocations", number(1e6))]),
    ];
    for (id, items, changed) in long {
        let task = find(id).expect("a task");
        let work = task.prepare(&params(task, changed), items, 0);
        let is_stopped = || {
            let stop = StopFlag::new();
            thread::scope(|scope| {
                let worker = scope.spawn(|| {
                    let result = work.run(items - 1, &Context::new("w", &stop));
                    (result, Instant::now())
                });
                thread::sleep(Duration::from_millis(10));
                let raised = Instant::now();
                stop.raise();
                let (result, ended) = worker.join().expect("no panic");
                // A checkpoint is at most a millisecond away; the rest is for unoptimised code on a busy machine.
                assert!(ended.saturating_duration_since(raised) < Duration::from_millis(500), "{id}");
                result == Err(Fault::Stopped)
            })
        };
        // Optimised, few items are still running by then. Not optimised, all are, unless the machine had others wake up first.
        assert!((0..10).any(|_| is_stopped()) || !cfg!(debug_assertions), "{id} was too short");
    }
}

/// A task, items, seed and parameters within bounds, near the cheap end.
fn specs() -> impl Strategy<Value = (&'static str, u32, u32, Params)> {
    let spec = (0..TASKS.len(), 0.0..1.0, any::<u32>(), prop::collection::vec(0.0..1.0, 4));
    spec.prop_map(|(index, size, seed, shares)| {
        let meta = all().nth(index).expect("every task is in this build").meta();
        let chosen = |kind: &Kind, share: f64| match kind {
            Kind::Integer(bound) => {
                let span = 40.min((bound.max - bound.min) / 40);
                Value::Number(f64::from(bound.min) + (share * f64::from(span + 1)).floor())
            }
            Kind::Number(bound) => Value::Number(bound.min + share * (bound.max - bound.min) / 1e3),
            Kind::Choice(choice) => {
                Value::Text(choice.options[(share * choice.options.len() as f64) as usize].to_owned())
            }
            Kind::Flag { .. } => Value::Flag(share < 0.5),
        };
        let params = meta.params.iter().zip(shares);
        let params = params.fold(Params::defaults(meta), |params, (param, share)| {
            params.with(meta, param.name, chosen(&param.kind, share))
        });
        (meta.id, 1 + (size * f64::from(meta.max_items.min(30))) as u32, seed, params)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn pictures_have_room_for_every_tile((id, items, seed, params) in specs()) {
        let task = find(id).expect("a task");
        let work = task.prepare(&params, items, seed);
        let last = item(&*work, items - 1, &work.first_state());
        prop_assert_eq!(&last, &item(&*task.prepare(&params, items, seed), items - 1, &work.first_state()));
        let Some(frame) = work.frame() else { return Ok(()) };
        prop_assert_eq!(frame.columns, frame.width.div_ceil(frame.tile_width));
        let rows = frame.height.div_ceil(frame.tile_height);
        // Every tile has its place, and no row of places stays empty.
        prop_assert!(items <= frame.columns * rows && items > frame.columns * (rows - 1));
        for index in 0..items {
            let (left, top) = (index % frame.columns * frame.tile_width, index / frame.columns * frame.tile_height);
            let area = (frame.width - left).min(frame.tile_width) * (frame.height - top).min(frame.tile_height);
            match (item(&*work, index, &work.first_state()), frame.encoding) {
                (Output::Bytes(bytes), Encoding::Rgb) => prop_assert_eq!(bytes.len() as u32, area * 3),
                (Output::Counts(counts), Encoding::Counts) => {
                    prop_assert_eq!(counts.len() as u32, area);
                    prop_assert!(counts.iter().all(|&count| u32::from(count) <= frame.limit));
                }
                (output, encoding) => prop_assert!(false, "{:?} in a picture of {:?}", output, encoding),
            }
        }
    }
}
