//! Strategies: who does the work. Adding one is one file and one line in [`STRATEGIES`].

mod pooled;
mod serial;
mod threaded;

use std::sync::Arc;

use crate::pool::variants::{Program, Receive, Variant};
use crate::pool::{PoolError, RayonCrew, Schedule, Spawn, Spawner};
use crate::record::Recorder;
use crate::task::StopFlag;

/// All strategies, in the order in which the page shows them.
pub static STRATEGIES: &[&dyn Strategy] = &[&serial::Serial, &threaded::Threaded, &pooled::Pooled];

/// The strategy with this id.
pub fn find(id: &str) -> Option<&'static dyn Strategy> {
    STRATEGIES.iter().copied().find(|strategy| strategy.id() == id)
}

/// Where runs take place: what is there before any clock starts.
#[derive(Clone)]
pub struct Site {
    /// The pool's workers, already running.
    pub pool: RayonCrew,
    /// How to start fresh threads.
    pub spawner: Arc<dyn Spawner>,
    /// How many cores the machine says it has.
    pub machine_cores: u32,
}

/// How a strategy shall work.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many workers.
    pub cores: usize,
    /// How the pool hands out chunks.
    pub schedule: Schedule,
    /// How many threads a threaded call starts.
    pub spawn: Spawn,
}

/// Who does the work.
pub trait Strategy: Sync {
    /// The contract's id.
    fn id(&self) -> &'static str;

    /// The name people read.
    fn title(&self) -> &'static str;

    /// One line on how it works.
    fn summary(&self) -> &'static str;

    /// How many workers it uses of `cores`.
    fn workers(&self, cores: usize) -> usize;

    /// Gets ready at a site: what is done once, before any clock starts.
    ///
    /// # Errors
    ///
    /// What keeps it from working there.
    fn open(&self, site: &Site, plan: Plan) -> Result<Box<dyn Runner>, PoolError>;
}

/// A strategy at work.
pub trait Runner {
    /// Makes the variant's call once. Blocks until its caller has every result.
    ///
    /// # Errors
    ///
    /// The call's own: a failed item, a stopped run.
    fn run(&mut self, run: Run<'_>) -> Result<(), PoolError>;

    /// Blocks until nothing of the last run is left at work: late chunks, dying threads.
    fn settle(&mut self);
}

/// One run.
pub struct Run<'a> {
    pub(crate) variant: &'static Variant,
    pub(crate) program: &'a Program,
    pub(crate) recorder: &'a Arc<Recorder>,
    pub(crate) stop: &'a Arc<StopFlag>,
    pub(crate) receive: &'a mut dyn Receive,
}
