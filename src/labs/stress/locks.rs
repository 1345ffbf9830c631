//! Trials of locks and semaphores.

use std::time::Duration;

use super::Body;
use crate::ipc::{Arena, BoundedSemaphore, IpcError, Lock, RLock, Semaphore};

/// How long a wait that may be in vain lasts: short, so that many of them are.
const SHORT: Duration = Duration::from_micros(50);

pub(super) fn lock(arena: &mut Arena) -> Body {
    let lock = Lock::new(arena);
    Box::new(move |common, _| (0..common.rounds).try_for_each(|_| lock.with(|| common.step(0))))
}

pub(super) fn rlock(arena: &mut Arena) -> Body {
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

pub(super) fn semaphore(arena: &mut Arena) -> Body {
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

pub(super) fn bounded(arena: &mut Arena) -> Body {
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

pub(super) fn timeouts(arena: &mut Arena) -> Body {
    let (lock, never) = (Lock::new(arena), Semaphore::new(arena, 0));
    Box::new(move |common, who| {
        for round in 0..common.rounds {
            while !lock.acquire(Some(SHORT))? {}
            common.step(0);
            // Now and then it is kept for longer than the others wait.
            if round % 16 == who {
                common.expect(!never.acquire(Some(2 * SHORT))?);
            }
            lock.release()?;
            common.expect(!never.acquire(Some(Duration::ZERO))?);
        }
        Ok(())
    })
}
