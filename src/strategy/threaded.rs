//! Threaded: threads that every call starts anew, as a program does that has no pool.

use std::future::ready;
use std::sync::Arc;

use super::pooled::OnPool;
use super::{Plan, Run, Runner, Site, Stage, Strategy, Waiting};
use crate::pool::variants::Program;
use crate::pool::{Pool, PoolError, Spawn, ThreadCrew};
use crate::task::{Gil, StopFlag, prose};

pub(super) struct Threaded;

impl Strategy for Threaded {
    fn id(&self) -> &'static str {
        "threaded"
    }

    fn title(&self) -> &'static str {
        prose("Threaded")
    }

    fn summary(&self) -> &'static str {
        prose("Fresh threads for each call, started when it begins and gone when it ends.")
    }

    fn shares_memory(&self) -> bool {
        true
    }

    fn workers(&self, cores: usize) -> usize {
        cores
    }

    fn open<'a>(&'a self, site: &'a Site, plan: Plan, _: Stage<'a>) -> Waiting<'a, Result<Box<dyn Runner>, PoolError>> {
        let gil = plan.gil.map(|interval| Arc::new(Gil::new(interval)));
        let crew = site
            .threads()
            .and_then(|threads| ThreadCrew::under(gil.clone(), plan.cores, plan.spawn, Arc::clone(&threads.spawner)));
        let threads = crew.map(|crew| {
            let pool = OnPool(Pool::of(Arc::new(crew)).with_schedule(plan.schedule));
            Box::new(FreshThreads { pool, spawn: plan.spawn, gil }) as Box<dyn Runner>
        });
        Box::pin(ready(threads))
    }
}

struct FreshThreads {
    pool: OnPool,
    spawn: Spawn,
    gil: Option<Arc<Gil>>,
}

impl Runner for FreshThreads {
    fn gil(&self) -> Option<Arc<Gil>> {
        self.gil.clone()
    }

    fn run<'a>(&'a mut self, run: Run<'a>) -> Waiting<'a, Result<(), PoolError>> {
        let Run { variant, program, recorder, stop, receive } = run;
        let chunksize = if self.spawn == Spawn::Item { Some(1) } else { program.chunksize };
        let program = Program { chunksize, ..program.clone() };
        Box::pin(ready(self.pool.call(Run { variant, program: &program, recorder, stop, receive })))
    }

    fn settle<'a>(&'a mut self, stop: &'a StopFlag) -> Waiting<'a, ()> {
        self.pool.settle(stop)
    }
}
