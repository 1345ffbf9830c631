//! Lets the page see the end of a run before its memory goes: the caller waits, between runs, for one frame of the page.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A page that doesn't draw (it is hidden, or busy) isn't waited for longer than this.
const PATIENCE: Duration = Duration::from_millis(50);

/// The last run that the page has seen whole.
static SEEN: Mutex<u32> = Mutex::new(0);
static CHANGED: Condvar = Condvar::new();

pub(super) fn mark(run: u32) {
    *SEEN.lock().unwrap_or_else(PoisonError::into_inner) = run;
    CHANGED.notify_all();
}

/// Blocks the caller until the page has seen `run`, but not for long.
pub(super) fn wait(run: u32) {
    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    // One wait is enough: a spurious wake-up costs the page a frame of a picture that the report completes.
    if *seen < run {
        drop(CHANGED.wait_timeout(seen, PATIENCE));
    }
}
