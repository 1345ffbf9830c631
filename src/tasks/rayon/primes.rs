//! `primes`: prime numbers counted by trial division, which costs more the larger the numbers are.

// The experiment.
const ITEMS: u32 = 100;
const SPAN: u32 = 20_000;

/// Trial division by 2 and the odd numbers up to the square root.
fn is_prime(number: u32) -> bool {
    if number < 4 {
        return number >= 2;
    }
    if number % 2 == 0 {
        return false;
    }
    let mut divisor = 3;
    while divisor * divisor <= number {
        if number % divisor == 0 {
            return false;
        }
        divisor += 2;
    }
    true
}

/// How many primes there are in the item's range.
fn primes(item: u32) -> f64 {
    (item * SPAN..(item + 1) * SPAN).filter(|&number| is_prime(number)).count() as f64
}
