//! Results: the whole table once, and then at random.

use pool_playground::compare::{Measured, RunSpec, catalog};
use pool_playground::pool::variants::{self, Delivery};
use pool_playground::pool::{Schedule, Spawn};
use pool_playground::task::Output;
use proptest::prelude::*;

use super::support::{plain, run, site, small};

const SCHEDULES: [Schedule; 4] = [Schedule::Queue, Schedule::Static, Schedule::Guided, Schedule::Stealing];
const SPAWNS: [Spawn; 2] = [Spawn::Core, Spawn::Item];

/// What an output is, whoever said it.
fn content(output: &Output) -> String {
    output.text().map_or_else(|| format!("{output:?}"), str::to_owned)
}

/// Every strategy's results are the plain loop's, and come in the order that the variant promises.
fn check(spec: &RunSpec, measured: &Measured) {
    let plain = plain(spec);
    let digest = format!("{:016x}", Output::digest(&plain));
    let delivery = variants::find(&spec.variant).unwrap().delivery;
    assert!(measured.identical, "{spec:?}");
    let strategies: Vec<_> = measured.results.iter().map(|result| &result.strategy).collect();
    assert!(strategies.into_iter().eq(&spec.strategies), "{spec:?}");
    for result in &measured.results {
        let case = format!("{} of {spec:?}", result.strategy);
        assert_eq!(result.digest, digest, "{case}");
        let mut order: Vec<u32> = result.output.iter().map(|(item, _)| *item).collect();
        if delivery == Delivery::AsCompleted {
            order.sort_unstable();
        }
        assert!(order.into_iter().eq(0..spec.items), "{case}");
        for (item, output) in &result.output {
            assert_eq!(content(output), content(&plain[*item as usize]), "item {item}, {case}");
        }
        assert_eq!(result.samples.len(), spec.repeats as usize, "{case}");
        for sample in &result.samples {
            assert!(0.0 <= sample.first_result_ms && sample.first_result_ms <= sample.wall_ms, "{sample:?}, {case}");
            assert!(0.0 <= sample.startup_ms, "{sample:?}, {case}");
        }
    }
}

#[test]
fn every_task_variant_strategy_and_schedule_gives_what_a_loop_gives() {
    let (catalog, site) = (catalog(), site(2));
    assert_eq!((catalog.variants.len(), catalog.strategies.len()), (8, 4));
    let mut turn = 0;
    for task in &catalog.tasks {
        for variant in &catalog.variants {
            for schedule in SCHEDULES {
                turn += 1;
                let spec = RunSpec {
                    variant: variant.id.to_owned(),
                    schedule,
                    spawn: SPAWNS[turn % 2],
                    chunksize: [None, Some(1), Some(5)][turn % 3],
                    ..small(task.id, 1)
                };
                check(&spec, &run(&spec, &site).unwrap());
            }
        }
    }
}

#[test]
fn serial_may_be_left_out_and_strategies_come_in_the_specs_order() {
    let spec =
        RunSpec { strategies: ["pooled", "serial", "threaded"].map(String::from).to_vec(), ..small("square", 0) };
    check(&spec, &run(&spec, &site(2)).unwrap());
    let spec = RunSpec { strategies: vec!["pooled".to_owned()], repeats: 3, ..spec };
    let measured = run(&spec, &site(2)).unwrap();
    check(&spec, &measured);
    assert!(measured.results[0].speedup.is_nan());
}

#[test]
fn a_million_items_come_back_whole() {
    let spec = RunSpec { items: 1_000_000, chunksize: Some(1), ..small("square", 0) };
    let spec = RunSpec { strategies: ["serial", "pooled"].map(String::from).to_vec(), ..spec };
    for variant in ["map", "imap_unordered"] {
        let spec = RunSpec { variant: variant.to_owned(), ..spec.clone() };
        let measured = run(&spec, &site(2)).unwrap();
        assert!(measured.identical);
        let mut squares: Vec<(u32, Output)> = measured.results[1].output.clone();
        squares.sort_by_key(|(item, _)| *item);
        let square = |item: u32| f64::from(item) * f64::from(item);
        assert!(squares.into_iter().eq((0..1_000_000).map(|item| (item, Output::Number(square(item))))), "{variant}");
    }
}

fn any_spec() -> impl Strategy<Value = RunSpec> {
    let tasks: Vec<_> = catalog().tasks.iter().map(|task| task.id).collect();
    let variants: Vec<_> = catalog().variants.iter().map(|variant| variant.id).collect();
    let whats = (prop::sample::select(tasks), prop::sample::select(variants), 0..2usize, 1u32..70, any::<u32>());
    let hows = (
        1u32..=8,
        prop::option::of(1u32..90),
        prop::sample::select(&SCHEDULES[..]),
        prop::sample::select(&SPAWNS[..]),
        1u32..3,
    );
    (whats, hows).prop_map(|((task, variant, choice, items, seed), (cores, chunksize, schedule, spawn, repeats))| {
        let variant = variant.to_owned();
        RunSpec { variant, items, seed, cores, chunksize, schedule, spawn, repeats, ..small(task, choice) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_spec_gives_what_a_loop_gives(spec in any_spec()) {
        check(&spec, &run(&spec, &site(spec.cores as usize)).unwrap());
    }
}
