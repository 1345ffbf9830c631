//! Crews: where a pool's workers come from. A crew takes calls in the order of their submission and lets its
//! workers pull chunks from the oldest one that has any left, which is the order of CPython's task queue.

mod queue;
mod rayon;
mod threads;

pub use self::rayon::RayonCrew;
pub use threads::{NativeSpawner, Spawn, Spawner, ThreadCrew};

use std::sync::Arc;

use super::call::Job;
use super::{PoolError, Schedule};

/// What every worker runs once before its first item.
pub type Initializer = Arc<dyn Fn() + Send + Sync>;

/// Workers that can be asked to work on calls.
pub trait Crew: Send + Sync {
    /// How many work at the same time.
    fn workers(&self) -> usize;

    /// The schedule that a call gets from these workers when `wanted` is asked for. Work stealing is rayon's own.
    fn schedule(&self, wanted: Schedule) -> Schedule {
        if wanted == Schedule::Stealing { Schedule::Queue } else { wanted }
    }

    /// Runs the initializer once in each worker, now (and waits) or before each worker's first item.
    ///
    /// # Errors
    ///
    /// [`PoolError::Initializer`] when it panics.
    fn initialize(&self, initializer: Initializer) -> Result<(), PoolError>;

    /// Queues a call behind the earlier ones. Doesn't wait for it.
    fn submit(&self, job: Arc<dyn Job>);

    /// Blocks until no call is queued and no worker is at work.
    fn wait_idle(&self);

    /// What kept a worker from serving, if anything has so far ([`RayonCrew::serve`]).
    fn failure(&self) -> Option<PoolError> {
        None
    }
}
