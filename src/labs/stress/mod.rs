//! `stress`: every primitive under several workers at once, and how often one of them broke its promise. None may.

mod channels;
mod locks;
mod numbers;
mod processes;
mod signals;

use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, MAIN, Outcome, Tried, What};
use crate::ipc::{Arena, Barrier, IpcError, RawValue};
use crate::pool::Spawner;
use crate::task::{Bound, Kind, Param, Params, Tutorial};

pub(super) struct Stress;

static META: LabMeta = LabMeta {
    id: "stress",
    title: "Everything under stress",
    summary: "Three workers use the module's locks, signals, channels and shared numbers at once, over and over, and count how often a promise is broken: a lock that \
              two have, an item that comes twice, a barrier that lets one through early. It should be never, here as anywhere.",
    tutorials: &[Tutorial::D],
    settings: &[Param {
        name: "rounds",
        label: "rounds",
        help: "How often each worker uses each object.",
        kind: Kind::Integer(Bound { min: 10, max: 20_000, default: 1_000 }),
    }],
    limit_s: 120,
};

const WORKERS: u32 = 3;

/// What the workers of one trial share: counters without a lock, and whoever found something wrong.
struct Common {
    barrier: Barrier,
    /// Plain numbers that only what is tried keeps right.
    counts: [RawValue<u64>; 4],
    broken: RawValue<u64>,
    rounds: u32,
    spawner: Arc<dyn Spawner>,
}

impl Common {
    /// Somebody expected this.
    fn expect(&self, holds: bool) {
        if !holds {
            self.broken.fetch_add(1);
        }
    }

    /// Python's `+=`: two steps.
    fn step(&self, place: usize) {
        self.counts[place].set(self.counts[place].get() + 1);
    }
}

type Body = Box<dyn Fn(&Common, u32) -> Result<(), IpcError> + Send + Sync>;

/// A trial: what it tries, what each worker does, and which counts are exact in the end (as many a worker and round).
struct Trial {
    name: &'static str,
    make: fn(&mut Arena) -> Body,
    exact: Option<u64>,
}

/// In the order in which they are tried; `www/panels/labs/shown.ts` has the names, too.
static TRIALS: [Trial; 18] = [
    Trial { name: "Lock", make: locks::lock, exact: Some(1) },
    Trial { name: "Lock.acquire(timeout)", make: locks::timeouts, exact: Some(1) },
    Trial { name: "RLock", make: locks::rlock, exact: Some(2) },
    Trial { name: "Semaphore", make: locks::semaphore, exact: None },
    Trial { name: "BoundedSemaphore", make: locks::bounded, exact: Some(1) },
    Trial { name: "Event", make: signals::event, exact: None },
    Trial { name: "Condition", make: signals::condition, exact: Some(1) },
    Trial { name: "Condition.notify(1)", make: signals::notify, exact: None },
    Trial { name: "Barrier", make: signals::barrier, exact: None },
    Trial { name: "Barrier(action)", make: signals::action, exact: Some(1) },
    Trial { name: "Barrier.abort()", make: signals::abort, exact: None },
    Trial { name: "Pipe", make: channels::pipes, exact: None },
    Trial { name: "Queue, SimpleQueue", make: channels::queues, exact: None },
    Trial { name: "JoinableQueue", make: channels::joinable, exact: None },
    Trial { name: "Value.get_lock()", make: numbers::value, exact: None },
    Trial { name: "Array.get_lock()", make: numbers::array, exact: None },
    Trial { name: "RawArray", make: numbers::raw_array, exact: None },
    Trial { name: "Process", make: processes::process, exact: None },
];

impl Trial {
    /// How often the promise was broken. Blocks until all workers are done with it.
    fn run(&self, bench: &Arc<Bench>, rounds: u32) -> Result<u64, LabError> {
        let mut arena = bench.arena(60_000);
        let body = (self.make)(&mut arena);
        let barrier = Barrier::new(&mut arena, WORKERS, None)?;
        let counts = [(); WORKERS as usize + 1].map(|()| RawValue::new(&mut arena, 0));
        let (broken, spawner) = (RawValue::new(&mut arena, 0), bench.spawner());
        let common = Arc::new(Common { barrier, counts, broken, rounds, spawner });
        let own = Arc::clone(&common);
        bench.together(WORKERS, move |_, who| {
            own.barrier.wait(None)?;
            Ok(body(&own, who)?)
        })?;
        if let Some(each) = self.exact {
            common.expect(common.counts[0].get() == each * u64::from(WORKERS * rounds));
        }
        Ok(common.broken.get())
    }
}

impl Lab for Stress {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let rounds = settings.integer("rounds");
        let mut tried = Vec::new();
        for (place, trial) in TRIALS.iter().enumerate() {
            let broken = trial.run(bench, rounds)? as f64;
            if bench.is_stopped() {
                break;
            }
            bench.note(MAIN, What::Measured, place as f64, broken);
            tried.push(Tried { name: trial.name, broken });
        }
        Ok(Outcome::Stress { tried, rounds: f64::from(rounds) })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::testing::run;
    use super::*;

    #[test]
    fn nothing_breaks_its_promise() {
        let (outcome, entries) = run(&Stress, &[("rounds", "300")]);
        let Outcome::Stress { tried, rounds } = outcome else { panic!("{outcome:?}") };
        assert_eq!(rounds, 300.0);
        assert_eq!(tried.len(), TRIALS.len());
        assert!(tried.iter().all(|tried| tried.broken == 0.0), "{tried:?}");
        assert_eq!(entries.iter().filter(|entry| entry.what == What::Measured).count(), TRIALS.len());
    }

    /// The trials see what they look for: without what keeps it, the promise is broken.
    #[test]
    fn a_lock_that_keeps_nobody_out_is_found_out() {
        fn nothing(_: &mut Arena) -> Body {
            Box::new(|common, _| {
                (0..common.rounds).for_each(|_| common.step(0));
                Ok(())
            })
        }
        let (bench, _) = super::super::testing::bench();
        let lost = (0..50).any(|_| {
            let trial = Trial { name: "nothing", make: nothing, exact: Some(1) };
            trial.run(&bench, 100_000).unwrap() > 0
        });
        assert!(lost);
    }
}
