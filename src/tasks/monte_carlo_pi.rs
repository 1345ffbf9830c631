//! `monte_carlo_pi`: random points in a square; the share that falls into the circle tells pi.

use super::text::{figure, grouped, total};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, Task, Work, prose};

/// The task.
pub struct MonteCarloPi;

static META: Meta = Meta {
    id: "monte_carlo_pi",
    title: prose("Pi by chance"),
    summary: prose("Throws random points into a square and counts those that fall inside the circle."),
    teaches: prose(
        "Every item has its own random numbers, so the result doesn't depend on who computes what, or when.",
    ),
    tutorials: &[],
    item: prose("round"),
    items: 64,
    max_items: 10_000,
    params: &[Param {
        name: "samples",
        label: prose("points per item"),
        help: prose("How many points each item throws; four times as many halve the error."),
        kind: Kind::Integer(Bound { min: 1, max: 10_000_000, default: 1_000_000 }),
    }],
    warm: true,
    rounds: None,
};

/// Points between two checkpoints: some 50 us.
const BLOCK: u32 = 16_384;

struct Rounds {
    samples: u32,
    seed: u32,
}

impl Task for MonteCarloPi {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, seed: u32) -> Box<dyn Work> {
        Box::new(Rounds { samples: params.integer("samples"), seed })
    }
}

impl Work for Rounds {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let mut random = Random::new(self.seed, item);
        let (mut hits, mut left) = (0, self.samples);
        while left > 0 {
            context.checkpoint()?;
            let points = left.min(BLOCK);
            hits += throw(&mut random, points);
            left -= points;
        }
        Ok(Output::Number(f64::from(hits)))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let points = ordered.len() as f64 * f64::from(self.samples);
        let share = total(ordered) as f64 / points;
        let error = 4.0 * (share * (1.0 - share) / points).sqrt();
        vec![
            figure("points", grouped(points as u128)),
            figure("pi", format!("{:.6}", 4.0 * share)),
            figure("standard error", format!("{error:.6}")),
        ]
    }
}

/// How many of the next `points` points fall into the quarter circle.
#[inline(never)]
fn throw(random: &mut Random, points: u32) -> u32 {
    let mut hits = 0;
    for _ in 0..points {
        let (x, y) = (random.unit(), random.unit());
        hits += u32::from(x * x + y * y < 1.0);
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    #[test]
    fn the_estimate_lies_within_five_standard_errors_of_pi() {
        let (samples, items) = (50_000, 20);
        for seed in 0..3 {
            let hits = total(&run(&MonteCarloPi, &[("samples", Value::Number(50_000.0))], items, seed)) as f64;
            let points = f64::from(samples * items);
            // The share's own variance, known since pi is.
            let p = std::f64::consts::FRAC_PI_4;
            let deviation = (hits - p * points) / (points * p * (1.0 - p)).sqrt();
            assert!(deviation.abs() < 5.0, "seed {seed}: {deviation} standard errors");
        }
    }

    #[test]
    fn items_and_seeds_throw_different_points() {
        let params = [("samples", Value::Number(100_000.0))];
        let first = run(&MonteCarloPi, &params, 3, 0);
        assert!(first[0] != first[1] && first[1] != first[2]);
        assert_ne!(first, run(&MonteCarloPi, &params, 3, 1));
    }

    #[test]
    fn blocks_do_not_show_in_the_result() {
        let samples = BLOCK * 2 + 7;
        let outputs = run(&MonteCarloPi, &[("samples", Value::Number(f64::from(samples)))], 1, 9);
        assert_eq!(outputs, [Output::Number(f64::from(throw(&mut Random::new(9, 0), samples)))]);
    }

    #[test]
    fn figures_tell_pi_and_its_error() {
        let work = Rounds { samples: 1_000, seed: 0 };
        let figures = work.figures(&[Output::Number(750.0), Output::Number(800.0)]);
        // 4 * sqrt(0.775 * 0.225 / 2000)
        let expected = [figure("points", "2,000"), figure("pi", "3.100000"), figure("standard error", "0.037350")];
        assert_eq!(figures, expected);
    }
}
