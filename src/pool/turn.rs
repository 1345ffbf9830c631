//! Whose turn it is: a pool's callbacks, one at a time, in the order in which their calls were done.

use std::collections::VecDeque;

use crate::sync::{Mutex, lock};

type Step = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Line {
    waiting: VecDeque<Step>,
    /// Somebody goes through the line.
    moves: bool,
}

/// A line of steps. CPython has a thread for them; here whoever comes while nobody goes through the line does, to its end. The others
/// leave theirs there and go on, so that a slow callback keeps one worker, not all.
#[derive(Default)]
pub(crate) struct Turn(Mutex<Line>);

impl Turn {
    /// Runs the step after those that came before it, here or where the line is gone through. The step doesn't panic.
    pub(crate) fn line_up(&self, step: Step) {
        {
            let mut line = lock(&self.0);
            line.waiting.push_back(step);
            if std::mem::replace(&mut line.moves, true) {
                return;
            }
        }
        while let Some(step) = self.next() {
            step();
        }
    }

    fn next(&self) -> Option<Step> {
        let mut line = lock(&self.0);
        let step = line.waiting.pop_front();
        line.moves = step.is_some();
        step
    }
}

impl std::fmt::Debug for Turn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Turn").field("waiting", &lock(&self.0).waiting.len()).finish_non_exhaustive()
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use crate::sync::{AtomicUsize, Ordering};
    use std::sync::Arc;

    /// Two who come at the same time: both steps are run, never at once, and none is left behind.
    #[test]
    fn loom_every_step_is_run_and_no_two_at_once() {
        loom::model(|| {
            let (turn, inside, done) =
                (Arc::new(Turn::default()), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
            let step = || -> Step {
                let (inside, done) = (Arc::clone(&inside), Arc::clone(&done));
                Box::new(move || {
                    assert_eq!(inside.fetch_add(1, Ordering::Relaxed), 0);
                    inside.fetch_sub(1, Ordering::Relaxed);
                    done.fetch_add(1, Ordering::Relaxed);
                })
            };
            let other = {
                let (turn, step) = (Arc::clone(&turn), step());
                loom::thread::spawn(move || turn.line_up(step))
            };
            turn.line_up(step());
            other.join().unwrap();
            assert_eq!(done.load(Ordering::Relaxed), 2);
        });
    }
}
