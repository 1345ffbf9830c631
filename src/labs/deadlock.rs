//! `deadlock`: two workers, two locks, each holds one and waits for the other. And two ways out.

use std::sync::Arc;
use std::time::Duration;

use super::{Bench, Lab, LabError, LabMeta, Outcome, What};
use crate::ipc::{Barrier, IpcError, Lock, RawValue};
use crate::task::{Bound, Choice, Kind, Param, Params, Random, Tutorial};

pub(super) struct Deadlock;

static META: LabMeta = LabMeta {
    id: "deadlock",
    title: "Deadlock",
    summary: "Both workers need both locks. If each takes another one first, both wait for ever: only Stop or the time limit ends it. If \
              they agree on an order, it can't happen; if they give up after a while, they get through, but may have to try more than once.",
    tutorials: &[Tutorial::C, Tutorial::D],
    settings: &[
        Param {
            name: "order",
            label: "take the locks",
            help: "opposite: one A then B, the other B then A. same: both A then B. timeout: opposite, but acquire(timeout) for the second, \
                   and after it give the first back.",
            kind: Kind::Choice(Choice { options: &["opposite", "same", "timeout"], default: "opposite" }),
        },
        Param {
            name: "rounds",
            label: "rounds",
            help: "How often each worker needs both.",
            kind: Kind::Integer(Bound { min: 1, max: 100, default: 8 }),
        },
        Param {
            name: "hold_ms",
            label: "between the locks, ms",
            help: "How long a worker is at something else between its first lock and its second.",
            kind: Kind::Integer(Bound { min: 0, max: 200, default: 40 }),
        },
    ],
    limit_s: 12,
};

/// The other's turn comes sooner or later: nobody waits the same time twice.
const PATIENCE_MS: std::ops::Range<u64> = 20..80;

/// What the workers share.
struct Shared {
    locks: [Lock; 2],
    barrier: Barrier,
    rounds: RawValue<u64>,
    gave_up: RawValue<u64>,
    stuck: RawValue<u64>,
}

impl Lab for Deadlock {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let [rounds, hold_ms] = ["rounds", "hold_ms"].map(|name| settings.integer(name));
        let order = settings.text("order");
        let (is_opposite, gives_up) = (order != "same", order == "timeout");
        let mut arena = bench.arena(64);
        let [done, gave_up, stuck] = [(); 3].map(|()| RawValue::new(&mut arena, 0_u64));
        let locks = [(); 2].map(|()| Lock::new(&mut arena));
        let shared =
            Arc::new(Shared { locks, barrier: Barrier::new(&mut arena, 2, None)?, rounds: done, gave_up, stuck });
        let own = Arc::clone(&shared);
        bench.together(2, move |bench, who| {
            own.barrier.wait(None)?;
            let places = if is_opposite && who == 2 { [1, 0] } else { [0, 1] };
            let mut random = Random::new(0, who);
            for _ in 0..rounds {
                while !own.both(bench, who, places, hold_ms, gives_up.then_some(&mut random))? {}
                own.rounds.fetch_add(1);
            }
            Ok(())
        })?;
        let [rounds, gave_up] = [&shared.rounds, &shared.gave_up].map(|value| value.get() as f64);
        Ok(Outcome::Deadlock { rounds, gave_up, is_deadlock: shared.stuck.get() == 2 })
    }
}

impl Shared {
    /// Takes both locks and gives them back; says whether it got them.
    fn both(
        &self,
        bench: &Bench,
        who: u32,
        [first, second]: [usize; 2],
        hold_ms: u32,
        gives_up: Option<&mut Random>,
    ) -> Result<bool, IpcError> {
        let note = |what, lock| bench.note(who, what, lock as f64, 0.0);
        let release = |lock: usize| {
            self.locks[lock].release()?;
            note(What::Released, lock);
            Ok(())
        };
        note(What::Wants, first);
        self.locks[first].acquire(None)?;
        note(What::Has, first);
        bench.pause(f64::from(hold_ms))?;
        note(What::Wants, second);
        // Who gives up after a while is never stuck.
        let is_patient = gives_up.is_none();
        let patience = || {
            gives_up
                .map(|random| PATIENCE_MS.start + random.below(PATIENCE_MS.end - PATIENCE_MS.start))
                .map(Duration::from_millis)
        };
        let got = self.locks[second].acquire(patience());
        match got {
            Ok(true) => {
                note(What::Has, second);
                bench.pause(f64::from(hold_ms) / 4.0)?;
                release(second)?;
                release(first)?;
                Ok(true)
            }
            Ok(false) => {
                note(What::GaveUp, second);
                self.gave_up.fetch_add(1);
                release(first)?;
                // Away for a moment, so that the other finds it free.
                bench.pause(f64::from(hold_ms) / 2.0)?;
                Ok(false)
            }
            Err(error) => {
                // Interrupted with one in hand: where both workers were, neither would ever have gone on.
                if is_patient {
                    self.stuck.fetch_add(1);
                }
                Err(error)
            }
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::Entry;
    use super::super::testing::{run, run_until};
    use super::*;

    /// Each worker's last entry is that it wants a lock which the other has.
    fn is_stuck(entries: &[Entry]) -> bool {
        let last = |who| entries.iter().rfind(|entry| entry.who == who);
        let (Some(one), Some(two)) = (last(1), last(2)) else { return false };
        let has_lock = |who, lock| {
            let own = entries.iter().rfind(|entry| entry.who == who && entry.a == lock && entry.what != What::Wants);
            own.is_some_and(|entry| entry.what == What::Has)
        };
        [(one, 2), (two, 1)].iter().all(|(entry, other)| entry.what == What::Wants && has_lock(*other, entry.a))
    }

    #[test]
    fn opposite_orders_come_to_a_deadlock_that_stop_ends() {
        let given = [("order", "opposite"), ("hold_ms", "5"), ("rounds", "100")];
        let (outcome, entries) = run_until(&Deadlock, &given, is_stuck);
        assert!(matches!(outcome, Outcome::Deadlock { is_deadlock: true, .. }), "{outcome:?}");
        assert!(is_stuck(&entries));
    }

    #[test]
    fn the_same_order_never_does() {
        let (outcome, _) = run(&Deadlock, &[("order", "same"), ("hold_ms", "0"), ("rounds", "100")]);
        assert_eq!(outcome, Outcome::Deadlock { rounds: 200.0, gave_up: 0.0, is_deadlock: false });
    }

    #[test]
    fn who_gives_up_is_never_in_a_deadlock_whenever_it_is_stopped() {
        for stop_at in 1..12 {
            let given = [("order", "timeout"), ("hold_ms", "5"), ("rounds", "100")];
            let (outcome, _) = run_until(&Deadlock, &given, |entries| {
                entries.iter().filter(|entry| entry.what == What::Wants).count() > 2 * stop_at
            });
            assert!(matches!(outcome, Outcome::Deadlock { is_deadlock: false, .. }), "{outcome:?}");
        }
    }

    #[test]
    fn giving_up_gets_everyone_through() {
        let (outcome, _) = run(&Deadlock, &[("order", "timeout"), ("hold_ms", "5"), ("rounds", "5")]);
        let Outcome::Deadlock { rounds, gave_up, is_deadlock } = outcome else { panic!("{outcome:?}") };
        assert_eq!((rounds, is_deadlock), (10.0, false));
        assert!(gave_up > 0.0);
    }
}
