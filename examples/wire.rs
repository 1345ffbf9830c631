//! Writes what the page needs to know about the crate: types, and as data `labs.json`, `catalog.json` without its words, and
//! those as `words.json`, in the shape that every language has (`www/locales/catalog.ts`).
//!
//! `cargo run --features wire --example wire -- www/generated`; the build does it.

use std::{env, error, fs, path};

use pool_playground::compare::{Catalog, Measured, catalog};
use pool_playground::labs::{LABS, LabMeta, LogLayout, Outcome};
use pool_playground::record::Layout;
use serde_json::{Map, Value};
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
    let mut bare = serde_json::to_value(catalog())?;
    let words = words_of(&mut bare);
    fs::write(folder.join("catalog.json"), serde_json::to_string_pretty(&bare)?)?;
    fs::write(folder.join("words.json"), serde_json::to_string_pretty(&words)?)?;
    Ok(())
}

/// Takes the words out of a catalogue: what people read, by id.
fn words_of(catalog: &mut Value) -> Value {
    let mut words = Map::new();
    for list in ["strategies", "schedules", "spawns", "lifetimes"] {
        words.insert(list.to_owned(), by_id(&mut catalog[list], "id", |entry| taken(entry, &["title", "summary"])));
    }
    words.insert(
        "variants".to_owned(),
        by_id(&mut catalog["variants"], "id", |entry| taken(entry, &["summary"])["summary"].take()),
    );
    let task = |task: &mut Value| {
        let mut words = taken(task, &["title", "summary", "teaches", "item"]);
        words["params"] = by_id(&mut task["params"], "name", |param| taken(param, &["label", "help"]));
        words
    };
    words.insert("tasks".to_owned(), by_id(&mut catalog["tasks"], "id", task));
    Value::Object(words)
}

/// What is taken of each entry, by what `id` says.
fn by_id(entries: &mut Value, id: &str, take: impl Fn(&mut Value) -> Value) -> Value {
    let entries = entries.as_array_mut().expect("a list");
    entries.iter_mut().map(|entry| (entry[id].as_str().expect("a name").to_owned(), take(entry))).collect()
}

/// These fields, which the entry then has no more.
fn taken(entry: &mut Value, fields: &[&str]) -> Value {
    let entry = entry.as_object_mut().expect("an object");
    fields.iter().map(|field| ((*field).to_owned(), entry.shift_remove(*field).expect("a text"))).collect()
}
