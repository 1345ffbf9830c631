//! `word_count`: how often each word occurs in a text, block by block.

use splitmix64::Random;
use std::collections::BTreeMap;

// The experiment.
const ITEMS: u32 = 60;
const SEED: u32 = 1;
const LINES: u32 = 3_000;
const PASSES: u32 = 100;

/// The most frequent first: the second is half as frequent as the first, the third a third.
const WORDS: &str = "
    the of and to a in that it is was for on with as at by from they we one all
    there when more which time work then some two other first many after would
    people water day long way house night river light year town hand road story
    garden letter summer winter morning table window street paper number machine
    worker answer question market island mountain village engine harbour library
    kitchen bridge forest captain teacher student weather journey picture
    evening company country neighbour colour music silver copper basket candle
    lantern orchard station traveller whisper horizon clockwork
";

/// One line: 6 to 14 words by Zipf's law, some commas, a capital at the beginning, a full stop at the end.
fn line(number: u32, words: &[&str]) -> String {
    let weight = |rank: usize| 1_000_000 / (rank as u64 + 1);
    let sum = (0..words.len()).map(weight).sum();
    let mut random = Random::new(SEED, number);
    let length = 6 + random.below(9);
    let mut text = String::new();
    for position in 0..length {
        let (mut rank, mut left) = (0, random.below(sum));
        while left >= weight(rank) {
            left -= weight(rank);
            rank += 1;
        }
        let (first, rest) = words[rank].split_at(1);
        text += &if position == 0 { first.to_uppercase() } else { format!(" {first}") };
        text += rest;
        if position + 1 < length && random.below(8) == 0 {
            text.push(',');
        }
    }
    text + "."
}

/// The text's lines.
fn prepare() -> Vec<String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    (0..LINES).map(|number| line(number, &words)).collect()
}

/// The words of the item's lines, the most frequent first: `the:123 of:99`.
fn word_count(item: u32, lines: &[String]) -> String {
    let bound = |item: u32| (u64::from(item) * u64::from(LINES) / u64::from(ITEMS)) as usize;
    let block = &lines[bound(item)..bound(item + 1)];
    let mut counts = BTreeMap::new();
    for _ in 0..PASSES {
        counts.clear();
        for text in block {
            let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            for word in words {
                *counts.entry(word.to_lowercase()).or_insert(0) += 1;
            }
        }
    }
    let mut ranked: Vec<(String, u64)> = counts.into_iter().collect();
    // A stable sort: equals stay in the order of the alphabet.
    ranked.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let words: Vec<String> = ranked.iter().map(|(word, count)| format!("{word}:{count}")).collect();
    words.join(" ")
}
