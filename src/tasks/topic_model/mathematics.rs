//! What the topic model needs of analysis, by additions, multiplications and divisions alone: every language and machine rounds
//! those alike, which nobody's `exp` and `log` do.

/// ln 2 in two parts: the first has so few digits that its multiples by small whole numbers are exact (Cody and Waite, 1980).
const LN2_HIGH: f64 = 0.693_145_751_953_125;
const LN2_LOW: f64 = 1.428_606_820_309_417_3e-6;
/// 1 / ln 2.
const PER_LN2: f64 = std::f64::consts::LOG2_E;
/// 1 / n! for n from 13 down to 0: the terms of exp, the smallest first.
const TERMS: [f64; 14] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];

/// e^x for x from -700 to 700, within a few units in the last place; 0 below.
pub(super) fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let k = (x * PER_LN2 + 0.5).floor();
    let rest = x - k * LN2_HIGH - k * LN2_LOW;
    let power = TERMS.iter().fold(0.0, |sum, term| sum * rest + term);
    power * f64::from_bits(((k as i64 + 1023) as u64) << 52)
}

/// The natural logarithm of a positive number that is not subnormal.
pub(super) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut k = (bits >> 52) as i64 - 1022;
    // From 0.5 up to 1.
    let mut m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (1022 << 52));
    if m < 0.707_106_781_186_547_5 {
        m *= 2.0;
        k -= 1;
    }
    let s = (m - 1.0) / (m + 1.0);
    let square = s * s;
    let mut sum = 0.0;
    // 2 atanh(s), the smallest term first.
    for n in (0..11).rev() {
        sum = sum * square + 2.0 / f64::from(2 * n + 1);
    }
    k as f64 * LN2_HIGH + (k as f64 * LN2_LOW + sum * s)
}

/// e to the digamma function of a positive number: recurrence to 6, then the asymptotic series (Abramowitz and Stegun, 6.3.5 and
/// 6.3.18), whose logarithm and exponential cancel.
pub(super) fn exp_digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < 6.0 {
        below -= 1.0 / x;
        x += 1.0;
    }
    let per = 1.0 / x;
    let square = per * per;
    let series = square
        * (1.0 / 12.0 - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0))));
    x * exp(below - 0.5 * per - series)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_ln_are_std_s_within_rounding() {
        for step in -6_000..6_000 {
            let x = f64::from(step) / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-15, "exp {x}: {}", exp(x) / x.exp() - 1.0);
            let y = x.exp();
            assert!((ln(y) - y.ln()).abs() <= 4e-16 * (1.0 + y.ln().abs()), "ln {y}");
        }
        assert_eq!((exp(0.0), ln(1.0), exp(-800.0)), (1.0, 0.0, 0.0));
    }

    /// Digamma at 1 is -γ, at 1/2 is -γ - 2 ln 2, at 10 from Abramowitz and Stegun, table 6.1 and 6.4.
    #[test]
    fn digamma_is_what_is_published() {
        let gamma = 0.577_215_664_901_532_9;
        let published =
            [(1.0, -gamma), (0.5, -gamma - 2.0 * 2_f64.ln()), (2.0, 1.0 - gamma), (10.0, 2.251_752_589_066_721)];
        for (x, digamma) in published {
            assert!((ln(exp_digamma(x)) - digamma).abs() < 2e-10, "{x}: {}", ln(exp_digamma(x)));
        }
    }
}
