//! `topic_model`: what are these texts about? Online variational inference for latent Dirichlet allocation: each round, workers
//! look at a part of the documents (E-step), then the caller improves the topics (M-step).
//!
//! Matthew D. Hoffman, David M. Blei, Francis Bach, "Online learning for latent Dirichlet allocation", NIPS 2010, algorithm 2, as
//! gensim's `LdaMulticore` distributes it; learning rate (τ₀ + t)^-κ with τ₀ = 2 and κ = 1/2, gensim's default. Perplexity is that of
//! the round's own documents before the topics learn from them; after four rounds they have been seen before.

mod corpus;
mod mathematics;

use corpus::{Document, VOCABULARY, word};
use mathematics::{exp, exp_digamma, ln};

use super::text::figure;
use crate::task::{
    Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, State, Task, Tutorial, Work, prose,
    round_items,
};

/// The task.
pub struct TopicModel;

static META: Meta = Meta {
    id: "topic_model",
    title: prose("Topic model"),
    summary: prose("Finds the topics of generated texts by online LDA, each item a part of a round’s documents."),
    teaches: prose(
        "Map, then reduce, then map again: between two rounds the caller works alone, and everybody waits for the slowest.",
    ),
    tutorials: &[Tutorial::A],
    item: prose("part"),
    items: 192,
    max_items: 4_000,
    params: &[
        Param {
            name: "topics",
            label: prose("topics"),
            help: prose("How many the texts have, and how many are looked for."),
            kind: Kind::Integer(Bound { min: 2, max: 8, default: 6 }),
        },
        Param {
            name: "documents",
            label: prose("documents"),
            help: prose("How many texts there are, of 96 words each; a round looks at a quarter of them."),
            kind: Kind::Integer(Bound { min: 40, max: 40_000, default: 12_000 }),
        },
        Param {
            name: "rounds",
            label: prose("rounds"),
            help: prose("How many calls the run makes, one after the other; four are once through all documents."),
            kind: Kind::Integer(Bound { min: 1, max: 40, default: 12 }),
        },
    ],
    warm: true,
    rounds: Some("rounds"),
};

/// A round has every fourth document.
const BATCHES: u32 = 4;
/// Dirichlet priors of a document's topics and of a topic's words.
const ALPHA: f64 = 0.1;
const ETA: f64 = 0.05;
/// A document's topics are settled after so many steps, or when they change by less.
const STEPS: u32 = 20;
const SETTLED: f64 = 0.01;

struct Model {
    items: u32,
    rounds: u32,
    seed: u32,
    topics: usize,
    documents: Vec<Document>,
}

impl Task for TopicModel {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, items: u32, seed: u32) -> Box<dyn Work> {
        let [topics, documents, rounds] = ["topics", "documents", "rounds"].map(|name| params.integer(name));
        let documents = (0..documents).map(|number| corpus::document(seed, number, topics.into())).collect();
        Box::new(Model { items, rounds: rounds.min(items), seed, topics: topics as usize, documents })
    }
}

/// The state: each topic's weight of each word (λ), then e to the expected logarithm of its probability.
struct Topics<'a> {
    lambda: &'a [f64],
    beta: &'a [f64],
    /// Each topic's weights together.
    sums: Vec<f64>,
}

impl<'a> Topics<'a> {
    fn of(state: &'a [f64]) -> Topics<'a> {
        let (lambda, beta) = state.split_at(state.len() / 2);
        let sums = lambda.chunks_exact(VOCABULARY).map(|weights| weights.iter().sum()).collect();
        Topics { lambda, beta, sums }
    }
}

/// λ with what follows from it.
fn state_of(lambda: Vec<f64>) -> State {
    let mut state = lambda;
    for topic in 0..state.len() / VOCABULARY {
        let lambda: Vec<f64> = state[topic * VOCABULARY..(topic + 1) * VOCABULARY].to_vec();
        let all = exp_digamma(lambda.iter().sum());
        state.extend(lambda.into_iter().map(|weight| exp_digamma(weight) / all));
    }
    state.into()
}

impl Model {
    /// The documents of an item: its share of its round's quarter.
    fn documents(&self, item: u32) -> impl Iterator<Item = &Document> {
        let round = (0..self.rounds).find(|&round| round_items(self.items, self.rounds, round).contains(&item));
        let round = round.expect("an item of the run");
        let range = round_items(self.items, self.rounds, round);
        let share = round_items(self.of_round(round), range.end - range.start, item - range.start);
        share.map(move |place| &self.documents[(place * BATCHES + round % BATCHES) as usize])
    }

    /// How many documents a round has.
    fn of_round(&self, round: u32) -> u32 {
        (self.documents.len() as u32).saturating_sub(round % BATCHES).div_ceil(BATCHES)
    }
}

/// What an item found: the logarithm of how likely its words are, how many there are, and each topic's share of each word.
struct Found {
    likely: f64,
    words: f64,
    shares: Vec<f64>,
}

impl Found {
    fn write(&self) -> Output {
        let all = [self.likely, self.words].into_iter().chain(self.shares.iter().copied());
        Output::Bytes(all.flat_map(f64::to_le_bytes).collect())
    }

    fn read(output: &Output) -> Option<Found> {
        let Output::Bytes(bytes) = output else { return None };
        let mut numbers = bytes.as_chunks::<8>().0.iter().map(|bytes| f64::from_le_bytes(*bytes));
        let (likely, words) = (numbers.next()?, numbers.next()?);
        Some(Found { likely, words, shares: numbers.collect() })
    }
}

/// A document's topics, and what it adds to `found`.
fn look(document: &Document, topics: &Topics<'_>, number: usize, found: &mut Found) {
    let beta = |topic: usize, word: u16| topics.beta[topic * VOCABULARY + word as usize];
    let length: f64 = document.iter().map(|(_, count)| count).sum();
    let mut gamma = [ALPHA + length / number as f64; 8];
    let mut theta = [0.0; 8];
    let mut norms = [0.0; VOCABULARY];
    for _ in 0..STEPS {
        theta.iter_mut().zip(&gamma[..number]).for_each(|(theta, &gamma)| *theta = exp_digamma(gamma));
        for (norm, &(word, _)) in norms.iter_mut().zip(document) {
            *norm = (0..number).fold(1e-100, |sum, topic| sum + theta[topic] * beta(topic, word));
        }
        let mut changed = 0.0;
        for topic in 0..number {
            let sum = document
                .iter()
                .zip(&norms)
                .fold(0.0, |sum, (&(word, count), norm)| sum + count / norm * beta(topic, word));
            let next = ALPHA + theta[topic] * sum;
            changed += (next - gamma[topic]).abs();
            gamma[topic] = next;
        }
        if changed < SETTLED * number as f64 {
            break;
        }
    }
    let all: f64 = gamma[..number].iter().sum();
    for (&(word, count), norm) in document.iter().zip(&norms) {
        for (topic, own) in theta[..number].iter().enumerate() {
            found.shares[topic * VOCABULARY + word as usize] += count * own * beta(topic, word) / norm;
        }
        let mean = (0..number).fold(0.0, |sum, topic| {
            let weight = topics.lambda[topic * VOCABULARY + word as usize];
            sum + gamma[topic] / all * weight / topics.sums[topic]
        });
        found.likely += count * ln(mean);
        found.words += count;
    }
}

impl Work for Model {
    fn rounds(&self) -> u32 {
        self.rounds
    }

    /// Topics that know nothing: each word's weight by chance, so that no two are alike.
    fn first_state(&self) -> State {
        let mut random = Random::new(self.seed, u32::MAX);
        state_of((0..self.topics * VOCABULARY).map(|_| 0.5 + random.unit()).collect())
    }

    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        context.checkpoint()?;
        let topics = Topics::of(context.state());
        let mut found = Found { likely: 0.0, words: 0.0, shares: vec![0.0; self.topics * VOCABULARY] };
        for document in self.documents(item) {
            context.checkpoint()?;
            look(document, &topics, self.topics, &mut found);
        }
        Ok(found.write())
    }

    /// The M-step: topics as the round's documents have them, weighed against what was known before.
    fn next_state(&self, state: &State, round: u32, outputs: &[&Output]) -> State {
        let mut shares = vec![0.0; self.topics * VOCABULARY];
        for found in outputs.iter().filter_map(|output| Found::read(output)) {
            shares.iter_mut().zip(found.shares).for_each(|(sum, own)| *sum += own);
        }
        let rate = 1.0 / (2.0 + f64::from(round)).sqrt();
        let scale = self.documents.len() as f64 / f64::from(self.of_round(round));
        let lambda = &state[..state.len() / 2];
        state_of(lambda.iter().zip(shares).map(|(old, own)| (1.0 - rate) * old + rate * (ETA + scale * own)).collect())
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let mut state = self.first_state();
        let mut perplexities = Vec::new();
        for round in 0..self.rounds {
            let range = round_items(self.items, self.rounds, round);
            let made: Vec<&Output> = ordered[range.start as usize..range.end as usize].iter().collect();
            let found: Vec<Found> = made.iter().filter_map(|output| Found::read(output)).collect();
            let (likely, words) = found.iter().fold((0.0, 0.0), |(l, w), found| (l + found.likely, w + found.words));
            perplexities.push(exp(-likely / words));
            state = self.next_state(&state, round, &made);
        }
        let mut figures = vec![
            figure("perplexity, first round", format!("{:.1}", perplexities[0])),
            figure("perplexity, last round", format!("{:.1}", perplexities[perplexities.len() - 1])),
        ];
        for topic in 0..self.topics {
            figures.push(figure(format!("topic {}", topic + 1), top_words(&state[topic * VOCABULARY..][..VOCABULARY])));
        }
        figures
    }
}

/// The five with the greatest weight.
fn top_words(weights: &[f64]) -> String {
    let mut words: Vec<usize> = (0..weights.len()).collect();
    words.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
    words.iter().take(5).map(|&number| word(number)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
