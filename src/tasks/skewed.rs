//! `skewed`: items whose costs are drawn from a heavy tail, so that a few of them are most of the work.

use super::text::{figure, grouped};
use crate::task::{
    Bound, Choice, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, Task, Work, prose,
};

/// The task.
pub struct Skewed;

static META: Meta = Meta {
    id: "skewed",
    title: prose("Uneven costs"),
    summary: prose(
        "Draws each item's cost at random and does that much arithmetic: most are cheap, a few very costly.",
    ),
    teaches: prose("When costs differ this much, small chunks handed out on demand beat large equal shares."),
    tutorials: &[],
    item: prose("job"),
    items: 200,
    max_items: 100_000,
    params: &[
        Param {
            name: "tail",
            label: prose("how uneven"),
            help: prose(
                "Even: all jobs cost the same; light or heavy: few jobs cost much more, at about the same total.",
            ),
            kind: Kind::Choice(Choice { options: &["even", "light", "heavy"], default: "heavy" }),
        },
        Param {
            name: "unit",
            label: prose("random numbers per unit of cost"),
            help: prose("How much arithmetic one unit of cost is."),
            kind: Kind::Integer(Bound { min: 10, max: 100_000, default: 10_000 }),
        },
    ],
    warm: true,
    rounds: None,
};

/// The greatest cost, so that no single item outlasts all others.
const MOST: f64 = 1_300.0;

#[derive(Clone, Copy)]
enum Tail {
    Even,
    Light,
    Heavy,
}

struct Jobs {
    tail: Tail,
    unit: u32,
    seed: u32,
}

impl Task for Skewed {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, seed: u32) -> Box<dyn Work> {
        let tail = match params.text("tail") {
            "even" => Tail::Even,
            "light" => Tail::Light,
            _ => Tail::Heavy,
        };
        Box::new(Jobs { tail, unit: params.integer("unit"), seed })
    }
}

impl Jobs {
    /// The cost in units, from the item's first random number: Pareto with exponent 2 (light) or 1 (heavy).
    /// The least costs are chosen so that the means are about the same.
    fn cost(&self, random: &mut Random) -> u32 {
        // In (0, 1]; only a division and a square root, which every machine rounds alike.
        let u = 1.0 - random.unit();
        let cost = match self.tail {
            Tail::Even => 72.0,
            Tail::Light => 37.0 / u.sqrt(),
            Tail::Heavy => 13.0 / u,
        };
        cost.min(MOST) as u32
    }
}

impl Work for Jobs {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let mut random = Random::new(self.seed, item);
        let mut mixed = 0;
        for _ in 0..self.cost(&mut random) {
            context.checkpoint()?;
            mixed ^= toil(&mut random, self.unit);
        }
        // 53 bits, which a double holds.
        Ok(Output::Number((mixed >> 11) as f64))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let costs = (0..ordered.len() as u32).map(|item| self.cost(&mut Random::new(self.seed, item)));
        let (sum, most) = costs.fold((0, 0), |(sum, most), cost| (sum + u64::from(cost), most.max(cost)));
        vec![
            figure("units of cost", grouped(sum)),
            figure("costliest item", format!("{} units, {:.1} %", grouped(most), f64::from(most) * 100.0 / sum as f64)),
        ]
    }
}

/// One unit of cost: random numbers, mixed.
#[inline(never)]
fn toil(random: &mut Random, draws: u32) -> u64 {
    (0..draws).fold(0, |mixed, _| mixed ^ random.next_u64())
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    fn costs(tail: Tail) -> Vec<u32> {
        let jobs = Jobs { tail, unit: 1, seed: 1 };
        (0..100_000).map(|item| jobs.cost(&mut Random::new(1, item))).collect()
    }

    #[test]
    fn tails_follow_paretos_law() {
        // P(cost >= x) = (least / x)^exponent, up to what the cut takes off.
        for (tail, least, exponent) in [(Tail::Light, 37.0, 2), (Tail::Heavy, 13.0, 1)] {
            let costs = costs(tail);
            for x in [50.0_f64, 100.0, 400.0, 1_300.0] {
                let expected = (least / x).powi(exponent) * 1e5;
                let found = costs.iter().filter(|&&cost| f64::from(cost) >= x).count() as f64;
                assert!((found - expected).abs() < 5.0 * expected.sqrt(), "{x}: {found} instead of {expected}");
            }
            assert!(costs.iter().all(|&cost| f64::from(cost) >= least && f64::from(cost) <= MOST));
        }
    }

    #[test]
    fn means_are_about_the_same() {
        for tail in [Tail::Even, Tail::Light, Tail::Heavy] {
            let mean = costs(tail).iter().map(|&cost| f64::from(cost)).sum::<f64>() / 1e5;
            assert!((mean - 72.0).abs() < 2.0, "{mean}");
        }
    }

    #[test]
    fn an_item_does_the_work_that_its_cost_says() {
        let outputs = run(&Skewed, &[("unit", Value::Number(10.0))], 5, 3);
        for (item, output) in outputs.iter().enumerate() {
            let mut random = Random::new(3, item as u32);
            let u = 1.0 - random.unit();
            let draws = 10 * (13.0 / u).min(1_300.0) as u32;
            let mixed = (0..draws).map(|_| random.next_u64()).fold(0, |a, b| a ^ b);
            assert_eq!(output, &Output::Number((mixed >> 11) as f64));
        }
    }
}
