//! Tests of runs in rounds, with a task that stumbles where it is told to: in the middle of a later round.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::method::{CompareError, Observer, compare_as};
use super::{Measured, RunSpec, Setup, catalog};
use crate::pool::crew::NativeSpawner;
use crate::pool::variants::VARIANTS;
use crate::pool::{PoolError, RayonCrew, Schedule, Spawn};
use crate::process::block_on;
use crate::record::Board;
use crate::strategy::{self, Site, Threads};
use crate::task::{Context, Fault, Meta, Output, Params, State, StopFlag, Task, Work, serially};

const ITEMS: u32 = 13;
const ROUNDS: u32 = 4;
/// In the third round: 6 to 8.
const ITEM: u32 = 7;

/// What happens at [`ITEM`].
#[derive(Clone)]
enum At {
    Nothing,
    Fails,
    Raises(Arc<StopFlag>),
    /// The first time, for longer than any warm-up.
    Sleeps(Arc<AtomicBool>),
}

/// An item's output is itself and what all rounds before came to.
struct Stumbling(At);

static META: Meta = Meta {
    id: "stumbling",
    title: "Stumbling",
    summary: "",
    teaches: "",
    tutorials: &[],
    item: "item",
    items: ITEMS,
    max_items: ITEMS,
    params: &[],
    warm: true,
    rounds: Some("rounds"),
};

impl Task for Stumbling {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, _: &Params, _: u32, _: u32) -> Box<dyn Work> {
        Box::new(Stumbling(self.0.clone()))
    }
}

impl Work for Stumbling {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        context.checkpoint()?;
        match &self.0 {
            At::Fails if item == ITEM => return Err(Fault::Failed("no".to_owned())),
            At::Raises(stop) if item == ITEM => stop.raise(),
            At::Sleeps(done) if item == ITEM && !done.swap(true, Ordering::SeqCst) => {
                context.sleep(Duration::from_secs(3600))?;
            }
            _ => {}
        }
        Ok(Output::Number(f64::from(item) + context.state()[0]))
    }

    fn rounds(&self) -> u32 {
        ROUNDS
    }

    fn first_state(&self) -> State {
        State::from([0.5])
    }

    /// Depends on the outputs' order, and on every one.
    fn next_state(&self, state: &State, round: u32, outputs: &[&Output]) -> State {
        let add = |sum: f64, output: &&Output| 0.75 * sum + output.number().unwrap();
        State::from([outputs.iter().fold(state[0] + f64::from(round), add)])
    }
}

/// Every parallel strategy that can have a task which isn't in the list, with every call.
fn every(at: &At, check: impl Fn(&str, Result<Measured, CompareError>, &Arc<StopFlag>)) {
    let site = Site {
        threads: Some(Threads { pool: RayonCrew::new(2).unwrap(), spawner: Arc::new(NativeSpawner::default()) }),
        processes: None,
        machine_cores: 2,
    };
    for strategy in ["serial", "threaded", "pooled"] {
        for variant in VARIANTS {
            for (schedule, spawn) in [
                (Schedule::Queue, Spawn::Core),
                (Schedule::Static, Spawn::Item),
                (Schedule::Guided, Spawn::Core),
                (Schedule::Stealing, Spawn::Core),
            ] {
                let stop = match at {
                    At::Raises(stop) => Arc::clone(stop),
                    _ => Arc::default(),
                };
                stop.lower();
                let at = match at {
                    At::Sleeps(_) => At::Sleeps(Arc::default()),
                    other => other.clone(),
                };
                let spec = RunSpec { items: ITEMS, cores: 2, repeats: 2, schedule, spawn, ..catalog().default };
                let setup = Setup {
                    task: Box::leak(Box::new(Stumbling(at))),
                    params: Params::defaults(&META),
                    variant,
                    strategies: vec![strategy::find(strategy).unwrap()],
                };
                let board = Board::new();
                let observer =
                    Observer { stop: &stop, board: &board, begun: &|_| (), done: &|_| (), delivered: &|_| () };
                let outcome = block_on(compare_as(&setup, &spec, &site, &observer));
                check(&format!("{strategy}, {}, {schedule:?}", variant.id), outcome, &stop);
            }
        }
    }
}

fn digest_of_a_plain_loop() -> String {
    format!("{:016x}", Output::digest(&serially(&Stumbling(At::Nothing), ITEMS).unwrap()))
}

#[test]
fn every_run_begins_with_the_first_state_and_ends_with_the_same_results() {
    let expected = digest_of_a_plain_loop();
    for at in [At::Nothing, At::Sleeps(Arc::default())] {
        every(&at, |case, outcome, _| {
            let measured = outcome.unwrap_or_else(|error| panic!("{case}: {error}"));
            assert!(measured.identical, "{case}");
            assert_eq!(measured.results[0].digest, expected, "{case}");
        });
    }
}

#[test]
fn a_failure_in_a_later_round_is_told_with_its_item() {
    every(&At::Fails, |case, outcome, _| match outcome {
        Err(CompareError::Call { error: PoolError::Item(error), .. }) => {
            assert_eq!((error.item, error.message.as_str()), (ITEM as usize, "no"), "{case}");
        }
        other => panic!("{case}: {other:?}"),
    });
}

#[test]
fn a_flag_raised_in_a_later_round_stops_the_run() {
    every(&At::Raises(Arc::default()), |case, outcome, stop| {
        assert!(stop.is_raised(), "{case}");
        assert_eq!(outcome.map(drop), Err(CompareError::Stopped), "{case}");
    });
}
