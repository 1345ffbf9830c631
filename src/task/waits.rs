//! Where items wait: noted on the worker's own thread, for whoever records that worker.

use std::cell::RefCell;

thread_local! {
    /// The waits since they were last taken; `None` where nobody records.
    static NOTED: RefCell<Option<Vec<(f64, f64)>>> = const { RefCell::new(None) };
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
pub(super) fn note(from_ms: f64, to_ms: f64) {
    NOTED.with_borrow_mut(|noted| {
        if let Some(noted) = noted {
            noted.push((from_ms, to_ms));
        }
    });
}

/// Hands the noted waits over, oldest first.
pub fn take(mut each: impl FnMut(f64, f64)) {
    NOTED.with_borrow_mut(|noted| {
        for (from_ms, to_ms) in noted.iter_mut().flat_map(|noted| noted.drain(..)) {
            each(from_ms, to_ms);
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
            take(|from_ms, to_ms| waits.push((from_ms, to_ms)));
            waits
        };
        note(1.0, 2.0);
        start();
        note(3.0, 4.0);
        note(5.0, 6.0);
        assert_eq!(taken(), [(3.0, 4.0), (5.0, 6.0)]);
        assert!(taken().is_empty());
        note(7.0, 8.0);
        stop();
        assert!(taken().is_empty());
    }
}
