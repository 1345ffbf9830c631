//! The labs' side of the crate: a module of its own (feature `labs`), so that the page's first load carries nothing of it.
//!
//! Its workers are those of the page's module: a *host* that never blocks and starts every other worker, a *caller* that runs the
//! experiment and blocks, and fresh threads. See `www/engine/labs`.

#[path = "clock.rs"]
mod clock;
#[path = "message.rs"]
mod message;
#[path = "spawner.rs"]
mod spawner;

use std::alloc::System;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use wasm_bindgen::prelude::*;

use crate::alloc::Magazines;
use crate::labs::{Bench, Log, run};
use crate::task::Value;
use message::to_js;
use spawner::WorkerSpawner;

#[global_allocator]
static ALLOCATOR: Magazines<System> = Magazines(System);

/// The number of the experiment that shall stop, also where it hasn't begun.
static STOPPED: AtomicU32 = AtomicU32::new(0);

/// The experiment that is on.
static BENCH: Mutex<Option<Arc<Bench>>> = Mutex::new(None);

fn log() -> &'static Arc<Log> {
    static LOG: OnceLock<Arc<Log>> = OnceLock::new();
    LOG.get_or_init(Arc::default)
}

/// Host: sets the clock's common origin, before any other worker exists.
#[wasm_bindgen(js_name = startClock)]
pub fn start_clock() {
    clock::start();
}

/// Host: where the page reads what happens, a `LogLayout`.
#[wasm_bindgen(js_name = logLayout)]
pub fn log_layout() -> Result<JsValue, JsValue> {
    Ok(to_js(&log().layout())?)
}

/// Host: ends the waits and loops of experiment `number`, now or as soon as it begins.
#[wasm_bindgen(js_name = stopLab)]
pub fn stop_lab(number: u32) {
    STOPPED.store(number, Ordering::SeqCst);
    let bench = BENCH.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(bench) = bench {
        bench.stop();
    }
}

/// Host: a fresh thread's worker is gone.
#[wasm_bindgen(js_name = threadGone)]
pub fn thread_gone() {
    spawner::gone();
}

/// Host: a fresh thread's worker never got to its body, which is lost.
#[wasm_bindgen(js_name = threadFailed)]
pub fn thread_failed() {
    spawner::gone();
}

/// Fresh thread: runs the body at this address, which only the host's `spawn` message carries, once.
#[wasm_bindgen(js_name = runThread)]
pub fn run_thread(body: usize) {
    spawner::run(body);
    ALLOCATOR.close();
}

/// Caller: makes experiment number `number` of a lab and returns its `LabOutcome`. Blocks until its workers are gone.
///
/// # Errors
///
/// What kept it from being made, in words.
#[wasm_bindgen(js_name = runLab)]
pub fn run_lab(id: &str, settings: JsValue, number: u32) -> Result<JsValue, JsValue> {
    let settings: BTreeMap<String, Value> = serde_wasm_bindgen::from_value(settings)?;
    let bench = Bench::new(Arc::new(WorkerSpawner), Arc::clone(log()));
    *BENCH.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&bench));
    log().begin(number);
    // After the bench is there: whoever stops it from now on finds it.
    if STOPPED.load(Ordering::SeqCst) == number {
        bench.stop();
    }
    let outcome = run(id, &settings, &bench);
    *BENCH.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let outcome = outcome.map_err(|error| JsValue::from_str(&error.to_string()))?;
    Ok(to_js(&outcome)?)
}
