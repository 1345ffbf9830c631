//! Who computes an item: a thread of the pool, or the one that began.

use std::thread;

fn worker_name() -> String {
    match rayon::current_thread_index() {
        Some(index) => format!("worker {index}"),
        None => thread::current().name().unwrap_or("thread").to_owned(),
    }
}
