//! `monte_carlo_pi`: random points in a square; the share that falls into the circle tells pi.

use splitmix64::Random;

// The experiment.
const ITEMS: u32 = 64;
const SEED: u32 = 1;
const SAMPLES: u32 = 1_000_000;

/// How many of the item's points fall into the quarter circle.
fn monte_carlo_pi(item: u32) -> f64 {
    let mut random = Random::new(SEED, item);
    let mut hits = 0;
    for _ in 0..SAMPLES {
        let (x, y) = (random.unit(), random.unit());
        hits += u32::from(x * x + y * y < 1.0);
    }
    f64::from(hits)
}
