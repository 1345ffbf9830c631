//! Words that processes of the operating system share: a file that each maps, and futexes on it.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd;
use std::path::Path;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use super::{IpcError, Words};

/// The first word says whether waits are interrupted; the others are the users'.
const HEADER: usize = 1;

/// A mapped block.
#[derive(Debug)]
pub struct Mapped {
    start: NonNull<AtomicU64>,
    /// Words, without the header.
    len: usize,
}

// SAFETY: the mapping is plain memory that is only touched through atomics, and it lives as long as this does.
unsafe impl Send for Mapped {}
// SAFETY: as above.
unsafe impl Sync for Mapped {}

impl Mapped {
    /// Makes a file of `len` words, all zero, and maps it. Best in `/dev/shm`, which is memory.
    ///
    /// # Errors
    ///
    /// The system's: there is such a file, no room, no right.
    pub fn create(path: &Path, len: usize) -> io::Result<Arc<Mapped>> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
        file.set_len(((len + HEADER) * 8) as u64)?;
        Mapped::map(&file, len)
    }

    /// Maps a file that [`Mapped::create`] made.
    ///
    /// # Errors
    ///
    /// The system's.
    pub fn open(path: &Path) -> io::Result<Arc<Mapped>> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        let len = (file.metadata()?.len() as usize / 8).checked_sub(HEADER);
        Mapped::map(&file, len.ok_or_else(|| io::Error::other("the file is too short to be a block of words"))?)
    }

    fn map(file: &File, len: usize) -> io::Result<Arc<Mapped>> {
        let (bytes, rights) = ((len + HEADER) * 8, libc::PROT_READ | libc::PROT_WRITE);
        // SAFETY: a new mapping, of no address of ours, of a file of that length.
        let start = unsafe { libc::mmap(ptr::null_mut(), bytes, rights, libc::MAP_SHARED, file.as_raw_fd(), 0) };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let start = NonNull::new(start.cast()).ok_or_else(|| io::Error::other("mapped at zero"))?;
        Ok(Arc::new(Mapped { start, len }))
    }

    /// A word of the mapping, the header's among them.
    fn raw(&self, at: usize) -> &AtomicU64 {
        assert!(at < self.len + HEADER, "word {at} of {}", self.len + HEADER);
        // SAFETY: within the mapping, which is page-aligned, zeroed and lives as long as `self`; everyone uses atomics.
        unsafe { self.start.add(at).as_ref() }
    }

    fn word(&self, at: usize) -> &AtomicU64 {
        self.raw(at + HEADER)
    }

    /// The half of a word that a futex can look at: the low one, which changes whenever the word is counted up or down.
    fn half(&self, at: usize) -> *const u32 {
        let low = if cfg!(target_endian = "little") { 0 } else { 1 };
        ptr::from_ref(self.word(at)).cast::<AtomicU32>().wrapping_add(low).cast()
    }
}

impl Drop for Mapped {
    fn drop(&mut self) {
        // SAFETY: mapped in `map` with this length, unmapped once.
        unsafe { libc::munmap(self.start.as_ptr().cast(), (self.len + HEADER) * 8) };
    }
}

impl Words for Mapped {
    fn len(&self) -> usize {
        self.len
    }

    fn load(&self, at: usize) -> u64 {
        self.word(at).load(Ordering::SeqCst)
    }

    fn store(&self, at: usize, value: u64) {
        self.word(at).store(value, Ordering::SeqCst);
    }

    fn load_relaxed(&self, at: usize) -> u64 {
        self.word(at).load(Ordering::Relaxed)
    }

    fn store_relaxed(&self, at: usize, value: u64) {
        self.word(at).store(value, Ordering::Relaxed);
    }

    fn exchange(&self, at: usize, old: u64, new: u64) -> bool {
        self.word(at).compare_exchange(old, new, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    fn add(&self, at: usize, by: u64) -> u64 {
        self.word(at).fetch_add(by, Ordering::SeqCst)
    }

    fn wait(&self, at: usize, expected: u64, timeout: Option<Duration>) -> Result<(), IpcError> {
        // In slices: nobody can wake the waiters of every word at an interruption.
        const SLICE: Duration = Duration::from_millis(50);
        if self.is_interrupted() {
            return Err(IpcError::Interrupted);
        }
        if self.load(at) == expected {
            let slice = timeout.map_or(SLICE, |timeout| timeout.min(SLICE));
            let slice = libc::timespec { tv_sec: slice.as_secs() as _, tv_nsec: slice.subsec_nanos() as _ };
            // SAFETY: the address is a word of the mapping; the kernel compares and sleeps, and writes nothing.
            unsafe {
                libc::syscall(libc::SYS_futex, self.half(at), libc::FUTEX_WAIT, expected as u32, &raw const slice)
            };
        }
        if self.is_interrupted() { Err(IpcError::Interrupted) } else { Ok(()) }
    }

    fn wake(&self, at: usize) {
        // SAFETY: the address is a word of the mapping; the kernel only looks up who sleeps there.
        unsafe { libc::syscall(libc::SYS_futex, self.half(at), libc::FUTEX_WAKE, i32::MAX) };
    }

    fn interrupt(&self) {
        self.raw(0).store(1, Ordering::SeqCst);
    }

    fn is_interrupted(&self) -> bool {
        self.raw(0).load(Ordering::SeqCst) != 0
    }

    fn reaches_other_processes(&self) -> bool {
        true
    }
}
