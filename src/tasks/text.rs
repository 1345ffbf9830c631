//! Numbers as people read them, for the tasks' figures.

use crate::task::{Figure, Output};

/// A figure.
pub(super) fn figure(label: impl Into<String>, value: impl Into<String>) -> Figure {
    Figure { label: label.into(), value: value.into() }
}

/// A whole number with a comma between thousands: `78,498`.
pub(super) fn grouped(number: impl Into<u128>) -> String {
    let digits = number.into().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The outputs that are whole numbers, added exactly.
pub(super) fn total(ordered: &[Output]) -> u128 {
    ordered.iter().filter_map(Output::number).map(|number| number as u128).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        let cases = [(0u64, "0"), (999, "999"), (1_000, "1,000"), (78_498, "78,498"), (1_234_567, "1,234,567")];
        for (number, text) in cases {
            assert_eq!(grouped(number), text);
        }
    }
}
