//! Python's `multiprocessing.Pool`, in Rust, natively and on Web Workers.
//!
//! The layers, each importing only those below it:
//!
//! * `web` (wasm only): exports to the page, thread spawning.
//! * [`compare`]: what to run ([`compare::RunSpec`]), how it is measured, what comes out ([`compare::Report`]).
//! * [`strategy`]: who does the work: serial, threaded, pooled, processes.
//! * [`process`]: workers with a memory of their own, and what is said to them.
//! * [`labs`]: small experiments on what workers share; [`ipc`]: locks, queues, values and their like.
//! * [`pool`]: the Pool, its map variants, chunking, dispatch.
//! * [`record`]: lanes of spans in shared memory.
//! * [`alloc`], [`clock`]: what every layer stands on.
//! * [`tasks`]: the list of tasks; [`task`]: what a task is.
//!
//! Times are `f64` milliseconds and say so in their name.

pub mod alloc;
pub mod clock;
pub mod compare;
pub mod ipc;
#[cfg(not(loom))]
pub mod labs;
pub mod pool;
pub mod process;
pub mod record;
pub mod strategy;
mod sync;
pub mod task;
pub mod tasks;
#[cfg(target_arch = "wasm32")]
pub mod web;
