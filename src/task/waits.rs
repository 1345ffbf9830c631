//! Where items wait: noted on the worker's own thread, for whoever records that worker.

use std::cell::RefCell;

/// What an item waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Time to pass.
    Sleep,
    /// The global interpreter lock.
    Gil,
}

thread_local! {
    /// The waits since they were last taken; `None` where nobody records.
    static NOTED: RefCell<Option<Vec<(Why, f64, f64)>>> = const { RefCell::new(None) };
}

/// Begins to note the waits of the current thread's items.
pub fn start() {
    NOTED.with_borrow_mut(|noted| *noted = Some(Vec::new()));
}

/// Ends it and forgets what wasn't taken.
pub fn stop() {
    NOTED.set(None);
}

/// An item waited from `from_ms` to `to_ms`, on [`clock::now_ms`](crate::clock::now_ms).
pub(super) fn note(why: Why, from_ms: f64, to_ms: f64) {
    NOTED.with_borrow_mut(|noted| {
        if let Some(noted) = noted {
            noted.push((why, from_ms, to_ms));
        }
    });
}

/// Hands the noted waits over, oldest first.
pub fn take(mut each: impl FnMut(Why, f64, f64)) {
    NOTED.with_borrow_mut(|noted| {
        for (why, from_ms, to_ms) in noted.iter_mut().flat_map(|noted| noted.drain(..)) {
            each(why, from_ms, to_ms);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_noted_only_between_start_and_stop_and_taken_once() {
        let taken = || {
            let mut waits = Vec::new();
            take(|why, from_ms, to_ms| waits.push((why, from_ms, to_ms)));
            waits
        };
        note(Why::Sleep, 1.0, 2.0);
        start();
        note(Why::Sleep, 3.0, 4.0);
        note(Why::Gil, 5.0, 6.0);
        assert_eq!(taken(), [(Why::Sleep, 3.0, 4.0), (Why::Gil, 5.0, 6.0)]);
        assert!(taken().is_empty());
        note(Why::Gil, 7.0, 8.0);
        stop();
        assert!(taken().is_empty());
    }
}
