//! What workers share and how they talk: Python's `multiprocessing` beside its Pool.
//!
//! Everything lies in a block of 64-bit words ([`Words`]) that all sides see: this program's own memory ([`Local`]), or, on Linux,
//! a file that processes map (`Mapped`). An [`Arena`] deals the words out; whoever attaches to the block asks for the same objects
//! in the same order and gets the same ones.
//!
//! Semantics are CPython's (`Lib/multiprocessing/synchronize.py`, `connection.py`, `queues.py`, `sharedctypes.py`), whose scenarios
//! these are tested against; `docs/multiprocessing.md` lists every member of the module. What differs everywhere: a wait can be
//! interrupted ([`Words::interrupt`]), so that a page survives a deadlock, and then fails with [`IpcError::Interrupted`].

mod barrier;
mod condition;
mod error;
mod event;
#[cfg(not(loom))]
mod manager;
#[cfg(all(target_os = "linux", not(loom)))]
mod mapped;
mod pipe;
#[cfg(not(loom))]
mod process;
mod queue;
mod ring;
mod semlock;
#[cfg(not(loom))]
mod stored;
mod value;
mod words;

pub use barrier::Barrier;
pub use condition::Condition;
pub use error::{Asking, IpcError};
pub use event::Event;
#[cfg(not(loom))]
pub use manager::{Client, Manager, ManagerError, Proxy};
#[cfg(all(target_os = "linux", not(loom)))]
pub use mapped::Mapped;
pub use pipe::{Connection, pipe};
#[cfg(not(loom))]
pub use process::{Process, ProcessError, active_children, cpu_count, current_process};
pub use queue::{JoinableQueue, Queue, SimpleQueue};
pub use semlock::{BoundedSemaphore, Lock, RLock, Semaphore};
pub use value::{Array, Element, RawArray, RawValue, Value};
pub use words::{Arena, Local, Words};

#[cfg(all(test, loom))]
mod loom_tests;
