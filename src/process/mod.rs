//! Processes: workers with a memory of their own. Arguments and results are copied to and fro as bytes.
//!
//! Natively a process is the operating system's; in the page it is a Web Worker with a private instance of the module,
//! which needs no shared memory. Here is what both have in common: messages ([`wire`]), how processes are started and heard
//! of ([`Launcher`], [`Inbox`]), what runs in one ([`Child`]), and the pool of them that a strategy drives
//! ([`ProcessPool`]).
//!
//! The caller never blocks while it waits for a process: in the page, messages only reach a worker that returns to its
//! event loop. So calls are futures, and whoever runs them polls again when something came to the inbox.

mod child;
mod collect;
#[cfg(not(target_family = "wasm"))]
mod executor;
mod link;
mod member;
#[cfg(not(target_family = "wasm"))]
mod native;
mod pool;
mod wire;

pub use child::{Child, Find};
#[cfg(not(target_family = "wasm"))]
pub use executor::block_on;
pub use link::{Inbox, Launcher, Process};
#[cfg(not(target_family = "wasm"))]
pub use native::{NativeLauncher, serve};
pub(crate) use pool::{Call, ProcessPool, Recruits};

#[cfg(all(test, not(loom)))]
mod tests;
