//! A ring of words through which messages flow one way: what a pipe's kernel buffer is.
//!
//! One writer and one reader at a time: whoever has several holds a lock. A message is its length in bytes and its bytes, eight
//! to a word; it may be longer than the ring, and flows through it then.

use std::time::Duration;

use super::IpcError;
use super::words::{Arena, Deadline, Place};

/// Words read so far, written so far.
const HEAD: usize = 0;
const TAIL: usize = 1;
/// Changes with everything that somebody may wait for.
const SEQUENCE: usize = 2;
const WAITING: usize = 3;
/// Bits of the ends that are closed.
const CLOSED: usize = 4;
const DATA: usize = 5;

const WRITER: u64 = 1;
const READER: u64 = 2;

/// The longest message that is taken for one: a longer length is no length.
const LONGEST: usize = 1 << 30;

#[derive(Debug, Clone)]
pub(super) struct Ring {
    place: Place,
    capacity: usize,
}

impl Ring {
    /// A ring of `capacity` words.
    pub(super) fn new(arena: &mut Arena, capacity: usize) -> Ring {
        Ring { place: arena.take_zeroed(DATA + capacity), capacity }
    }

    fn filled(&self) -> usize {
        self.place.load(TAIL).wrapping_sub(self.place.load(HEAD)) as usize
    }

    fn is_closed(&self, end: u64) -> bool {
        self.place.load(CLOSED) & end != 0
    }

    /// Blocks until `ready`; says whether it was in time.
    fn wait_until(&self, deadline: Deadline, ready: impl Fn(&Ring) -> bool) -> Result<bool, IpcError> {
        loop {
            let sequence = self.place.load(SEQUENCE);
            if ready(self) {
                return Ok(true);
            }
            self.place.add(WAITING, 1);
            let goes_on = self.place.wait(SEQUENCE, sequence, deadline);
            self.place.add(WAITING, u64::MAX);
            if !goes_on? {
                return Ok(ready(self));
            }
        }
    }

    fn changed(&self) {
        self.place.add(SEQUENCE, 1);
        // Read by a change that changes nothing: whoever counts itself in later sees the change before it sleeps.
        if self.place.add(WAITING, 0) > 0 {
            self.place.wake(SEQUENCE);
        }
    }

    /// Writes a message. Blocks while the ring is full.
    pub(super) fn write(&self, message: &[u8]) -> Result<(), IpcError> {
        if message.len() > LONGEST {
            return Err(IpcError::TooLarge { given: message.len(), allowed: LONGEST });
        }
        self.put(std::iter::once(message.len() as u64).chain(message.chunks(8).map(|bytes| {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(word)
        })))
    }

    fn put(&self, words: impl Iterator<Item = u64>) -> Result<(), IpcError> {
        let mut tail = self.place.load(TAIL);
        let mut room = 0;
        for word in words {
            if room == 0 {
                // What is written so far is there to be read.
                self.publish(TAIL, tail);
                self.wait_until(Deadline::after(None), |ring| ring.filled() < ring.capacity || ring.is_closed(READER))?;
                if self.is_closed(READER) {
                    return Err(IpcError::BrokenPipe);
                }
                room = self.capacity - self.filled();
            }
            self.place.store_relaxed(DATA + tail as usize % self.capacity, word);
            tail = tail.wrapping_add(1);
            room -= 1;
        }
        self.publish(TAIL, tail);
        Ok(())
    }

    /// Makes the counter `to`, after everything that was done up to there.
    fn publish(&self, counter: usize, to: u64) {
        if self.place.load(counter) != to {
            self.place.store(counter, to);
            self.changed();
        }
    }

    /// Whether there is something to read, or nothing will ever come; waits for it.
    pub(super) fn poll(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.wait_until(Deadline::after(timeout), |ring| ring.filled() > 0 || ring.is_closed(WRITER))
    }

    /// Whether nothing is there to read.
    pub(super) fn is_empty(&self) -> bool {
        self.filled() == 0
    }

    /// Reads a message. Blocks until one is there.
    pub(super) fn read(&self) -> Result<Vec<u8>, IpcError> {
        let mut words = Reading { ring: self, head: self.place.load(HEAD), left: 0 };
        let length = words.next()? as usize;
        let mut message = Vec::with_capacity(length.min(LONGEST));
        while message.len() < length {
            let bytes = words.next()?.to_le_bytes();
            message.extend_from_slice(&bytes[..(length - message.len()).min(8)]);
        }
        self.publish(HEAD, words.head);
        Ok(message)
    }

    /// The writer or the reader is done with it.
    pub(super) fn close(&self, is_writer: bool) {
        let end = if is_writer { WRITER } else { READER };
        loop {
            let closed = self.place.load(CLOSED);
            if self.place.exchange(CLOSED, closed, closed | end) {
                return self.changed();
            }
        }
    }
}

/// Words on their way out.
struct Reading<'a> {
    ring: &'a Ring,
    head: u64,
    left: usize,
}

impl Reading<'_> {
    fn next(&mut self) -> Result<u64, IpcError> {
        if self.left == 0 {
            // What was read makes room for the rest.
            self.ring.publish(HEAD, self.head);
            self.ring.poll(None)?;
            self.left = self.ring.filled();
            if self.left == 0 {
                return Err(IpcError::EndOfFile);
            }
        }
        self.left -= 1;
        let word = self.ring.place.load_relaxed(DATA + self.head as usize % self.ring.capacity);
        self.head = self.head.wrapping_add(1);
        Ok(word)
    }
}
