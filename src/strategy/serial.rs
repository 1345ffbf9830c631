//! Serial: a plain loop in the caller's own thread. What the others are compared with.

use std::cell::Cell;
use std::future::ready;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Plan, Run, Runner, Site, Stage, Strategy, Waiting};
use crate::pool::variants::Delivery;
use crate::pool::{ItemError, PoolError, Worker, panic_message};
use crate::record::Pen;
use crate::task::{StopFlag, prose};

pub(super) struct Serial;

impl Strategy for Serial {
    fn id(&self) -> &'static str {
        "serial"
    }

    fn title(&self) -> &'static str {
        prose("Serial")
    }

    fn summary(&self) -> &'static str {
        prose("One loop on one worker, one item after the other.")
    }

    fn workers(&self, _cores: usize) -> usize {
        1
    }

    fn open<'a>(&'a self, _: &'a Site, plan: Plan, _: Stage<'a>) -> Waiting<'a, Result<Box<dyn Runner>, PoolError>> {
        Box::pin(ready(Ok(Box::new(Loop { cores: plan.cores }) as Box<dyn Runner>)))
    }
}

struct Loop {
    cores: usize,
}

impl Runner for Loop {
    fn run<'a>(&'a mut self, run: Run<'a>) -> Waiting<'a, Result<(), PoolError>> {
        Box::pin(ready(self.call(run)))
    }

    fn settle<'a>(&'a mut self, _stop: &'a StopFlag) -> Waiting<'a, ()> {
        Box::pin(ready(()))
    }
}

impl Loop {
    /// The loop. Spans are as long as the chunks of the parallel strategies, so that recording costs all the same.
    fn call(&self, run: Run<'_>) -> Result<(), PoolError> {
        let Run { variant, program, recorder, stop, receive } = run;
        let items = program.items;
        let chunksize = variant.chunksize(program.chunksize, items as usize, self.cores).max(1) as u32;
        let mut pen = Pen::new(Some(recorder), 0);
        let mut kept = Vec::with_capacity(if variant.delivery == Delivery::AtEnd { items as usize } else { 0 });
        for first in (0..items).step_by(chunksize as usize) {
            if stop.is_raised() {
                return Err(PoolError::Terminated);
            }
            let end = items.min(first.saturating_add(chunksize));
            let at = Cell::new(first);
            pen.resume(first);
            let chunk = || {
                for item in first..end {
                    at.set(item);
                    let output = (program.function)(item);
                    match variant.delivery {
                        Delivery::AtEnd => kept.push(output),
                        Delivery::InOrder | Delivery::AsCompleted => receive.one(item, output),
                    }
                }
            };
            catch_unwind(AssertUnwindSafe(chunk)).map_err(|payload| ItemError {
                item: at.get() as usize,
                worker: Worker::with_current(|me| me.name.clone()),
                message: panic_message(&*payload),
            })?;
            pen.chunk(first, end - first);
        }
        if variant.delivery == Delivery::AtEnd {
            receive.all(kept);
        }
        Ok(())
    }
}
