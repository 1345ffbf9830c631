//! Lets the page see a run whose memory it doesn't share: the caller's script reads the board and sends copies, now and then.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

/// Between two copies: as seldom as the page itself looks while workers have all cores.
const EVERY_MS: f64 = 250.0;

#[wasm_bindgen]
extern "C" {
    /// The caller's script as far as it shows a run.
    #[wasm_bindgen(typescript_type = "Mirror")]
    pub type Mirror;

    /// Sends what is new on the board; `is_end`: the run has delivered everything.
    #[wasm_bindgen(method)]
    fn show(this: &Mirror, is_end: bool);
}

/// A mirror that isn't looked into all the time.
pub(super) struct Occasional {
    mirror: Mirror,
    last_ms: Cell<f64>,
}

impl Occasional {
    pub(super) fn new(mirror: Mirror) -> Occasional {
        Occasional { mirror, last_ms: Cell::new(0.0) }
    }

    /// Shows how the run stands at `now_ms` after its begin, if it wasn't shown lately.
    pub(super) fn now_and_then(&self, now_ms: f64) {
        // A new run's time begins anew.
        if (now_ms - self.last_ms.get()).abs() >= EVERY_MS {
            self.last_ms.set(now_ms);
            self.mirror.show(false);
        }
    }

    /// Shows a run that has delivered everything.
    pub(super) fn at_the_end(&self) {
        self.mirror.show(true);
    }
}
