//! `grid_search`: which settings predict best? Every combination is fitted and cross-validated on 8 topics of a generated text.

use splitmix64::Random;

// The experiment.
const ITEMS: u32 = 99;
const SEED: u32 = 1;
const TOPICS: u32 = 8;
const DOCUMENTS: u32 = 96;

const TOPIC_WORDS: u64 = 12;
const COMMON_WORDS: u64 = 24;
const LENGTH: usize = 32;
const FOLDS: usize = 3;

/// The settings; a combination is one of each, the first changing fastest.
const ALPHAS: [f64; 11] = [0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0];
const FEATURES: [usize; 3] = [8, 16, 24];
const LEAST_DOCUMENTS: [usize; 3] = [1, 4, 12];
const COMBINATIONS: u64 = 1782;

/// Documents of two topics each, and, by topic, the share of their words.
fn generated() -> (Vec<Vec<u32>>, Vec<Vec<f64>>) {
    let mut documents = Vec::new();
    let (topics, number) = (TOPICS as usize, DOCUMENTS as usize);
    let mut shares = vec![vec![0.0; number]; topics];
    for document in 0..number {
        let mut random = Random::new(SEED, document as u32);
        let (first, second) = (document % topics, random.below(TOPICS as u64) as usize);
        let mut words = Vec::new();
        for _ in 0..LENGTH {
            let topic = match random.below(8) {
                0..=3 => first,
                4..=5 => second,
                _ => topics,
            };
            let own = if topic < topics { TOPIC_WORDS } else { COMMON_WORDS };
            words.push((topic as u64 * TOPIC_WORDS + random.below(own)) as u32);
            if topic < topics {
                shares[topic][document] += 1.0 / LENGTH as f64;
            }
        }
        documents.push(words);
    }
    (documents, shares)
}

/// Words and pairs of neighbours as numbers.
fn tokens(words: &[u32], which: usize) -> Vec<u32> {
    let single = words.iter().map(|word| word + 1);
    let pairs = words.windows(2).map(|pair| 1_000 + pair[0] * 211 + pair[1]);
    match which {
        0 => single.collect(),
        1 => pairs.collect(),
        _ => single.chain(pairs).collect(),
    }
}

/// A row a document; the last column is 1.
fn table(documents: &[Vec<u32>], features: usize, which: usize, weight: usize, least: usize, scale: usize) -> Vec<Vec<f64>> {
    let texts: Vec<Vec<u32>> = documents.iter().map(|words| tokens(words, which)).collect();
    let mut in_documents = std::collections::HashMap::new();
    for text in &texts {
        let unique: std::collections::HashSet<u32> = text.iter().copied().collect();
        for token in unique {
            *in_documents.entry(token).or_insert(0) += 1;
        }
    }
    let mut table: Vec<Vec<f64>> = Vec::new();
    for text in &texts {
        let mut row = vec![0.0; features + 1];
        for token in text.iter().filter(|token| in_documents[*token] >= least) {
            row[(token.wrapping_mul(2_654_435_761) >> 16) as usize % features] += 1.0;
        }
        for value in &mut row {
            match weight {
                0 => {}
                1 => *value = if *value > 0.0 { 1.0 } else { 0.0 },
                _ => *value /= text.len() as f64,
            }
        }
        table.push(row);
    }
    if scale == 1 {
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

fn dot(one: impl Iterator<Item = f64>, other: impl Iterator<Item = f64>) -> f64 {
    one.zip(other).fold(0.0, |total, (a, b)| total + a * b)
}

/// Ridge regression: (XᵀX + αI) w = Xᵀy by Cholesky's decomposition, sums in the order of their terms.
fn ridge(x: &[&Vec<f64>], y: &[f64], alpha: f64) -> Vec<f64> {
    let size = x[0].len();
    let column = |j: usize| x.iter().map(move |row| row[j]);
    let mut root = vec![vec![0.0; size]; size];
    for j in 0..size {
        for k in 0..size {
            root[j][k] = dot(column(j), column(k)) + if j == k { alpha } else { 0.0 };
        }
    }
    for j in 0..size {
        let mut below = 0.0;
        for k in 0..j {
            let known = dot(root[k][..k].iter().copied(), root[j][..k].iter().copied());
            root[j][k] = (root[j][k] - known) / root[k][k];
            below += root[j][k] * root[j][k];
        }
        root[j][j] = (root[j][j] - below).sqrt();
    }
    let mut w: Vec<f64> = (0..size).map(|j| dot(column(j), y.iter().copied())).collect();
    for k in 0..size {
        for i in 0..k {
            w[k] -= w[i] * root[k][i];
        }
        w[k] /= root[k][k];
    }
    for k in (0..size).rev() {
        for i in k + 1..size {
            w[k] -= w[i] * root[i][k];
        }
        w[k] /= root[k][k];
    }
    w
}

/// How much of the shares' variation is predicted in documents that weren't fitted. 1 is all of it.
fn grid_search(item: u32) -> f64 {
    static CORPUS: std::sync::OnceLock<(Vec<Vec<u32>>, Vec<Vec<f64>>)> = std::sync::OnceLock::new();
    let (documents, all_shares) = CORPUS.get_or_init(generated);
    let mut rest = (item as u64 * COMBINATIONS / ITEMS as u64) as usize;
    let mut digit = |base: usize| {
        let digit = rest % base;
        rest /= base;
        digit
    };
    let alpha = ALPHAS[digit(ALPHAS.len())];
    let (features, which, weight) = (FEATURES[digit(3)], digit(3), digit(3));
    let (least, scale) = (LEAST_DOCUMENTS[digit(3)], digit(2));
    let table = table(documents, features, which, weight, least, scale);
    let (mut missed, mut varied) = (0.0, 0.0);
    for fold in 0..FOLDS {
        let part = |judged: bool| (0..documents.len()).filter(move |document| (document % FOLDS == fold) == judged);
        let fitted: Vec<&Vec<f64>> = part(false).map(|document| &table[document]).collect();
        for shares in all_shares {
            let known: Vec<f64> = part(false).map(|document| shares[document]).collect();
            let w = ridge(&fitted, &known, alpha);
            let mean = known.iter().sum::<f64>() / known.len() as f64;
            for document in part(true) {
                let predicted = dot(table[document].iter().copied(), w.iter().copied());
                let (miss, far) = (shares[document] - predicted, shares[document] - mean);
                missed += miss * miss;
                varied += far * far;
            }
        }
    }
    1.0 - missed / varied
}
