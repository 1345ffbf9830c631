//! Reads a WebAssembly module: which encoding of exceptions its code uses.

use crate::error::Error;
use std::path::Path;
use wasmparser::{Operator, Parser, Payload};

/// The two encodings of exceptions, which engines support from different versions on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// No handler in the code.
    None,
    /// `try` and `catch`: every engine that has exceptions.
    Legacy,
    /// `try_table` and `exnref`: newer engines only.
    Standard,
    /// Both, which only newer engines accept.
    Mixed,
}

impl Encoding {
    /// For messages.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::None => "none",
            Encoding::Legacy => "legacy",
            Encoding::Standard => "standard",
            Encoding::Mixed => "mixed",
        }
    }

    fn and(self, other: Encoding) -> Encoding {
        match (self, other) {
            (one, Encoding::None) | (Encoding::None, one) => one,
            (one, same) if one == same => one,
            _ => Encoding::Mixed,
        }
    }
}

/// The encoding that the code of a module uses.
pub fn encoding(path: &Path) -> Result<Encoding, Error> {
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    encoding_of(&bytes).map_err(|error| Error::Module { path: path.to_owned(), reason: error.to_string() })
}

fn encoding_of(bytes: &[u8]) -> wasmparser::Result<Encoding> {
    let mut found = Encoding::None;
    for payload in Parser::new(0).parse_all(bytes) {
        if let Payload::CodeSectionEntry(body) = payload? {
            for operator in body.get_operators_reader()? {
                found = found.and(match operator? {
                    Operator::Try { .. } | Operator::Catch { .. } | Operator::CatchAll | Operator::Delegate { .. } => {
                        Encoding::Legacy
                    }
                    Operator::TryTable { .. } => Encoding::Standard,
                    _ => Encoding::None,
                });
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one function `() -> ()` of the given code.
    fn module(code: &[u8]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend([1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0]);
        let body = u8::try_from(code.len() + 2).unwrap();
        bytes.extend([10, body + 2, 1, body, 0]);
        bytes.extend(code);
        bytes.push(0x0b);
        bytes
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(encoding_of(&module(&[])).unwrap(), Encoding::None);
        // try (no result) catch_all end
        assert_eq!(encoding_of(&module(&[0x06, 0x40, 0x19, 0x0b])).unwrap(), Encoding::Legacy);
        // try_table (no result, no handlers) end
        assert_eq!(encoding_of(&module(&[0x1f, 0x40, 0x00, 0x0b])).unwrap(), Encoding::Standard);
    }
}
