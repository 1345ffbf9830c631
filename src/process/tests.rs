//! The pool of processes, with threads that serve the same messages: what fails, what dies, what is cut off.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, mpsc};

use super::*;
use crate::pool::variants::{self, Mode, Program, Receive, Variant};
use crate::pool::{PoolError, Schedule};
use crate::record::{Kind, Recorder};
use crate::task::{Context, Fault, Meta, Output, Params, State, StopFlag, Task, Work};

/// Item 3 raises, item 5 panics, item 7 kills its process, item 9 waits for Stop, every item keeps its worker busy; the seed says
/// which of these there are.
struct Trouble;

static META: Meta = Meta {
    id: "trouble",
    title: "Trouble",
    summary: "",
    teaches: "",
    tutorials: &[],
    item: "item",
    items: 1,
    max_items: 100,
    params: &[],
    warm: true,
    rounds: None,
};

const FAILS: u32 = 1;
const PANICS: u32 = 2;
const DIES: u32 = 3;
const WONT_PREPARE: u32 = 4;
const WAITS: u32 = 5;
const SPINS: u32 = 6;

impl Task for Trouble {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, _: &Params, _: u32, seed: u32) -> Box<dyn Work> {
        assert!(seed != WONT_PREPARE, "no luck");
        Box::new(Troubled { seed })
    }
}

struct Troubled {
    seed: u32,
}

impl Work for Troubled {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        match (self.seed, item) {
            (FAILS, 3) => Err(Fault::Failed("no 3".to_owned())),
            (PANICS, 5) => std::panic::resume_unwind(Box::new("no 5")),
            (DIES, 7) => std::panic::resume_unwind(Box::new(Death)),
            (SPINS, _) => Ok(Output::Number(spin_ms())),
            (WAITS, 9) => context.sleep(std::time::Duration::from_secs(3600)).map(|()| Output::Number(0.0)),
            _ => Ok(Output::Number(f64::from(item) + context.state().iter().sum::<f64>())),
        }
    }
}

struct Death;

/// Keeps its worker busy for a while and returns how long.
fn spin_ms() -> f64 {
    let from_ms = crate::clock::now_ms();
    while crate::clock::now_ms() < from_ms + 2.0 {}
    2.0
}

fn find(id: &str) -> Option<&'static dyn Task> {
    (id == "trouble").then_some(&Trouble as &dyn Task)
}

/// Threads that serve messages as processes do; the one that gets to its death says so and is gone.
struct Threads;

struct Channel(mpsc::Sender<Vec<u8>>);

impl Launcher for Threads {
    fn start(&self, id: u32, _: &str, inbox: &Arc<Inbox>) -> Result<Box<dyn Process>, String> {
        let (sender, messages) = mpsc::channel::<Vec<u8>>();
        let inbox = Arc::clone(inbox);
        std::thread::spawn(move || {
            let mut child = Child::new(find);
            for message in messages {
                let Some(answer) = child.answer(&message) else { continue };
                // A panic that is no text is how this task's process dies.
                if String::from_utf8_lossy(&answer).contains("a value that is no text") {
                    return inbox.died(id, "killed".to_owned());
                }
                inbox.said(id, answer);
            }
        });
        Ok(Box::new(Channel(sender)))
    }
}

impl Process for Channel {
    fn send(&mut self, message: &[u8]) {
        // One that died has said so.
        drop(self.0.send(message.to_vec()));
    }
}

#[derive(Default)]
struct Received(Vec<u32>);

impl Receive for Received {
    fn waiting(&mut self) {}

    fn all(&mut self, outputs: Vec<Output>) {
        self.0.extend((0..).zip(outputs).map(|(item, _)| item));
    }

    fn one(&mut self, item: u32, _: Output) {
        self.0.push(item);
    }
}

/// A process that has done what it is told, and said so, before who sends it gets to go on: as one on another core may.
struct AtOnce;

struct Prompt {
    id: u32,
    child: Child,
    inbox: Arc<Inbox>,
}

impl Launcher for AtOnce {
    fn start(&self, id: u32, _: &str, inbox: &Arc<Inbox>) -> Result<Box<dyn Process>, String> {
        Ok(Box::new(Prompt { id, child: Child::new(find), inbox: Arc::clone(inbox) }))
    }
}

impl Process for Prompt {
    fn send(&mut self, message: &[u8]) {
        if let Some(answer) = self.child.answer(message) {
            self.inbox.said(self.id, answer);
        }
    }
}

fn pool(seed: u32, size: usize) -> ProcessPool {
    let recruits = Recruits { size, max_chunks: None, schedule: Schedule::Queue };
    ProcessPool::new(Rc::new(Threads), recruits, ("trouble", &BTreeMap::new()), (12, seed))
}

/// What a call is about: its items from `first` on, `chunksize` of them at a time.
fn program((first, items): (u32, u32), chunksize: usize, state: State, mode: Mode) -> Program {
    Program { function: Arc::new(|_| unreachable!()), items, first, state, chunksize: Some(chunksize), mode }
}

fn call(pool: &mut ProcessPool, variant: &str, chunksize: usize, mode: Mode) -> (Result<(), PoolError>, Vec<u32>) {
    let variant: &'static Variant = variants::find(variant).unwrap();
    let (recorder, stop) = (Recorder::start(2), StopFlag::new());
    let program = program((0, 12), chunksize, State::from([]), mode);
    let mut received = Received::default();
    let call = Call { variant, program: &program, recorder: &recorder, stop: &stop, receive: &mut received };
    let outcome = block_on(pool.run(call));
    block_on(pool.settle(&stop));
    (outcome, received.0)
}

const RUN: Mode = Mode::Run { deadline_ms: f64::INFINITY };

/// As CPython (`failing_map`, `iteration_after_an_error` in tests/conformance): a map's error comes when all is done, an
/// iterator's at its turn.
#[test]
fn a_failing_item_fails_its_call_and_says_where_and_why() {
    for (seed, item, why) in [(FAILS, 3, "no 3"), (PANICS, 5, "no 5")] {
        let mut pool = pool(seed, 1);
        for variant in variants::VARIANTS {
            let (outcome, received) = call(&mut pool, variant.id, 1, RUN);
            let Err(PoolError::Item(error)) = outcome else { panic!("{outcome:?}") };
            assert_eq!((error.item, error.message.as_str()), (item, why), "{}", variant.id);
            assert_eq!(error.worker, "SpawnPoolWorker-1");
            let before: Vec<u32> = (0..item as u32).collect();
            let expected = if variant.delivery == variants::Delivery::AtEnd { Vec::new() } else { before };
            assert_eq!(received, expected, "{}", variant.id);
        }
    }
}

#[test]
fn a_failing_item_takes_its_chunk_with_it() {
    let (outcome, received) = call(&mut pool(FAILS, 1), "imap", 2, RUN);
    assert!(matches!(outcome, Err(PoolError::Item(error)) if error.item == 3));
    assert_eq!(received, [0, 1]);
}

#[test]
fn a_dead_process_fails_the_call_and_the_next_call_has_others() {
    let mut pool = pool(DIES, 2);
    for variant in ["map", "imap", "apply"] {
        let (outcome, _) = call(&mut pool, variant, 1, RUN);
        let Err(PoolError::Died { worker, why }) = outcome else { panic!("{outcome:?}") };
        assert!(worker.starts_with("SpawnPoolWorker-"), "{worker}");
        assert_eq!(why, "killed");
        // Touched only, nobody dies.
        let (outcome, mut received) = call(&mut pool, variant, 1, Mode::Touch);
        assert_eq!(outcome, Ok(()));
        received.sort_unstable();
        assert!(received.into_iter().eq(0..12));
    }
}

/// CPython would start new processes for ever.
#[test]
fn a_process_that_cannot_prepare_fails_the_call_at_once() {
    let mut pool = pool(WONT_PREPARE, 2);
    pool.start().unwrap();
    let stop = StopFlag::new();
    let outcome = block_on(pool.ready(&stop));
    let Err(PoolError::Process { worker, why }) = outcome else { panic!("{outcome:?}") };
    assert!(worker.starts_with("SpawnPoolWorker-"), "{worker}");
    assert!(why.contains("no luck"), "{why}");
    let (outcome, _) = call(&mut pool, "map", 1, RUN);
    assert!(matches!(outcome, Err(PoolError::Process { .. })), "{outcome:?}");
}

#[test]
fn an_unknown_task_is_refused_by_name() {
    let recruits = Recruits { size: 1, max_chunks: None, schedule: Schedule::Queue };
    let mut pool = ProcessPool::new(Rc::new(Threads), recruits, ("nothing", &BTreeMap::new()), (12, 0));
    let (outcome, _) = call(&mut pool, "map", 1, RUN);
    assert!(matches!(outcome, Err(PoolError::Process { why, .. }) if why == "there is no task nothing"));
}

#[test]
fn a_deadline_cuts_a_run_off_and_keeps_the_processes() {
    let mut pool = pool(WAITS, 2);
    let deadline_ms = crate::clock::now_ms() + 20.0;
    let (outcome, _) = call(&mut pool, "map", 1, Mode::Run { deadline_ms });
    assert!(matches!(outcome, Err(PoolError::Item(error)) if error.message == "stopped"));
    let (outcome, received) = call(&mut pool, "map", 1, Mode::Touch);
    assert_eq!((outcome, received.len()), (Ok(()), 12));
}

/// What a lane shows is what the items took, also where the caller lost its core as it sent them.
#[test]
fn a_chunk_that_began_before_its_sender_went_on_is_recorded_whole() {
    let recruits = Recruits { size: 1, max_chunks: None, schedule: Schedule::Queue };
    let mut pool = ProcessPool::new(Rc::new(AtOnce), recruits, ("trouble", &BTreeMap::new()), (4, SPINS));
    let (recorder, stop) = (Recorder::start(1), StopFlag::new());
    let program = program((0, 4), 1, State::from([]), RUN);
    let (variant, mut received) = (variants::find("map").unwrap(), Received::default());
    let call = Call { variant, program: &program, recorder: &recorder, stop: &stop, receive: &mut received };
    assert_eq!(block_on(pool.run(call)), Ok(()));
    let chunks: Vec<f64> = recorder.lanes()[0]
        .spans()
        .filter(|span| span.kind == Kind::Chunk)
        .map(|span| span.end_ms - span.start_ms)
        .collect();
    // A double that counts from 1970 holds a moment to a quarter of a microsecond.
    assert!(chunks.len() == 4 && chunks.iter().all(|took_ms| *took_ms > 1.999), "{chunks:?}");
}

#[test]
fn a_raised_flag_ends_the_call_at_once_and_its_processes_with_it() {
    let mut pool = pool(WAITS, 2);
    let variant = variants::find("imap").unwrap();
    let (recorder, stop) = (Recorder::start(2), StopFlag::new());
    let program = program((0, 12), 1, State::from([]), RUN);

    /// Raises the flag when item 8 is there: 9 is under way then, or about to be.
    struct Raise<'a>(&'a StopFlag);
    impl Receive for Raise<'_> {
        fn waiting(&mut self) {}
        fn all(&mut self, _: Vec<Output>) {}
        fn one(&mut self, item: u32, _: Output) {
            if item == 8 {
                self.0.raise();
            }
        }
    }
    let mut receive = Raise(&stop);
    let call = Call { variant, program: &program, recorder: &recorder, stop: &stop, receive: &mut receive };
    assert_eq!(block_on(pool.run(call)), Err(PoolError::Terminated));
}

/// A round: its call's first item, how many, the state.
fn round(pool: &mut ProcessPool, first: u32, items: u32, state: f64) -> (Result<(), PoolError>, Vec<(u32, Output)>) {
    struct Kept(Vec<(u32, Output)>);
    impl Receive for Kept {
        fn waiting(&mut self) {}
        fn all(&mut self, outputs: Vec<Output>) {
            self.0.extend((0..).zip(outputs));
        }
        fn one(&mut self, item: u32, output: Output) {
            self.0.push((item, output));
        }
    }
    let (recorder, stop) = (Recorder::start(2), StopFlag::new());
    let program = program((first, items), 1, State::from([state]), RUN);
    let variant = variants::find("map").unwrap();
    let mut kept = Kept(Vec::new());
    let call = Call { variant, program: &program, recorder: &recorder, stop: &stop, receive: &mut kept };
    let outcome = block_on(pool.run(call));
    block_on(pool.settle(&stop));
    (outcome, kept.0)
}

/// Also where processes are replaced, once their share ends with a round's last chunk.
#[test]
fn a_round_has_its_items_and_its_state_whoever_computes_it() {
    for max_chunks in [None, Some(1), Some(2), Some(3)] {
        let recruits = Recruits { size: 2, max_chunks, schedule: Schedule::Queue };
        let mut pool = ProcessPool::new(Rc::new(Threads), recruits, ("trouble", &BTreeMap::new()), (12, 0));
        for (first, items, state) in [(0, 5, 0.5), (5, 4, 7.25), (9, 3, 1.0)] {
            let (outcome, kept) = round(&mut pool, first, items, state);
            assert_eq!(outcome, Ok(()), "{max_chunks:?}");
            let expected = (0..items).map(|item| (item, Output::Number(f64::from(first + item) + state)));
            assert!(kept.into_iter().eq(expected), "{max_chunks:?}, from {first}");
        }
    }
}

#[test]
fn what_fails_in_a_later_round_is_its_calls_item_and_the_next_run_begins_anew() {
    let mut pool = pool(FAILS, 2);
    assert_eq!(round(&mut pool, 0, 2, 0.0).0, Ok(()));
    let (outcome, _) = round(&mut pool, 2, 10, 0.0);
    assert!(matches!(outcome, Err(PoolError::Item(error)) if error.item == 1 && error.message == "no 3"));
    assert_eq!(round(&mut pool, 0, 2, 0.0).0, Ok(()));
    let mut pool = self::pool(DIES, 2);
    assert_eq!(round(&mut pool, 0, 6, 0.0).0, Ok(()));
    assert!(matches!(round(&mut pool, 6, 6, 0.0).0, Err(PoolError::Died { .. })));
    // The new ones have their round's state.
    assert_eq!(round(&mut pool, 0, 1, 2.0).1, [(0, Output::Number(2.0))]);
}
