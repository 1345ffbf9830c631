//! Processes: workers with a memory of their own, as `multiprocessing.Pool` has them.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Plan, Run, Runner, Site, Stage, Strategy, Waiting};
use crate::pool::PoolError;
use crate::process::{Call, Launcher, ProcessPool, Recruits};
use crate::task::{StopFlag, prose};

/// When processes are started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Lifetime {
    /// Before the clock: a pool that waits and is reused by every call.
    #[default]
    Pool,
    /// By every call, which begins with their start and ends with their end.
    Fresh,
}

pub(super) struct Processes;

impl Strategy for Processes {
    fn id(&self) -> &'static str {
        "processes"
    }

    fn title(&self) -> &'static str {
        prose("Processes")
    }

    fn summary(&self) -> &'static str {
        prose("Workers with a memory of their own: arguments and results are copied, nothing is shared.")
    }

    fn workers(&self, cores: usize) -> usize {
        cores
    }

    fn open<'a>(
        &'a self,
        site: &'a Site,
        plan: Plan,
        stage: Stage<'a>,
    ) -> Waiting<'a, Result<Box<dyn Runner>, PoolError>> {
        Box::pin(async move {
            let launcher: Rc<dyn Launcher> = site.processes.clone().ok_or_else(|| PoolError::Process {
                worker: "SpawnPoolWorker-1".to_owned(),
                why: "there is nothing here that could start it".to_owned(),
            })?;
            let recruits = Recruits { size: plan.cores, max_chunks: plan.max_chunks, schedule: plan.schedule };
            let Stage { task, params, items, seed, stop } = stage;
            let mut pool = ProcessPool::new(launcher, recruits, (task, params), (items, seed));
            if plan.lifetime == Lifetime::Pool {
                pool.start()?;
                pool.ready(stop).await?;
            }
            Ok(Box::new(OnProcesses { pool, lifetime: plan.lifetime }) as Box<dyn Runner>)
        })
    }
}

struct OnProcesses {
    pool: ProcessPool,
    lifetime: Lifetime,
}

impl Runner for OnProcesses {
    fn run<'a>(&'a mut self, run: Run<'a>) -> Waiting<'a, Result<(), PoolError>> {
        let Run { variant, program, recorder, stop, receive } = run;
        Box::pin(self.pool.run(Call { variant, program, recorder, stop, receive }))
    }

    fn settle<'a>(&'a mut self, stop: &'a StopFlag) -> Waiting<'a, ()> {
        Box::pin(async move {
            self.pool.settle(stop).await;
            match self.lifetime {
                Lifetime::Pool => self.pool.renew(stop).await,
                Lifetime::Fresh => self.pool.kill(),
            }
        })
    }
}
