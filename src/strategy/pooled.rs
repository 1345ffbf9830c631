//! Pooled: workers that are already there and wait for work.

use std::sync::Arc;

use super::{Plan, Run, Runner, Site, Strategy};
use crate::pool::{Pool, PoolError};

pub(super) struct Pooled;

impl Strategy for Pooled {
    fn id(&self) -> &'static str {
        "pooled"
    }

    fn title(&self) -> &'static str {
        "Pooled"
    }

    fn summary(&self) -> &'static str {
        "A pool of workers that already run and are reused by every call."
    }

    fn workers(&self, cores: usize) -> usize {
        cores
    }

    fn open(&self, site: &Site, plan: Plan) -> Result<Box<dyn Runner>, PoolError> {
        Ok(Box::new(OnPool(Pool::of(Arc::new(site.pool.clone())).with_schedule(plan.schedule))))
    }
}

/// Runs on a pool, wherever its workers come from.
pub(super) struct OnPool(pub(super) Pool);

impl Runner for OnPool {
    fn run(&mut self, run: Run<'_>) -> Result<(), PoolError> {
        self.0.observe(Some(Arc::clone(run.recorder)), Some(Arc::clone(run.stop)));
        (run.variant.drive)(&self.0, run.program, run.receive)
    }

    fn settle(&mut self) {
        self.0.wait_idle();
        // The recorder isn't kept beyond its run.
        self.0.observe(None, None);
    }
}
