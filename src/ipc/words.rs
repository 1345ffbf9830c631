//! Shared memory: 64-bit words that can be read, written, changed and waited for.

use std::fmt;
use std::sync::Arc;
use std::sync::PoisonError;
use std::time::Duration;

use super::IpcError;
use crate::clock;
use crate::sync::{AtomicBool, AtomicU64, Condvar, Mutex, Ordering, lock};

/// A block of words that all sides see. Indices count words; one beyond the end panics.
///
/// No method hands out a reference into the block: a side may lie in another memory and reach the words one by one.
pub trait Words: Send + Sync {
    /// How many words.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Reads a word; ordered with everything that was changed through it.
    fn load(&self, at: usize) -> u64;
    /// Writes a word.
    fn store(&self, at: usize, value: u64);
    /// Reads a word without any order: what plain memory does.
    fn load_relaxed(&self, at: usize) -> u64;
    /// Writes a word without any order.
    fn store_relaxed(&self, at: usize, value: u64);
    /// Writes `new` where the word is `old`; says whether it was.
    fn exchange(&self, at: usize, old: u64, new: u64) -> bool;
    /// Adds, wrapping, and returns what was there.
    fn add(&self, at: usize, by: u64) -> u64;
    /// Blocks while the word is `expected`, until somebody wakes it, at most for `timeout`. May return early for no reason.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    fn wait(&self, at: usize, expected: u64, timeout: Option<Duration>) -> Result<(), IpcError>;
    /// Wakes everyone who waits for the word.
    fn wake(&self, at: usize);
    /// Ends every wait, now and from now on, with [`IpcError::Interrupted`].
    fn interrupt(&self);
    /// Whether waits were interrupted.
    fn is_interrupted(&self) -> bool;
    /// Whether processes with a memory of their own may have these words, too.
    fn reaches_other_processes(&self) -> bool;
}

/// Words in this program's memory, for its threads.
pub struct Local {
    words: Box<[AtomicU64]>,
    /// Sleepers of all words: few, and each looks at its own word when it wakes.
    gate: Mutex<()>,
    changed: Condvar,
    interrupted: AtomicBool,
}

impl Local {
    /// A block of `len` zeros.
    pub fn new(len: usize) -> Arc<Local> {
        let words = (0..len).map(|_| AtomicU64::new(0)).collect();
        Arc::new(Local { words, gate: Mutex::new(()), changed: Condvar::new(), interrupted: AtomicBool::new(false) })
    }
}

impl fmt::Debug for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Local").field("len", &self.words.len()).finish_non_exhaustive()
    }
}

impl Words for Local {
    fn len(&self) -> usize {
        self.words.len()
    }

    fn load(&self, at: usize) -> u64 {
        self.words[at].load(Ordering::SeqCst)
    }

    fn store(&self, at: usize, value: u64) {
        self.words[at].store(value, Ordering::SeqCst);
    }

    fn load_relaxed(&self, at: usize) -> u64 {
        self.words[at].load(Ordering::Relaxed)
    }

    fn store_relaxed(&self, at: usize, value: u64) {
        self.words[at].store(value, Ordering::Relaxed);
    }

    fn exchange(&self, at: usize, old: u64, new: u64) -> bool {
        self.words[at].compare_exchange(old, new, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    fn add(&self, at: usize, by: u64) -> u64 {
        self.words[at].fetch_add(by, Ordering::SeqCst)
    }

    fn wait(&self, at: usize, expected: u64, timeout: Option<Duration>) -> Result<(), IpcError> {
        let guard = lock(&self.gate);
        if self.is_interrupted() {
            return Err(IpcError::Interrupted);
        }
        // Under the gate: who changes the word wakes after the change, through the gate. And by a change that changes nothing,
        // which reads the latest value.
        if self.add(at, 0) == expected {
            match timeout {
                None => drop(self.changed.wait(guard).unwrap_or_else(PoisonError::into_inner)),
                Some(timeout) => {
                    drop(self.changed.wait_timeout(guard, timeout).unwrap_or_else(PoisonError::into_inner));
                }
            }
        }
        if self.is_interrupted() { Err(IpcError::Interrupted) } else { Ok(()) }
    }

    fn wake(&self, _at: usize) {
        drop(lock(&self.gate));
        self.changed.notify_all();
    }

    fn interrupt(&self) {
        self.interrupted.store(true, Ordering::SeqCst);
        self.wake(0);
    }

    fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::SeqCst)
    }

    fn reaches_other_processes(&self) -> bool {
        false
    }
}

/// Deals a block's words out to objects. Sides that ask for the same objects in the same order get the same ones.
pub struct Arena {
    words: Arc<dyn Words>,
    next: usize,
    /// Whether objects are made, or are there already.
    fresh: bool,
}

impl Arena {
    /// The side that makes the objects: before any other attaches.
    pub fn create(words: Arc<dyn Words>) -> Arena {
        Arena { words, next: 0, fresh: true }
    }

    /// A side to which they are there already.
    pub fn attach(words: Arc<dyn Words>) -> Arena {
        Arena { words, next: 0, fresh: false }
    }

    /// An arena in this program's own memory.
    pub fn local(len: usize) -> Arena {
        Arena::create(Local::new(len))
    }

    /// The next words, set to `initial` where they are made here.
    ///
    /// # Panics
    ///
    /// Where the block is full.
    pub(super) fn take<const N: usize>(&mut self, initial: [u64; N]) -> Place {
        let place = self.take_zeroed(N);
        if self.fresh {
            (0..).zip(initial).for_each(|(at, value)| place.store(at, value));
        }
        place
    }

    /// The next `len` words, as they are: zeros where nobody was before.
    ///
    /// # Panics
    ///
    /// Where the block is full.
    pub(super) fn take_zeroed(&mut self, len: usize) -> Place {
        let at = self.next;
        assert!(at + len <= self.words.len(), "{len} words were asked for, {} are left", self.words.len() - at);
        self.next += len;
        Place { words: Arc::clone(&self.words), at }
    }

    /// Whether objects are made here.
    pub(super) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Whether processes with a memory of their own may have the objects, too.
    pub(super) fn reaches_other_processes(&self) -> bool {
        self.words.reaches_other_processes()
    }

    /// Ends every wait on this arena's objects.
    pub fn interrupt(&self) {
        self.words.interrupt();
    }
}

impl fmt::Debug for Arena {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arena").field("next", &self.next).field("len", &self.words.len()).finish_non_exhaustive()
    }
}

/// An object's words.
#[derive(Clone)]
pub(super) struct Place {
    words: Arc<dyn Words>,
    at: usize,
}

impl Place {
    pub(super) fn load(&self, at: usize) -> u64 {
        self.words.load(self.at + at)
    }

    pub(super) fn store(&self, at: usize, value: u64) {
        self.words.store(self.at + at, value);
    }

    pub(super) fn load_relaxed(&self, at: usize) -> u64 {
        self.words.load_relaxed(self.at + at)
    }

    pub(super) fn store_relaxed(&self, at: usize, value: u64) {
        self.words.store_relaxed(self.at + at, value);
    }

    pub(super) fn exchange(&self, at: usize, old: u64, new: u64) -> bool {
        self.words.exchange(self.at + at, old, new)
    }

    pub(super) fn add(&self, at: usize, by: u64) -> u64 {
        self.words.add(self.at + at, by)
    }

    pub(super) fn wake(&self, at: usize) {
        self.words.wake(self.at + at);
    }

    /// Blocks while the word is `expected`; says whether there is time left to look again.
    pub(super) fn wait(&self, at: usize, expected: u64, deadline: Deadline) -> Result<bool, IpcError> {
        let left = deadline.left();
        if left == Some(Duration::ZERO) {
            return Ok(false);
        }
        self.words.wait(self.at + at, expected, left)?;
        Ok(true)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "words from {}", self.at)
    }
}

/// Until when somebody waits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    at_ms: Option<f64>,
}

impl Deadline {
    /// From now on; `None`: for ever.
    pub(super) fn after(timeout: Option<Duration>) -> Deadline {
        Deadline { at_ms: timeout.map(|timeout| clock::now_ms() + timeout.as_secs_f64() * 1e3) }
    }

    /// What is left of it.
    pub(super) fn left(self) -> Option<Duration> {
        self.at_ms.map(|at_ms| Duration::from_secs_f64((at_ms - clock::now_ms()).max(0.0) / 1e3))
    }
}
