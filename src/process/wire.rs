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

impl Order {
    /// What it carries, for errors.
    pub(super) fn carries(&self) -> String {
        match self {
            Order::Prepare(Prepare { task, .. }) => format!("the parameters of {task}"),
            Order::Begin(_) => "the beginning of a call".to_owned(),
            Order::State(_) => "the state of a round".to_owned(),
            Order::Chunk { items, .. } => format!("the arguments of {}", items_of(items)),
        }
    }
}

/// A chunk's items, for errors.
pub(super) fn items_of(items: &[u32]) -> String {
    match items {
        [first, .., last] => format!("items {first} to {last}"),
        [one] => format!("item {one}"),
        [] => "no items".to_owned(),
    }
}

/// The bytes of a message; `what` says in an error what it is.
pub(super) fn encode(message: &impl Serialize, what: &dyn Fn() -> String) -> Result<Vec<u8>, WireError> {
    postcard::to_allocvec(message).map_err(|error| WireError::Encode { what: what(), error: error.to_string() })
}

/// The message of these bytes; `what` says in an error what it should be.
pub(super) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8], what: &'static str) -> Result<T, WireError> {
    postcard::from_bytes(bytes).map_err(|error| WireError::Decode { what, error: error.to_string() })
}

/// A reply, followed by the moment at which its encoding was done: a message can't hold that itself.
pub(super) fn seal(
    reply: &impl Serialize,
    what: &dyn Fn() -> String,
    now_ms: impl Fn() -> f64,
) -> Result<Vec<u8>, WireError> {
    let mut bytes = encode(reply, what)?;
    bytes.extend_from_slice(&now_ms().to_le_bytes());
    Ok(bytes)
}

/// A sealed reply and its moment.
pub(super) fn open(bytes: &[u8]) -> Result<(Reply, f64), WireError> {
    const WHAT: &str = "its reply";
    let (reply, at_ms) = bytes
        .split_last_chunk::<8>()
        .ok_or_else(|| WireError::Decode { what: WHAT, error: format!("{} bytes are too few", bytes.len()) })?;
    Ok((decode(reply, WHAT)?, f64::from_le_bytes(*at_ms)))
}

/// A message that can't be turned into bytes or back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum WireError {
    #[error("{what} could not be encoded: {error}")]
    Encode { what: String, error: String },
    #[error("{what} could not be decoded: {error}")]
    Decode { what: &'static str, error: String },
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
        let bytes = seal(&Reply::Done(done), &String::new, || 4.5).unwrap();
        let (Reply::Done(after), at_ms) = open(&bytes).unwrap() else { panic!("another reply") };
        assert_eq!((format!("{after:?}"), at_ms), (before, 4.5));
    }

    #[test]
    fn bytes_that_are_no_message_are_an_error() {
        assert_eq!(open(&[1, 2, 3]).unwrap_err().to_string(), "its reply could not be decoded: 3 bytes are too few");
        assert!(open(&[200; 30]).unwrap_err().to_string().starts_with("its reply could not be decoded: "));
        assert!(decode::<Order>(&[], "an order").is_err());
    }

    #[test]
    fn an_error_names_what_could_not_be_encoded() {
        let chunk = |items| Order::Chunk { chunk: 2, items };
        assert_eq!(chunk(vec![6, 7, 8]).carries(), "the arguments of items 6 to 8");
        assert_eq!(chunk(vec![6]).carries(), "the arguments of item 6");
        let error = encode(&Refusing, &|| chunk(vec![6, 7]).carries()).unwrap_err().to_string();
        assert!(error.starts_with("the arguments of items 6 to 7 could not be encoded: "), "{error}");
    }
}

/// What can't be turned into bytes: none of the messages is so, by their types.
#[cfg(all(test, not(loom)))]
pub(super) struct Refusing;

#[cfg(all(test, not(loom)))]
impl Serialize for Refusing {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("no"))
    }
}
