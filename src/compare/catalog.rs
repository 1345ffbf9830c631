//! The catalogue: everything that can be chosen, as data for the page, the link and the script interface.

use serde::Serialize;

use super::{RunSpec, Schedule, Spawn};
use crate::task::Meta;

/// Everything that can be chosen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Catalog {
    /// The tasks.
    pub tasks: Vec<Meta>,
    /// The map variants.
    pub variants: Vec<Named>,
    /// The strategies.
    pub strategies: Vec<Named>,
    /// The schedules of the pool.
    pub schedules: Vec<Named<Schedule>>,
    /// How threaded starts its threads.
    pub spawns: Vec<Named<Spawn>>,
    /// Bounds of the spec's numbers.
    pub limits: Limits,
    /// The spec of a first visit; the page puts the machine's own core count in.
    pub default: RunSpec,
}

/// Something with an id that people can choose.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Named<Id = &'static str> {
    /// The contract's id.
    pub id: Id,
    /// The name people read.
    pub title: &'static str,
    /// One line on how it behaves.
    pub summary: &'static str,
}

/// Bounds of the spec's numbers.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Limits {
    /// Of `items`; a task may allow fewer.
    pub items: Limit,
    /// Of `seed`.
    pub seed: Limit,
    /// Of `cores`.
    pub cores: Limit,
    /// Of `chunksize`, where it isn't null.
    pub chunksize: Limit,
    /// Of `repeats`.
    pub repeats: Limit,
    /// The most fresh threads that one threaded run may start.
    #[serde(rename = "threadsPerRun")]
    pub threads_per_run: u32,
}

/// Inclusive bounds of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Limit {
    /// The least.
    pub min: u32,
    /// The greatest.
    pub max: u32,
}
