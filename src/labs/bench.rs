//! Where a lab's experiment takes place: workers to start, memory to share, a log to write, a way to stop it all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::log::{Log, What};
use super::{LabError, MAIN};
use crate::ipc::{Arena, Event, IpcError, Local, Process, Words};
use crate::pool::{Pool, PoolError, RayonCrew, Spawner};

/// Words of the bench's own: the event that nobody sets.
const OWN_WORDS: usize = 16;

/// The place of one experiment.
pub struct Bench {
    spawner: Arc<dyn Spawner>,
    log: Arc<Log>,
    stopped: AtomicBool,
    /// What workers of this experiment wait on.
    memories: Mutex<Vec<Arc<Local>>>,
    /// Never set: whoever waits for it sleeps, until it is stopped.
    never: Event,
}

impl Bench {
    /// A bench whose workers `spawner` starts and whose happenings go to `log`.
    pub fn new(spawner: Arc<dyn Spawner>, log: Arc<Log>) -> Arc<Bench> {
        let memory = Local::new(OWN_WORDS);
        let never = Event::new(&mut Arena::create(memory.clone()));
        Arc::new(Bench { spawner, log, stopped: AtomicBool::new(false), memories: Mutex::new(vec![memory]), never })
    }

    /// An arena of `words` words whose waits end when the experiment is stopped.
    pub fn arena(&self, words: usize) -> Arena {
        let memory = Local::new(words);
        // Pushed before the look at the flag: whoever raises it interrupts what is in the list afterwards.
        self.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory.clone());
        if self.is_stopped() {
            memory.interrupt();
        }
        Arena::create(memory)
    }

    /// Ends the experiment: every wait, now and from now on.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        for memory in &*self.memories.lock().unwrap_or_else(PoisonError::into_inner) {
            memory.interrupt();
        }
    }

    /// Whether it was stopped. For loops that compute.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Stops waiting workers where the experiment itself ends them, as `terminate` does: a thread can't be killed, so what it
    /// waits for is ended.
    pub fn terminate(&self) {
        for memory in &*self.memories.lock().unwrap_or_else(PoisonError::into_inner) {
            memory.interrupt();
        }
    }

    /// Blocks for this long.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn pause(&self, ms: f64) -> Result<(), IpcError> {
        self.never.wait(Some(Duration::from_secs_f64(ms / 1e3))).map(drop)
    }

    /// Writes down what happened.
    pub fn note(&self, who: u32, what: What, a: f64, b: f64) {
        self.log.note(who, what, a, b);
    }

    /// Milliseconds since the experiment began.
    pub fn now_ms(&self) -> f64 {
        self.log.now_ms()
    }

    /// What starts this bench's workers.
    pub fn spawner(&self) -> Arc<dyn Spawner> {
        Arc::clone(&self.spawner)
    }

    /// A pool of `workers` that stay until it is dropped.
    ///
    /// # Errors
    ///
    /// As [`RayonCrew::on`].
    pub fn pool(&self, workers: u32) -> Result<Pool, PoolError> {
        Ok(Pool::of(Arc::new(RayonCrew::on(self.spawner(), workers as usize)?)))
    }

    /// Starts `number` processes on threads, each of which runs `body` with its number from 1, and waits until all have ended.
    ///
    /// # Errors
    ///
    /// The first worker's that failed or panicked, or couldn't be started; being stopped is no failure.
    pub fn together<F>(self: &Arc<Bench>, number: u32, body: F) -> Result<(), LabError>
    where
        F: Fn(&Bench, u32) -> Result<(), LabError> + Send + Sync + 'static,
    {
        let body = Arc::new(body);
        let failure = Arc::new(Mutex::new(None));
        let mut workers = Vec::new();
        for who in MAIN + 1..=number {
            let (bench, body, failed) = (Arc::clone(self), Arc::clone(&body), Arc::clone(&failure));
            let mut worker = Process::thread(self.spawner(), move || {
                let ended = catch_unwind(AssertUnwindSafe(|| body(&bench, who)));
                match ended.unwrap_or_else(|payload| Err(LabError::broke(who, &*payload))) {
                    Ok(()) | Err(LabError::Ipc(IpcError::Interrupted)) => {}
                    Err(error) => bench.fail(&failed, error),
                }
            });
            match worker.start() {
                Ok(()) => workers.push(worker),
                Err(error) => {
                    self.fail(&failure, error.into());
                    break;
                }
            }
        }
        for worker in &workers {
            worker.join(None)?;
        }
        match failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Keeps the first failure, and ends the others' waits: they may wait for the one that failed.
    fn fail(&self, first: &Mutex<Option<LabError>>, error: LabError) {
        first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        self.terminate();
    }
}
