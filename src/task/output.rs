//! What an item's result is, how results are compared, and where they go in a picture.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

/// The result of one item. 16 bytes, so that a million of them stay small.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Output {
    /// A number.
    Number(f64),
    /// A text.
    Text(Box<str>),
    /// A text and the worker that says it. Who says it differs between strategies and isn't part of the result.
    Said(Box<Said>),
    /// Bytes: a tile of pixels, red, green, blue.
    Bytes(#[serde(with = "serde_bytes")] Box<[u8]>),
    /// 16-bit counts: a row of iteration counts.
    Counts(Box<[u16]>),
}

/// A text and the worker that says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What people read: `PoolWorker-3 - hello 7`.
    pub line: Box<str>,
    text_at: usize,
}

impl Said {
    /// What was said, without who said it.
    pub fn text(&self) -> &str {
        &self.line[self.text_at..]
    }
}

impl Output {
    /// `text`, said by the worker named `worker`.
    pub fn said(worker: &str, text: &str) -> Output {
        let line = format!("{worker} - {text}").into_boxed_str();
        Output::Said(Box::new(Said { text_at: line.len() - text.len(), line }))
    }

    /// The digest of results in item order: the same on every platform, whoever computed them.
    pub fn digest<'a>(ordered: impl IntoIterator<Item = &'a Output>) -> u64 {
        let mut digest = Xxh3::new();
        ordered.into_iter().for_each(|output| output.digest_into(&mut digest));
        digest.digest()
    }

    /// Feeds the result into a digest: a type tag, the length where it varies, the value in little endian.
    fn digest_into(&self, digest: &mut Xxh3) {
        match self {
            Output::Number(number) => {
                digest.update(b"n");
                digest.update(&number.to_bits().to_le_bytes());
            }
            Output::Text(text) => digest_bytes(digest, b"t", text.as_bytes()),
            Output::Said(said) => digest_bytes(digest, b"t", said.text().as_bytes()),
            Output::Bytes(bytes) => digest_bytes(digest, b"b", bytes),
            Output::Counts(counts) => {
                digest.update(b"c");
                digest.update(&(counts.len() as u64).to_le_bytes());
                for count in counts {
                    digest.update(&count.to_le_bytes());
                }
            }
        }
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Output::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The text, where it is one; of [`Output::Said`], what was said.
    pub fn text(&self) -> Option<&str> {
        match self {
            Output::Text(text) => Some(text),
            Output::Said(said) => Some(said.text()),
            _ => None,
        }
    }
}

fn digest_bytes(digest: &mut Xxh3, tag: &[u8], bytes: &[u8]) {
    digest.update(tag);
    digest.update(&(bytes.len() as u64).to_le_bytes());
    digest.update(bytes);
}

/// Where outputs go in a picture: item `i` is the tile at column `i % columns`, row `i / columns`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Frame {
    /// Width of the picture in pixels.
    pub width: u32,
    /// Height of the picture in pixels.
    pub height: u32,
    /// Width of a tile in pixels; tiles at the right edge may be narrower.
    pub tile_width: u32,
    /// Height of a tile in pixels; tiles at the bottom edge may be lower.
    pub tile_height: u32,
    /// Tiles in a row.
    pub columns: u32,
    /// How an output's numbers become colours.
    pub encoding: Encoding,
    /// For [`Encoding::Counts`]: the count that stands for "never escaped".
    pub limit: u32,
}

/// How an output's numbers become colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// One 16-bit count a pixel ([`Output::Counts`]).
    Counts,
    /// Red, green, blue, one byte each ([`Output::Bytes`]).
    Rgb,
}

/// A number made from all results, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Figure {
    /// What it is: `primes below 1,000,000`.
    pub label: String,
    /// Its value: `78,498`.
    pub value: String,
}
