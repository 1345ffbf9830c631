//! Small runs of every task, and what a plain loop makes of them.

use std::rc::Rc;
use std::sync::Arc;

use pool_playground::compare::{CompareError, Measured, Observer, RunSpec, catalog, compare_blocking};
use pool_playground::pool::RayonCrew;
use pool_playground::pool::crew::NativeSpawner;
use pool_playground::process::NativeLauncher;
use pool_playground::record::Board;
use pool_playground::strategy::{STRATEGIES, Site, Threads};
use pool_playground::task::{Output, Params, StopFlag, Value, serially};
use pool_playground::tasks;

/// Parameters that make an item quick, two choices each; parameters that aren't here are quick by default.
const SMALL: &[(&str, &str, [f64; 2])] = &[
    ("mandelbrot", "width", [16.0, 23.0]),
    ("mandelbrot", "limit", [30.0, 60.0]),
    ("power_sum", "n", [1.0, 300.0]),
    ("wait", "seconds", [0.0, 0.0001]),
    ("ray_trace", "tile", [4.0, 5.0]),
    ("ray_trace", "rays", [1.0, 1.0]),
    ("ray_trace", "bounces", [0.0, 2.0]),
    ("monte_carlo_pi", "samples", [1.0, 200.0]),
    ("matrix_multiply", "size", [1.0, 17.0]),
    ("sort", "n", [1.0, 100.0]),
    ("word_count", "lines", [1.0, 40.0]),
    ("word_count", "passes", [1.0, 2.0]),
    ("primes", "span", [1.0, 90.0]),
    ("grid_search", "topics", [1.0, 2.0]),
    ("grid_search", "documents", [48.0, 50.0]),
    ("topic_model", "topics", [2.0, 3.0]),
    ("topic_model", "documents", [40.0, 41.0]),
    ("topic_model", "rounds", [3.0, 5.0]),
    ("n_queens", "board", [4.0, 5.0]),
    ("proof_of_work", "bits", [0.0, 3.0]),
    ("skewed", "unit", [10.0, 11.0]),
    ("memory_sum", "megabytes", [0.003_906_25, 0.01]),
    ("allocate", "allocations", [1.0, 60.0]),
    ("spin", "ms", [0.0, 0.01]),
];

/// A quick run of a task by every strategy, on two cores.
pub fn small(task: &str, choice: usize) -> RunSpec {
    let params = SMALL.iter().filter(|(id, ..)| *id == task);
    RunSpec {
        task: task.to_owned(),
        params: params.map(|(_, name, values)| ((*name).to_owned(), Value::Number(values[choice]))).collect(),
        items: 12,
        cores: 2,
        repeats: 1,
        strategies: STRATEGIES.iter().map(|strategy| strategy.id().to_owned()).collect(),
        ..catalog().default
    }
}

/// A machine of two cores, with a pool of `cores` workers.
pub fn site(cores: usize) -> Site {
    Site {
        threads: Some(Threads { pool: RayonCrew::new(cores).unwrap(), spawner: Arc::new(NativeSpawner::default()) }),
        processes: Some(Rc::new(NativeLauncher::new(env!("CARGO_BIN_EXE_process")))),
        machine_cores: 2,
    }
}

/// A comparison that nobody watches.
pub fn run(spec: &RunSpec, site: &Site) -> Result<Measured, CompareError> {
    let (stop, board) = (Arc::new(StopFlag::new()), Board::new());
    compare_blocking(
        spec,
        site,
        &Observer { stop: &stop, board: &board, begun: &|_| (), done: &|_| (), delivered: &|_| () },
    )
}

/// What a plain loop over the items gives.
pub fn plain(spec: &RunSpec) -> Vec<Output> {
    let task = tasks::find(&spec.task).unwrap();
    let work = task.prepare(&Params::check(task.meta(), &spec.params).unwrap(), spec.items, spec.seed);
    serially(&*work, spec.items).unwrap()
}
