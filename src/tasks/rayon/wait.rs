//! `wait`: items that only wait, as for a network or a disk.

use std::thread;
use std::time::Duration;

// The experiment.
const ITEMS: u32 = 8;
const SECONDS: f64 = 0.05;

fn wait(item: u32) -> f64 {
    thread::sleep(Duration::from_secs_f64(SECONDS));
    f64::from(item) * 10.0
}
