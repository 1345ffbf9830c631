//! CPython's global interpreter lock, for threads that are to work under one.
//!
//! After `Python/ceval_gil.c` (CPython 3.2 and later): a thread that wants the lock waits for the *switch interval*; if nobody
//! else got it meanwhile, it asks the holder to drop it. The holder does so at its next checkpoint and waits until somebody
//! else has it ("forced switching"). Whoever blocks, as in a sleep, gives the lock up for that time. There is no queue: when
//! it is dropped, any waiting thread may get it.
//!
//! The caller that waits for results doesn't take part: in CPython it holds the lock only for the moments in which it is
//! handed one.

use std::cell::Cell;
use std::sync::PoisonError;
use std::time::Duration;

use super::waits::{self, Why};
use crate::clock;
use crate::sync::{AtomicBool, Condvar, Mutex, MutexGuard, Ordering, lock};
use whoami::{HOLDS, ME};

/// Who holds a lock: a number that no other thread has.
type Id = u64;

#[allow(clippy::missing_const_for_thread_local, reason = "loom knows no other initializer")]
mod whoami {
    use std::cell::Cell;

    crate::sync::thread_local! {
        /// The current thread's number; 0 while it has none.
        pub(super) static ME: Cell<super::Id> = Cell::new(0);
        /// Whether the current thread holds the lock. A thread works under one lock only.
        pub(super) static HOLDS: Cell<bool> = Cell::new(false);
    }
}

fn me() -> Id {
    ME.with(Cell::get)
}

fn holds() -> bool {
    HOLDS.with(Cell::get)
}

/// One lock for all threads of a program.
#[derive(Debug)]
pub struct Gil {
    /// `sys.getswitchinterval()`; zero: a waiting thread asks at once.
    interval: Duration,
    state: Mutex<State>,
    /// The lock is free.
    free: Condvar,
    /// Somebody else than the last holder has it.
    switched: Condvar,
    asked: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    locked: bool,
    last_holder: Id,
    /// How often the lock went to another thread.
    switches: u64,
    /// Threads that there have been.
    threads: Id,
}

impl Gil {
    /// A lock that nobody holds, with this switch interval. CPython's default is 5 ms.
    pub fn new(interval: Duration) -> Gil {
        Gil {
            interval,
            state: Mutex::new(State::default()),
            free: Condvar::new(),
            switched: Condvar::new(),
            asked: AtomicBool::new(false),
        }
    }

    /// Takes the lock, unless the current thread has it already. Blocks; the wait is noted ([`waits`]).
    pub fn take(&self) {
        if !holds() {
            let from_ms = clock::now_ms();
            if self.acquire() {
                waits::note(Why::Gil, from_ms, clock::now_ms());
            }
        }
    }

    /// Takes the lock; says whether somebody else had it.
    fn acquire(&self) -> bool {
        let mut state = lock(&self.state);
        if me() == 0 {
            state.threads += 1;
            ME.with(|me| me.set(state.threads));
        }
        let waited = state.locked;
        while state.locked {
            state = self.wait(state);
        }
        state.locked = true;
        if state.last_holder != me() {
            state.last_holder = me();
            state.switches += 1;
        }
        // Under the mutex: the old holder looks at `last_holder` under it, too.
        self.asked.store(false, Ordering::Relaxed);
        self.switched.notify_all();
        drop(state);
        HOLDS.with(|holds| holds.set(true));
        waited
    }

    /// Waits for an interval or until the lock may be free; asks for it where it didn't change hands meanwhile.
    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        if self.interval.is_zero() {
            self.asked.store(true, Ordering::Relaxed);
            return self.free.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let switches = state.switches;
        let waited = self.free.wait_timeout(state, self.interval);
        let (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() && state.locked && state.switches == switches {
            self.asked.store(true, Ordering::Relaxed);
        }
        state
    }

    /// Gives the lock up; where it was asked for, not before somebody else has it. Nothing where the current thread doesn't
    /// have it.
    fn release(&self, forced: bool) {
        if !HOLDS.with(|holds| holds.replace(false)) {
            return;
        }
        let mut state = lock(&self.state);
        state.locked = false;
        self.free.notify_one();
        if forced {
            // Who asked is still there: it waits in `take`, and nothing else ends its waiting.
            while state.last_holder == me() && self.asked.load(Ordering::Relaxed) {
                state = self.switched.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// The holder's checkpoint: hands the lock over where it was asked for. Costs a relaxed load.
    #[inline]
    pub fn checkpoint(&self) {
        if self.asked.load(Ordering::Relaxed) {
            // Handing over, too, is time without the lock.
            let from_ms = clock::now_ms();
            self.release(true);
            self.acquire();
            waits::note(Why::Gil, from_ms, clock::now_ms());
        }
    }

    /// Runs something that blocks without the lock, as `Py_BEGIN_ALLOW_THREADS` does.
    pub fn allow<R>(&self, blocking: impl FnOnce() -> R) -> R {
        self.release(false);
        let result = blocking();
        self.take();
        result
    }

    /// The current thread is done: others get the lock.
    pub fn leave(&self) {
        self.release(false);
        ME.with(|me| me.set(0));
    }

    /// How often the lock went from one thread to another.
    pub fn switches(&self) -> u64 {
        lock(&self.state).switches.saturating_sub(1)
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::sync::atomic::AtomicU32;
    use std::sync::{Arc, Barrier};

    use super::*;

    /// Runs `body` on two threads that begin at the same time and leave.
    fn two(gil: &Gil, body: impl Fn(usize) + Sync) {
        let both = Barrier::new(2);
        std::thread::scope(|scope| {
            for thread in 0..2 {
                let (body, both) = (&body, &both);
                scope.spawn(move || {
                    both.wait();
                    gil.take();
                    body(thread);
                    gil.leave();
                });
            }
        });
    }

    #[test]
    fn one_thread_at_a_time_has_it() {
        let (gil, inside, most) = (Gil::new(Duration::from_micros(50)), AtomicU32::new(0), AtomicU32::new(0));
        two(&gil, |_| {
            for _ in 0..200 {
                let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(now, Ordering::SeqCst);
                std::thread::yield_now();
                inside.fetch_sub(1, Ordering::SeqCst);
                gil.checkpoint();
            }
        });
        assert_eq!(most.into_inner(), 1);
    }

    #[test]
    fn a_thread_that_waits_gets_its_turn() {
        let gil = Gil::new(Duration::from_millis(1));
        let done = [AtomicU32::new(0), AtomicU32::new(0)];
        // Each goes on until the other has been at it, too: without hand-overs neither would end.
        two(&gil, |thread| {
            done[thread].fetch_add(1, Ordering::SeqCst);
            while done[1 - thread].load(Ordering::SeqCst) == 0 {
                gil.checkpoint();
            }
        });
        assert!(gil.switches() >= 1);
    }

    #[test]
    fn whoever_blocks_lets_others_work() {
        let gil = Gil::new(Duration::from_secs(3600));
        let met = Barrier::new(2);
        // They meet only if neither holds the lock while it waits.
        two(&gil, |_| {
            gil.allow(|| met.wait());
        });
    }

    #[test]
    fn alone_one_keeps_it() {
        let gil = Arc::new(Gil::new(Duration::ZERO));
        gil.take();
        (0..1_000).for_each(|_| gil.checkpoint());
        gil.leave();
        assert_eq!(gil.switches(), 0);
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use loom::sync::Arc;

    use super::*;

    /// Two threads that meet a checkpoint inside: never both inside, and both get through, whoever asks whom.
    #[test]
    fn loom_one_at_a_time_and_nobody_is_left() {
        let mut model = loom::model::Builder::new();
        model.preemption_bound = Some(3);
        model.check(|| {
            let (gil, inside) = (Arc::new(Gil::new(Duration::ZERO)), Arc::new(AtomicBool::new(false)));
            let work = |gil: &Gil, inside: &AtomicBool| {
                gil.take();
                assert!(!inside.swap(true, Ordering::Relaxed));
                inside.store(false, Ordering::Relaxed);
                gil.checkpoint();
                assert!(!inside.swap(true, Ordering::Relaxed));
                inside.store(false, Ordering::Relaxed);
                gil.leave();
            };
            let other = {
                let (gil, inside) = (Arc::clone(&gil), Arc::clone(&inside));
                loom::thread::spawn(move || work(&gil, &inside))
            };
            work(&gil, &inside);
            other.join().unwrap();
        });
    }
}
