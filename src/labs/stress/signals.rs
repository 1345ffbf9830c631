//! Trials of what workers wait for together: events, conditions, barriers.

use std::time::Duration;

use super::{Body, WORKERS};
use crate::ipc::{Arena, Barrier, Condition, Event, IpcError, RawValue, Semaphore};

pub(super) fn event(arena: &mut Arena) -> Body {
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

pub(super) fn condition(arena: &mut Arena) -> Body {
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

/// Between two looks.
const SHORT: Duration = Duration::from_micros(50);
/// What should come comes sooner.
const LONG: Duration = Duration::from_secs(5);

/// Two sleep and one wakes one of them, again and again: nobody else wakes, and nobody sleeps on.
pub(super) fn notify(arena: &mut Arena) -> Body {
    let (condition, asleep) = (Condition::new(arena), Semaphore::new(arena, 0));
    Box::new(move |common, who| {
        let [woken, sleepers, is_over] = [0, 1, 2].map(|place| &common.counts[place]);
        if who > 1 {
            condition.acquire(None)?;
            while is_over.get() == 0 {
                sleepers.set(sleepers.get() + 1);
                // Whoever hears of it needs the condition's lock, which is free when this one sleeps.
                asleep.release()?;
                common.expect(condition.wait(None)?);
                sleepers.set(sleepers.get() - 1);
                woken.set(woken.get() + 1);
            }
            return condition.release();
        }
        (1..WORKERS).try_for_each(|_| asleep.acquire(None).map(drop))?;
        for round in 0..u64::from(common.rounds) {
            condition.acquire(None)?;
            common.expect((woken.get(), sleepers.get()) == (round, 2));
            condition.notify(1)?;
            condition.release()?;
            // It woke and sleeps again.
            common.expect(asleep.acquire(Some(LONG))?);
        }
        condition.acquire(None)?;
        common.expect((woken.get(), sleepers.get()) == (u64::from(common.rounds), 2));
        is_over.set(1);
        condition.notify_all()?;
        condition.release()
    })
}

pub(super) fn barrier(_: &mut Arena) -> Body {
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

/// The action runs once a round, when all are there and before anybody goes on.
pub(super) fn action(arena: &mut Arena) -> Body {
    let acted = RawValue::new(arena, 0_u64);
    Box::new(move |common, _| {
        for round in 1..=u64::from(common.rounds) {
            common.counts[0].fetch_add(1);
            common.barrier.wait_with(None, || {
                common.expect(common.counts[0].get() == round * u64::from(WORKERS));
                acted.set(acted.get() + 1);
            })?;
            common.expect(acted.get() == round);
            common.barrier.wait(None)?;
        }
        Ok(())
    })
}

/// One aborts or resets it while others wait inside: all of them leave with an error, and a reset mends it.
pub(super) fn abort(arena: &mut Arena) -> Body {
    let (barrier, never) = (Barrier::new(arena, WORKERS, None), Semaphore::new(arena, 0));
    Box::new(move |common, who| {
        let barrier = barrier.as_ref().map_err(Clone::clone)?;
        for round in 0..common.rounds {
            if who > 1 {
                common.expect(barrier.wait(None) == Err(IpcError::BrokenBarrier));
            } else {
                // In every other round they are inside already, for sure.
                while round % 2 == 0 && barrier.n_waiting() + 1 < WORKERS {
                    never.acquire(Some(SHORT))?;
                }
                barrier.abort()?;
                common.expect(barrier.broken() && barrier.wait(None) == Err(IpcError::BrokenBarrier));
            }
            if common.barrier.wait(None)? == 0 {
                barrier.reset()?;
                common.expect(!barrier.broken());
            }
            common.barrier.wait(None)?;
        }
        // And nobody is turned away from it now.
        common.expect(barrier.wait(None).is_ok());
        Ok(())
    })
}
