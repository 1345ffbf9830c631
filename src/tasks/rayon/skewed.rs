//! `skewed`: items whose costs are drawn from a heavy tail, so that a few of them are most of the work.

use splitmix64::Random;

// The experiment.
const ITEMS: u32 = 200;
const SEED: u32 = 1;
const TAIL: &str = "heavy";
const UNIT: u32 = 10_000;

/// The greatest cost, so that no single item outlasts all others.
const MOST: f64 = 1_300.0;

/// Units of cost, from the item's first random number: Pareto's law with exponent 2 or 1.
fn cost(random: &mut Random) -> u32 {
    let u = 1.0 - random.unit();
    let cost = match TAIL {
        "even" => 72.0,
        "light" => 37.0 / u.sqrt(),
        _ => 13.0 / u,
    };
    cost.min(MOST) as u32
}

/// Does as much arithmetic as the item's cost says: random numbers, mixed.
fn skewed(item: u32) -> f64 {
    let mut random = Random::new(SEED, item);
    let draws = cost(&mut random) * UNIT;
    let mixed = (0..draws).fold(0, |mixed, _| mixed ^ random.next());
    (mixed >> 11) as f64
}
