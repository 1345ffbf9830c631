//! `multiprocessing.Process` and its like: a worker with a name of its own that is started, waited for and ended.
//!
//! On a thread it is `multiprocessing.dummy.Process` ([`Process::thread`]); natively also a real process of the operating system
//! ([`Process::program`]). A function can't be sent to one of those: like CPython's `spawn`, a program is started that finds it.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::clock;
use crate::pool::{Spawner, Worker};

/// How a process ended, or that it didn't: CPython's `exitcode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Running,
    /// 0: it returned; 1: it panicked, as an exception; below 0: the signal that ended it.
    Ended(i32),
}

/// What can be wrong with asking.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcessError {
    /// `start` a second time.
    #[error("{0} was started already")]
    StartedTwice(String),
    /// `join` or `terminate` before `start`.
    #[error("{0} was not started yet")]
    NotStarted(String),
    /// There is no worker to be had.
    #[error("{name} could not be started: {why}")]
    Start {
        /// Its name.
        name: String,
        /// What the system says.
        why: String,
    },
    /// A thread can't be ended from outside.
    #[error("{0} is a thread, which nobody can end from outside")]
    Thread(String),
}

enum Target {
    Thread(Arc<dyn Spawner>, Box<dyn FnOnce() + Send>),
    #[cfg(not(target_family = "wasm"))]
    Program(std::process::Command),
}

struct Shared {
    name: String,
    state: Mutex<State>,
    changed: Condvar,
    #[cfg(not(target_family = "wasm"))]
    child: Mutex<Option<std::process::Child>>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, code: i32) {
        *self.state() = State::Ended(code);
        self.changed.notify_all();
    }

    /// Learns whether a real process has ended.
    fn look(&self) {
        #[cfg(not(target_family = "wasm"))]
        {
            let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
            let ended = child.as_mut().and_then(|child| child.try_wait().ok().flatten());
            if let Some(status) = ended
                && *self.state() == State::Running
            {
                self.end(code_of(status));
            }
        }
    }

    fn is_alive(&self) -> bool {
        self.look();
        *self.state() == State::Running
    }
}

/// Processes that were started and haven't ended, for [`active_children`].
static ACTIVE: Mutex<Vec<Weak<Shared>>> = Mutex::new(Vec::new());

/// A worker that is started, waited for and ended.
///
/// ```
/// # #[cfg(not(loom))] {
/// use pool_playground::ipc::Process;
/// use pool_playground::pool::crew::NativeSpawner;
/// use std::sync::Arc;
///
/// let mut process = Process::thread(Arc::new(NativeSpawner::default()), || println!("hello"));
/// assert_eq!(process.exitcode(), None);
/// process.start().unwrap();
/// assert_eq!(process.join(None), Ok(true));
/// assert_eq!(process.exitcode(), Some(0));
/// # }
/// ```
pub struct Process {
    shared: Arc<Shared>,
    target: Option<Target>,
    /// Ended with this program, not waited for: CPython's `daemon`.
    daemon: bool,
}

impl Process {
    fn new(target: Target) -> Process {
        use std::sync::atomic::{AtomicU32, Ordering};
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("Process-{}", MADE.fetch_add(1, Ordering::Relaxed) + 1);
        let shared = Shared {
            name,
            state: Mutex::new(State::New),
            changed: Condvar::new(),
            #[cfg(not(target_family = "wasm"))]
            child: Mutex::new(None),
        };
        Process { shared: Arc::new(shared), target: Some(target), daemon: false }
    }

    /// One on a thread, as `multiprocessing.dummy` has it: it shares this program's memory.
    pub fn thread(spawner: Arc<dyn Spawner>, target: impl FnOnce() + Send + 'static) -> Process {
        Process::new(Target::Thread(spawner, Box::new(target)))
    }

    /// One of the operating system, with a memory of its own: this program with these arguments.
    #[cfg(not(target_family = "wasm"))]
    pub fn program(command: std::process::Command) -> Process {
        Process::new(Target::Program(command))
    }

    /// The same with another name than `Process-N`.
    ///
    /// # Panics
    ///
    /// After `start`.
    pub fn named(mut self, name: &str) -> Process {
        Arc::get_mut(&mut self.shared).expect("a process is named before it is started").name = name.to_owned();
        self
    }

    /// The same, ended with its owner instead of waited for. Threads end with the program anyway.
    pub fn daemon(mut self, daemon: bool) -> Process {
        self.daemon = daemon;
        self
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// Starts it. Doesn't wait for it.
    ///
    /// # Errors
    ///
    /// [`ProcessError::StartedTwice`], [`ProcessError::Start`].
    pub fn start(&mut self) -> Result<(), ProcessError> {
        let name = self.shared.name.clone();
        let target = self.target.take().ok_or_else(|| ProcessError::StartedTwice(name.clone()))?;
        *self.shared.state() = State::Running;
        let shared = Arc::clone(&self.shared);
        let started = match target {
            Target::Thread(spawner, body) => spawner.spawn(Box::new(move || {
                Worker { index: 0, name: shared.name.clone() }.enter();
                let ended = catch_unwind(AssertUnwindSafe(body));
                shared.end(i32::from(ended.is_err()));
            })),
            #[cfg(not(target_family = "wasm"))]
            Target::Program(mut command) => command.spawn().map_err(|error| error.to_string()).map(|child| {
                *shared.child.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
            }),
        };
        match started {
            Ok(()) => {
                let mut active = ACTIVE.lock().unwrap_or_else(PoisonError::into_inner);
                active.retain(|shared| shared.strong_count() > 0);
                active.push(Arc::downgrade(&self.shared));
                Ok(())
            }
            Err(why) => {
                self.shared.end(1);
                Err(ProcessError::Start { name, why })
            }
        }
    }

    /// Waits until it has ended, at most `timeout`; says whether it has.
    ///
    /// # Errors
    ///
    /// [`ProcessError::NotStarted`].
    pub fn join(&self, timeout: Option<Duration>) -> Result<bool, ProcessError> {
        let until_ms = timeout.map(|timeout| clock::now_ms() + timeout.as_secs_f64() * 1e3);
        loop {
            self.shared.look();
            let state = self.shared.state();
            match *state {
                State::New => return Err(ProcessError::NotStarted(self.shared.name.clone())),
                State::Ended(_) => return Ok(true),
                State::Running => {}
            }
            let left_ms = until_ms.map_or(f64::INFINITY, |until_ms| until_ms - clock::now_ms());
            if left_ms <= 0.0 {
                return Ok(false);
            }
            // The system doesn't say when a process of its own ends: it is asked now and then.
            let slice_ms = if self.is_program() { left_ms.min(2.0) } else { left_ms.min(1e9) };
            let slice = Duration::from_secs_f64(slice_ms / 1e3);
            drop(self.shared.changed.wait_timeout(state, slice).unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Whether it was started and hasn't ended.
    pub fn is_alive(&self) -> bool {
        self.shared.is_alive()
    }

    /// 0 where it returned, 1 where it panicked, the signal below zero that ended it, `None` while it hasn't ended.
    pub fn exitcode(&self) -> Option<i32> {
        self.shared.look();
        match *self.shared.state() {
            State::Ended(code) => Some(code),
            State::New | State::Running => None,
        }
    }

    /// Asks it to end (SIGTERM). Doesn't wait.
    ///
    /// # Errors
    ///
    /// [`ProcessError::NotStarted`], [`ProcessError::Thread`].
    pub fn terminate(&self) -> Result<(), ProcessError> {
        self.signal(15)
    }

    /// Ends it at once (SIGKILL).
    ///
    /// # Errors
    ///
    /// As [`Process::terminate`].
    pub fn kill(&self) -> Result<(), ProcessError> {
        self.signal(9)
    }

    #[cfg(target_os = "linux")]
    fn signal(&self, signal: i32) -> Result<(), ProcessError> {
        let name = || self.shared.name.clone();
        if *self.shared.state() == State::New {
            return Err(ProcessError::NotStarted(name()));
        }
        self.shared.look();
        let child = self.shared.child.lock().unwrap_or_else(PoisonError::into_inner);
        match &*child {
            Some(child) if *self.shared.state() == State::Running => {
                // SAFETY: a signal to a child that we haven't waited for yet, so its number is still its own.
                unsafe { libc::kill(child.id() as libc::pid_t, signal) };
                Ok(())
            }
            Some(_) => Ok(()),
            None => Err(ProcessError::Thread(name())),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn signal(&self, _signal: i32) -> Result<(), ProcessError> {
        Err(ProcessError::Thread(self.shared.name.clone()))
    }

    #[cfg(not(target_family = "wasm"))]
    fn is_program(&self) -> bool {
        self.shared.child.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    #[cfg(target_family = "wasm")]
    fn is_program(&self) -> bool {
        false
    }
}

#[cfg(unix)]
fn code_of(status: std::process::ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().unwrap_or_else(|| -status.signal().unwrap_or(1))
}

#[cfg(not(any(unix, target_family = "wasm")))]
fn code_of(status: std::process::ExitStatus) -> i32 {
    status.code().unwrap_or(1)
}

impl Drop for Process {
    /// As CPython at the program's end: daemons are ended, others waited for. A thread goes on by itself.
    fn drop(&mut self) {
        if self.is_program() && self.is_alive() {
            if self.daemon {
                drop(self.kill());
            }
            drop(self.join(None));
        }
    }
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process")
            .field("name", &self.name())
            .field("exitcode", &self.exitcode())
            .finish_non_exhaustive()
    }
}

/// The name of the current process or thread: `MainProcess` where none was started for it.
pub fn current_process() -> String {
    Worker::with_current(|me| me.name.clone())
}

/// Names of the processes that were started here and run. As in CPython, those that have ended are learnt of by asking.
pub fn active_children() -> Vec<String> {
    let active = ACTIVE.lock().unwrap_or_else(PoisonError::into_inner);
    let alive = active.iter().filter_map(Weak::upgrade).filter(|shared| shared.is_alive());
    alive.map(|shared| shared.name.clone()).collect()
}

/// How many cores the system says that it has; natively only, the page says it itself.
pub fn cpu_count() -> Option<usize> {
    std::thread::available_parallelism().ok().map(usize::from)
}
