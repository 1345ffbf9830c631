//! Writes what the page needs to know about the crate: `wire.ts` (types) and `catalog.json` (data).
//!
//! `cargo run --features wire --example wire -- www/generated`; the build does it.

use std::{env, error, fs, path};

use pool_playground::compare::{Catalog, Measured, catalog};
use pool_playground::record::Layout;
use ts_rs::{Config, TS};

fn main() -> Result<(), Box<dyn error::Error>> {
    let folder = env::args().nth(1).ok_or("usage: wire FOLDER")?;
    let folder = path::Path::new(&folder);
    fs::create_dir_all(folder)?;
    println!("{}", folder.display());
    let config = Config::new().with_out_dir(folder);
    Catalog::export_all(&config)?;
    Measured::export_all(&config)?;
    Layout::export_all(&config)?;
    fs::write(folder.join("catalog.json"), serde_json::to_string_pretty(&catalog())?)?;
    Ok(())
}
