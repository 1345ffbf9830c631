//! `primes`: prime numbers counted by trial division, which costs more the larger the numbers are.

use super::text::{figure, grouped, total};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Task, Work, prose};

/// The task.
pub struct Primes;

static META: Meta = Meta {
    id: "primes",
    title: prose("Prime numbers"),
    summary: prose("Counts the primes in each item's own range of numbers by trial division."),
    teaches: prose("Later items cost more, so shares of equal length aren't equal work."),
    tutorials: &[],
    item: prose("range"),
    items: 100,
    // With the longest range this ends at a billion.
    max_items: 10_000,
    params: &[Param {
        name: "span",
        label: prose("numbers in a range"),
        help: prose("How many numbers each item tests; item i begins at i times this."),
        kind: Kind::Integer(Bound { min: 1, max: 100_000, default: 20_000 }),
    }],
    warm: true,
    rounds: None,
};

/// Numbers between two checkpoints: at a billion, where a prime takes some 50 us, a few hundred microseconds.
const BLOCK: usize = 64;

struct Ranges {
    span: u32,
}

impl Task for Primes {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, _seed: u32) -> Box<dyn Work> {
        Box::new(Ranges { span: params.integer("span") })
    }
}

impl Work for Ranges {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let (from, to) = (item * self.span, (item + 1) * self.span);
        let mut count = 0;
        for start in (from..to).step_by(BLOCK) {
            context.checkpoint()?;
            count += (start..to.min(start + BLOCK as u32)).filter(|&number| is_prime(number)).count();
        }
        Ok(Output::Number(count as f64))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let end = ordered.len() as u64 * u64::from(self.span);
        vec![figure(format!("primes below {}", grouped(end)), grouped(total(ordered)))]
    }
}

/// Trial division by 2 and the odd numbers up to the square root.
#[inline(never)]
fn is_prime(number: u32) -> bool {
    if number < 4 {
        return number >= 2;
    }
    if number.is_multiple_of(2) {
        return false;
    }
    let mut divisor = 3;
    while divisor * divisor <= number {
        if number.is_multiple_of(divisor) {
            return false;
        }
        divisor += 2;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    fn count(span: u32, items: u32) -> u128 {
        total(&run(&Primes, &[("span", Value::Number(f64::from(span)))], items, 0))
    }

    #[test]
    fn counts_are_the_published_values_of_pi_of_x() {
        assert_eq!(count(10, 100), 168);
        assert_eq!(count(1_000, 10), 1_229);
        assert_eq!(count(4_000, 25), 9_592);
        assert_eq!(count(100_000, 10), 78_498);
    }

    #[test]
    fn every_item_agrees_with_the_sieve_of_eratosthenes() {
        let (span, items) = (37, 300);
        let mut composite = vec![false; span * items];
        for number in 2..composite.len() {
            for multiple in (number * number..composite.len()).step_by(number) {
                composite[multiple] = true;
            }
        }
        let outputs = run(&Primes, &[("span", Value::Number(span as f64))], items as u32, 0);
        for (item, output) in outputs.iter().enumerate() {
            let expected = (item * span..(item + 1) * span).filter(|&number| number > 1 && !composite[number]).count();
            assert_eq!(output, &Output::Number(expected as f64), "item {item}");
        }
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        assert!(is_prime(999_999_937));
        assert!(!is_prime(999_999_999));
        assert!(u64::from(META.max_items) * 100_000 < u64::from(u32::MAX));
    }

    #[test]
    fn figures_say_how_far_and_how_many() {
        let work = Ranges { span: 1_000 };
        let outputs = run(&Primes, &[("span", Value::Number(1_000.0))], 10, 0);
        assert_eq!(work.figures(&outputs), [figure("primes below 10,000", "1,229")]);
    }
}
