//! Processes in the page: Web Workers with a private instance of the module, which the caller starts and hears.
//!
//! While it waits for them the caller must return to its event loop, where their messages arrive. So a comparison is a
//! future that is kept here and polled again at each message.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::*;

use crate::process::{Child, Inbox, Launcher, Process};
use crate::tasks;

#[wasm_bindgen]
extern "C" {
    /// The caller's script as far as it starts workers.
    #[wasm_bindgen(typescript_type = "ProcessStarter")]
    #[derive(Clone)]
    pub type ProcessStarter;

    #[wasm_bindgen(method, catch)]
    fn start(this: &ProcessStarter, id: u32, name: &str) -> Result<(), JsValue>;

    /// Copies the bytes: they lie in the module's memory.
    #[wasm_bindgen(method)]
    fn send(this: &ProcessStarter, id: u32, message: &[u8]);

    #[wasm_bindgen(method)]
    fn kill(this: &ProcessStarter, id: u32);
}

type Outcome = Result<JsValue, JsValue>;

thread_local! {
    /// Caller: the comparison that waits for processes.
    static PENDING: RefCell<Option<Pin<Box<dyn Future<Output = Outcome>>>>> = const { RefCell::new(None) };
    /// Caller: where what processes say goes, for each process that was started and isn't gone.
    static INBOXES: RefCell<Vec<(u32, Weak<Inbox>)>> = const { RefCell::new(Vec::new()) };
    /// Process: what runs in it.
    static CHILD: RefCell<Child> = RefCell::new(Child::new(tasks::find));
}

struct WorkerLauncher(ProcessStarter);

impl Launcher for WorkerLauncher {
    fn start(&self, id: u32, name: &str, inbox: &Arc<Inbox>) -> Result<Box<dyn Process>, String> {
        self.0.start(id, name).map_err(|error| super::message::said(&error))?;
        INBOXES.with_borrow_mut(|inboxes| inboxes.push((id, Arc::downgrade(inbox))));
        Ok(Box::new(WorkerProcess { starter: self.0.clone(), id }))
    }
}

struct WorkerProcess {
    starter: ProcessStarter,
    id: u32,
}

impl Process for WorkerProcess {
    fn send(&mut self, message: &[u8]) {
        self.starter.send(self.id, message);
    }
}

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        forget(self.id);
        self.starter.kill(self.id);
    }
}

fn inbox_of(id: u32) -> Option<Arc<Inbox>> {
    INBOXES.with_borrow(|inboxes| inboxes.iter().find(|(known, _)| *known == id)?.1.upgrade())
}

fn forget(id: u32) {
    INBOXES.with_borrow_mut(|inboxes| inboxes.retain(|(known, _)| *known != id));
}

/// Begins a comparison and polls it once. One at a time: an earlier one that is still pending is dropped, and its processes
/// with it.
pub(super) fn begin<F: Future<Output = Outcome> + 'static>(
    starter: ProcessStarter,
    comparison: impl FnOnce(Rc<dyn Launcher>) -> F,
) -> Result<Option<JsValue>, JsValue> {
    let comparison = Box::pin(comparison(Rc::new(WorkerLauncher(starter))));
    PENDING.set(Some(comparison));
    poll_comparison()
}

/// Caller: looks whether the comparison that waits can go on; the stop flag may have been raised.
///
/// # Errors
///
/// As [`begin_comparison`](super::begin_comparison).
#[wasm_bindgen(js_name = pollComparison)]
pub fn poll_comparison() -> Result<Option<JsValue>, JsValue> {
    // Taken out: polling starts and kills processes, which must find nothing borrowed.
    let Some(mut comparison) = PENDING.take() else { return Ok(None) };
    // Whoever has news polls; nobody needs to be woken.
    match comparison.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.map(Some),
        Poll::Pending => {
            PENDING.set(Some(comparison));
            Ok(None)
        }
    }
}

/// Caller: a process said something.
///
/// # Errors
///
/// As [`begin_comparison`](super::begin_comparison).
#[wasm_bindgen(js_name = processSaid)]
pub fn process_said(id: u32, message: Vec<u8>) -> Result<Option<JsValue>, JsValue> {
    if let Some(inbox) = inbox_of(id) {
        inbox.said(id, message);
    }
    poll_comparison()
}

/// Caller: a process is no more.
///
/// # Errors
///
/// As [`begin_comparison`](super::begin_comparison).
#[wasm_bindgen(js_name = processDied)]
pub fn process_died(id: u32, why: String) -> Result<Option<JsValue>, JsValue> {
    if let Some(inbox) = inbox_of(id) {
        inbox.died(id, why);
    }
    poll_comparison()
}

/// Process: does what a message asks for and returns what to answer, if anything. Blocks while it computes.
#[wasm_bindgen(js_name = answerCaller)]
pub fn answer_caller(message: &[u8]) -> Option<Vec<u8>> {
    CHILD.with_borrow_mut(|child| child.answer(message))
}
