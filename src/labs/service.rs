//! `service`: a pool that is used through its initializer only: workers take tasks from one queue and put results into another.

use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, MAIN, Outcome, What};
use crate::ipc::{IpcError, Queue};
use crate::pool::{Pool, RayonCrew, Worker};
use crate::task::{Bound, Choice, Kind, Param, Params, Tutorial};

pub(super) struct Service;

static META: LabMeta = LabMeta {
    id: "service",
    title: "Two queues and a pool",
    summary: "Pool(4, work, (in_queue, out_queue)): the initializer never returns, it takes tasks from one queue and puts results into \
              the other. Nothing tells the workers that it is over: somebody has to.",
    tutorials: &[Tutorial::A, Tutorial::C],
    settings: &[
        Param {
            name: "ending",
            label: "in the end",
            help: "terminate: the program ends the workers when it has all results. sentinel: a last task for each worker that says so. \
                   nothing: close and join, and wait for workers that wait for tasks; Stop ends it.",
            kind: Kind::Choice(Choice { options: &["terminate", "sentinel", "nothing"], default: "terminate" }),
        },
        Param {
            name: "workers",
            label: "workers",
            help: "How many serve.",
            kind: Kind::Integer(Bound { min: 1, max: 8, default: 4 }),
        },
        Param {
            name: "tasks",
            label: "tasks",
            help: "How many are put into the first queue.",
            kind: Kind::Integer(Bound { min: 1, max: 200, default: 24 }),
        },
        Param {
            name: "task_ms",
            label: "a task takes, ms",
            help: "How long a worker is at a task; every third takes twice as long.",
            kind: Kind::Integer(Bound { min: 1, max: 300, default: 60 }),
        },
    ],
    limit_s: 30,
};

/// The task that says that there is nothing more to come.
const SENTINEL: u32 = u32::MAX;

/// What the workers share.
struct Shared {
    bench: Arc<Bench>,
    tasks: Queue<u32>,
    results: Queue<(u32, u64)>,
    task_ms: u32,
}

impl Shared {
    /// A worker's whole life.
    fn serve(&self) -> Result<(), IpcError> {
        let who = Worker::with_current(|me| me.index as u32) + 1;
        loop {
            let task = self.tasks.get(None)?;
            if task == SENTINEL {
                return Ok(());
            }
            self.bench.note(who, What::Began, f64::from(task), 0.0);
            self.bench.pause(f64::from(self.task_ms * if task % 3 == 2 { 2 } else { 1 }))?;
            let result = u64::from(task) * u64::from(task);
            self.bench.note(who, What::Ended, f64::from(task), result as f64);
            self.results.put(&(task, result), None)?;
        }
    }
}

impl Lab for Service {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        experiment(settings, bench, Shared::serve)
    }
}

/// The experiment with workers that live like this.
fn experiment(
    settings: &Params,
    bench: &Arc<Bench>,
    life: fn(&Shared) -> Result<(), IpcError>,
) -> Result<Outcome, LabError> {
    let [workers, tasks, task_ms] = ["workers", "tasks", "task_ms"].map(|name| settings.integer(name));
    let ending = settings.text("ending");
    let mut arena = bench.arena(40_000);
    let shared = Arc::new(Shared {
        bench: Arc::clone(bench),
        tasks: Queue::new(&mut arena, 0),
        results: Queue::new(&mut arena, 0),
        task_ms,
    });
    let crew = RayonCrew::on(bench.spawner(), workers as usize)?;
    let service = move |shared: Arc<Shared>| match life(&shared) {
        // An interrupted wait is how a worker here is terminated.
        Ok(()) | Err(IpcError::Interrupted) => {}
        Err(error) => std::panic::resume_unwind(Box::new(error.to_string())),
    };
    let waked = Arc::clone(bench);
    let pool = Pool::serving(crew, service, Arc::clone(&shared), move || waked.terminate());
    let collected = exchange(&shared, tasks);
    let all_ms = bench.now_ms();
    match (ending, &collected) {
        ("sentinel", Ok(_)) => (0..workers).try_for_each(|_| shared.tasks.put(&SENTINEL, None))?,
        ("nothing", Ok(_)) => {}
        _ => {
            pool.terminate();
            bench.terminate();
        }
    }
    pool.close();
    pool.join()?;
    drop(pool);
    let collected = match collected {
        Ok(()) => f64::from(tasks),
        // Stopped before it had all.
        Err(IpcError::Interrupted) => f64::NAN,
        Err(error) => return Err(error.into()),
    };
    Ok(Outcome::Service { is_complete: !collected.is_nan(), all_ms, wall_ms: bench.now_ms() })
}

/// The program's part: tasks in, results out.
fn exchange(shared: &Shared, tasks: u32) -> Result<(), IpcError> {
    for task in 0..tasks {
        shared.tasks.put(&task, None)?;
        shared.bench.note(MAIN, What::Put, f64::from(task), f64::from(shared.tasks.qsize()));
    }
    for _ in 0..tasks {
        let (task, result) = shared.results.get(None)?;
        assert_eq!(result, u64::from(task) * u64::from(task), "a result of another task");
        shared.bench.note(MAIN, What::Got, f64::from(task), result as f64);
    }
    Ok(())
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::Entry;
    use super::super::testing::{bench, run, run_until, settings};
    use super::*;
    use crate::pool::PoolError;

    fn count(entries: &[Entry], what: What) -> usize {
        entries.iter().filter(|entry| entry.what == what).count()
    }

    #[test]
    fn every_task_is_served_once_and_the_pool_ends_as_it_is_told() {
        for ending in ["terminate", "sentinel"] {
            let given = [("ending", ending), ("task_ms", "1"), ("tasks", "30"), ("workers", "3")];
            let (outcome, entries) = run(&Service, &given);
            assert!(matches!(outcome, Outcome::Service { is_complete: true, .. }), "{ending}: {outcome:?}");
            let mut served: Vec<f64> =
                entries.iter().filter(|entry| entry.what == What::Ended).map(|entry| entry.a).collect();
            served.sort_by(f64::total_cmp);
            assert!(served.into_iter().eq((0..30).map(f64::from)), "{ending}");
            assert_eq!(count(&entries, What::Got), 30);
        }
    }

    #[test]
    fn with_nothing_said_it_waits_until_it_is_stopped() {
        let given = [("ending", "nothing"), ("task_ms", "1"), ("tasks", "5"), ("workers", "2")];
        let (outcome, _) = run_until(&Service, &given, |entries| count(entries, What::Got) == 5);
        assert!(matches!(outcome, Outcome::Service { is_complete: true, .. }), "{outcome:?}");
    }

    #[test]
    fn a_worker_that_panics_ends_the_experiment_at_once_and_is_named() {
        // One takes a task and is gone; the others wait, and so would the program.
        fn broken(shared: &Shared) -> Result<(), IpcError> {
            match shared.tasks.get(None)? {
                0 => std::panic::resume_unwind(Box::new("no 0")),
                _ => {
                    shared.bench.pause(60_000.0)?;
                    shared.bench.stop();
                    Ok(())
                }
            }
        }
        let given = settings(&Service, &[("workers", "2"), ("tasks", "2")]);
        let params = Params::of(META.id, META.settings, &given).unwrap();
        let failed = experiment(&params, &bench().0, broken).unwrap_err();
        assert!(
            matches!(&failed, LabError::Pool(PoolError::Initializer { worker, message })
                if worker.starts_with("PoolWorker-") && message == "no 0"),
            "{failed}"
        );
    }
}
