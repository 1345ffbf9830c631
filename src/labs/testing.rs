//! What the labs' tests share: a bench on the system's threads, settings as a link gives them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Bench, Entry, Lab, Log, Outcome};
use crate::pool::crew::NativeSpawner;
use crate::task::{Kind, Param, Value};

/// A bench, and the log that it writes.
pub(super) fn bench() -> (Arc<Bench>, Arc<Log>) {
    let log = Arc::new(Log::new());
    log.begin(1);
    (Bench::new(Arc::new(NativeSpawner::default()), Arc::clone(&log)), log)
}

/// Settings from words: each is read as its parameter's type.
pub(super) fn settings(lab: &dyn Lab, given: &[(&str, &str)]) -> BTreeMap<String, Value> {
    let value = |(name, text): &(&str, &str)| {
        let is_named = |param: &&Param| param.name == *name;
        let param = lab.meta().settings.iter().find(is_named).expect("a setting of the lab");
        let value = match param.kind {
            Kind::Integer(_) | Kind::Number(_) => Value::Number(text.parse().expect("a number")),
            Kind::Choice(_) => Value::Text((*text).to_owned()),
            Kind::Flag { .. } => Value::Flag(text.parse().expect("true or false")),
        };
        ((*name).to_owned(), value)
    };
    given.iter().map(value).collect()
}

/// Runs a lab and returns its outcome and what happened.
pub(super) fn run(lab: &dyn Lab, given: &[(&str, &str)]) -> (Outcome, Vec<Entry>) {
    let (bench, log) = bench();
    let outcome = super::run(lab.meta().id, &settings(lab, given), &bench).expect("an outcome");
    (outcome, log.read())
}

/// Runs a lab that doesn't end by itself and stops it when `until` says so of what happened.
pub(super) fn run_until(
    lab: &dyn Lab,
    given: &[(&str, &str)],
    until: impl Fn(&[Entry]) -> bool,
) -> (Outcome, Vec<Entry>) {
    let (bench, log) = bench();
    let settings = settings(lab, given);
    let outcome = std::thread::scope(|scope| {
        let (own, id) = (Arc::clone(&bench), lab.meta().id);
        let outcome = scope.spawn(move || super::run(id, &settings, &own));
        while !until(&log.read()) {
            assert!(!outcome.is_finished(), "it ended by itself");
            std::thread::yield_now();
        }
        bench.stop();
        outcome.join().expect("no panic")
    });
    (outcome.expect("an outcome"), log.read())
}
