//! The topic model against the paper's equations, and what it finds.

use super::super::testing::{params, run};
use super::*;
use crate::task::{Value, serially};

fn model(topics: u32, documents: u32, rounds: u32, items: u32) -> Model {
    let number = |number: u32| Value::Number(f64::from(number));
    let changed = [("topics", number(topics)), ("documents", number(documents)), ("rounds", number(rounds))];
    let params = params(&TopicModel, &changed);
    let documents = (0..documents).map(|number| corpus::document(3, number, topics.into())).collect();
    drop(TopicModel.prepare(&params, items, 3));
    Model { items, rounds: rounds.min(items), seed: 3, topics: topics as usize, documents }
}

/// Equations (3) and (4) of the paper as they stand there: phi for each word and topic, normalised, with digamma itself.
fn e_step(document: &Document, lambda: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let digamma = |x: f64| ln(exp_digamma(x));
    let k = lambda.len();
    let log_beta =
        |topic: usize, word: u16| digamma(lambda[topic][word as usize]) - digamma(lambda[topic].iter().sum());
    let length: f64 = document.iter().map(|(_, count)| count).sum();
    let mut gamma = vec![ALPHA + length / k as f64; k];
    let mut phi = vec![vec![0.0; k]; document.len()];
    for _ in 0..STEPS {
        let all = digamma(gamma.iter().sum());
        for (own, &(word, _)) in phi.iter_mut().zip(document) {
            let weights: Vec<f64> =
                (0..k).map(|topic| (digamma(gamma[topic]) - all + log_beta(topic, word)).exp()).collect();
            let sum: f64 = weights.iter().sum();
            *own = weights.iter().map(|weight| weight / sum).collect();
        }
        let before = gamma.clone();
        for topic in 0..k {
            gamma[topic] = ALPHA + phi.iter().zip(document).map(|(own, (_, count))| own[topic] * count).sum::<f64>();
        }
        if before.iter().zip(&gamma).map(|(a, b)| (a - b).abs()).sum::<f64>() < SETTLED * k as f64 {
            break;
        }
    }
    (gamma, phi)
}

#[test]
fn an_item_finds_what_the_papers_equations_find() {
    let model = model(4, 60, 1, 1);
    let state = model.first_state();
    let topics = Topics::of(&state);
    let lambda: Vec<Vec<f64>> = topics.lambda.chunks(VOCABULARY).map(<[f64]>::to_vec).collect();
    for document in &model.documents[..20] {
        let mut found = Found { likely: 0.0, words: 0.0, shares: vec![0.0; 4 * VOCABULARY] };
        look(document, &topics, 4, &mut found);
        let (gamma, phi) = e_step(document, &lambda);
        let mut likely = 0.0;
        for (own, &(word, count)) in phi.iter().zip(document) {
            for (topic, phi) in own.iter().enumerate() {
                let share = found.shares[topic * VOCABULARY + word as usize];
                assert!((share - count * phi).abs() < 1e-6 * (1.0 + share), "{share}, {}", count * phi);
            }
            let all: f64 = gamma.iter().sum();
            let p: f64 =
                (0..4).map(|k| gamma[k] / all * lambda[k][word as usize] / lambda[k].iter().sum::<f64>()).sum();
            likely += count * p.ln();
        }
        assert!((found.likely / likely - 1.0).abs() < 1e-6, "{}, {likely}", found.likely);
        // Each word belongs to some topic, and to no more than itself.
        assert!((found.shares.iter().sum::<f64>() - found.words).abs() < 1e-9);
    }
}

#[test]
fn every_document_of_a_round_is_one_items() {
    for (documents, rounds, items) in [(60, 4, 12), (61, 5, 7), (40, 40, 13)] {
        let model = model(3, documents, rounds, items);
        for round in 0..model.rounds {
            let range = round_items(items, model.rounds, round);
            let seen = range.map(|item| model.documents(item).count()).sum::<usize>();
            assert_eq!(seen as u32, model.of_round(round), "round {round} of {rounds}");
        }
        assert_eq!((0..BATCHES).map(|round| model.of_round(round)).sum::<u32>(), documents);
    }
}

#[test]
fn perplexity_falls_and_the_topics_are_those_of_the_texts() {
    let model = model(6, 1_200, 12, 24);
    let outputs = serially(&model, 24).unwrap();
    let figures = model.figures(&outputs);
    let perplexity = |place: usize| figures[place].value.parse::<f64>().unwrap();
    // Chance: every one of the words as likely as any other of those that occur.
    assert!(perplexity(0) > 100.0 && perplexity(1) < 0.7 * perplexity(0), "{figures:?}");
    // At best: what the texts were made with. Some 40: 24 shared words, 14 of each topic.
    assert!(perplexity(1) > 30.0, "{figures:?}");
    let mut whole = 0;
    for figure in &figures[2..] {
        let fields: Vec<usize> =
            figure.value.split(' ').map(|top| (0..VOCABULARY).find(|&n| word(n) == top).unwrap() / 14).collect();
        whole += usize::from(fields.iter().all(|&field| field == fields[0]));
    }
    assert!(whole >= 4, "{figures:?}");
}

#[test]
fn more_items_divide_the_same_documents_and_come_to_nearly_the_same_topics() {
    // Not to the bit: their sums are added in another order. Under one division it is, whoever computes it.
    let last = |items| {
        let outputs =
            run(&TopicModel, &[("documents", Value::Number(400.0)), ("rounds", Value::Number(4.0))], items, 5);
        let found: Vec<Found> = outputs.iter().filter_map(Found::read).collect();
        found[found.len() * 3 / 4..].iter().map(|found| found.likely).sum::<f64>()
    };
    assert!((last(4) / last(16) - 1.0).abs() < 1e-9);
}
