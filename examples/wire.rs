//! Writes what the page needs to know about the crate: types, and as data `catalog.json` and `labs.json`.
//!
//! `cargo run --features wire --example wire -- www/generated`; the build does it.

use std::{env, error, fs, path};

use pool_playground::compare::{Catalog, Measured, catalog};
use pool_playground::labs::{LABS, LabMeta, LogLayout, Outcome};
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
    LabMeta::export_all(&config)?;
    LogLayout::export_all(&config)?;
    Outcome::export_all(&config)?;
    let labs: Vec<&LabMeta> = LABS.iter().map(|lab| lab.meta()).collect();
    fs::write(folder.join("labs.json"), serde_json::to_string_pretty(&labs)?)?;
    fs::write(folder.join("catalog.json"), serde_json::to_string_pretty(&catalog())?)?;
    Ok(())
}
