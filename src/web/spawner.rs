//! Fresh threads in the page: a new Web Worker on the same memory for each.
//!
//! Only the host starts workers, since a worker's children start only while it doesn't block. The body travels as an
//! address in a message to the host and on to the new worker.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::message::ToHost;
use crate::pool::Spawner;

/// Workers that were asked for and aren't gone yet.
static ALIVE: Mutex<usize> = Mutex::new(0);
static GONE: Condvar = Condvar::new();

type Body = Box<dyn FnOnce() + Send>;

pub(super) struct WorkerSpawner;

fn alive() -> MutexGuard<'static, usize> {
    ALIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Spawner for WorkerSpawner {
    /// From the caller or another fresh thread: those are the host's children, so their messages reach it.
    fn spawn(&self, body: Body) -> Result<(), String> {
        *alive() += 1;
        let address = Box::into_raw(Box::new(body));
        ToHost::Spawn { body: address.expose_provenance() }.post().inspect_err(|_| {
            *alive() -= 1;
            // SAFETY: made by `into_raw` above, and the message that would have handed it on wasn't sent.
            drop(unsafe { Box::from_raw(address) });
        })
    }

    fn settle(&self) {
        let mut count = alive();
        while *count > 0 {
            count = GONE.wait(count).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

pub(super) fn gone() {
    *alive() -= 1;
    GONE.notify_all();
}

pub(super) fn run(address: usize) {
    let body = std::ptr::with_exposed_provenance_mut::<Body>(address);
    // SAFETY: the address comes from `spawn`'s `into_raw` through one message to the host and one to this worker;
    // the host passes each on once, so the body is owned here and nowhere else.
    let body = unsafe { Box::from_raw(body) };
    body();
}
