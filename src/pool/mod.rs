//! The Pool: Python's `multiprocessing.Pool` and its map variants, on threads that share memory.
//!
//! A call divides its items into chunks ([`Schedule`]), the crew's workers pull chunks and put results into
//! slots, and the variant decides when the caller gets them. See [`Pool`] for an example, `variants/` for
//! the calls, `crew/` for where workers come from.

mod call;
mod chunking;
mod completion;
pub mod crew;
mod dispatch;
mod error;
mod part;
mod stream;
mod turn;
pub mod variants;
mod worker;

pub use call::{Amount, Asked, Job};
pub use chunking::map_chunksize;
pub use completion::{AsyncResult, Callbacks};
pub use crew::{Crew, RayonCrew, Spawn, Spawner, ThreadCrew};
pub(crate) use dispatch::Dispenser;
pub use dispatch::Schedule;
pub(crate) use error::panic_message;
pub use error::{ItemError, PoolError};
pub use stream::Imap;
pub use worker::Worker;

use std::fmt;
use std::sync::{Arc, Weak};

use crate::record::Recorder;
use crate::sync::{AtomicBool, AtomicUsize, Mutex, lock};
use crate::task::StopFlag;
use call::{Call, Gather, Sink, Surroundings, TypedCall};
use completion::Completion;
use stream::Stream;
use turn::Turn;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Run,
    Close,
    Terminate,
}

/// A pool of workers with the calls of Python's `multiprocessing.Pool`. Leaving its scope terminates it.
///
/// ```
/// use pool_playground::pool::Pool;
///
/// let pool = Pool::new(4)?;
/// assert_eq!(pool.map(|x| x * x, 0..6, None)?, [0, 1, 4, 9, 16, 25]);
/// # Ok::<(), pool_playground::pool::PoolError>(())
/// ```
pub struct Pool {
    crew: Arc<dyn Crew>,
    schedule: Schedule,
    phase: Mutex<Phase>,
    around: Mutex<Surroundings>,
    in_flight: Mutex<Vec<Weak<dyn Job>>>,
    callback_turn: Arc<Turn>,
}

impl Pool {
    /// A pool of `workers` threads. Blocks until they run.
    ///
    /// # Errors
    ///
    /// [`PoolError::NoWorkers`] for 0, [`PoolError::Spawn`] when the system gives no thread.
    pub fn new(workers: usize) -> Result<Pool, PoolError> {
        Ok(Pool::of(Arc::new(RayonCrew::new(workers)?)))
    }

    /// A pool of `workers` threads, each of which has called `initializer(initargs)` once before its first item.
    ///
    /// # Errors
    ///
    /// As [`Pool::new`]; and [`PoolError::Initializer`] when the initializer panics, at once: CPython would
    /// start new workers for ever.
    pub fn with_initializer<A>(
        workers: usize,
        initializer: impl Fn(A) + Send + Sync + 'static,
        initargs: A,
    ) -> Result<Pool, PoolError>
    where
        A: Clone + Send + Sync + 'static,
    {
        let pool = Pool::new(workers)?;
        pool.crew.initialize(Arc::new(move || initializer(initargs.clone())))?;
        Ok(pool)
    }

    /// A pool whose workers run `service(initargs)` and do nothing else: Python's `Pool(4, f, (in_queue, out_queue))` with an `f` that
    /// serves queues until it is told to end. CPython doesn't wait for initializers, so one that never returns makes this of a pool.
    /// [`Pool::join`] waits for them; calls wait behind them. A service that panics ends, which [`Pool::join`] tells: `failed` is called,
    /// for whoever waits for what it would have done.
    pub fn serving<A>(
        crew: RayonCrew,
        service: impl Fn(A) + Send + Sync + 'static,
        initargs: A,
        failed: impl Fn() + Send + Sync + 'static,
    ) -> Pool
    where
        A: Clone + Send + Sync + 'static,
    {
        crew.serve(Arc::new(move || service(initargs.clone())), Arc::new(failed));
        Pool::of(Arc::new(crew))
    }

    /// A pool whose workers come from `crew`.
    pub fn of(crew: Arc<dyn Crew>) -> Pool {
        Pool {
            crew,
            schedule: Schedule::default(),
            phase: Mutex::new(Phase::Run),
            around: Mutex::new(Surroundings::default()),
            in_flight: Mutex::new(Vec::new()),
            callback_turn: Arc::default(),
        }
    }

    /// The same pool with another schedule for its later calls.
    pub fn with_schedule(mut self, schedule: Schedule) -> Pool {
        self.schedule = schedule;
        self
    }

    /// Later calls are recorded, and end when the flag is raised.
    pub fn observe(&self, recorder: Option<Arc<Recorder>>, stop: Option<Arc<StopFlag>>) {
        *lock(&self.around) = Surroundings { recorder, stop };
    }

    /// How many workers there are.
    pub fn workers(&self) -> usize {
        self.crew.workers()
    }

    /// No more calls; those that were made go on.
    pub fn close(&self) {
        let mut phase = lock(&self.phase);
        if *phase == Phase::Run {
            *phase = Phase::Close;
        }
    }

    /// Blocks until the workers are done.
    ///
    /// # Errors
    ///
    /// [`PoolError::StillRunning`] before [`Pool::close`] or [`Pool::terminate`]; [`PoolError::Initializer`] where a service panicked.
    pub fn join(&self) -> Result<(), PoolError> {
        if *lock(&self.phase) == Phase::Run {
            return Err(PoolError::StillRunning);
        }
        self.crew.wait_idle();
        self.crew.failure().map_or(Ok(()), Err)
    }

    /// Ends all calls: what waits for them gets [`PoolError::Terminated`], and no callback is called. Chunks under
    /// way are computed to their end and forgotten. Doesn't block.
    pub fn terminate(&self) {
        *lock(&self.phase) = Phase::Terminate;
        let in_flight = std::mem::take(&mut *lock(&self.in_flight));
        for job in in_flight.iter().filter_map(Weak::upgrade) {
            job.abort(PoolError::Terminated);
        }
    }

    /// Blocks until no worker is at work on any call.
    pub fn wait_idle(&self) {
        self.crew.wait_idle();
    }

    fn check(&self, chunksize: Option<usize>) -> Result<(), PoolError> {
        if *lock(&self.phase) != Phase::Run {
            return Err(PoolError::NotRunning);
        }
        if chunksize == Some(0) { Err(PoolError::NoChunksize) } else { Ok(()) }
    }

    /// A call whose results come all at once.
    fn gather<R, O>(
        &self,
        f: impl Fn(usize) -> R + Send + Sync + 'static,
        items: usize,
        chunksize: Option<usize>,
        make: fn(Vec<R>) -> O,
        callbacks: Callbacks<O>,
    ) -> Result<AsyncResult<O>, PoolError>
    where
        R: Send + 'static,
        O: Send + 'static,
    {
        self.check(chunksize)?;
        let completion = Completion::new(callbacks, Arc::clone(&self.callback_turn));
        if items == 0 {
            completion.set_silently(Ok(make(Vec::new())));
            return Ok(AsyncResult::new(completion));
        }
        let sink = Arc::new(Gather::new(items, make, Arc::clone(&completion)));
        self.submit(f, items, chunksize, map_chunksize(items, self.workers()), sink);
        Ok(AsyncResult::new(completion))
    }

    /// A call whose results come one by one.
    fn stream<R: Send + 'static>(
        &self,
        f: impl Fn(usize) -> R + Send + Sync + 'static,
        items: usize,
        chunksize: Option<usize>,
        ordered: bool,
    ) -> Result<Imap<R>, PoolError> {
        self.check(chunksize)?;
        let stream = Arc::new(Stream::new());
        if items > 0 {
            self.submit(f, items, chunksize, 1, Arc::clone(&stream));
        }
        Ok(Imap::new(stream, items, ordered, chunksize.is_some_and(|size| size > 1)))
    }

    fn submit<R: Send + 'static>(
        &self,
        f: impl Fn(usize) -> R + Send + Sync + 'static,
        items: usize,
        chunksize: Option<usize>,
        default_chunksize: usize,
        sink: Arc<impl Sink<R> + 'static>,
    ) {
        let fixed = chunksize.is_some();
        let chunksize = chunksize.unwrap_or(default_chunksize).min(items);
        let schedule = self.crew.schedule(self.schedule);
        let call = Call {
            f,
            dispenser: Dispenser::new(schedule, items, self.workers(), chunksize, fixed),
            sink,
            around: lock(&self.around).clone(),
            aborted: AtomicBool::new(false),
            stealing: (schedule == Schedule::Stealing).then(|| AtomicUsize::new(items)),
        };
        let job: Arc<dyn Job> = Arc::new(TypedCall::<R, _, _>::from(call));
        {
            let mut in_flight = lock(&self.in_flight);
            if in_flight.len() == in_flight.capacity() {
                in_flight.retain(|job| job.strong_count() > 0);
            }
            in_flight.push(Arc::downgrade(&job));
        }
        // A terminate between this call's check and its entry has not seen it.
        if *lock(&self.phase) == Phase::Terminate {
            job.abort(PoolError::Terminated);
        }
        self.crew.submit(job);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.terminate();
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("workers", &self.workers())
            .field("phase", &*lock(&self.phase))
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, not(loom)))]
mod golden;
