//! Pooled: workers that are already there and wait for work.

use std::future::ready;
use std::sync::Arc;

use super::{Plan, Run, Runner, Site, Stage, Strategy, Waiting};
use crate::pool::{Pool, PoolError};
use crate::task::{StopFlag, prose};

pub(super) struct Pooled;

impl Strategy for Pooled {
    fn id(&self) -> &'static str {
        "pooled"
    }

    fn title(&self) -> &'static str {
        prose("Pooled")
    }

    fn summary(&self) -> &'static str {
        prose("A pool of workers that already run and are reused by every call.")
    }

    fn shares_memory(&self) -> bool {
        true
    }

    fn workers(&self, cores: usize) -> usize {
        cores
    }

    fn open<'a>(&'a self, site: &'a Site, plan: Plan, _: Stage<'a>) -> Waiting<'a, Result<Box<dyn Runner>, PoolError>> {
        let pool = site.threads().map(|threads| {
            let pool = Pool::of(Arc::new(threads.pool.clone())).with_schedule(plan.schedule);
            Box::new(OnPool(pool)) as Box<dyn Runner>
        });
        Box::pin(ready(pool))
    }
}

/// Runs on a pool, wherever its workers come from.
pub(super) struct OnPool(pub(super) Pool);

impl Runner for OnPool {
    fn run<'a>(&'a mut self, run: Run<'a>) -> Waiting<'a, Result<(), PoolError>> {
        Box::pin(ready(self.call(run)))
    }

    fn settle<'a>(&'a mut self, _stop: &'a StopFlag) -> Waiting<'a, ()> {
        self.0.wait_idle();
        // The recorder isn't kept beyond its run.
        self.0.observe(None, None);
        Box::pin(ready(()))
    }
}

impl OnPool {
    /// Makes the call. Blocks.
    pub(super) fn call(&self, run: Run<'_>) -> Result<(), PoolError> {
        self.0.observe(Some(Arc::clone(run.recorder)), Some(Arc::clone(run.stop)));
        (run.variant.drive)(&self.0, run.program, run.receive)
    }
}
