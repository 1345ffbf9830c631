//! What only processes do. The counterpart is in `lifecycle.py`.

use std::rc::Rc;
use std::sync::Arc;

use pool_playground::compare::{Observer, RunSpec, catalog, compare_blocking};
use pool_playground::process::NativeLauncher;
use pool_playground::record::Board;
use pool_playground::strategy::{Lifetime, Site};
use pool_playground::task::{Output, StopFlag};
use serde_json::{Map, Value, json};

use super::support::Make;

pub fn maxtasksperchild(_: Make) -> Value {
    let cases = [(6, 1, 1), (6, 1, 2), (7, 2, 1), (9, 2, 3), (5, 5, 1), (4, 1, 9)];
    let rows = cases.map(|(items, chunksize, most)| {
        let name = format!("{items} items, chunks of {chunksize}, {most} tasks");
        (name, json!(workers(items, chunksize, most)))
    });
    Value::Object(rows.into_iter().collect::<Map<_, _>>())
}

/// Which worker, counted from the call's first, computes each item.
fn workers(items: u32, chunksize: u32, most: u32) -> Vec<u32> {
    let site = Site {
        threads: None,
        processes: Some(Rc::new(NativeLauncher::new(env!("CARGO_BIN_EXE_process")))),
        machine_cores: 1,
    };
    let spec = RunSpec {
        task: "hello".to_owned(),
        params: Default::default(),
        items,
        cores: 1,
        variant: "map".to_owned(),
        chunksize: Some(chunksize),
        strategies: vec!["processes".to_owned()],
        processes: Lifetime::Fresh,
        maxtasksperchild: Some(most),
        repeats: 1,
        ..catalog().default
    };
    let (stop, board) = (Arc::new(StopFlag::new()), Board::new());
    let observer = Observer { stop: &stop, board: &board, begun: &|_| (), done: &|_| (), delivered: &|_| () };
    let measured = compare_blocking(&spec, &site, &observer).unwrap();
    let number = |output: &Output| -> u32 {
        let Output::Said(said) = output else { panic!("{output:?}") };
        said.line.strip_prefix("SpawnPoolWorker-").unwrap().split(' ').next().unwrap().parse().unwrap()
    };
    let numbers: Vec<u32> = measured.results[0].output.iter().map(|(_, output)| number(output)).collect();
    numbers.iter().map(|number| number - numbers[0] + 1).collect()
}
