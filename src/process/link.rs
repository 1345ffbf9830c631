//! Where processes come from and how their messages reach the caller: two traits and one inbox.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use crate::clock;
use crate::task::StopFlag;

/// A number that no other process of this program has.
pub(super) fn fresh_id() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// A place that can start processes.
pub trait Launcher {
    /// Starts a process with a memory of its own, which serves [`Child`](super::Child). Returns at once; what it says and its
    /// end come to the inbox, under `id`.
    ///
    /// # Errors
    ///
    /// Why there is no process to be had.
    fn start(&self, id: u32, name: &str, inbox: &Arc<Inbox>) -> Result<Box<dyn Process>, String>;
}

/// A running process. Dropping it kills it.
pub trait Process {
    /// Copies a message to it. Messages arrive in order. One that can't be reached is ended, and its end comes to the inbox.
    fn send(&mut self, message: &[u8]);
}

/// Something that happened to a process.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) id: u32,
    /// When it came, on [`clock::now_ms`].
    pub(super) at_ms: f64,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// It said this.
    Said(Vec<u8>),
    /// It is no more, and why.
    Died(String),
}

/// What processes said and the caller hasn't read yet.
#[derive(Default)]
pub struct Inbox {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    events: VecDeque<Event>,
    reader: Option<Waker>,
}

impl Inbox {
    /// A process said something.
    pub fn said(&self, id: u32, message: Vec<u8>) {
        self.push(Event { id, at_ms: clock::now_ms(), what: What::Said(message) });
    }

    /// A process is no more.
    pub fn died(&self, id: u32, why: String) {
        self.push(Event { id, at_ms: clock::now_ms(), what: What::Died(why) });
    }

    fn push(&self, event: Event) {
        let mut state = self.lock();
        state.events.push_back(event);
        let reader = state.reader.take();
        drop(state);
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    /// The next event; `None` as soon as the flag is raised.
    pub(super) async fn next(&self, stop: &StopFlag) -> Option<Event> {
        poll_fn(|context| {
            // Registered before the look: whoever raises the flag after it wakes us.
            stop.wake_on_raise(context.waker());
            if stop.is_raised() {
                return Poll::Ready(None);
            }
            let mut state = self.lock();
            match state.events.pop_front() {
                Some(event) => Poll::Ready(Some(event)),
                None => {
                    state.reader = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inbox").field("events", &self.lock().events.len()).finish_non_exhaustive()
    }
}
