//! The page's side of the crate, and the only module that knows wasm_bindgen.
//!
//! Three kinds of worker instantiate the module on one shared memory (`www/engine` has their scripts):
//!
//! * the *host* owns the instance and never blocks: it builds rayon's pool and starts every other worker;
//! * the *caller* is the program that calls the pool: it runs [`begin_comparison`] and blocks, as Python's does;
//! * *fresh threads* run one body each ([`run_thread`]).
//!
//! *Processes*, which the caller starts, have an instance and a memory of their own ([`processes`]). Where no memory can be
//! shared, so has the caller; there is no host then, and no threads ([`mirror`]).

mod clock;
mod message;
mod mirror;
mod outputs;
mod processes;
mod seen;
mod spawner;

use std::alloc::System;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::alloc::{Magazines, Noting};
use crate::compare::{CompareError, Observer, RunSpec, compare};
use crate::pool::RayonCrew;
use crate::record::{Board, Layout};
use crate::strategy::{Site, Threads};
use crate::task::StopFlag;
use message::{ToHost, to_js};
use spawner::WorkerSpawner;

pub use wasm_bindgen_rayon::init_thread_pool;

#[global_allocator]
static ALLOCATOR: Magazines<Noting<System>> = Magazines(Noting::new(System));

static BOARD: Board = Board::new();

fn stop_flag() -> &'static Arc<StopFlag> {
    static STOP: OnceLock<Arc<StopFlag>> = OnceLock::new();
    STOP.get_or_init(Arc::default)
}

/// Sets the clock's common origin. The host calls it once, before any other worker exists.
#[wasm_bindgen(js_name = startClock)]
pub fn start_clock() {
    clock::start();
}

/// Where the board lies in memory.
#[wasm_bindgen(js_name = boardAddress)]
pub fn board_address() -> usize {
    (&raw const BOARD).addr()
}

/// The offsets with which the page reads the board: a `Layout`.
#[wasm_bindgen(js_name = boardLayout)]
pub fn board_layout() -> Result<JsValue, JsValue> {
    Ok(to_js(&Layout::of_this_build())?)
}

/// Host: a run is about to be asked for; earlier requests to stop don't mean it.
#[wasm_bindgen(js_name = armStop)]
pub fn arm_stop() {
    stop_flag().lower();
}

/// Host: stop the run at its next checkpoint.
#[wasm_bindgen(js_name = raiseStop)]
pub fn raise_stop() {
    stop_flag().raise();
}

/// Where in memory a byte becomes 1 when the memory is used up: then that is why a worker broke. An instance that has trapped can't
/// be asked any more.
#[wasm_bindgen(js_name = memoryUsedUpAt)]
pub fn memory_used_up_at() -> usize {
    (&raw const *ALLOCATOR.0.refused()).addr()
}

/// Host: the page has drawn everything that this run delivered.
#[wasm_bindgen(js_name = markSeen)]
pub fn mark_seen(run: u32) {
    seen::mark(run);
}

/// Host: a fresh thread's worker is gone.
#[wasm_bindgen(js_name = threadGone)]
pub fn thread_gone() {
    spawner::gone();
}

/// Host: a fresh thread's worker never got to its body.
#[wasm_bindgen(js_name = threadFailed)]
pub fn thread_failed() {
    // The body is lost with whatever it holds; the run can't end by itself, so it is stopped.
    stop_flag().raise();
    spawner::gone();
}

/// Fresh thread: runs the body at this address, which only the host's `spawn` message carries, once.
#[wasm_bindgen(js_name = runThread)]
pub fn run_thread(body: usize) {
    spawner::run(body);
    ALLOCATOR.close();
}

/// Caller: runs a comparison and returns `{ measured, outputs, orders, traces }`. Blocks while workers that share memory are at
/// work. `undefined` means that it waits for processes: what they say goes to [`processes::process_said`] and its like,
/// which return what this one would have. With a mirror, the caller's memory is its own: no other thread works on it or sees it.
///
/// # Errors
///
/// A tagged object: `{ kind: 'spec', field, given, allowed }`, `{ kind: 'stopped' }` or `{ kind: 'call', message }`.
#[wasm_bindgen(js_name = beginComparison)]
pub fn begin_comparison(
    spec: JsValue,
    machine_cores: u32,
    starter: processes::ProcessStarter,
    mirror: Option<mirror::Mirror>,
) -> Result<Option<JsValue>, JsValue> {
    static POOL: OnceLock<RayonCrew> = OnceLock::new();
    let spec = match serde_wasm_bindgen::from_value::<RunSpec>(spec) {
        Ok(spec) => spec,
        Err(error) => return Err(to_js(&Failure::Call { message: error.to_string() })?),
    };
    processes::begin(starter, move |launcher| async move {
        let threads = mirror
            .is_none()
            .then(|| Threads { pool: POOL.get_or_init(RayonCrew::global).clone(), spawner: Arc::new(WorkerSpawner) });
        let site = Site { threads, processes: Some(launcher), machine_cores };
        let mirror = mirror.map(mirror::Occasional::new);
        let done = |run| match &mirror {
            Some(mirror) => mirror.at_the_end(),
            None => {
                drop(ToHost::Done.post());
                seen::wait(run);
            }
        };
        let delivered = |now_ms| {
            if let Some(mirror) = &mirror {
                mirror.now_and_then(now_ms);
            }
        };
        let begun = |frame| drop(ToHost::Begun { frame }.post());
        let observer = Observer { stop: stop_flag(), board: &BOARD, begun: &begun, done: &done, delivered: &delivered };
        match compare(&spec, &site, &observer).await {
            Ok(measured) => outputs::report(measured),
            Err(error) => Err(to_js(&Failure::from(error))?),
        }
    })
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Failure {
    Spec { field: String, given: String, allowed: String },
    Stopped,
    Call { message: String },
}

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Failure {
        match error {
            CompareError::Spec(error) => {
                Failure::Spec { field: error.field, given: error.given, allowed: error.allowed }
            }
            CompareError::Stopped => Failure::Stopped,
            CompareError::Call { .. } | CompareError::Lost { .. } => Failure::Call { message: error.to_string() },
        }
    }
}
