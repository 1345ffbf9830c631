//! Threaded: threads that every call starts anew, as a program does that has no pool.

use std::sync::Arc;

use super::pooled::OnPool;
use super::{Plan, Run, Runner, Site, Strategy};
use crate::pool::variants::Program;
use crate::pool::{Pool, PoolError, Spawn, ThreadCrew};

pub(super) struct Threaded;

impl Strategy for Threaded {
    fn id(&self) -> &'static str {
        "threaded"
    }

    fn title(&self) -> &'static str {
        "Threaded"
    }

    fn summary(&self) -> &'static str {
        "Fresh threads for each call, started when it begins and gone when it ends."
    }

    fn workers(&self, cores: usize) -> usize {
        cores
    }

    fn open(&self, site: &Site, plan: Plan) -> Result<Box<dyn Runner>, PoolError> {
        let crew = ThreadCrew::new(plan.cores, plan.spawn, Arc::clone(&site.spawner))?;
        let pool = OnPool(Pool::of(Arc::new(crew)).with_schedule(plan.schedule));
        Ok(Box::new(FreshThreads { pool, spawn: plan.spawn }))
    }
}

struct FreshThreads {
    pool: OnPool,
    spawn: Spawn,
}

impl Runner for FreshThreads {
    fn run(&mut self, run: Run<'_>) -> Result<(), PoolError> {
        let Run { variant, program, recorder, stop, receive } = run;
        let Program { function, items, chunksize } = program;
        let chunksize = if self.spawn == Spawn::Item { Some(1) } else { *chunksize };
        let program = Program { function: Arc::clone(function), items: *items, chunksize };
        self.pool.run(Run { variant, program: &program, recorder, stop, receive })
    }

    fn settle(&mut self) {
        self.pool.settle();
    }
}
