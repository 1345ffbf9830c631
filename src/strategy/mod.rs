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

#[cfg(all(test, not(loom)))]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Barrier, Mutex, mpsc};

    use super::*;
    use crate::pool::crew::NativeSpawner;
    use crate::pool::variants::IMAP;
    use crate::task::Output;

    struct Nobody;

    impl Receive for Nobody {
        fn waiting(&mut self) {}
        fn all(&mut self, _outputs: Vec<Output>) {}
        fn one(&mut self, _item: u32, _output: Output) {}
    }

    #[test]
    fn nothing_of_a_settled_run_is_left_at_work() {
        let spawner = Arc::new(NativeSpawner::default());
        let site = Site { pool: RayonCrew::new(2).unwrap(), spawner, machine_cores: 2 };
        for id in ["threaded", "pooled"] {
            let plan = Plan { cores: 2, schedule: Schedule::Queue, spawn: Spawn::Core };
            let mut runner = find(id).unwrap().open(&site, plan).unwrap();
            let (gate, wait) = mpsc::channel::<()>();
            let (wait, both, late) = (Mutex::new(wait), Barrier::new(2), Arc::new(AtomicBool::new(false)));
            let done = Arc::clone(&late);
            // The first item fails when both have begun; the second is held beyond that.
            let function = move |item| {
                both.wait();
                if item == 0 {
                    std::panic::resume_unwind(Box::new("first"));
                }
                assert!(wait.lock().unwrap().recv().is_err(), "the gate only closes");
                done.store(true, Ordering::SeqCst);
                Output::Number(1.0)
            };
            let program = Program { function: Arc::new(function), items: 2, chunksize: None };
            let (recorder, stop) = (Arc::new(Recorder::start(2)), Arc::new(StopFlag::new()));
            let receive = &mut Nobody;
            let run = Run { variant: &IMAP, program: &program, recorder: &recorder, stop: &stop, receive };
            assert!(matches!(runner.run(run), Err(PoolError::Item(error)) if error.item == 0), "{id}");
            assert!(!late.load(Ordering::SeqCst));
            drop(gate);
            runner.settle();
            assert!(late.load(Ordering::SeqCst), "{id}");
        }
    }
}
