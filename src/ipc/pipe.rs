//! `multiprocessing.Pipe`: two connected ends, for one sender and one receiver each.

use std::any::type_name;
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::IpcError;
use super::ring::Ring;
use super::words::Arena;
use crate::sync::{AtomicBool, Ordering};

/// Words that a direction holds before its sender has to wait: 64 KiB, as Linux' pipes.
const CAPACITY: usize = 8192;

/// Two connected ends. Not duplex, as in Python: the first only receives, the second only sends.
///
/// ```
/// use pool_playground::ipc::{Arena, pipe};
///
/// let (here, there) = pipe(&mut Arena::local(20_000), true);
/// here.send(&("hello", 42))?;
/// assert_eq!(there.recv::<(String, i32)>()?, ("hello".to_owned(), 42));
/// # Ok::<(), pool_playground::ipc::IpcError>(())
/// ```
pub fn pipe(arena: &mut Arena, duplex: bool) -> (Connection, Connection) {
    let there = Ring::new(arena, CAPACITY);
    let has_others = arena.reaches_other_processes();
    let end = |reads: Option<&Ring>, writes: Option<&Ring>| {
        let (reads, writes) = (reads.cloned(), writes.cloned());
        Connection(Arc::new(End { reads, writes, closed: AtomicBool::new(false), has_others }))
    };
    if duplex {
        let back = Ring::new(arena, CAPACITY);
        (end(Some(&there), Some(&back)), end(Some(&back), Some(&there)))
    } else {
        (end(Some(&there), None), end(None, Some(&there)))
    }
}

/// The bytes of an object, as postcard has them.
pub(super) fn to_bytes<T: Serialize + ?Sized>(object: &T) -> Result<Vec<u8>, IpcError> {
    postcard::to_allocvec(object).map_err(|error| unserialisable::<T>(error))
}

/// The object of these bytes.
pub(super) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, IpcError> {
    let (object, rest) = postcard::take_from_bytes(bytes).map_err(|error| unserialisable::<T>(error))?;
    match rest.len() {
        0 => Ok(object),
        left => Err(unserialisable::<T>(format_args!("{left} bytes are left over, so it was another type"))),
    }
}

fn unserialisable<T: ?Sized>(why: impl Display) -> IpcError {
    IpcError::Unserialisable { type_name: type_name::<T>(), why: why.to_string() }
}

#[derive(Debug)]
struct End {
    reads: Option<Ring>,
    writes: Option<Ring>,
    closed: AtomicBool,
    /// Whether other processes may have this end, too.
    has_others: bool,
}

impl End {
    fn close(&self) {
        if !self.closed.swap(true, Ordering::SeqCst) {
            if let Some(ring) = &self.reads {
                ring.close(false);
            }
            if let Some(ring) = &self.writes {
                ring.close(true);
            }
        }
    }
}

impl Drop for End {
    /// Whoever waits at the other end learns that nothing will come. Not where another process may go on with this end.
    fn drop(&mut self) {
        if !self.has_others {
            self.close();
        }
    }
}

/// One end of a pipe. Clones are the same end: closing one closes all. Dropping the last one closes it, but not in words that other
/// processes map: they may have it as well, so one of them says [`Connection::close`].
#[derive(Debug, Clone)]
pub struct Connection(Arc<End>);

impl Connection {
    fn check(&self) -> Result<(), IpcError> {
        if self.closed() { Err(IpcError::Closed("the connection")) } else { Ok(()) }
    }

    fn incoming(&self) -> Result<&Ring, IpcError> {
        self.check()?;
        self.0.reads.as_ref().ok_or(IpcError::OneWay("write"))
    }

    fn outgoing(&self) -> Result<&Ring, IpcError> {
        self.check()?;
        self.0.writes.as_ref().ok_or(IpcError::OneWay("read"))
    }

    /// Sends an object, as bytes. Blocks while 64 KiB wait to be received.
    ///
    /// # Errors
    ///
    /// [`IpcError::Unserialisable`], naming its type; and as [`Connection::send_bytes`].
    pub fn send<T: Serialize + ?Sized>(&self, object: &T) -> Result<(), IpcError> {
        let ring = self.outgoing()?;
        ring.write(&to_bytes(object)?)
    }

    /// Receives an object. Blocks until one is there.
    ///
    /// # Errors
    ///
    /// [`IpcError::Unserialisable`] where it is of another type; and as [`Connection::recv_bytes`].
    pub fn recv<T: DeserializeOwned>(&self) -> Result<T, IpcError> {
        from_bytes(&self.recv_bytes()?)
    }

    /// Sends bytes as one message.
    ///
    /// # Errors
    ///
    /// [`IpcError::OneWay`], [`IpcError::Closed`], [`IpcError::BrokenPipe`] where the other end is closed,
    /// [`IpcError::Interrupted`].
    pub fn send_bytes(&self, message: &[u8]) -> Result<(), IpcError> {
        self.outgoing()?.write(message)
    }

    /// Receives a message.
    ///
    /// # Errors
    ///
    /// [`IpcError::OneWay`], [`IpcError::Closed`], [`IpcError::EndOfFile`] where the other end is closed and nothing is left,
    /// [`IpcError::Interrupted`].
    pub fn recv_bytes(&self) -> Result<Vec<u8>, IpcError> {
        self.incoming()?.read()
    }

    /// Whether there is something to receive (or the end); waits for it at most `timeout`.
    ///
    /// # Errors
    ///
    /// [`IpcError::OneWay`], [`IpcError::Closed`], [`IpcError::Interrupted`].
    pub fn poll(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.incoming()?.poll(timeout)
    }

    /// Closes this end. The other one receives what was sent, then the end.
    pub fn close(&self) {
        self.0.close();
    }

    /// Whether this end is closed.
    pub fn closed(&self) -> bool {
        self.0.closed.load(Ordering::SeqCst)
    }

    /// Whether it can receive.
    pub fn readable(&self) -> bool {
        self.0.reads.is_some()
    }

    /// Whether it can send.
    pub fn writable(&self) -> bool {
        self.0.writes.is_some()
    }
}
