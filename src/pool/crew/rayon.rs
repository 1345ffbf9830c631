//! rayon's workers as a crew: they exist already, sleep while there is nothing to do, and are woken by a spawn.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::queue::Queue;
use super::{Crew, Initializer, Spawner};
use crate::pool::call::{Amount, Asked, Job};
use crate::pool::error::panic_message;
use crate::pool::{PoolError, Schedule, Worker};

/// A crew of rayon's workers.
#[derive(Clone)]
pub struct RayonCrew {
    shared: Arc<Shared>,
}

struct Shared {
    workers: Workers,
    queue: Queue,
    serving: Mutex<Serving>,
    served: Condvar,
}

/// How what `serve` gave the workers stands.
#[derive(Default)]
struct Serving {
    /// How many are still at it.
    workers: usize,
    /// The first that panicked, and with what.
    failure: Option<PoolError>,
}

enum Workers {
    /// A rayon pool of its own: natively.
    Own(rayon::ThreadPool),
    /// rayon's global pool: the one that wasm-bindgen-rayon builds in each wasm instance.
    Global(usize),
}

impl RayonCrew {
    /// A rayon pool of `workers` new threads. Blocks until they run.
    ///
    /// # Errors
    ///
    /// [`PoolError::NoWorkers`] for 0, [`PoolError::Spawn`] when the system gives no thread.
    pub fn new(workers: usize) -> Result<RayonCrew, PoolError> {
        if workers == 0 {
            return Err(PoolError::NoWorkers);
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build();
        Ok(RayonCrew::over(Workers::Own(pool.map_err(|error| PoolError::Spawn(error.to_string()))?)))
    }

    /// A rayon pool of `workers` threads that `spawner` starts; they end when the last of its crews is dropped. Blocks until they run.
    ///
    /// # Errors
    ///
    /// As [`RayonCrew::new`].
    pub fn on(spawner: Arc<dyn Spawner>, workers: usize) -> Result<RayonCrew, PoolError> {
        if workers == 0 {
            return Err(PoolError::NoWorkers);
        }
        let spawn =
            move |thread: rayon::ThreadBuilder| spawner.spawn(Box::new(|| thread.run())).map_err(std::io::Error::other);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).spawn_handler(spawn).build();
        Ok(RayonCrew::over(Workers::Own(pool.map_err(|error| PoolError::Spawn(error.to_string()))?)))
    }

    /// rayon's global pool, which has to be there already (in the page: `initThreadPool`).
    pub fn global() -> RayonCrew {
        RayonCrew::over(Workers::Global(rayon::current_num_threads()))
    }

    fn over(workers: Workers) -> RayonCrew {
        let crew = RayonCrew {
            shared: Arc::new(Shared {
                workers,
                queue: Queue::new(),
                serving: Mutex::default(),
                served: Condvar::new(),
            }),
        };
        crew.broadcast(|index| Worker { index, name: format!("PoolWorker-{}", index + 1) }.enter());
        crew
    }

    /// Starts `service` in each worker and doesn't wait for it: until it returns, the worker does nothing else. Where one panics,
    /// `failed` is called: others may wait for what it would have done.
    pub fn serve(&self, service: Initializer, failed: Initializer) {
        lock(&self.shared.serving).workers += self.workers();
        let shared = Arc::clone(&self.shared);
        let body = move || {
            // A service that panics ends; CPython would start another worker and it again.
            let failure = initialize(&*service).err();
            let is_broken = failure.is_some();
            {
                let mut serving = lock(&shared.serving);
                serving.workers -= 1;
                serving.failure = serving.failure.take().or(failure);
            }
            shared.served.notify_all();
            if is_broken {
                failed();
            }
        };
        match &self.shared.workers {
            Workers::Own(pool) => pool.spawn_broadcast(move |_| body()),
            Workers::Global(_) => rayon::spawn_broadcast(move |_| body()),
        }
    }

    /// Calls `f` with each worker's index in each worker, and waits.
    fn broadcast(&self, f: impl Fn(usize) + Sync) {
        match &self.shared.workers {
            Workers::Own(pool) => drop(pool.broadcast(|context| f(context.index()))),
            Workers::Global(_) => drop(rayon::broadcast(|context| f(context.index()))),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls it in the current worker; a panic is the error that names the two.
fn initialize(initializer: &(dyn Fn() + Send + Sync)) -> Result<(), PoolError> {
    catch_unwind(AssertUnwindSafe(initializer)).map_err(|payload| {
        let worker = Worker::with_current(|me| me.name.clone());
        PoolError::Initializer { worker, message: panic_message(&*payload) }
    })
}

impl Shared {
    fn spawn(self: &Arc<Shared>, asked: Asked) {
        let shared = Arc::clone(self);
        let puller = move || shared.queue.work(|job| job.pull(asked, Amount::All));
        match &self.workers {
            Workers::Own(pool) => pool.spawn(puller),
            Workers::Global(_) => rayon::spawn(puller),
        }
    }
}

impl Crew for RayonCrew {
    fn workers(&self) -> usize {
        match &self.shared.workers {
            Workers::Own(pool) => pool.current_num_threads(),
            Workers::Global(workers) => *workers,
        }
    }

    fn schedule(&self, wanted: Schedule) -> Schedule {
        wanted
    }

    fn initialize(&self, initializer: Initializer) -> Result<(), PoolError> {
        let failure = Mutex::new(None);
        self.broadcast(|_| {
            if let Err(error) = initialize(&*initializer) {
                lock(&failure).get_or_insert(error);
            }
        });
        failure.into_inner().ok().flatten().map_or(Ok(()), Err)
    }

    fn submit(&self, job: Arc<dyn Job>) {
        let asked = Asked::now();
        let woken = self.shared.queue.push(job, self.workers());
        (0..woken).for_each(|_| self.shared.spawn(asked));
    }

    fn wait_idle(&self) {
        self.shared.queue.wait_idle();
        let mut serving = lock(&self.shared.serving);
        while serving.workers > 0 {
            serving = self.shared.served.wait(serving).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn failure(&self) -> Option<PoolError> {
        lock(&self.shared.serving).failure.clone()
    }
}

impl fmt::Debug for RayonCrew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RayonCrew").field("workers", &self.workers()).finish_non_exhaustive()
    }
}
