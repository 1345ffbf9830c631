//! Specs that make no sense: the error names the field, what was given and what is allowed.

use pool_playground::compare::{CompareError, LIMITS, RunSpec, SpecError, catalog};
use pool_playground::pool::Spawn;
use pool_playground::task::Value;

use super::support::{run, site, small};

fn with(change: impl FnOnce(&mut RunSpec)) -> RunSpec {
    let mut spec = small("mandelbrot", 0);
    change(&mut spec);
    spec
}

fn param(name: &str, value: Value) -> RunSpec {
    with(|spec| drop(spec.params.insert(name.to_owned(), value)))
}

fn strategies(ids: &[&str]) -> RunSpec {
    with(|spec| spec.strategies = ids.iter().map(|id| (*id).to_owned()).collect())
}

#[test]
fn every_field_is_checked() {
    let square = |change: fn(&mut RunSpec)| {
        let mut spec = small("square", 0);
        change(&mut spec);
        spec
    };
    assert_eq!(LIMITS.threads_per_run, 4096);
    let (numbers, small_numbers) = ("from 1 to 1000000", "from 1 to 2048");
    let cases: Vec<(RunSpec, &str, &str, &str)> = vec![
        (with(|spec| spec.task = "mandelbrod".into()), "task", "mandelbrod", "mandelbrot, hello"),
        (with(|spec| spec.task = String::new()), "task", "", "mandelbrot, hello"),
        (with(|spec| spec.variant = "Map".into()), "variant", "Map", "map, imap, imap_unordered"),
        (param("width", Value::Number(15.0)), "params.width", "15", "a whole number from 16 to 2048"),
        (param("width", Value::Number(2049.0)), "params.width", "2049", "a whole number from 16 to 2048"),
        (param("width", Value::Number(16.5)), "params.width", "16.5", "a whole number from 16 to 2048"),
        (param("width", Value::Number(f64::NAN)), "params.width", "NaN", "a whole number from 16 to 2048"),
        (param("width", Value::Number(f64::INFINITY)), "params.width", "inf", "a whole number from 16 to 2048"),
        (param("width", Value::Text("16".into())), "params.width", "\"16\"", "a whole number from 16 to 2048"),
        (param("width", Value::Flag(true)), "params.width", "true", "a whole number from 16 to 2048"),
        (param("region", Value::Text("nowhere".into())), "params.region", "\"nowhere\"", "one of whole, seahorses"),
        (param("region", Value::Number(1.0)), "params.region", "1", "one of whole, seahorses"),
        (param("height", Value::Number(9.0)), "params.height", "9", "width, limit, region"),
        (with(|spec| spec.items = 0), "items", "0", small_numbers),
        (with(|spec| spec.items = 2049), "items", "2049", small_numbers),
        (square(|spec| spec.items = 1_000_001), "items", "1000001", numbers),
        (with(|spec| spec.cores = 0), "cores", "0", "from 1 to 64"),
        (with(|spec| spec.cores = 65), "cores", "65", "from 1 to 64"),
        (with(|spec| spec.repeats = 0), "repeats", "0", "from 1 to 50"),
        (with(|spec| spec.repeats = 51), "repeats", "51", "from 1 to 50"),
        (with(|spec| spec.chunksize = Some(0)), "chunksize", "0", numbers),
        (with(|spec| spec.chunksize = Some(1_000_001)), "chunksize", "1000001", numbers),
        (with(|spec| spec.switch_interval_ms = 0.0), "switchIntervalMs", "0", "a number from 0.1 to 1000"),
        (with(|spec| spec.switch_interval_ms = f64::NAN), "switchIntervalMs", "NaN", "a number from 0.1 to 1000"),
        (strategies(&[]), "strategies", "[]", "serial, threaded, pooled"),
        (strategies(&["serial", "fast"]), "strategies", "fast", "serial, threaded, pooled"),
        (strategies(&["serial", "serial"]), "strategies", "[serial, serial]", "each once"),
        (with(|spec| spec.task = "hello".into()), "params.limit", "30", "no parameter: hello has none"),
        (square(|spec| (spec.items, spec.spawn) = (4097, Spawn::Item)), "items", "4097", "at most 4096"),
        (square(|spec| (spec.items, spec.variant) = (4097, "apply".into())), "items", "4097", "at most 4096"),
        (with(|spec| spec.maxtasksperchild = Some(0)), "maxtasksperchild", "0", "from 1 to 1000000"),
        (
            square(|spec| {
                (spec.items, spec.chunksize, spec.maxtasksperchild) = (1026, Some(1), Some(2));
                spec.strategies = vec!["processes".into()];
            }),
            "maxtasksperchild",
            "2",
            "a run of 1026 chunks starts at most 512 processes",
        ),
    ];
    let site = site(2);
    for (spec, field, given, allowed) in cases {
        let Err(CompareError::Spec(error)) = run(&spec, &site) else { panic!("{spec:?} was run") };
        let case = format!("{error} for {field}");
        assert_eq!((error.field.as_str(), error.given.as_str()), (field, given), "{case}");
        assert!(error.allowed.contains(allowed), "{case}");
        let SpecError { field, given, allowed } = &error;
        assert_eq!(error.to_string(), format!("{field}: {given} was given, {allowed} is allowed"));
    }
}

#[test]
fn the_bounds_themselves_are_allowed() {
    let bounds = [
        with(|spec| (spec.items, spec.cores, spec.repeats, spec.chunksize) = (1, 1, 1, Some(1))),
        with(|spec| (spec.items, spec.cores, spec.repeats, spec.chunksize) = (2048, 64, 50, Some(1_000_000))),
        param("width", Value::Number(16.0)),
        param("region", Value::Text("spiral".into())),
        with(|spec| spec.seed = u32::MAX),
        with(|spec| spec.params.clear()),
    ];
    for spec in bounds {
        assert!(spec.check().is_ok(), "{:?}", spec.check().err());
    }
    let spec = RunSpec { items: 4096, spawn: Spawn::Item, ..small("square", 0) };
    assert!(spec.check().is_ok());
    // Without threaded, nothing limits the threads.
    let spec = RunSpec { items: 1_000_000, strategies: vec!["pooled".into()], ..spec };
    assert!(spec.check().is_ok());
}

#[test]
fn specs_are_read_by_the_contracts_names_and_no_others() {
    let spec = catalog().default;
    let json = serde_json::to_value(&spec).unwrap();
    let mut names: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    names.sort();
    let contract = [
        "chunksize",
        "cores",
        "gil",
        "items",
        "maxtasksperchild",
        "params",
        "processes",
        "repeats",
        "schedule",
        "seed",
        "spawn",
        "strategies",
        "switchIntervalMs",
        "task",
        "trace",
        "variant",
    ];
    assert_eq!(names, contract);
    assert_eq!(serde_json::from_value::<RunSpec>(json.clone()).unwrap(), spec);
    // A spec from before there were processes.
    let mut old = json.clone();
    old.as_object_mut()
        .unwrap()
        .retain(|name, _| !["processes", "maxtasksperchild", "switchIntervalMs"].contains(&name.as_str()));
    assert_eq!(serde_json::from_value::<RunSpec>(old).unwrap(), spec);
    for (field, wrong) in
        [("items", "-1"), ("items", "1.5"), ("cores", "\"4\""), ("schedule", "\"fifo\""), ("extra", "1")]
    {
        let mut json = json.clone();
        json[field] = serde_json::from_str(wrong).unwrap();
        assert!(serde_json::from_value::<RunSpec>(json).is_err(), "{field} = {wrong}");
    }
}
