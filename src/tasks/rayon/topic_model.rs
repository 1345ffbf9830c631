//! `topic_model`: what are these texts about? Online LDA, round by round, by Hoffman, Blei and Bach (2010).

use splitmix64::Random;

// The experiment.
const ITEMS: u32 = 192;
const SEED: u32 = 1;
const TOPICS: u32 = 6;
const DOCUMENTS: u32 = 12_000;
const ROUNDS: u32 = 12;

const K: usize = TOPICS as usize;
/// Words of 8 themes, then words that all texts share; here only their numbers matter.
const THEME: u64 = 14;
const COMMON: u64 = 24;
const LENGTH: u32 = 96;
const VOCABULARY: usize = 8 * THEME as usize + COMMON as usize;
/// A round has every fourth document.
const BATCHES: u32 = 4;
const ALPHA: f64 = 0.1;
const ETA: f64 = 0.05;
/// A document's topics are settled after so many steps, or when they change by less.
const STEPS: u32 = 20;
const SETTLED: f64 = 0.01;

// exp, ln and digamma by what every language rounds alike.
const LN2_HIGH: f64 = 0.693_145_751_953_125;
const LN2_LOW: f64 = 1.428_606_820_309_417_3e-6;
const PER_LN2: f64 = 1.442_695_040_888_963_4;
const FACTORIALS: [f64; 14] = [
    6_227_020_800.0, 479_001_600.0, 39_916_800.0, 3_628_800.0, 362_880.0, 40_320.0, 5_040.0, 720.0, 120.0, 24.0, 6.0, 2.0, 1.0, 1.0,
];

fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let k = (x * PER_LN2 + 0.5).floor();
    let rest = x - k * LN2_HIGH - k * LN2_LOW;
    let power = FACTORIALS.iter().fold(0.0, |sum, factorial| sum * rest + 1.0 / factorial);
    power * f64::from_bits(((k as i64 + 1023) as u64) << 52)
}

fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut k = (bits >> 52) as i64 - 1022;
    let mut m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (1022 << 52));
    if m < 0.707_106_781_186_547_5 {
        m *= 2.0;
        k -= 1;
    }
    let s = (m - 1.0) / (m + 1.0);
    let sum = (0..11).rev().fold(0.0, |sum, n| sum * (s * s) + 2.0 / f64::from(2 * n + 1));
    k as f64 * LN2_HIGH + (k as f64 * LN2_LOW + sum * s)
}

fn exp_digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < 6.0 {
        below -= 1.0 / x;
        x += 1.0;
    }
    let per = 1.0 / x;
    let square = per * per;
    let series = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0))));
    x * exp(below - 0.5 * per - series)
}

type Document = Vec<(usize, f64)>;

/// Words and how often each occurs: of one topic, of another, of those that all share.
fn document(number: u32) -> Document {
    let mut random = Random::new(SEED, number);
    let (first, second) = (random.below(TOPICS.into()), random.below(TOPICS.into()));
    let mut counts = [0_u32; VOCABULARY];
    for _ in 0..LENGTH {
        let word = match random.below(8) {
            which @ 0..=4 => {
                let topic = if which < 3 { first } else { second };
                topic * THEME + random.below(THEME).min(random.below(THEME))
            }
            _ => 8 * THEME + random.below(COMMON),
        };
        counts[word as usize] += 1;
    }
    counts.into_iter().enumerate().filter(|(_, count)| *count > 0).map(|(word, count)| (word, f64::from(count))).collect()
}

fn prepare() -> Vec<Document> {
    (0..DOCUMENTS).map(document).collect()
}

/// The weight of each word in each topic, then e to the expected logarithm of its probability.
fn state_of(mut state: Vec<f64>) -> Vec<f64> {
    for topic in 0..K {
        let own = state[topic * VOCABULARY..(topic + 1) * VOCABULARY].to_vec();
        let together = exp_digamma(own.iter().sum());
        state.extend(own.into_iter().map(|weight| exp_digamma(weight) / together));
    }
    state
}

/// Topics that know nothing.
fn first_state() -> Vec<f64> {
    let mut random = Random::new(SEED, u32::MAX);
    state_of((0..K * VOCABULARY).map(|_| 0.5 + random.unit()).collect())
}

/// The M-step: the topics as this round's documents have them, weighed against what was known before.
fn next_state(state: &[f64], round: u32, results: &[Vec<u8>]) -> Vec<f64> {
    let mut shares = vec![0.0; K * VOCABULARY];
    for result in results {
        for (sum, bytes) in shares.iter_mut().zip(result.chunks_exact(8).skip(2)) {
            *sum += f64::from_le_bytes(bytes.try_into().expect("8 bytes"));
        }
    }
    let rate = 1.0 / (2.0 + f64::from(round)).sqrt();
    let scale = f64::from(DOCUMENTS) / f64::from(of_round(round));
    state_of(state.iter().zip(shares).map(|(old, share)| (1.0 - rate) * old + rate * (ETA + scale * share)).collect())
}

fn rounds() -> u32 {
    ROUNDS.min(ITEMS)
}

/// A part of `n`, of several.
fn part(n: u32, parts: u32, part: u32) -> std::ops::Range<u32> {
    let place = |part: u32| (u64::from(n) * u64::from(part) / u64::from(parts)) as u32;
    place(part)..place(part + 1)
}

/// The items of a round.
fn items_of(round: u32) -> std::ops::Range<u32> {
    part(ITEMS, rounds(), round)
}

fn of_round(round: u32) -> u32 {
    (DOCUMENTS - round % BATCHES).div_ceil(BATCHES)
}

/// The E-step: a document's topics. Adds its words' shares and the logarithm of how likely they are.
fn look(document: &Document, state: &[f64], sums: &[f64], shares: &mut [f64], likely: &mut f64) {
    let (weights, beta) = state.split_at(K * VOCABULARY);
    let beta = |topic: usize, word: usize| beta[topic * VOCABULARY + word];
    let length: f64 = document.iter().map(|(_, count)| count).sum();
    let mut gamma = [ALPHA + length / f64::from(TOPICS); K];
    let mut theta = [0.0; K];
    let mut norms = vec![0.0; document.len()];
    for _ in 0..STEPS {
        for topic in 0..K {
            theta[topic] = exp_digamma(gamma[topic]);
        }
        for (norm, &(word, _)) in norms.iter_mut().zip(document) {
            *norm = (0..K).fold(1e-100, |sum, topic| sum + theta[topic] * beta(topic, word));
        }
        let mut changed = 0.0;
        for topic in 0..K {
            let sum = document.iter().zip(&norms).fold(0.0, |sum, (&(word, count), norm)| sum + count / norm * beta(topic, word));
            let own = ALPHA + theta[topic] * sum;
            changed += (own - gamma[topic]).abs();
            gamma[topic] = own;
        }
        if changed < SETTLED * f64::from(TOPICS) {
            break;
        }
    }
    let together: f64 = gamma.iter().sum();
    for (&(word, count), norm) in document.iter().zip(&norms) {
        let mut mean = 0.0;
        for topic in 0..K {
            shares[topic * VOCABULARY + word] += count * theta[topic] * beta(topic, word) / norm;
            mean += gamma[topic] / together * weights[topic * VOCABULARY + word] / sums[topic];
        }
        *likely += count * ln(mean);
    }
}

/// How likely the words of a part of the round's documents are, how many there are, each topic's share of each word.
fn topic_model(item: u32, documents: &[Document], state: &[f64]) -> Vec<u8> {
    let round = (0..rounds()).find(|&round| items_of(round).contains(&item)).expect("a round");
    let items = items_of(round);
    let sums: Vec<f64> = state[..K * VOCABULARY].chunks(VOCABULARY).map(|own| own.iter().sum()).collect();
    let (mut likely, mut words, mut shares) = (0.0, 0.0, vec![0.0; K * VOCABULARY]);
    for place in part(of_round(round), items.end - items.start, item - items.start) {
        let document = &documents[(place * BATCHES + round % BATCHES) as usize];
        look(document, state, &sums, &mut shares, &mut likely);
        words += f64::from(LENGTH);
    }
    [likely, words].into_iter().chain(shares).flat_map(f64::to_le_bytes).collect()
}
