//! `grid_search`: which settings predict best? Every combination is fitted and cross-validated on 8 topics of a generated text.
//!
//! The fitting is smartcore's: ridge regression by Cholesky decomposition, sums in a fixed order and square roots, so that results
//! are the same bit for bit everywhere.

use smartcore::linalg::basic::matrix::DenseMatrix;
use smartcore::linear::ridge_regression::{RidgeRegression, RidgeRegressionParameters};

use super::text::figure;
use crate::task::{
    Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Random, Task, Tutorial, Work, prose,
};

/// The task.
pub struct GridSearch;

static META: Meta = Meta {
    id: "grid_search",
    title: prose("Grid search"),
    summary: prose(
        "Fits a regressor for each of 8 topics with every combination of settings, each item one combination.",
    ),
    teaches: prose(
        "Combinations know nothing of each other: what takes a day and a night serially divides by the workers.",
    ),
    tutorials: &[Tutorial::B],
    item: prose("combination"),
    items: 99,
    max_items: COMBINATIONS,
    params: &[
        Param {
            name: "topics",
            label: prose("topics"),
            help: prose("How many there are; each gets a regressor of its own."),
            kind: Kind::Integer(Bound { min: 1, max: 8, default: 8 }),
        },
        Param {
            name: "documents",
            label: prose("documents"),
            help: prose("How many texts there are, of 32 words each; a third of them is kept for judging, in turn."),
            kind: Kind::Integer(Bound { min: 48, max: 960, default: 96 }),
        },
    ],
    warm: true,
    rounds: None,
};

/// Words that are a topic's own, and words that every topic uses.
const TOPIC_WORDS: u64 = 12;
const COMMON_WORDS: u64 = 24;
const LENGTH: usize = 32;
/// Every third document is kept for judging, in turn.
const FOLDS: usize = 3;

/// The settings; a combination is one of each, the first changing fastest.
const ALPHAS: [f64; 11] = [0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0];
const FEATURES: [usize; 3] = [8, 16, 24];
const TOKENS: [&str; 3] = ["words", "pairs", "words and pairs"];
const WEIGHTS: [&str; 3] = ["counts", "presence", "shares"];
const LEAST_DOCUMENTS: [u32; 3] = [1, 4, 12];
const SCALES: [&str; 2] = ["raw", "scaled"];
const COMBINATIONS: u32 = 1782;

/// One of each setting, as places in their lists.
struct Combination {
    alpha: usize,
    features: usize,
    tokens: usize,
    weight: usize,
    least: usize,
    scale: usize,
}

impl Combination {
    /// Items are spread evenly over the grid.
    fn of(item: u32, items: u32) -> Combination {
        let mut rest = (u64::from(item) * u64::from(COMBINATIONS) / u64::from(items)) as usize;
        let mut digit = |base: usize| {
            let digit = rest % base;
            rest /= base;
            digit
        };
        Combination {
            alpha: digit(ALPHAS.len()),
            features: digit(FEATURES.len()),
            tokens: digit(TOKENS.len()),
            weight: digit(WEIGHTS.len()),
            least: digit(LEAST_DOCUMENTS.len()),
            scale: digit(SCALES.len()),
        }
    }

    fn in_words(&self) -> String {
        let (features, least) = (FEATURES[self.features], LEAST_DOCUMENTS[self.least]);
        let (tokens, weight, scale) = (TOKENS[self.tokens], WEIGHTS[self.weight], SCALES[self.scale]);
        format!(
            "alpha {}, {features} features of {tokens}, {scale} {weight}, in {least} or more documents",
            ALPHAS[self.alpha]
        )
    }
}

impl Task for GridSearch {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, items: u32, seed: u32) -> Box<dyn Work> {
        let [topics, documents] = ["topics", "documents"].map(|name| params.integer(name) as usize);
        Box::new(Corpus::new(items, seed, topics, documents))
    }
}

/// A generated text: documents of two topics each, and how much of which topic is in them.
struct Corpus {
    items: u32,
    documents: Vec<Vec<u32>>,
    /// By topic, then document: the share of its words.
    shares: Vec<Vec<f64>>,
}

impl Corpus {
    fn new(items: u32, seed: u32, topics: usize, number: usize) -> Corpus {
        let mut shares = vec![vec![0.0; number]; topics];
        let mut documents = Vec::new();
        for document in 0..number {
            let mut random = Random::new(seed, document as u32);
            let (first, second) = (document % topics, random.below(topics as u64) as usize);
            let mut words = Vec::new();
            for _ in 0..LENGTH {
                // Half of the words are the first topic's, a quarter the second's.
                let topic = match random.below(8) {
                    0..=3 => first,
                    4..=5 => second,
                    _ => topics,
                };
                let words_of_topic = if topic < topics { TOPIC_WORDS } else { COMMON_WORDS };
                words.push((topic as u64 * TOPIC_WORDS + random.below(words_of_topic)) as u32);
                if let Some(shares) = shares.get_mut(topic) {
                    shares[document] += 1.0 / LENGTH as f64;
                }
            }
            documents.push(words);
        }
        Corpus { items, documents, shares }
    }
}

/// Words and pairs of neighbours as numbers.
fn tokens(document: &[u32], which: usize) -> Vec<u32> {
    let words = document.iter().map(|word| word + 1);
    let pairs = document.windows(2).map(|pair| 1_000 + pair[0] * 211 + pair[1]);
    match which {
        0 => words.collect(),
        1 => pairs.collect(),
        _ => words.chain(pairs).collect(),
    }
}

/// Knuth's multiplicative hash.
fn bucket(token: u32, features: usize) -> usize {
    (token.wrapping_mul(2_654_435_761) >> 16) as usize % features
}

impl Corpus {
    /// A row a document, the last column 1: what the regressor's constant belongs to.
    fn table(&self, combination: &Combination) -> Vec<Vec<f64>> {
        let features = FEATURES[combination.features];
        let texts: Vec<Vec<u32>> = self.documents.iter().map(|document| tokens(document, combination.tokens)).collect();
        let mut in_documents = std::collections::BTreeMap::new();
        for text in &texts {
            let unique: std::collections::BTreeSet<u32> = text.iter().copied().collect();
            unique.into_iter().for_each(|token| *in_documents.entry(token).or_insert(0) += 1);
        }
        let mut table: Vec<Vec<f64>> = Vec::new();
        for text in &texts {
            let mut row = vec![0.0; features + 1];
            let kept = text.iter().filter(|token| in_documents[*token] >= LEAST_DOCUMENTS[combination.least]);
            kept.for_each(|&token| row[bucket(token, features)] += 1.0);
            for value in &mut row {
                match combination.weight {
                    0 => {}
                    1 => *value = if *value > 0.0 { 1.0 } else { 0.0 },
                    _ => *value /= text.len() as f64,
                }
            }
            table.push(row);
        }
        if combination.scale == 1 {
            for column in 0..features {
                let most = table.iter().map(|row| row[column]).fold(0.0, f64::max);
                if most > 0.0 {
                    table.iter_mut().for_each(|row| row[column] /= most);
                }
            }
        }
        table.iter_mut().for_each(|row| row[features] = 1.0);
        table
    }

    /// The documents that are judged in a fold, or the others.
    fn part(&self, fold: usize, judged: bool) -> impl Iterator<Item = usize> {
        (0..self.documents.len()).filter(move |document| (document % FOLDS == fold) == judged)
    }
}

/// Rows as smartcore's matrix.
fn matrix(rows: &[&Vec<f64>]) -> Result<DenseMatrix<f64>, Fault> {
    let values = rows.iter().flat_map(|row| row.iter().copied()).collect();
    DenseMatrix::new(rows.len(), rows[0].len(), values, false).map_err(|error| Fault::Failed(error.to_string()))
}

impl Work for Corpus {
    /// The score: how much of the shares' variation is predicted in documents that weren't fitted, over all topics and folds. 1 is all of it.
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let combination = Combination::of(item, self.items);
        let table = self.table(&combination);
        let (mut missed, mut varied) = (0.0, 0.0);
        for fold in 0..FOLDS {
            let part = |judged: bool| self.part(fold, judged);
            let fitted = matrix(&part(false).map(|document| &table[document]).collect::<Vec<_>>())?;
            let judged = matrix(&part(true).map(|document| &table[document]).collect::<Vec<_>>())?;
            for shares in &self.shares {
                context.checkpoint()?;
                let known: Vec<f64> = part(false).map(|document| shares[document]).collect();
                let parameters =
                    RidgeRegressionParameters::default().with_alpha(ALPHAS[combination.alpha]).with_normalize(false);
                let predicted =
                    RidgeRegression::fit(&fitted, &known, parameters).and_then(|ridge| ridge.predict(&judged));
                let predicted: Vec<f64> = predicted.map_err(|error| Fault::Failed(error.to_string()))?;
                let mean = known.iter().sum::<f64>() / known.len() as f64;
                for (document, predicted) in part(true).zip(predicted) {
                    let (miss, far) = (shares[document] - predicted, shares[document] - mean);
                    missed += miss * miss;
                    varied += far * far;
                }
            }
        }
        Ok(Output::Number(1.0 - missed / varied))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let scores = (0..).zip(ordered).filter_map(|(item, output)| Some((item, output.number()?)));
        // The first of equals.
        let best = scores.fold(None, |best: Option<(u32, f64)>, (item, score)| match best {
            Some((_, most)) if most >= score => best,
            _ => Some((item, score)),
        });
        let Some((item, score)) = best else { return Vec::new() };
        vec![
            figure("best combination", Combination::of(item, self.items).in_words()),
            figure("its score, of 1", format!("{score:.4}")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;

    /// Ridge regression by its definition: (XᵀX + αI) w = Xᵀy, solved by Gaussian elimination with pivots.
    fn ridge(x: &[Vec<f64>], y: &[f64], alpha: f64) -> Vec<f64> {
        let p = x[0].len();
        let mut a: Vec<Vec<f64>> = (0..p)
            .map(|r| {
                let dot =
                    |c: usize| x.iter().map(|row| row[r] * row[c]).sum::<f64>() + if r == c { alpha } else { 0.0 };
                (0..p).map(dot).chain([x.iter().zip(y).map(|(row, y)| row[r] * y).sum()]).collect()
            })
            .collect();
        for k in 0..p {
            let pivot = (k..p).max_by(|&i, &j| a[i][k].abs().total_cmp(&a[j][k].abs())).unwrap();
            a.swap(k, pivot);
            for i in 0..p {
                if i != k {
                    let factor = a[i][k] / a[k][k];
                    let row = a[k].clone();
                    a[i].iter_mut().zip(&row).for_each(|(value, other)| *value -= factor * other);
                }
            }
        }
        (0..p).map(|k| a[k][p] / a[k][k]).collect()
    }

    #[test]
    fn scores_are_those_of_ridge_regression_by_its_definition() {
        let corpus = Corpus::new(297, 5, 8, 96);
        for item in [0, 7, 100, 148, 296] {
            let combination = Combination::of(item, 297);
            let table = corpus.table(&combination);
            let (mut missed, mut varied) = (0.0, 0.0);
            for fold in 0..FOLDS {
                let part = |judged| corpus.part(fold, judged);
                let x: Vec<Vec<f64>> = part(false).map(|document| table[document].clone()).collect();
                for shares in &corpus.shares {
                    let y: Vec<f64> = part(false).map(|document| shares[document]).collect();
                    let (w, mean) = (ridge(&x, &y, ALPHAS[combination.alpha]), y.iter().sum::<f64>() / y.len() as f64);
                    for document in part(true) {
                        let predicted: f64 = table[document].iter().zip(&w).map(|(x, w)| x * w).sum();
                        missed += (shares[document] - predicted).powi(2);
                        varied += (shares[document] - mean).powi(2);
                    }
                }
            }
            let score = corpus.run(item, &Context::new("w", &crate::task::StopFlag::new())).unwrap().number().unwrap();
            assert!((score - (1.0 - missed / varied)).abs() < 1e-9, "item {item}: {score}, {}", 1.0 - missed / varied);
        }
    }

    #[test]
    fn the_whole_grid_has_every_combination_once() {
        let all: std::collections::BTreeSet<String> =
            (0..COMBINATIONS).map(|item| Combination::of(item, COMBINATIONS).in_words()).collect();
        assert_eq!(all.len(), COMBINATIONS as usize);
    }

    #[test]
    fn shares_of_a_document_are_those_of_its_words() {
        let corpus = Corpus::new(1, 9, 8, 96);
        for (document, words) in corpus.documents.iter().enumerate() {
            for topic in 0..8 {
                let own = words.iter().filter(|&&word| u64::from(word) / TOPIC_WORDS == topic as u64).count();
                assert_eq!(corpus.shares[topic][document] * LENGTH as f64, own as f64);
            }
        }
    }

    #[test]
    fn the_best_is_the_greatest_and_something_can_be_learnt() {
        let outputs = run(&GridSearch, &[], 99, 1);
        let best = outputs.iter().map(|output| output.number().unwrap()).fold(f64::MIN, f64::max);
        assert!(best > 0.3 && best < 1.0, "{best}");
        let figures = Corpus::new(99, 1, 8, 96).figures(&outputs);
        assert_eq!(figures[1].value, format!("{best:.4}"));
        assert!(figures[0].value.starts_with("alpha "));
    }
}
