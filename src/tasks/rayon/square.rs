//! `square`: the least work there is.

// The experiment.
const ITEMS: u32 = 100_000;

fn square(item: u32) -> f64 {
    f64::from(item) * f64::from(item)
}
