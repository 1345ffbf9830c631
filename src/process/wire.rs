//! What the caller and a process say to each other: bytes, copied, in postcard's format.
//!
//! postcard (<https://postcard.jamesmunro.dev>, its wire format is a published specification) because it is small, needs no
//! description of the types on the wire, and is at home in wasm. CPython pickles; the bytes are others, the copying is the
//! same. A moment is given in milliseconds since 1970, the one clock that processes share.

use serde::{Deserialize, Serialize};

use crate::pool::variants::Mode;
use crate::task::{Output, Value};

/// What a process is told.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Order {
    /// Get ready for a task. Answered by `Ready` or `Refused`.
    Prepare(Prepare),
    /// How items are computed from now on. Not answered.
    Begin(Mode),
    /// What items read of earlier calls, from now on. Not answered.
    State(Vec<f64>),
    /// Compute these items. Answered by `Done`.
    Chunk {
        /// The caller's number for it.
        chunk: u32,
        /// The arguments.
        items: Vec<u32>,
    },
}

/// What a process gets once, as a module's globals and an initializer's arguments: functions travel by name, as in CPython.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Prepare {
    pub(super) worker: String,
    pub(super) task: String,
    pub(super) params: Vec<(String, Given)>,
    pub(super) items: u32,
    pub(super) seed: u32,
}

/// A parameter's value. [`Value`] itself is untagged, for people, and can't be told apart in bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Given {
    Flag(bool),
    Number(f64),
    Text(String),
}

impl From<&Value> for Given {
    fn from(value: &Value) -> Given {
        match value {
            Value::Flag(flag) => Given::Flag(*flag),
            Value::Number(number) => Given::Number(*number),
            Value::Text(text) => Given::Text(text.clone()),
        }
    }
}

impl From<Given> for Value {
    fn from(given: Given) -> Value {
        match given {
            Given::Flag(flag) => Value::Flag(flag),
            Given::Number(number) => Value::Number(number),
            Given::Text(text) => Value::Text(text),
        }
    }
}

/// What a process says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// The task is prepared, since this moment.
    Ready { at_ms: f64 },
    /// An order made no sense here: why.
    Refused(String),
    /// A chunk is done.
    Done(Done),
}

/// A chunk's results and how its time went.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Done {
    pub(super) chunk: u32,
    pub(super) outcome: Result<Vec<Output>, Failed>,
    /// The order was taken up.
    pub(super) received_ms: f64,
    /// Its arguments were decoded, the first item begins.
    pub(super) begun_ms: f64,
    /// The last item is done; what follows is encoding.
    pub(super) ended_ms: f64,
    /// Waits within items, from and to.
    pub(super) waits: Vec<(f64, f64)>,
}

/// The item that failed, and its message.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Failed {
    pub(super) item: u32,
    pub(super) message: String,
}

/// The bytes of a message.
pub(super) fn encode(message: &impl Serialize) -> Result<Vec<u8>, WireError> {
    postcard::to_allocvec(message).map_err(|error| WireError { what: "encoded", error: error.to_string() })
}

/// The message of these bytes.
pub(super) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, WireError> {
    postcard::from_bytes(bytes).map_err(|error| WireError { what: "decoded", error: error.to_string() })
}

/// A reply, followed by the moment at which its encoding was done: a message can't hold that itself.
pub(super) fn seal(reply: &Reply, now_ms: impl Fn() -> f64) -> Result<Vec<u8>, WireError> {
    let mut bytes = encode(reply)?;
    bytes.extend_from_slice(&now_ms().to_le_bytes());
    Ok(bytes)
}

/// A sealed reply and its moment.
pub(super) fn open(bytes: &[u8]) -> Result<(Reply, f64), WireError> {
    let (reply, at_ms) = bytes
        .split_last_chunk::<8>()
        .ok_or_else(|| WireError { what: "decoded", error: format!("{} bytes are no reply", bytes.len()) })?;
    Ok((decode(reply)?, f64::from_le_bytes(*at_ms)))
}

/// A message that can't be turned into bytes or back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a message could not be {what}: {error}")]
pub struct WireError {
    what: &'static str,
    error: String,
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn outputs_of_every_kind_come_back_as_they_were() {
        let outputs = vec![
            Output::Number(-0.0),
            Output::Text("Straße".into()),
            Output::said("SpawnPoolWorker-1", "hello 7"),
            Output::Bytes([0, 255, 7].into()),
            Output::Counts([0, 65_535, 300].into()),
        ];
        let done = Done {
            chunk: 3,
            outcome: Ok(outputs),
            received_ms: 1.0,
            begun_ms: 2.0,
            ended_ms: 3.0,
            waits: vec![(1.5, 2.5)],
        };
        let before = format!("{done:?}");
        let bytes = seal(&Reply::Done(done), || 4.5).unwrap();
        let (Reply::Done(after), at_ms) = open(&bytes).unwrap() else { panic!("another reply") };
        assert_eq!((format!("{after:?}"), at_ms), (before, 4.5));
    }

    #[test]
    fn bytes_that_are_no_message_are_an_error() {
        assert!(open(&[1, 2, 3]).is_err());
        assert!(open(&[200; 30]).is_err());
        assert!(decode::<Order>(&[]).is_err());
    }
}
