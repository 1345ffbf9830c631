//! The other side: what runs in a process. It prepares a task once and computes chunks, one message after the other.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;

use super::wire::{self, Done, Failed, Order, Prepare, Reply};
use crate::clock;
use crate::pool::variants::Mode;
use crate::pool::{Worker, panic_message};
use crate::task::{Context, Fault, Output, Params, StopFlag, Task, Value, Work, waits};

/// How a process finds a task by its id: the list is above this layer.
pub type Find = fn(&str) -> Option<&'static dyn Task>;

/// A process's state between messages.
pub struct Child {
    find: Find,
    ready: Option<(String, Box<dyn Work>)>,
    deadline_ms: f64,
    touch: bool,
    /// What items read of earlier calls.
    state: Vec<f64>,
    /// Never raised: a process that shall stop is killed.
    stop: StopFlag,
}

impl Child {
    /// A process that knows nothing yet.
    pub fn new(find: Find) -> Child {
        Child { find, ready: None, deadline_ms: f64::INFINITY, touch: false, state: Vec::new(), stop: StopFlag::new() }
    }

    /// Does what a message asks for and returns what to answer, if anything. Blocks while it computes.
    pub fn answer(&mut self, message: &[u8]) -> Option<Vec<u8>> {
        let received_ms = clock::unix_ms();
        let mut computed = Vec::new();
        let reply = match wire::decode::<Order>(message, "an order") {
            Ok(Order::Prepare(prepare)) => self.prepare(prepare),
            Ok(Order::Begin(mode)) => {
                self.begin(mode);
                return None;
            }
            Ok(Order::State(state)) => {
                self.state = state;
                return None;
            }
            Ok(Order::Chunk { chunk, items }) => {
                let done = self.compute(chunk, &items, received_ms);
                computed = items;
                done
            }
            Err(error) => Reply::Refused(error.to_string()),
        };
        sealed(&reply, &computed)
    }

    fn prepare(&mut self, prepare: Prepare) -> Reply {
        let Prepare { worker, task, params, items, seed } = prepare;
        let Some(task) = (self.find)(&task) else {
            return Reply::Refused(format!("there is no task {task}"));
        };
        let given: BTreeMap<String, Value> = params.into_iter().map(|(name, value)| (name, value.into())).collect();
        let params = match Params::check(task.meta(), &given) {
            Ok(params) => params,
            Err((name, given, allowed)) => {
                return Reply::Refused(format!("{name}: {given} was given, {allowed} is allowed"));
            }
        };
        match catch_unwind(AssertUnwindSafe(|| task.prepare(&params, items, seed))) {
            Ok(work) => {
                Worker { index: 0, name: worker.clone() }.enter();
                waits::start();
                self.ready = Some((worker, work));
                Reply::Ready { at_ms: clock::unix_ms() }
            }
            Err(payload) => Reply::Refused(panic_message(&*payload)),
        }
    }

    fn begin(&mut self, mode: Mode) {
        (self.touch, self.deadline_ms) = match mode {
            Mode::Touch => (true, f64::INFINITY),
            Mode::Run { deadline_ms } => (false, clock::of_unix_ms(deadline_ms)),
        };
    }

    fn compute(&self, chunk: u32, items: &[u32], received_ms: f64) -> Reply {
        let Some((name, work)) = &self.ready else {
            return Reply::Refused("a chunk came before its task".to_owned());
        };
        let begun_ms = clock::unix_ms();
        let context = Context::new(name, &self.stop).with_deadline(self.deadline_ms).with_state(&self.state);
        let at = Cell::new(0);
        let one = |&item: &u32| {
            at.set(item);
            if self.touch { Ok(Output::Number(0.0)) } else { work.run(item, &context) }
        };
        let all = || items.iter().map(one).collect::<Result<Vec<Output>, Fault>>();
        let outcome = match catch_unwind(AssertUnwindSafe(all)) {
            Ok(Ok(outputs)) => Ok(outputs),
            Ok(Err(fault)) => Err(Failed { item: at.get(), message: fault.to_string() }),
            Err(payload) => Err(Failed { item: at.get(), message: panic_message(&*payload) }),
        };
        let ended_ms = clock::unix_ms();
        let mut noted = Vec::new();
        waits::take(|_, from_ms, to_ms| noted.push((clock::to_unix_ms(from_ms), clock::to_unix_ms(to_ms))));
        Reply::Done(Done { chunk, outcome, received_ms, begun_ms, ended_ms, waits: noted })
    }
}

/// A reply about these items, ready to be sent. One that can't be encoded is answered by the reason, which can.
fn sealed(reply: &impl Serialize, items: &[u32]) -> Option<Vec<u8>> {
    let sealed = wire::seal(reply, &|| format!("the results of {}", wire::items_of(items)), clock::unix_ms);
    sealed.or_else(|error| wire::seal(&Reply::Refused(error.to_string()), &String::new, clock::unix_ms)).ok()
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::wire::Refusing;
    use super::*;

    #[test]
    fn results_that_cannot_be_encoded_are_answered_by_the_reason_which_names_them() {
        let (answer, _) = wire::open(&sealed(&Refusing, &[6, 7, 8]).unwrap()).unwrap();
        let Reply::Refused(why) = answer else { panic!("{answer:?}") };
        assert!(why.starts_with("the results of items 6 to 8 could not be encoded: "), "{why}");
    }
}
