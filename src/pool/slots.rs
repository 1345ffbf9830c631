//! Slots: one place per result, written once by whichever worker computes it and taken once by the caller.

use std::mem::MaybeUninit;

use crate::sync::{AtomicU8, Ordering, UnsafeCell};

const EMPTY: u8 = 0;
const WRITING: u8 = 1;
const FULL: u8 = 2;
const TAKEN: u8 = 3;

/// Places for results. Each slot goes through empty, writing, full, taken, never back.
#[derive(Debug)]
pub(crate) struct Slots<R> {
    states: Box<[AtomicU8]>,
    values: Box<[UnsafeCell<MaybeUninit<R>>]>,
}

// SAFETY: a value is touched by the one thread that moved its slot's state from empty to writing, and after
// the release store of full by the one thread that moved it to taken; no reference to it is ever handed out.
unsafe impl<R: Send> Sync for Slots<R> {}

impl<R> Slots<R> {
    /// `len` empty slots.
    pub(crate) fn new(len: usize) -> Slots<R> {
        Slots {
            states: (0..len).map(|_| AtomicU8::new(EMPTY)).collect(),
            values: (0..len).map(|_| UnsafeCell::new(MaybeUninit::uninit())).collect(),
        }
    }

    /// Fills a slot.
    ///
    /// # Panics
    ///
    /// When the slot doesn't exist or isn't empty: an item was computed twice.
    #[inline]
    pub(crate) fn put(&self, index: usize, value: R) {
        let state = &self.states[index];
        let claimed = state.compare_exchange(EMPTY, WRITING, Ordering::Relaxed, Ordering::Relaxed);
        assert!(claimed.is_ok(), "slot {index} was filled twice");
        // SAFETY: only this thread saw the state change from empty to writing.
        self.values[index].with_mut(|cell| unsafe { (*cell).write(value) });
        state.store(FULL, Ordering::Release);
    }

    /// Takes a slot's value; `None` when it isn't full.
    #[inline]
    pub(crate) fn take(&self, index: usize) -> Option<R> {
        let state = self.states.get(index)?;
        state.compare_exchange(FULL, TAKEN, Ordering::Acquire, Ordering::Relaxed).ok()?;
        // SAFETY: full was stored with release after the write and loaded with acquire here, and only this
        // thread saw the change to taken.
        Some(self.values[index].with(|cell| unsafe { (*cell).assume_init_read() }))
    }
}

impl<R> Drop for Slots<R> {
    fn drop(&mut self) {
        if std::mem::needs_drop::<R>() {
            (0..self.states.len()).for_each(|index| drop(self.take(index)));
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_value_is_taken_once_and_dropped_once() {
        let value = Arc::new(());
        let slots = Slots::new(3);
        slots.put(0, Arc::clone(&value));
        slots.put(2, Arc::clone(&value));
        assert!(slots.take(1).is_none());
        assert!(slots.take(2).is_some());
        assert!(slots.take(2).is_none());
        drop(slots);
        assert_eq!(Arc::strong_count(&value), 1);
    }

    #[test]
    #[should_panic(expected = "slot 0 was filled twice")]
    fn a_slot_is_filled_once() {
        let slots = Slots::new(1);
        slots.put(0, 1);
        slots.put(0, 2);
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use loom::sync::Arc;

    #[test]
    fn loom_a_value_is_seen_whole_and_taken_by_one() {
        loom::model(|| {
            let slots = Arc::new(Slots::new(1));
            let takers = [0, 1].map(|_| {
                let slots = Arc::clone(&slots);
                loom::thread::spawn(move || slots.take(0).map(|value: Box<u32>| assert_eq!(*value, 7)).is_some())
            });
            slots.put(0, Box::new(7));
            let early = takers.into_iter().map(|taker| taker.join().unwrap()).filter(|&took| took).count();
            let late = usize::from(slots.take(0).is_some());
            assert_eq!(early + late, 1);
        });
    }
}
