//! Strategies: who does the work. Adding one is one file and one line in [`STRATEGIES`].

mod pooled;
mod processes;
mod serial;
mod threaded;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::pool::variants::{Program, Receive, Variant};
use crate::pool::{PoolError, RayonCrew, Schedule, Spawn, Spawner};
use crate::process::Launcher;
use crate::record::Recorder;
use crate::task::{Gil, StopFlag, Value};

pub use processes::Lifetime;

/// All strategies, in the order in which the page shows them.
pub static STRATEGIES: &[&dyn Strategy] =
    &[&serial::Serial, &threaded::Threaded, &pooled::Pooled, &processes::Processes];

/// The strategy with this id.
pub fn find(id: &str) -> Option<&'static dyn Strategy> {
    STRATEGIES.iter().copied().find(|strategy| strategy.id() == id)
}

/// Where runs take place: what is there before any clock starts.
#[derive(Clone)]
pub struct Site {
    /// Workers that share the caller's memory, where that is possible.
    pub threads: Option<Threads>,
    /// How to start processes, where that is possible.
    pub processes: Option<Rc<dyn Launcher>>,
    /// How many cores the machine says it has.
    pub machine_cores: u32,
}

/// Where workers come from that share the caller's memory.
#[derive(Clone)]
pub struct Threads {
    /// The pool's workers, already running.
    pub pool: RayonCrew,
    /// How to start fresh threads.
    pub spawner: Arc<dyn Spawner>,
}

impl Site {
    /// The threads.
    ///
    /// # Errors
    ///
    /// [`PoolError::NoSharing`] where there are none.
    fn threads(&self) -> Result<&Threads, PoolError> {
        self.threads.as_ref().ok_or(PoolError::NoSharing)
    }
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
    /// Threaded: the switch interval of a global interpreter lock; `None`: there is no such lock.
    pub gil: Option<Duration>,
    /// When processes are started.
    pub lifetime: Lifetime,
    /// Chunks after which a process is replaced.
    pub max_chunks: Option<u32>,
}

/// What a run will be about: what workers need that share no memory with the caller.
#[derive(Debug, Clone, Copy)]
pub struct Stage<'a> {
    /// The task's id.
    pub task: &'a str,
    /// Its parameters.
    pub params: &'a BTreeMap<String, Value>,
    /// How many items.
    pub items: u32,
    /// The seed of its random numbers.
    pub seed: u32,
    /// Raising it ends the waiting.
    pub stop: &'a StopFlag,
}

/// A future of the caller's own thread. Those of workers that share memory are ready at once: making them blocks.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Who does the work.
pub trait Strategy: Sync {
    /// The contract's id.
    fn id(&self) -> &'static str;

    /// The name people read.
    fn title(&self) -> &'static str;

    /// One line on how it works.
    fn summary(&self) -> &'static str;

    /// Whether its workers share the caller's memory.
    fn shares_memory(&self) -> bool {
        false
    }

    /// How many workers it uses of `cores`.
    fn workers(&self, cores: usize) -> usize;

    /// Gets ready at a site: what is done once, before any clock starts.
    ///
    /// # Errors
    ///
    /// What keeps it from working there.
    fn open<'a>(
        &'a self,
        site: &'a Site,
        plan: Plan,
        stage: Stage<'a>,
    ) -> Waiting<'a, Result<Box<dyn Runner>, PoolError>>;
}

/// A strategy at work.
pub trait Runner {
    /// The lock under which its items work.
    fn gil(&self) -> Option<Arc<Gil>> {
        None
    }

    /// Makes the variant's call once; the future ends when its caller has every result.
    ///
    /// # Errors
    ///
    /// The call's own: a failed item, a stopped run.
    fn run<'a>(&'a mut self, run: Run<'a>) -> Waiting<'a, Result<(), PoolError>>;

    /// Ends when nothing of the last run is left at work: late chunks, dying threads. A raised flag cuts it short where
    /// the rest can be killed.
    fn settle<'a>(&'a mut self, stop: &'a StopFlag) -> Waiting<'a, ()>;
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
    use crate::pool::variants::{IMAP, Mode};
    use crate::process::block_on;
    use crate::task::{Output, State};

    struct Nobody;

    impl Receive for Nobody {
        fn waiting(&mut self) {}
        fn all(&mut self, _outputs: Vec<Output>) {}
        fn one(&mut self, _item: u32, _output: Output) {}
    }

    #[test]
    fn nothing_of_a_settled_run_is_left_at_work() {
        let spawner = Arc::new(NativeSpawner::default());
        let threads = Some(Threads { pool: RayonCrew::new(2).unwrap(), spawner });
        let site = Site { threads, processes: None, machine_cores: 2 };
        for id in ["threaded", "pooled"] {
            let (spawn, lifetime) = (Spawn::Core, Lifetime::Pool);
            let plan = Plan { cores: 2, schedule: Schedule::Queue, spawn, gil: None, lifetime, max_chunks: None };
            let (params, stop) = (BTreeMap::new(), Arc::new(StopFlag::new()));
            let stage = Stage { task: "none", params: &params, items: 2, seed: 1, stop: &stop };
            let mut runner = block_on(find(id).unwrap().open(&site, plan, stage)).unwrap();
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
            let program = Program {
                function: Arc::new(function),
                items: 2,
                first: 0,
                state: State::from([]),
                chunksize: None,
                mode: Mode::Touch,
            };
            let recorder = Arc::new(Recorder::start(2));
            let receive = &mut Nobody;
            let run = Run { variant: &IMAP, program: &program, recorder: &recorder, stop: &stop, receive };
            assert!(matches!(block_on(runner.run(run)), Err(PoolError::Item(error)) if error.item == 0), "{id}");
            assert!(!late.load(Ordering::SeqCst));
            drop(gate);
            block_on(runner.settle(&stop));
            assert!(late.load(Ordering::SeqCst), "{id}");
        }
    }
}
