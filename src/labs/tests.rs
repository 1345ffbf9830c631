//! What holds for every lab of the list.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::testing::bench;
use super::*;
use crate::ipc::{Barrier, Event};
use crate::pool::Spawner;
use crate::pool::crew::NativeSpawner;
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

/// How long a worker waits for what never comes: without what is tested, it comes back and the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whoever waits for the one that broke is waked, and the experiment says who it was.
#[test]
fn a_worker_that_panics_ends_the_experiment_at_once_and_is_named() {
    let (bench, _) = bench();
    let never = Event::new(&mut bench.arena(16));
    let failed = bench.together(2, move |_, who| {
        if who == 1 {
            std::panic::resume_unwind(Box::new("no luck"));
        }
        never.wait(Some(PATIENCE))?;
        Ok(())
    });
    assert_eq!(failed.unwrap_err().to_string(), "worker 1 broke: no luck");
}

/// So is whoever waits for one that there never was.
#[test]
fn a_worker_that_cannot_be_started_ends_the_experiment_at_once() {
    /// Starts one thread and no more.
    struct One(NativeSpawner, AtomicBool);
    impl Spawner for One {
        fn spawn(&self, body: Box<dyn FnOnce() + Send>) -> Result<(), String> {
            if self.1.swap(true, Ordering::SeqCst) { Err("no more".to_owned()) } else { self.0.spawn(body) }
        }
        fn settle(&self) {
            self.0.settle();
        }
    }
    let bench = Bench::new(Arc::new(One(NativeSpawner::default(), AtomicBool::new(false))), Arc::new(Log::new()));
    let barrier = Barrier::new(&mut bench.arena(64), 2, None).unwrap();
    let waited = Arc::new(Mutex::new(None));
    let told = Arc::clone(&waited);
    let failed = bench.together(2, move |_, _| {
        *told.lock().unwrap() = Some(barrier.wait(Some(PATIENCE)));
        Ok(())
    });
    assert!(matches!(failed, Err(LabError::Process(ProcessError::Start { why, .. })) if why == "no more"));
    assert_eq!(*waited.lock().unwrap(), Some(Err(IpcError::Interrupted)));
}
