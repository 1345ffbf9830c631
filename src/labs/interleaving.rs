//! `interleaving`: two workers print what a shared number has become, line by line between each other's, or one after the other.

use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, Outcome, What};
use crate::ipc::{Barrier, Lock, RawValue};
use crate::task::{Bound, Kind, Param, Params, Tutorial};

pub(super) struct Interleaving;

static META: LabMeta = LabMeta {
    id: "interleaving",
    title: "Two workers print",
    summary: "One worker adds 1 to a shared number, the other 3; after each step they print it and sleep. Their lines mix, until a Lock \
              makes one wait for the other's whole loop.",
    tutorials: &[Tutorial::D],
    settings: &[
        Param {
            name: "lock",
            label: "under a Lock",
            help: "Whether each worker holds a Lock during its loop.",
            kind: Kind::Flag { default: false },
        },
        Param {
            name: "steps",
            label: "steps each",
            help: "How often each worker adds and prints.",
            kind: Kind::Integer(Bound { min: 1, max: 20, default: 6 }),
        },
        Param {
            name: "pause_ms",
            label: "sleep between steps, ms",
            help: "How long a worker sleeps before each step, as the tutorial's does for 100 ms.",
            kind: Kind::Integer(Bound { min: 0, max: 500, default: 80 }),
        },
    ],
    limit_s: 30,
};

/// What each worker adds.
const ADDS: [u64; 2] = [1, 3];

impl Lab for Interleaving {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let [steps, pause_ms] = ["steps", "pause_ms"].map(|name| settings.integer(name));
        let is_locked = settings.flag("lock");
        let mut arena = bench.arena(64);
        let (value, lock) = (RawValue::new(&mut arena, 0_u64), Lock::new(&mut arena));
        let barrier = Barrier::new(&mut arena, ADDS.len() as u32, None)?;
        let added = RawValue::new(&mut arena, 0_u64);
        let (number, own) = (value.clone(), added.clone());
        let body = move |bench: &Bench, who: u32| {
            let all = || {
                for _ in 0..steps {
                    bench.pause(f64::from(pause_ms))?;
                    let now = number.get() + ADDS[who as usize - 1];
                    number.set(now);
                    own.fetch_add(ADDS[who as usize - 1]);
                    bench.note(who, What::Printed, now as f64, 0.0);
                }
                Ok(())
            };
            barrier.wait(None)?;
            if is_locked { lock.with(all)? } else { all() }
        };
        bench.together(ADDS.len() as u32, body)?;
        Ok(Outcome::Interleaving { last: value.get() as f64, expected: added.get() as f64 })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::testing::run;
    use super::*;

    /// The workers of the printed lines, in their order.
    fn printed(lock: &str, pause_ms: &str) -> (Vec<u32>, Outcome) {
        let (outcome, entries) = run(&Interleaving, &[("lock", lock), ("pause_ms", pause_ms), ("steps", "8")]);
        let lines = entries.iter().filter(|entry| entry.what == What::Printed);
        (lines.map(|entry| entry.who).collect(), outcome)
    }

    #[test]
    fn lines_mix_without_a_lock() {
        // Sleeping takes turns by itself; one run in which the scheduler lets one finish first would be a surprise, five aren't to be.
        assert!((0..5).any(|_| printed("false", "5").0.windows(2).filter(|pair| pair[0] != pair[1]).count() > 1));
    }

    #[test]
    fn under_a_lock_one_worker_finishes_before_the_other_begins_and_nothing_is_lost() {
        for _ in 0..100 {
            let (who, outcome) = printed("true", "0");
            assert_eq!(who.windows(2).filter(|pair| pair[0] != pair[1]).count(), 1, "{who:?}");
            assert_eq!(outcome, Outcome::Interleaving { last: 32.0, expected: 32.0 });
        }
    }
}
