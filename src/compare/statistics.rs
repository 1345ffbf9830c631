//! Medians and their intervals: the percentile bootstrap.
//!
//! Bradley Efron, Robert Tibshirani, "An Introduction to the Bootstrap", chapter 13.

use crate::task::Random;

const RESAMPLES: usize = 2_000;

/// The median; the mean of the middle two for an even number. NaN for none.
pub fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        len if len % 2 == 1 => sorted[middle],
        _ => (sorted[middle - 1] + sorted[middle]) / 2.0,
    }
}

/// The 95 % interval of the median.
pub fn median_interval(samples: &[f64], random: &mut Random) -> [f64; 2] {
    interval(|random| median(&resample(samples, random)), random)
}

/// The 95 % interval of the ratio of two medians, `above` over `below`.
pub fn ratio_interval(above: &[f64], below: &[f64], random: &mut Random) -> [f64; 2] {
    interval(|random| median(&resample(above, random)) / median(&resample(below, random)), random)
}

fn resample(samples: &[f64], random: &mut Random) -> Vec<f64> {
    samples.iter().map(|_| samples[random.below(samples.len() as u64) as usize]).collect()
}

fn interval(mut draw: impl FnMut(&mut Random) -> f64, random: &mut Random) -> [f64; 2] {
    let mut drawn: Vec<f64> = (0..RESAMPLES).map(|_| draw(random)).collect();
    drawn.sort_unstable_by(f64::total_cmp);
    [drawn[RESAMPLES * 25 / 1000], drawn[RESAMPLES * 975 / 1000 - 1]]
}

/// Spearman's rank correlation of the samples with their order: 1 where they only grow, -1 where they only
/// shrink. Equal samples share a rank. NaN for fewer than two.
pub fn trend(samples: &[f64]) -> f64 {
    let rank = |at: &f64| {
        let below = samples.iter().filter(|sample| *sample < at).count() as f64;
        let equal = samples.iter().filter(|sample| *sample == at).count() as f64;
        below + (equal + 1.0) / 2.0
    };
    let ranks: Vec<f64> = samples.iter().map(rank).collect();
    let mean = (samples.len() as f64 + 1.0) / 2.0;
    let places = (1..=samples.len()).map(|place| place as f64 - mean);
    let spread: f64 = places.clone().map(|place| place * place).sum();
    let rank_spread: f64 = ranks.iter().map(|rank| (rank - mean).powi(2)).sum();
    let together: f64 = places.zip(&ranks).map(|(place, rank)| place * (rank - mean)).sum();
    together / (spread * rank_spread).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_of_odd_even_and_none() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn an_interval_holds_the_true_median_about_95_times_in_100() {
        let mut random = Random::from_state(7);
        let normal = |random: &mut Random| (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
        let trials = 400;
        let held = (0..trials)
            .filter(|_| {
                let samples: Vec<f64> = (0..31).map(|_| 10.0 + normal(&mut random)).collect();
                let [low, high] = median_interval(&samples, &mut random);
                low <= 10.0 && 10.0 <= high
            })
            .count();
        // Binomial(400, 0.95) stays within this 99.9 times in 100; the percentile bootstrap errs to the safe side.
        assert!((362..=400).contains(&held), "{held} of {trials}");
    }

    #[test]
    fn the_ratio_of_equal_things_includes_one_and_of_double_does_not() {
        let mut random = Random::from_state(1);
        let a = [10.0, 10.2, 9.9, 10.1, 10.3];
        let twice: Vec<f64> = a.iter().map(|sample| 2.0 * sample).collect();
        let [low, high] = ratio_interval(&a, &a, &mut random);
        assert!(low <= 1.0 && 1.0 <= high);
        let [low, high] = ratio_interval(&twice, &a, &mut random);
        assert!((1.8..=2.0).contains(&low) && (2.0..2.2).contains(&high));
    }

    #[test]
    fn a_trend_is_seen_and_its_absence_too() {
        assert_eq!(trend(&[1.0, 2.0, 3.0, 4.0]), 1.0);
        assert_eq!(trend(&[4.0, 3.0, 2.0, 1.0]), -1.0);
        assert!(trend(&[2.0, 1.0, 2.0, 1.0, 2.0]).abs() < 0.5);
        assert!(trend(&[5.0, 5.0, 5.0]).is_nan());
    }
}
