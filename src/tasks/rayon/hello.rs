//! `hello`: each item is greeted by the worker that got it.

use worker::worker_name;

// The experiment.
const ITEMS: u32 = 10;

fn hello(item: u32) -> String {
    format!("{} - hello {item}", worker_name())
}
