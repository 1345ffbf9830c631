//! Writes what the tasks return for a table of small specs, as JSON: what programs in other languages are compared with.
//!
//! `cargo run --example outputs -- src/tasks/golden.json target/programs/outputs.json`; `cargo xtask test` does it.

use std::collections::BTreeMap;
use std::{env, error, fs};

use pool_playground::task::{Output, Params, Value, serially};
use pool_playground::tasks;
use serde::Deserialize;
use serde_json::json;

/// What a row of the table says of a run; it has other fields, too.
#[derive(Deserialize)]
struct Row {
    task: String,
    items: u32,
    seed: u32,
    params: BTreeMap<String, Value>,
}

fn main() -> Result<(), Box<dyn error::Error>> {
    let usage = "usage: outputs TABLE FILE";
    let (table, file) = (env::args().nth(1).ok_or(usage)?, env::args().nth(2).ok_or(usage)?);
    let rows: Vec<Row> = serde_json::from_str(&fs::read_to_string(table)?)?;
    let outputs: Vec<_> = rows.iter().map(outputs).collect::<Result<_, _>>()?;
    Ok(fs::write(file, serde_json::to_string(&outputs)?)?)
}

/// All results of a row, in item order.
fn outputs(row: &Row) -> Result<Vec<serde_json::Value>, Box<dyn error::Error>> {
    let task = tasks::find(&row.task).ok_or_else(|| format!("no task {}", row.task))?;
    let params = Params::check(task.meta(), &row.params)
        .map_err(|(name, given, allowed)| format!("{name}: {given} was given, {allowed} is allowed"))?;
    let work = task.prepare(&params, row.items, row.seed);
    Ok(serially(&*work, row.items)?.iter().map(plain).collect())
}

/// A result as JSON has it; arrays say what they are made of.
fn plain(output: &Output) -> serde_json::Value {
    match output {
        Output::Number(number) => json!(number),
        Output::Text(text) => json!(text),
        Output::Said(said) => json!(said.line),
        Output::Bytes(bytes) => json!({ "bytes": bytes }),
        Output::Counts(counts) => json!({ "counts": counts }),
    }
}
