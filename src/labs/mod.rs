//! Labs: small experiments on what workers share, each with a way to break it and to mend it. Adding one is one file, one line in
//! [`LABS`] and its outcome in [`Outcome`].
//!
//! They use the module as a program would ([`crate::ipc`], [`crate::pool`]), on real workers. What happens is written to a
//! [`Log`] that the page reads while it happens; numbers for its sentences come with the [`Outcome`].

mod bench;
mod log;

mod bounded_queue;
mod deadlock;
mod errors;
mod initializer;
mod interleaving;
mod lost_updates;
mod manager_cost;
mod ping_pong;
mod service;
mod stress;

use std::any::Any;
use std::sync::Arc;

use serde::Serialize;

use crate::ipc::{IpcError, ManagerError, ProcessError};
use crate::pool::{PoolError, panic_message};
use crate::task::{Param, Params, Tutorial};

pub use bench::Bench;
pub use log::{Entry, Log, LogLayout, MAIN, What};

/// All labs, in the order in which the page offers them.
pub static LABS: &[&dyn Lab] = &[
    &lost_updates::LostUpdates,
    &interleaving::Interleaving,
    &bounded_queue::BoundedQueue,
    &ping_pong::PingPong,
    &service::Service,
    &initializer::Initializer,
    &errors::Errors,
    &deadlock::Deadlock,
    &manager_cost::ManagerCost,
    &stress::Stress,
];

/// The lab with this id.
pub fn find(id: &str) -> Option<&'static dyn Lab> {
    LABS.iter().copied().find(|lab| lab.meta().id == id)
}

/// A lab.
pub trait Lab: Sync {
    /// Texts, settings and limits.
    fn meta(&self) -> &'static LabMeta;

    /// Makes the experiment once. Blocks until its workers have ended: by themselves, or because the bench was stopped, which is
    /// an outcome too.
    ///
    /// # Errors
    ///
    /// What kept it from being made.
    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError>;
}

/// What the page shows of a lab before it is run.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LabMeta {
    /// Its name in links: `lost_updates`.
    pub id: &'static str,
    /// The name people read.
    pub title: &'static str,
    /// One or two sentences: what happens, and what to try.
    pub summary: &'static str,
    /// The tutorials in which it occurs.
    pub tutorials: &'static [Tutorial],
    /// Its settings. The first is the one that breaks and mends it.
    pub settings: &'static [Param],
    /// An experiment that takes longer is stopped, in seconds.
    pub limit_s: u32,
}

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabError {
    /// There is no such lab.
    #[error("there is no lab {0}")]
    Unknown(String),
    /// A setting makes no sense.
    #[error("{name}: {given} was given, {allowed} is allowed")]
    Setting {
        /// Which.
        name: String,
        /// What was given.
        given: String,
        /// What is allowed.
        allowed: String,
    },
    /// A worker panicked.
    #[error("worker {who} broke: {message}")]
    Broke {
        /// Its number.
        who: u32,
        /// The panic's message.
        message: String,
    },
    /// What workers share.
    #[error(transparent)]
    Ipc(#[from] IpcError),
    /// A worker.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// The pool.
    #[error(transparent)]
    Pool(#[from] PoolError),
    /// The manager.
    #[error(transparent)]
    Manager(#[from] ManagerError),
}

impl LabError {
    /// That worker `who` panicked with this.
    fn broke(who: u32, payload: &(dyn Any + Send)) -> LabError {
        LabError::Broke { who, message: panic_message(payload) }
    }
}

/// What an experiment came to, for the sentence below its picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS), ts(rename = "LabOutcome"))]
#[serde(tag = "lab", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// Increments of a shared counter.
    LostUpdates {
        /// How many were made.
        made: f64,
        /// What the counter says.
        counted: f64,
        /// From the first to the last.
        wall_ms: f64,
    },
    /// Two workers that print.
    Interleaving {
        /// What the shared number is in the end.
        last: f64,
        /// What it would be if no addition was lost.
        expected: f64,
    },
    /// A producer and its consumers.
    BoundedQueue {
        /// How many items were consumed.
        consumed: f64,
        /// How long the producer waited for a place.
        put_ms: f64,
        /// From the beginning to the end.
        wall_ms: f64,
    },
    /// A message there and back.
    PingPong {
        /// From the first trip to the last.
        wall_ms: f64,
    },
    /// A pool that is used through its initializer.
    Service {
        /// Whether the program had every result.
        is_complete: bool,
        /// When it had them.
        all_ms: f64,
        /// When the workers had ended.
        wall_ms: f64,
    },
    /// Something heavy that is loaded.
    Initializer {
        /// How often.
        loads: f64,
        /// What all items found, together.
        found: f64,
        /// From the first to the last, the initializer with them.
        wall_ms: f64,
    },
    /// Items that raise.
    Errors {
        /// How many `get` returned a result.
        got: f64,
        /// How many raised the item's exception.
        raised: f64,
        /// How many came to their timeout.
        timed_out: f64,
    },
    /// Two workers and two locks.
    Deadlock {
        /// How often a worker had both.
        rounds: f64,
        /// How often one gave up and tried again.
        gave_up: f64,
        /// Whether each was waiting for the other when it was stopped.
        is_deadlock: bool,
    },
    /// Ways of counting; the log has what they cost.
    ManagerCost {
        /// How many updates each way lost.
        lost: [f64; 5],
    },
    /// Every primitive under several workers.
    Stress {
        /// Each of them.
        tried: Vec<Tried>,
        /// How often each worker used each.
        rounds: f64,
    },
}

/// A primitive that was tried.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Tried {
    /// Python's name.
    pub name: &'static str,
    /// How often it broke its promise.
    pub broken: f64,
}

/// Checks the settings, makes the experiment, and says what it came to. Blocks.
///
/// # Errors
///
/// [`LabError`].
pub fn run(
    id: &str,
    given: &std::collections::BTreeMap<String, crate::task::Value>,
    bench: &Arc<Bench>,
) -> Result<Outcome, LabError> {
    let lab = find(id).ok_or_else(|| LabError::Unknown(id.to_owned()))?;
    let meta = lab.meta();
    let settings = Params::of(meta.id, meta.settings, given).map_err(|(name, given, allowed)| LabError::Setting {
        name,
        given,
        allowed,
    })?;
    let outcome = lab.run(&settings, bench);
    // Servers and pools were dropped with the experiment; the next one shall find nobody.
    bench.spawner().settle();
    outcome
}

#[cfg(all(test, not(loom)))]
mod testing;
#[cfg(all(test, not(loom)))]
mod tests;
