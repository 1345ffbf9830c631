//! The one clock: milliseconds that are comparable between all threads of a program.
//!
//! Natively it counts from the first call. In the page, `web` installs a source that reads
//! `performance.now()` and adds each worker's own offset, since every worker counts from its own origin.

use std::sync::OnceLock;
use std::time::{Instant, SystemTime};

static SOURCE: OnceLock<fn() -> f64> = OnceLock::new();

/// The clock's origin, in milliseconds since 1970.
static ORIGIN_UNIX_MS: OnceLock<f64> = OnceLock::new();

/// Replaces the clock for the whole program; the first call wins. `origin_unix_ms` is the moment from which it counts, in
/// milliseconds since 1970.
pub fn install(source: fn() -> f64, origin_unix_ms: f64) {
    let _ = SOURCE.set(source);
    let _ = ORIGIN_UNIX_MS.set(origin_unix_ms);
}

/// Milliseconds since an origin that all threads share. Never blocks.
#[inline]
pub fn now_ms() -> f64 {
    match SOURCE.get() {
        Some(source) => source(),
        None => native_ms(),
    }
}

fn native_ms() -> f64 {
    static ORIGIN: OnceLock<Instant> = OnceLock::new();
    ORIGIN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
}

fn origin_unix_ms() -> f64 {
    *ORIGIN_UNIX_MS.get_or_init(|| {
        let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        unix.as_secs_f64() * 1e3 - native_ms()
    })
}

/// Milliseconds since 1970: how processes, whose clocks count from origins of their own, tell each other moments. A double
/// holds them to a quarter of a microsecond. Never blocks.
pub fn unix_ms() -> f64 {
    to_unix_ms(now_ms())
}

/// A moment of [`now_ms`] in milliseconds since 1970.
pub fn to_unix_ms(at_ms: f64) -> f64 {
    at_ms + origin_unix_ms()
}

/// A moment in milliseconds since 1970 on [`now_ms`].
pub fn of_unix_ms(at_unix_ms: f64) -> f64 {
    at_unix_ms - origin_unix_ms()
}

/// The smallest step that the clock was seen to take, in milliseconds, over `tries` steps.
///
/// Browsers round their clocks (0.005 ms to 1 ms), and a run must be long against this to mean anything.
/// Blocks (spins) until the clock has moved `tries` times.
pub fn resolution_ms(tries: u32) -> f64 {
    (0..tries)
        .map(|_| {
            let from = now_ms();
            loop {
                let to = now_ms();
                if to > from {
                    break to - from;
                }
            }
        })
        .fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_never_goes_back_and_has_a_step() {
        let first = now_ms();
        assert!(resolution_ms(10) > 0.0);
        assert!(now_ms() > first);
    }
}
