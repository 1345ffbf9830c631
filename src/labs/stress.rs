//! `stress`: every primitive under several workers at once, and how often one of them broke its promise. None may.

use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, MAIN, Outcome, Tried, What};
use crate::ipc::{
    Arena, Array, Barrier, BoundedSemaphore, Condition, Connection, Event, IpcError, JoinableQueue, Lock, Queue, RLock,
    RawValue, Semaphore, SimpleQueue, Value, pipe,
};
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

/// In the order in which they are tried.
static TRIALS: [Trial; 12] = [
    Trial { name: "Lock", make: lock, exact: Some(1) },
    Trial { name: "RLock", make: rlock, exact: Some(2) },
    Trial { name: "Semaphore", make: semaphore, exact: None },
    Trial { name: "BoundedSemaphore", make: bounded, exact: Some(1) },
    Trial { name: "Event", make: event, exact: None },
    Trial { name: "Condition", make: condition, exact: Some(1) },
    Trial { name: "Barrier", make: barrier, exact: None },
    Trial { name: "Pipe", make: pipes, exact: None },
    Trial { name: "Queue, SimpleQueue", make: queues, exact: None },
    Trial { name: "JoinableQueue", make: joinable, exact: None },
    Trial { name: "Value.get_lock()", make: value, exact: None },
    Trial { name: "Array.get_lock()", make: array, exact: None },
];

fn lock(arena: &mut Arena) -> Body {
    let lock = Lock::new(arena);
    Box::new(move |common, _| (0..common.rounds).try_for_each(|_| lock.with(|| common.step(0))))
}

fn rlock(arena: &mut Arena) -> Body {
    let lock = RLock::new(arena);
    Box::new(move |common, _| {
        (0..common.rounds).try_for_each(|_| {
            lock.with(|| {
                common.step(0);
                lock.with(|| common.step(0))
            })?
        })
    })
}

fn semaphore(arena: &mut Arena) -> Body {
    let semaphore = Semaphore::new(arena, 2);
    Box::new(move |common, _| {
        for _ in 0..common.rounds {
            semaphore.acquire(None)?;
            let inside = common.counts[0].fetch_add(1) + 1;
            common.expect(inside <= 2);
            common.counts[0].fetch_add(u64::MAX);
            semaphore.release()?;
        }
        Ok(())
    })
}

fn bounded(arena: &mut Arena) -> Body {
    let semaphore = BoundedSemaphore::new(arena, 1);
    Box::new(move |common, who| {
        for _ in 0..common.rounds {
            semaphore.acquire(None)?;
            common.step(0);
            semaphore.release()?;
        }
        common.barrier.wait(None)?;
        // All have given theirs back: one more is one too many.
        common.expect(who != 1 || semaphore.release() == Err(IpcError::TooManyReleases));
        Ok(())
    })
}

fn event(arena: &mut Arena) -> Body {
    let events = [(); 2].map(|()| Event::new(arena));
    Box::new(move |common, who| {
        for round in 0..common.rounds {
            let event = &events[round as usize % 2];
            if who == 1 {
                common.counts[0].set(u64::from(round) + 1);
                event.set();
            } else {
                common.expect(event.wait(None)?);
                common.expect(common.counts[0].get() == u64::from(round) + 1);
            }
            if common.barrier.wait(None)? == 0 {
                event.clear();
            }
            common.barrier.wait(None)?;
        }
        Ok(())
    })
}

fn condition(arena: &mut Arena) -> Body {
    let condition = Condition::new(arena);
    Box::new(move |common, who| {
        let turn = &common.counts[0];
        for round in 0..common.rounds {
            let mine = u64::from(round * WORKERS + who - 1);
            condition.acquire(None)?;
            common.expect(condition.wait_for(|| turn.get() == mine, None)?);
            turn.set(turn.get() + 1);
            condition.notify_all()?;
            condition.release()?;
        }
        Ok(())
    })
}

fn barrier(_: &mut Arena) -> Body {
    Box::new(|common, who| {
        for round in 1..=u64::from(common.rounds) {
            common.counts[who as usize].set(round);
            common.barrier.wait(None)?;
            common.expect((1..=WORKERS as usize).all(|other| common.counts[other].get() == round));
            common.barrier.wait(None)?;
        }
        Ok(())
    })
}

fn pipes(arena: &mut Arena) -> Body {
    let (here, there) = pipe(arena, true);
    let echo = |end: &Connection, rounds: u32| (0..rounds).try_for_each(|_| end.send_bytes(&end.recv_bytes()?));
    Box::new(move |common, who| match who {
        1 => (0..common.rounds).try_for_each(|round| {
            here.send(&(round, "there and back"))?;
            common.expect(here.recv::<(u32, String)>()? == (round, "there and back".to_owned()));
            Ok(())
        }),
        2 => echo(&there, common.rounds),
        _ => Ok(()),
    })
}

fn queues(arena: &mut Arena) -> Body {
    let (queue, simple) = (Queue::<(u32, u32)>::new(arena, 4), SimpleQueue::<(u32, u32)>::new(arena));
    Box::new(move |common, who| {
        if who > 1 {
            return (0..common.rounds).try_for_each(|round| {
                queue.put(&(who, round), None)?;
                simple.put(&(who, round))
            });
        }
        // Each sender's come in its own order, none twice and none missing.
        let mut next = [[0; 2]; WORKERS as usize + 1];
        for _ in 0..2 * common.rounds {
            for (which, (from, round)) in [queue.get(None)?, simple.get()?].into_iter().enumerate() {
                let expected = &mut next[from as usize][which];
                common.expect(round == *expected);
                *expected += 1;
            }
        }
        common.expect(queue.empty() && simple.empty());
        Ok(())
    })
}

fn joinable(arena: &mut Arena) -> Body {
    let queue = JoinableQueue::<u32>::new(arena, 8);
    Box::new(move |common, who| {
        if who == 1 {
            for round in 0..common.rounds {
                queue.put(&round, None)?;
                if round % 16 == 15 || round + 1 == common.rounds {
                    queue.join()?;
                    common.expect(common.counts[0].fetch_add(0) == u64::from(round) + 1);
                }
            }
            return (1..WORKERS).try_for_each(|_| queue.put(&u32::MAX, None));
        }
        while queue.get(None)? != u32::MAX {
            common.counts[0].fetch_add(1);
            queue.task_done()?;
        }
        Ok(())
    })
}

fn value(arena: &mut Arena) -> Body {
    let value = Value::new(arena, 0_i64);
    Box::new(move |common, _| {
        for round in 1..=common.rounds {
            value.get_lock().with(|| value.set(value.get()? + 1))??;
            // It only grows, and one's own are in it.
            common.expect(value.get()? >= i64::from(round));
        }
        common.barrier.wait(None)?;
        common.expect(value.get()? == i64::from(WORKERS * common.rounds));
        Ok(())
    })
}

fn array(arena: &mut Arena) -> Body {
    let array = Array::new(arena, &[0_i64; 8]);
    Box::new(move |common, who| {
        for round in 0..common.rounds {
            let (from, to) = ((round + who) as usize % 8, (round * 3 + 1) as usize % 8);
            array.get_lock().with(|| {
                array.set(from, array.get(from)? - 1)?;
                array.set(to, array.get(to)? + 1)
            })??;
            // What one takes another place gets: the sum stays.
            common.expect(array.to_vec()?.iter().sum::<i64>() == 0);
        }
        Ok(())
    })
}

impl Trial {
    /// How often the promise was broken. Blocks until all workers are done with it.
    fn run(&self, bench: &Arc<Bench>, rounds: u32) -> Result<u64, LabError> {
        let mut arena = bench.arena(60_000);
        let body = (self.make)(&mut arena);
        let barrier = Barrier::new(&mut arena, WORKERS, None)?;
        let counts = [(); WORKERS as usize + 1].map(|()| RawValue::new(&mut arena, 0));
        let common = Arc::new(Common { barrier, counts, broken: RawValue::new(&mut arena, 0), rounds });
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
