//! `word_count`: how often each word occurs in a text, block by block; the partial counts are then added.

use std::collections::BTreeMap;

use super::text::{figure, grouped};
use crate::task::{
    Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, Task, Tutorial, Work, prose,
};

/// The task.
pub struct WordCount;

static META: Meta = Meta {
    id: "word_count",
    title: prose("Word count"),
    summary: prose("Counts the words of a generated text, each item a block of lines."),
    teaches: prose("Blocks are counted apart and their counts are added at the end: map, then reduce."),
    tutorials: &[Tutorial::B],
    item: prose("block"),
    items: 60,
    max_items: 3_000,
    params: &[
        Param {
            name: "lines",
            label: prose("lines of text"),
            help: prose("How long the text is; the items share its lines."),
            kind: Kind::Integer(Bound { min: 1, max: 30_000, default: 3_000 }),
        },
        Param {
            name: "passes",
            label: prose("passes over the text"),
            help: prose("How often each item counts its lines again, to make a short text last."),
            kind: Kind::Integer(Bound { min: 1, max: 1_000, default: 100 }),
        },
    ],
    warm: true,
    rounds: None,
};

/// The words, the most frequent first: the second is half as frequent as the first, the third a third.
const WORDS: [&str; 96] = [
    "the",
    "of",
    "and",
    "to",
    "a",
    "in",
    "that",
    "it",
    "is",
    "was",
    "for",
    "on",
    "with",
    "as",
    "at",
    "by",
    "from",
    "they",
    "we",
    "one",
    "all",
    "there",
    "when",
    "more",
    "which",
    "time",
    "work",
    "then",
    "some",
    "two",
    "other",
    "first",
    "many",
    "after",
    "would",
    "people",
    "water",
    "day",
    "long",
    "way",
    "house",
    "night",
    "river",
    "light",
    "year",
    "town",
    "hand",
    "road",
    "story",
    "garden",
    "letter",
    "summer",
    "winter",
    "morning",
    "table",
    "window",
    "street",
    "paper",
    "number",
    "machine",
    "worker",
    "answer",
    "question",
    "market",
    "island",
    "mountain",
    "village",
    "engine",
    "harbour",
    "library",
    "kitchen",
    "bridge",
    "forest",
    "captain",
    "teacher",
    "student",
    "weather",
    "journey",
    "picture",
    "evening",
    "company",
    "country",
    "neighbour",
    "colour",
    "music",
    "silver",
    "copper",
    "basket",
    "candle",
    "lantern",
    "orchard",
    "station",
    "traveller",
    "whisper",
    "horizon",
    "clockwork",
];

/// Lines between two checkpoints: some 20 us.
const BLOCK: usize = 16;

type Counts = BTreeMap<Box<str>, u64>;

struct Text {
    lines: Vec<String>,
    passes: u32,
    items: usize,
}

impl Task for WordCount {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, items: u32, seed: u32) -> Box<dyn Work> {
        let lines = (0..params.integer("lines")).map(|number| line(seed, number)).collect();
        Box::new(Text { lines, passes: params.integer("passes"), items: items as usize })
    }
}

/// One line: 6 to 14 words by Zipf's law, some commas, a capital at the beginning, a full stop at the end.
fn line(seed: u32, number: u32) -> String {
    let weight = |rank: usize| 1_000_000 / (rank as u64 + 1);
    let sum = (0..WORDS.len()).map(weight).sum();
    let mut random = Random::new(seed, number);
    let length = 6 + random.below(9);
    let mut text = String::new();
    for position in 0..length {
        let (mut rank, mut left) = (0, random.below(sum));
        while left >= weight(rank) {
            left -= weight(rank);
            rank += 1;
        }
        let (first, rest) = WORDS[rank].split_at(1);
        text.push_str(&if position == 0 { first.to_uppercase() } else { format!(" {first}") });
        text.push_str(rest);
        if position + 1 < length && random.below(8) == 0 {
            text.push(',');
        }
    }
    text.push('.');
    text
}

impl Work for Text {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let (item, all) = (item as usize, self.lines.len());
        let block = &self.lines[item * all / self.items..(item + 1) * all / self.items];
        let mut counts = Counts::new();
        for _ in 0..self.passes {
            context.checkpoint()?;
            counts.clear();
            for lines in block.chunks(BLOCK) {
                context.checkpoint()?;
                count(lines, &mut counts);
            }
        }
        Ok(Output::Text(written(counts).into()))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let mut counts = Counts::new();
        for (word, count) in ordered.iter().filter_map(Output::text).flat_map(read) {
            *counts.entry(word.into()).or_default() += count;
        }
        let most = ranked(counts.clone());
        let most: Vec<_> = most.iter().take(5).map(|(word, count)| format!("{word} {}", grouped(*count))).collect();
        vec![
            figure("words", grouped(counts.values().sum::<u64>())),
            figure("different words", grouped(counts.len() as u64)),
            figure("most frequent", most.join(", ")),
        ]
    }
}

/// Adds the words of `lines`: runs of letters, in lower case.
#[inline(never)]
fn count(lines: &[String], counts: &mut Counts) {
    let mut word = String::with_capacity(16);
    for line in lines {
        // The blank ends a line's last word, even without a full stop.
        for byte in line.bytes().chain([b' ']) {
            if byte.is_ascii_alphabetic() {
                word.push(byte.to_ascii_lowercase().into());
            } else if !word.is_empty() {
                match counts.get_mut(word.as_str()) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(word.as_str().into(), 1)),
                }
                word.clear();
            }
        }
    }
}

/// The most frequent first, equals in the order of the alphabet.
fn ranked(counts: Counts) -> Vec<(Box<str>, u64)> {
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    ranked
}

/// `the:123 of:99`
fn written(counts: Counts) -> String {
    let words: Vec<_> = ranked(counts).into_iter().map(|(word, count)| format!("{word}:{count}")).collect();
    words.join(" ")
}

fn read(text: &str) -> impl Iterator<Item = (&str, u64)> {
    text.split_whitespace()
        .filter_map(|entry| entry.split_once(':'))
        .filter_map(|(word, n)| Some((word, n.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    /// The whole text counted at once by std's splitting.
    fn naive(seed: u32, lines: u32) -> HashMap<String, u64> {
        let text: Vec<_> = (0..lines).map(|number| line(seed, number)).collect();
        let mut counts = HashMap::new();
        for word in text.join("\n").to_lowercase().split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        counts
    }

    #[test]
    fn the_blocks_add_up_to_the_whole_text_however_it_is_split() {
        let expected = naive(4, 500);
        for (items, passes) in [(1, 1), (7, 2), (500, 1), (620, 1)] {
            let params = [("lines", Value::Number(500.0)), ("passes", Value::Number(f64::from(passes)))];
            let mut counts: HashMap<String, u64> = HashMap::new();
            for (word, count) in run(&WordCount, &params, items, 4).iter().filter_map(Output::text).flat_map(read) {
                *counts.entry(word.to_owned()).or_default() += count;
            }
            assert_eq!(counts, expected, "{items} items");
        }
    }

    #[test]
    fn counts_are_written_by_frequency_then_alphabet() {
        let mut counts = Counts::new();
        count(&["The cat, the dog.".to_owned(), "A cat the".to_owned()], &mut counts);
        assert_eq!(written(counts), "the:3 cat:2 a:1 dog:1");
    }

    #[test]
    fn words_follow_zipfs_law() {
        let counts = naive(0, 3_000);
        let the = counts["the"] as f64;
        for (word, rank) in [("of", 2.0), ("and", 3.0), ("to", 4.0)] {
            let ratio = counts[word] as f64 * rank / the;
            assert!((0.9..1.1).contains(&ratio), "{word}: {ratio}");
        }
        assert_eq!(counts.len(), WORDS.len());
    }

    #[test]
    fn lines_look_like_sentences() {
        let text = line(0, 0);
        assert!(text.starts_with(|first: char| first.is_ascii_uppercase()) && text.ends_with('.'), "{text}");
        assert!((6..=14).contains(&text.split(' ').count()), "{text}");
    }

    #[test]
    fn figures_rank_the_words() {
        let work = Text { lines: Vec::new(), passes: 1, items: 2 };
        let outputs = ["the:900 of:2", "the:200 a:5"].map(|text| Output::Text(text.into()));
        let figures = work.figures(&outputs);
        assert_eq!(figures[0], figure("words", "1,107"));
        assert_eq!(figures[2], figure("most frequent", "the 1,100, a 5, of 2"));
    }
}
