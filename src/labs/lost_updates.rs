//! `lost_updates`: workers increment one counter. Python's `+=` reads and then writes, and what comes between is lost.

use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, Outcome, What};
use crate::ipc::{Barrier, Lock, RawValue, Value};
use crate::task::{Bound, Choice, Kind, Param, Params, Tutorial};

pub(super) struct LostUpdates;

static META: LabMeta = LabMeta {
    id: "lost_updates",
    title: "Lost updates",
    summary: "Workers add 1 to the same counter, over and over. `counter.value += 1` reads and then writes: what another worker wrote \
              in between is lost, unless a lock keeps the two steps together.",
    tutorials: &[Tutorial::A, Tutorial::D],
    settings: &[
        Param {
            name: "counter",
            label: "counter",
            help: "raw: RawValue, no lock. value: Value, which locks each read and each write. get_lock: Value, its lock held around both. \
                   lock: RawValue under a Lock. atomic: one instruction that reads and writes; Python has none.",
            kind: Kind::Choice(Choice { options: &["raw", "value", "get_lock", "lock", "atomic"], default: "raw" }),
        },
        Param {
            name: "workers",
            label: "workers",
            help: "How many count at the same time.",
            kind: Kind::Integer(Bound { min: 1, max: 8, default: 2 }),
        },
        Param {
            name: "increments",
            label: "increments each",
            help: "How often each worker adds 1.",
            kind: Kind::Integer(Bound { min: 1_000, max: 1_000_000, default: 50_000 }),
        },
    ],
    limit_s: 60,
};

/// How often each worker says how far it is.
const SAYS: u32 = 100;
/// Increments between two looks at whether it was stopped.
const STRETCH: u32 = 500;

/// A counter and how it is increased.
enum Counter {
    Raw(RawValue<u64>),
    Value(Value<u64>),
    GetLock(Value<u64>),
    Lock(RawValue<u64>, Lock),
    Atomic(RawValue<u64>),
}

impl Counter {
    #[inline]
    fn increase(&self) -> Result<(), LabError> {
        match self {
            Counter::Raw(value) => value.set(value.get() + 1),
            Counter::Value(value) => value.set(value.get()? + 1)?,
            Counter::GetLock(value) => value.get_lock().with(|| value.set(value.get()? + 1))??,
            Counter::Lock(value, lock) => lock.with(|| value.set(value.get() + 1))?,
            Counter::Atomic(value) => drop(value.fetch_add(1)),
        }
        Ok(())
    }

    fn now(&self) -> f64 {
        let (Counter::Raw(value) | Counter::Lock(value, _) | Counter::Atomic(value)) = self else {
            let (Counter::Value(value) | Counter::GetLock(value)) = self else { unreachable!() };
            return value.get_obj().get() as f64;
        };
        value.get() as f64
    }
}

impl Lab for LostUpdates {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let [workers, increments] = ["workers", "increments"].map(|name| settings.integer(name));
        let mut arena = bench.arena(64);
        let counter = match settings.text("counter") {
            "raw" => Counter::Raw(RawValue::new(&mut arena, 0)),
            "value" => Counter::Value(Value::new(&mut arena, 0)),
            "get_lock" => Counter::GetLock(Value::new(&mut arena, 0)),
            "lock" => Counter::Lock(RawValue::new(&mut arena, 0), Lock::new(&mut arena)),
            _ => Counter::Atomic(RawValue::new(&mut arena, 0)),
        };
        let made = RawValue::new(&mut arena, 0_u64);
        let began = RawValue::new(&mut arena, f64::INFINITY);
        // All begin together: a worker takes longer to start than to count.
        let barrier = Barrier::new(&mut arena, workers, None)?;
        let shared = Arc::new((counter, made, began, barrier));
        let own = Arc::clone(&shared);
        bench.together(workers, move |bench, who| {
            let (counter, made, began, barrier) = &*own;
            if barrier.wait(None)? == 0 {
                began.set(bench.now_ms());
            }
            bench.note(who, What::Progress, 0.0, counter.now());
            let mut done = 0;
            let mut said = 0;
            while done < increments && !bench.is_stopped() {
                let stretch = STRETCH.min(increments - done);
                for step in 0..stretch {
                    if let Err(error) = counter.increase() {
                        made.fetch_add(u64::from(step));
                        return Err(error);
                    }
                }
                done += stretch;
                made.fetch_add(u64::from(stretch));
                if done * SAYS / increments > said || done == increments {
                    said = done * SAYS / increments;
                    bench.note(who, What::Progress, f64::from(done), counter.now());
                }
            }
            Ok(())
        })?;
        let (counter, made, began, _) = &*shared;
        let wall_ms = (bench.now_ms() - began.get()).max(0.0);
        Ok(Outcome::LostUpdates { made: made.get() as f64, counted: counter.now(), wall_ms })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::testing::run;
    use super::*;

    /// No pretence: unguarded increments are lost, in some of 100 experiments; with a lock, or in one step, never.
    #[test]
    fn updates_are_lost_without_a_lock_around_both_steps_and_never_with_one() {
        for (counter, loses, runs) in [
            ("raw", true, 100),
            ("value", true, 100),
            ("get_lock", false, 100),
            ("lock", false, 100),
            ("atomic", false, 100),
        ] {
            let mut missing = 0.0;
            for _ in 0..runs {
                let increments = if counter == "raw" { "100000" } else { "1000" };
                let (outcome, _) =
                    run(&LostUpdates, &[("counter", counter), ("increments", increments), ("workers", "4")]);
                let Outcome::LostUpdates { made, counted, .. } = outcome else { panic!("{outcome:?}") };
                assert_eq!(made, 4.0 * increments.parse::<f64>().unwrap());
                assert!(counted <= made);
                missing += made - counted;
            }
            assert_eq!(missing > 0.0, loses, "{counter}: {missing}");
        }
    }
}
