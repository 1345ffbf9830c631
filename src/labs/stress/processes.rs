//! Trials of processes, on threads: each worker has one of its own.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use super::{Body, WORKERS};
use crate::ipc::{Arena, Event, Process, ProcessError};

/// For so many rounds a process lives: starting one takes a page a while.
const LIFE: u32 = 50;
/// How long a round waits for it in vain.
const SHORT: Duration = Duration::from_micros(50);

/// It is waited for in vain, told to end, and its exitcode says how it did: every other one panics.
pub(super) fn process(arena: &mut Arena) -> Body {
    let gates = [(); WORKERS as usize].map(|()| Event::new(arena));
    Box::new(move |common, who| {
        let gate = &gates[who as usize - 1];
        for life in 0..common.rounds.div_ceil(LIFE) {
            let code = life as i32 % 2;
            let told = gate.clone();
            let mut process = Process::thread(Arc::clone(&common.spawner), move || {
                // Interrupted or told: it is over.
                drop(told.wait(None));
                if code == 1 {
                    resume_unwind(Box::new("an exception"));
                }
            });
            common.expect(process.exitcode().is_none() && !process.is_alive());
            if process.start().is_err() {
                common.expect(false);
                return Ok(());
            }
            common.expect(matches!(process.start(), Err(ProcessError::StartedTwice(_))));
            for _ in 0..LIFE.min(common.rounds - life * LIFE) {
                common.expect(process.join(Some(SHORT)) == Ok(false));
                common.expect(process.exitcode().is_none() && process.is_alive());
            }
            gate.set();
            common.expect(process.join(None) == Ok(true));
            common.expect(process.exitcode() == Some(code) && !process.is_alive());
            gate.clear();
        }
        Ok(())
    })
}
