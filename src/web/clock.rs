//! The page's clock. Every worker's `performance.now()` counts from its own origin; adding the origins' distance
//! makes them one clock.

use std::cell::Cell;
use std::sync::OnceLock;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;

    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN: JsValue;
}

static COMMON_ORIGIN: OnceLock<f64> = OnceLock::new();

thread_local! {
    /// This worker's origin after the common one, in milliseconds; NaN until it is asked for.
    static OFFSET: Cell<f64> = const { Cell::new(f64::NAN) };
}

/// Makes this worker's origin the common one, and the page's clock the crate's.
pub(super) fn start() {
    let origin_ms = COMMON_ORIGIN.get_or_init(own_origin);
    crate::clock::install(now_ms, *origin_ms);
}

fn own_origin() -> f64 {
    TIME_ORIGIN.with(|origin| origin.as_f64().unwrap_or(0.0))
}

fn now_ms() -> f64 {
    OFFSET.with(|offset| {
        if offset.get().is_nan() {
            offset.set(own_origin() - COMMON_ORIGIN.get().copied().unwrap_or(0.0));
        }
        now() + offset.get()
    })
}
