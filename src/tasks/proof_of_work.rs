//! `proof_of_work`: the least number whose SHA-256 begins with enough zeros; how long it takes is chance.

use std::io::Write;

use sha2::{Digest, Sha256};

use super::text::{figure, grouped};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Task, Work, prose};

/// The task.
pub struct ProofOfWork;

static META: Meta = Meta {
    id: "proof_of_work",
    title: prose("Proof of work"),
    summary: prose("Each item tries numbers until a SHA-256 hash begins with enough zero bits."),
    teaches: prose("Luck decides what an item costs, and the unluckiest one can keep everybody waiting."),
    tutorials: &[],
    item: prose("puzzle"),
    items: 128,
    max_items: 10_000,
    params: &[Param {
        name: "bits",
        label: prose("leading zero bits"),
        help: prose("How many bits of the hash must be zero; each one more doubles the work."),
        kind: Kind::Integer(Bound { min: 0, max: 24, default: 13 }),
    }],
    warm: true,
    rounds: None,
};

/// Hashes between two checkpoints: some 50 us.
const BLOCK: u64 = 128;

type Hash = [u8; 32];

struct Puzzles {
    bits: u32,
    seed: u32,
}

impl Task for ProofOfWork {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, _items: u32, seed: u32) -> Box<dyn Work> {
        Box::new(Puzzles { bits: params.integer("bits"), seed })
    }
}

impl Work for Puzzles {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let puzzle = format!("{}:{item}:", self.seed);
        let mut from = 0;
        loop {
            context.checkpoint()?;
            if let Some((nonce, hash)) = search(&puzzle, from, self.bits) {
                let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
                return Ok(Output::Text(format!("{nonce} {hash}").into()));
            }
            from += BLOCK;
        }
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let nonces = ordered.iter().filter_map(Output::text).filter_map(|text| text.split(' ').next()?.parse().ok());
        let tries: u64 = nonces.map(|nonce: u64| nonce + 1).sum();
        vec![
            figure("hashes tried", grouped(tries)),
            figure("expected on average", grouped((ordered.len() as u64) << self.bits)),
        ]
    }
}

/// The first of the next numbers that solves the puzzle, with its hash.
#[inline(never)]
fn search(puzzle: &str, from: u64, bits: u32) -> Option<(u64, Hash)> {
    (from..from + BLOCK).map(|nonce| (nonce, attempt(puzzle, nonce))).find(|(_, hash)| leading_zeros(hash) >= bits)
}

/// The hash of the puzzle's text followed by the number, in decimal.
fn attempt(puzzle: &str, nonce: u64) -> Hash {
    // Two numbers of 10 digits, one of 20, two colons.
    let mut text = [0; 42];
    let mut rest = &mut text[..];
    write!(rest, "{puzzle}{nonce}").expect("the text fits");
    let left = rest.len();
    sha256(&text[..text.len() - left])
}

fn sha256(text: &[u8]) -> Hash {
    Sha256::digest(text).into()
}

/// Of the first 32 bits: no puzzle asks for more.
fn leading_zeros(hash: &Hash) -> u32 {
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    fn hex(hash: &Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn hashes_are_those_of_fips_180() {
        let vectors = [
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            ),
        ];
        for (text, hash) in vectors {
            assert_eq!(hex(&sha256(text.as_bytes())), hash);
        }
    }

    #[test]
    fn answers_have_the_zeros_and_no_smaller_number_has() {
        for bits in [0, 1, 7, 8, 9] {
            for (item, output) in
                run(&ProofOfWork, &[("bits", Value::Number(f64::from(bits)))], 6, 42).iter().enumerate()
            {
                let (nonce, hash) = output.text().unwrap().split_once(' ').unwrap();
                let nonce: u64 = nonce.parse().unwrap();
                let zeros = |nonce: u64| {
                    let hash = sha256(format!("42:{item}:{nonce}").as_bytes());
                    hash.iter()
                        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
                        .take_while(|&bit| bit == 0)
                        .count()
                };
                assert_eq!(hash, hex(&sha256(format!("42:{item}:{nonce}").as_bytes())));
                assert!(zeros(nonce) >= bits as usize);
                assert!((0..nonce).all(|smaller| zeros(smaller) < bits as usize));
            }
        }
    }

    #[test]
    fn the_longest_text_fits() {
        attempt(&format!("{}:{}:", u32::MAX, u32::MAX), u64::MAX);
    }

    #[test]
    fn figures_add_the_tries() {
        let outputs = ["0 00ff", "9 00ee"].map(|text| Output::Text(text.into()));
        let figures = Puzzles { bits: 3, seed: 0 }.figures(&outputs);
        assert_eq!(figures, [figure("hashes tried", "11"), figure("expected on average", "16")]);
    }
}
