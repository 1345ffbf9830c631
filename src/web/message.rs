//! What all modules, the page's and the labs', say to the host and the page, and how.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

/// A value as the page's types have it: what is missing is null, not undefined.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, serde_wasm_bindgen::Error> {
    value.serialize(&serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true))
}

/// What was thrown, in its own words.
pub(super) fn said(thrown: &JsValue) -> String {
    thrown.unchecked_ref::<js_sys::Object>().to_string().into()
}

/// What a worker tells the host, beside what the caller returns.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum ToHost {
    /// Start a fresh thread that runs the body at this address.
    Spawn { body: usize },
    /// The task is prepared; this is the geometry of its picture.
    #[cfg(not(feature = "labs"))]
    Begun { frame: Option<crate::task::Frame> },
    /// A measured run has delivered everything; the next one waits a moment for whoever wants to look.
    #[cfg(not(feature = "labs"))]
    Done,
}

impl ToHost {
    /// A worker's own `postMessage` goes out also while the worker blocks.
    pub(super) fn post(&self) -> Result<(), String> {
        let message = to_js(self).map_err(|error| error.to_string())?;
        let worker: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        worker.post_message(&message).map_err(|error| said(&error))
    }
}
