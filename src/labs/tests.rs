//! What holds for every lab of the list.

use std::collections::{BTreeMap, BTreeSet};

use super::testing::bench;
use super::*;
use crate::task::Value;

#[test]
fn ids_are_names_and_occur_once() {
    let ids: BTreeSet<&str> = LABS.iter().map(|lab| lab.meta().id).collect();
    assert_eq!(ids.len(), LABS.len());
    for id in ids {
        assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{id}");
        assert_eq!(find(id).map(|lab| lab.meta().id), Some(id));
    }
}

#[test]
fn texts_are_sentences_and_settings_have_a_default_within_their_bounds() {
    for lab in LABS {
        let meta = lab.meta();
        assert!(meta.summary.ends_with('.') && meta.limit_s > 0 && !meta.settings.is_empty(), "{}", meta.id);
        for param in meta.settings {
            assert!(
                param.help.ends_with('.') && param.kind.allows(&param.kind.default_value()),
                "{}: {}",
                meta.id,
                param.name
            );
        }
    }
}

/// Whatever it is doing: a stopped bench ends it.
#[test]
fn every_lab_that_is_stopped_before_it_begins_ends_at_once() {
    for lab in LABS {
        let (bench, _) = bench();
        bench.stop();
        // An outcome, or an error that says so; what counts is that nothing waits.
        drop(run(lab.meta().id, &BTreeMap::new(), &bench));
    }
}

#[test]
fn what_is_not_there_or_not_allowed_is_named() {
    let (bench, _) = bench();
    let unknown = run("nothing", &BTreeMap::new(), &bench).unwrap_err();
    assert_eq!(unknown.to_string(), "there is no lab nothing");
    let given = BTreeMap::from([("workers".to_owned(), Value::Number(99.0))]);
    let refused = run("lost_updates", &given, &bench).unwrap_err();
    assert_eq!(refused.to_string(), "workers: 99 was given, a whole number from 1 to 8 is allowed");
    let given = BTreeMap::from([("worker".to_owned(), Value::Number(1.0))]);
    let refused = run("lost_updates", &given, &bench).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "worker: 1 was given, one of the parameters counter, workers, increments is allowed"
    );
}
