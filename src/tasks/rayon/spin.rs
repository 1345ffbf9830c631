//! `spin`: keeps a core busy for exactly as long as asked.

use std::hint::spin_loop;
use std::time::Duration;
use std::time::Instant;

// The experiment.
const ITEMS: u32 = 40;
const MS: f64 = 5.0;

fn spin(item: u32) -> f64 {
    let until = Instant::now() + Duration::from_secs_f64(MS / 1e3);
    while Instant::now() < until {
        spin_loop();
    }
    f64::from(item)
}
