//! `multiprocessing.Manager`: objects that live with a server, and proxies that call them by messages.
//!
//! As in CPython, each client has a thread of the server's to itself, so that one who waits for a lock keeps nobody else waiting.
//! What is stored is JSON: what Python would pickle has to be made of it.

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value as Json;

use super::stored::Stored;
use super::words::Arena;
use super::{Connection, IpcError, Lock, pipe};
use crate::pool::Spawner;

/// Words that a client's pipe and lock take.
const CLIENT_WORDS: usize = 2 * (8192 + 5) + 5;

/// Why a proxy's call came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManagerError {
    /// The messages.
    #[error(transparent)]
    Ipc(#[from] IpcError),
    /// The server couldn't start a thread.
    #[error("the manager's server could not be started: {0}")]
    Start(String),
    /// The object has no such method, or it got the wrong arguments.
    #[error("{kind}.{method}: {why}")]
    Call {
        /// What kind of object.
        kind: &'static str,
        /// What was called.
        method: String,
        /// What is wrong.
        why: String,
    },
}

#[derive(Debug, Default)]
struct Objects {
    stored: Mutex<Vec<Stored>>,
    changed: Condvar,
}

impl Objects {
    fn lock(&self) -> MutexGuard<'_, Vec<Stored>> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls a method, waiting as long as it has to.
    fn call(
        &self,
        object: usize,
        method: &str,
        args: &[Json],
        timeout: Option<Duration>,
    ) -> Result<Json, ManagerError> {
        let mut stored = self.lock();
        let until_ms = timeout.map(|timeout| crate::clock::now_ms() + timeout.as_secs_f64() * 1e3);
        loop {
            let kind = stored[object].kind();
            match stored[object].call(method, args) {
                Ok(Some(result)) => {
                    drop(stored);
                    self.changed.notify_all();
                    return Ok(result);
                }
                Ok(None) => {
                    let left_ms = until_ms.map_or(f64::MAX, |until_ms| until_ms - crate::clock::now_ms());
                    if left_ms <= 0.0 {
                        return Ok(stored[object].in_vain(method)?);
                    }
                    let slice = Duration::from_secs_f64(left_ms.min(3.6e6) / 1e3);
                    (stored, _) = self.changed.wait_timeout(stored, slice).unwrap_or_else(PoisonError::into_inner);
                }
                Err(why) => return Err(ManagerError::Call { kind, method: method.to_owned(), why }),
            }
        }
    }
}

/// What a client asks for, as JSON on the wire: object, method, arguments, milliseconds to wait.
type Asked = (usize, String, Vec<Json>, Option<u64>);
/// The result, or: kind, method, why; without a kind, the method says which of a queue's ends it is.
type Answer = Result<Json, (String, String)>;

/// The server's side: where objects live.
#[derive(Clone)]
pub struct Manager {
    objects: Arc<Objects>,
    spawner: Arc<dyn Spawner>,
}

impl Manager {
    /// A manager without objects. Its threads come from `spawner`.
    pub fn new(spawner: Arc<dyn Spawner>) -> Manager {
        Manager { objects: Arc::default(), spawner }
    }

    /// A client, served by a thread of its own until it is dropped.
    ///
    /// # Errors
    ///
    /// [`ManagerError::Start`].
    pub fn connect(&self) -> Result<Client, ManagerError> {
        let mut arena = Arena::local(CLIENT_WORDS);
        let (here, there) = pipe(&mut arena, true);
        let (objects, lock) = (Arc::clone(&self.objects), Lock::new(&mut arena));
        let serve = move || {
            // Until the client closes its end.
            while let Ok(message) = there.recv_bytes() {
                let answer = answer(&objects, &message);
                let bytes = serde_json::to_vec(&answer).unwrap_or_default();
                if there.send_bytes(&bytes).is_err() {
                    break;
                }
            }
        };
        self.spawner.spawn(Box::new(serve)).map_err(ManagerError::Start)?;
        Ok(Client { line: Arc::new(Line { connection: here, lock }), objects: Arc::clone(&self.objects) })
    }
}

fn answer(objects: &Objects, message: &[u8]) -> Answer {
    let (object, method, args, wait_ms): Asked =
        serde_json::from_slice(message).map_err(|error| (String::new(), error.to_string()))?;
    objects.call(object, &method, &args, wait_ms.map(Duration::from_millis)).map_err(|error| match error {
        ManagerError::Ipc(IpcError::Full) => ("Full".to_owned(), String::new()),
        ManagerError::Ipc(IpcError::Empty) => ("Empty".to_owned(), String::new()),
        ManagerError::Call { why, .. } => (String::new(), why),
        other => (String::new(), other.to_string()),
    })
}

/// A client's line to the server, one call at a time.
struct Line {
    connection: Connection,
    lock: Lock,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.connection.close();
    }
}

/// A client: makes objects and proxies to them.
#[derive(Clone)]
pub struct Client {
    line: Arc<Line>,
    objects: Arc<Objects>,
}

impl Client {
    fn make(&self, stored: Stored) -> Proxy {
        let kind = stored.kind();
        let mut all = self.objects.lock();
        all.push(stored);
        Proxy { line: Arc::clone(&self.line), object: all.len() - 1, kind }
    }

    /// `manager.list()`.
    pub fn list(&self, initial: &[Json]) -> Proxy {
        self.make(Stored::List(initial.to_vec()))
    }

    /// `manager.dict()`.
    pub fn dict(&self) -> Proxy {
        self.make(Stored::Dict(BTreeMap::new()))
    }

    /// `manager.Namespace()`.
    pub fn namespace(&self) -> Proxy {
        self.make(Stored::Namespace(BTreeMap::new()))
    }

    /// `manager.Value('i', initial)`: `get` and `set` of `"value"`.
    pub fn value(&self, initial: Json) -> Proxy {
        self.make(Stored::Namespace([("value".to_owned(), initial)].into()))
    }

    /// `manager.Queue(maxsize)`; 0: without a bound.
    pub fn queue(&self, maxsize: usize) -> Proxy {
        self.make(Stored::Queue(VecDeque::new(), if maxsize == 0 { usize::MAX } else { maxsize }))
    }

    /// `manager.Lock()`.
    pub fn lock(&self) -> Proxy {
        self.make(Stored::Lock(false))
    }

    /// The same object, called through this client: as when a proxy is sent to another process.
    pub fn adopt(&self, proxy: &Proxy) -> Proxy {
        Proxy { line: Arc::clone(&self.line), ..proxy.clone() }
    }
}

/// What stands for an object here. Every call is a message there and one back.
#[derive(Clone)]
pub struct Proxy {
    line: Arc<Line>,
    object: usize,
    kind: &'static str,
}

impl Proxy {
    /// Calls a method, `append` for one; `docs/multiprocessing.md` lists each kind's. Blocks as long as the object has to wait.
    ///
    /// # Errors
    ///
    /// [`ManagerError::Call`], naming kind, method and what is wrong; [`ManagerError::Ipc`] where the server is gone.
    pub fn call(&self, method: &str, args: &[Json]) -> Result<Json, ManagerError> {
        self.call_for(method, args, None)
    }

    /// The same, waiting at most `timeout`: a Lock's `acquire` returns false then.
    ///
    /// # Errors
    ///
    /// As [`Proxy::call`]; [`IpcError::Full`] or [`IpcError::Empty`] of a Queue where the time ran out.
    pub fn call_for(&self, method: &str, args: &[Json], timeout: Option<Duration>) -> Result<Json, ManagerError> {
        let wait_ms = timeout.map(|timeout| timeout.as_millis() as u64);
        let call = |why: String| ManagerError::Call { kind: self.kind, method: method.to_owned(), why };
        let bytes =
            serde_json::to_vec(&(self.object, method, args, wait_ms)).map_err(|error| call(error.to_string()))?;
        let answer = self.line.lock.with(|| {
            self.line.connection.send_bytes(&bytes)?;
            self.line.connection.recv_bytes()
        })??;
        let answer: Answer = serde_json::from_slice(&answer).map_err(|error| call(error.to_string()))?;
        answer.map_err(|(end, why)| match end.as_str() {
            "Full" => IpcError::Full.into(),
            "Empty" => IpcError::Empty.into(),
            _ => call(why),
        })
    }
}
