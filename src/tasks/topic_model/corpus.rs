//! The topic model's texts: words of eight fields of life, documents that mix one or two of them with words that all share.

use crate::task::Random;

/// Words of a topic, topic by topic.
const THEMES: [[&str; 14]; 8] = [
    [
        "river", "water", "boat", "shore", "fish", "current", "bridge", "harbour", "sail", "wave", "island", "net",
        "tide", "anchor",
    ],
    [
        "piano", "song", "violin", "concert", "melody", "rhythm", "choir", "opera", "drum", "tune", "note", "singer",
        "stage", "chord",
    ],
    [
        "flour", "bread", "oven", "butter", "sugar", "recipe", "kitchen", "soup", "salt", "cheese", "apple", "dough",
        "spoon", "cake",
    ],
    [
        "planet",
        "star",
        "orbit",
        "moon",
        "telescope",
        "comet",
        "galaxy",
        "rocket",
        "sun",
        "gravity",
        "eclipse",
        "meteor",
        "sky",
        "probe",
    ],
    [
        "goal", "team", "match", "player", "coach", "league", "ball", "referee", "score", "stadium", "season",
        "trophy", "pitch", "defence",
    ],
    [
        "court", "judge", "law", "jury", "trial", "witness", "lawyer", "evidence", "verdict", "crime", "appeal",
        "statute", "oath", "sentence",
    ],
    [
        "market", "price", "bank", "trade", "profit", "share", "loan", "tax", "budget", "merchant", "coin", "interest",
        "export", "debt",
    ],
    [
        "doctor", "patient", "nurse", "fever", "hospital", "medicine", "surgery", "vaccine", "pulse", "clinic",
        "wound", "remedy", "dose", "lung",
    ],
];

/// Words that every document has.
const COMMON: [&str; 24] = [
    "the", "and", "with", "from", "this", "that", "when", "after", "before", "into", "over", "many", "some", "other",
    "first", "last", "time", "year", "day", "people", "world", "way", "thing", "place",
];

/// How many words there are, those of topics that don't occur with them.
pub(super) const VOCABULARY: usize = THEMES.len() * 14 + COMMON.len();

/// The word with this number.
pub(super) fn word(number: usize) -> &'static str {
    match THEMES.get(number / 14) {
        Some(theme) => theme[number % 14],
        None => COMMON[number - THEMES.len() * 14],
    }
}

/// Words of a document before it is counted.
const LENGTH: u64 = 96;

/// A document: its different words in the order of their numbers, and how often each occurs.
pub(super) type Document = Vec<(u16, f64)>;

/// Document `number`: three eighths of its words from one topic, two from another, three that all share.
pub(super) fn document(seed: u32, number: u32, topics: u64) -> Document {
    let mut random = Random::new(seed, number);
    let (first, second) = (random.below(topics), random.below(topics));
    let mut counts = [0_u32; VOCABULARY];
    for _ in 0..LENGTH {
        let word = match random.below(8) {
            0..=2 => first * 14 + earlier(&mut random, 14),
            3..=4 => second * 14 + earlier(&mut random, 14),
            _ => THEMES.len() as u64 * 14 + random.below(COMMON.len() as u64),
        };
        counts[word as usize] += 1;
    }
    let words = (0..).zip(counts).filter(|&(_, count)| count > 0);
    words.map(|(word, count)| (word, f64::from(count))).collect()
}

/// One of `n`, the first more often than the last: the smaller of two.
fn earlier(random: &mut Random, n: u64) -> u64 {
    let (one, other) = (random.below(n), random.below(n));
    one.min(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_one_number_each() {
        let words: std::collections::BTreeSet<_> = (0..VOCABULARY).map(word).collect();
        assert_eq!(words.len(), VOCABULARY);
    }

    #[test]
    fn a_document_has_its_length_and_at_most_two_topics() {
        for number in 0..200 {
            let document = document(7, number, 6);
            assert_eq!(document.iter().map(|(_, count)| count).sum::<f64>(), LENGTH as f64);
            assert!(document.is_sorted_by_key(|(word, _)| *word));
            let topics: std::collections::BTreeSet<_> =
                document.iter().map(|(word, _)| word / 14).filter(|&topic| topic < 8).collect();
            assert!(topics.len() <= 2 && topics.iter().all(|&topic| topic < 6), "{topics:?}");
        }
    }
}
