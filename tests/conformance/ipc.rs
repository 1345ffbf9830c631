//! What workers share, at its edges. The counterpart is `ipc.py`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use pool_playground::ipc::{
    Arena, Array, Barrier, BoundedSemaphore, Condition, Connection, Element, Event, IpcError, JoinableQueue, Lock,
    Queue, RLock, Semaphore, SimpleQueue, Value as Shared, pipe,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::support::{Make, fail};

const NOW: Option<Duration> = Some(Duration::ZERO);
const MOMENT: Option<Duration> = Some(Duration::from_millis(10));

/// What it returns, or the class and the text of what CPython raises.
fn outcome<T: Serialize>(outcome: Result<T, IpcError>) -> Value {
    match outcome {
        Ok(value) => json!(value),
        Err(error) => json!(error.python().unwrap_or_else(|| panic!("{error:?} is none of CPython's"))),
    }
}

/// What is received at once: a wait that nothing would end is none of CPython's.
fn received<T: Serialize + DeserializeOwned>(end: &Connection) -> Value {
    match end.poll(NOW) {
        Ok(false) => json!("nothing, not even the end"),
        _ => outcome(end.recv::<T>()),
    }
}

/// The same several times.
fn several<const N: usize>(call: impl Fn() -> Value) -> [Value; N] {
    std::array::from_fn(|_| call())
}

fn on_another_thread<T: Serialize>(call: impl FnOnce() -> Result<T, IpcError> + Send) -> Value {
    thread::scope(|scope| scope.spawn(|| outcome(call())).join().unwrap())
}

pub fn locks(_: Make) -> Value {
    let mut arena = Arena::local(32);
    let (lock, rlock) = (Lock::new(&mut arena), RLock::new(&mut arena));
    json!({
        "lock: release first": outcome(lock.release()),
        "lock: acquire": outcome(lock.acquire(None)),
        "lock: acquire again, without blocking": outcome(lock.acquire(NOW)),
        "lock: acquire again, for a moment": outcome(lock.acquire(MOMENT)),
        "lock: release by another thread": on_another_thread(|| lock.release()),
        "lock: release again": outcome(lock.release()),
        "rlock: release first": outcome(rlock.release()),
        "rlock: acquire": outcome(rlock.acquire(None)),
        "rlock: acquire again": outcome(rlock.acquire(NOW)),
        "rlock: acquire by another thread": on_another_thread(|| rlock.acquire(NOW)),
        "rlock: release by another thread": on_another_thread(|| rlock.release()),
        "rlock: release": outcome(rlock.release()),
        "rlock: another thread, still": on_another_thread(|| rlock.acquire(NOW)),
        "rlock: release again": outcome(rlock.release()),
        "rlock: release once more": outcome(rlock.release()),
    })
}

pub fn semaphores(_: Make) -> Value {
    let mut arena = Arena::local(32);
    let (semaphore, bounded) = (Semaphore::new(&mut arena, 1), BoundedSemaphore::new(&mut arena, 1));
    json!({
        "semaphore: release beyond its start": outcome(semaphore.release()),
        "semaphore: value": semaphore.get_value(),
        "semaphore: acquire": several::<3>(|| outcome(semaphore.acquire(NOW))),
        "bounded: release first": outcome(bounded.release()),
        "bounded: acquire": several::<2>(|| outcome(bounded.acquire(NOW))),
        "bounded: release": outcome(bounded.release()),
        "bounded: release again": outcome(bounded.release()),
    })
}

pub fn conditions_and_events(_: Make) -> Value {
    let mut arena = Arena::local(64);
    let (condition, event) = (Condition::new(&mut arena), Event::new(&mut arena));
    let unlocked = [outcome(condition.wait(MOMENT)), outcome(condition.notify(1))];
    condition.acquire(None).unwrap();
    let mut steps = json!({
        "wait without the lock": unlocked[0],
        "notify without the lock": unlocked[1],
        "wait in vain": outcome(condition.wait(MOMENT)),
        "notify nobody": outcome(condition.notify_all()),
        "wait in vain after it": outcome(condition.wait(MOMENT)),
        "wait for what is so": outcome(condition.wait_for(|| true, MOMENT)),
        "wait for what never is": outcome(condition.wait_for(|| false, MOMENT)),
    });
    condition.release().unwrap();
    steps["release without the lock"] = outcome(condition.release());
    steps["event: wait in vain"] = outcome(event.wait(MOMENT));
    event.set();
    steps["event: set"] = json!([event.is_set(), outcome(event.wait(NOW))]);
    event.clear();
    steps["event: cleared"] = json!([event.is_set(), outcome(event.wait(MOMENT))]);
    steps
}

pub fn barriers(_: Make) -> Value {
    let mut arena = Arena::local(128);
    let (barrier, alone) = (Barrier::new(&mut arena, 2, None).unwrap(), Barrier::new(&mut arena, 1, None).unwrap());
    let mut steps = json!({
        "for one": [outcome(alone.wait(None)), outcome(alone.wait(None))],
        "parties": barrier.parties(),
        "time runs out": outcome(barrier.wait(MOMENT)),
        "broken": barrier.broken(),
        "wait when broken": outcome(barrier.wait(None)),
    });
    barrier.reset().unwrap();
    steps["after reset"] = json!([barrier.broken(), barrier.n_waiting()]);
    barrier.abort().unwrap();
    steps["after abort"] = json!([barrier.broken(), outcome(barrier.wait(None))]);
    steps
}

/// Runs `step` while another thread waits inside; what both get.
fn inside<R>(barrier: &Barrier, step: impl FnOnce() -> R) -> (R, Result<u32, IpcError>) {
    thread::scope(|scope| {
        let other = scope.spawn(|| barrier.wait(None));
        while barrier.n_waiting() == 0 {
            thread::yield_now();
        }
        (step(), other.join().unwrap())
    })
}

/// Somebody is inside already when the step's own thread does something.
pub fn barriers_of_several(_: Make) -> Value {
    let mut arena = Arena::local(128);
    let (barrier, three) = (Barrier::new(&mut arena, 2, None).unwrap(), Barrier::new(&mut arena, 3, None).unwrap());
    let runs = AtomicU32::new(0);
    // As the last to come, the step's thread is the one that runs the action.
    let wait = || {
        barrier.wait_with(None, || {
            if runs.fetch_add(1, Ordering::SeqCst) == 2 {
                fail("no luck");
            }
        })
    };
    let both = || {
        let (own, other) = inside(&barrier, wait);
        let mut indices = [own.unwrap(), other.unwrap()];
        indices.sort_unstable();
        indices
    };
    let mut steps = json!({ "both": both(), "both again": both() });
    let (own, other) =
        inside(&barrier, || catch_unwind(AssertUnwindSafe(wait)).map_err(|panic| panic.downcast::<String>()));
    let text = own.unwrap_err().unwrap();
    steps["the action fails"] = json!([["Exception", text], outcome(other), barrier.broken()]);
    steps["actions"] = json!(runs.load(Ordering::SeqCst));
    barrier.reset().unwrap();
    let ((), other) = inside(&barrier, || barrier.abort().unwrap());
    steps["aborted"] = json!([outcome(other), barrier.broken(), barrier.n_waiting()]);
    barrier.reset().unwrap();
    let ((), other) = inside(&barrier, || barrier.reset().unwrap());
    steps["reset"] = json!([outcome(other), barrier.broken(), barrier.n_waiting()]);
    steps["both after all"] = json!(both());
    let (own, other) = inside(&three, || three.wait(MOMENT));
    steps["time runs out for one"] = json!([outcome(own), outcome(other), three.broken()]);
    steps
}

pub fn queues(_: Make) -> Value {
    let mut arena = Arena::local(40_000);
    let (bounded, joinable) = (Queue::<String>::new(&mut arena, 1), JoinableQueue::<u32>::new(&mut arena, 1));
    let text = |text: &str| text.to_owned();
    let mut steps = json!({
        "empty: get without waiting": outcome(bounded.get_nowait()),
        "empty: get for a moment": outcome(bounded.get(MOMENT)),
        "put": outcome(bounded.put(&text("a"), None)),
        "full: put without waiting": outcome(bounded.put_nowait(&text("b"))),
        "full: put for a moment": outcome(bounded.put(&text("b"), MOMENT)),
        "full, and how many": [json!(bounded.full()), json!(bounded.qsize())],
        "get": outcome(bounded.get(None)),
        "now": [json!(bounded.full()), json!(bounded.empty()), json!(bounded.qsize())],
    });
    bounded.close();
    steps["closed: put"] = outcome(bounded.put(&text("c"), None));
    steps["closed: get"] = outcome(bounded.get(None));
    steps["joinable: done too early"] = outcome(joinable.task_done());
    steps["joinable: full"] = json!([outcome(joinable.put_nowait(&1)), outcome(joinable.put_nowait(&2))]);
    joinable.get(None).unwrap();
    steps["joinable: done"] = outcome(joinable.task_done());
    steps["joinable: join"] = outcome(joinable.join());
    steps["joinable: done once more"] = outcome(joinable.task_done());
    steps
}

pub fn simple_queues(_: Make) -> Value {
    let simple = SimpleQueue::<u32>::new(&mut Arena::local(10_000));
    let mut steps = json!({
        "empty": simple.empty(),
        "put": ([0, 1, 2].map(|item| outcome(simple.put(&item)))),
        "not empty": simple.empty(),
        "get": several::<3>(|| outcome(simple.get())),
        "empty again": simple.empty(),
    });
    simple.close();
    steps["close"] = Value::Null;
    steps["closed: put"] = outcome(simple.put(&1));
    steps["closed: get"] = outcome(simple.get());
    steps
}

pub fn pipes(_: Make) -> Value {
    let mut arena = Arena::local(120_000);
    let (receiver, sender) = pipe(&mut arena, false);
    let mut steps = json!({
        "receiver: send": outcome(receiver.send(&1)),
        "sender: recv": outcome(sender.recv::<i32>()),
        "sender: poll": outcome(sender.poll(NOW)),
        "receiver: poll": outcome(receiver.poll(NOW)),
        "readable, writable": [receiver.readable(), receiver.writable(), sender.readable(), sender.writable()],
        "send": outcome(sender.send("last")),
        "poll when there is something": outcome(receiver.poll(NOW)),
    });
    sender.close();
    steps["closed: send"] = outcome(sender.send(&1));
    steps["what was sent before"] = outcome(receiver.recv::<String>());
    steps["poll at the end"] = outcome(receiver.poll(NOW));
    steps["recv at the end"] = outcome(receiver.recv::<String>());
    let (here, there) = pipe(&mut arena, true);
    there.close();
    steps["duplex: send to nobody"] = outcome(here.send(&1));
    let (here, there) = pipe(&mut arena, true);
    there.close();
    steps["duplex: recv from nobody"] = outcome(here.recv::<i32>());
    let (receiver, sender) = pipe(&mut arena, false);
    // A clone is the same end: the last one counts.
    drop(sender.clone());
    sender.send("last").unwrap();
    drop(sender);
    let last = received::<String>(&receiver);
    steps["sender dropped: recv"] = json!([last, outcome(receiver.poll(NOW)), received::<String>(&receiver)]);
    let (receiver, sender) = pipe(&mut arena, false);
    drop(receiver);
    steps["receiver dropped: send"] = outcome(sender.send(&1));
    let (here, there) = pipe(&mut arena, true);
    drop(there);
    steps["duplex, dropped: recv"] = received::<i32>(&here);
    steps
}

pub fn shared_values(_: Make) -> Value {
    let mut arena = Arena::local(64);
    let (value, array) = (Shared::new(&mut arena, 7_i32), Array::new(&mut arena, &[1.5, 2.5, 3.5]));
    let before = value.get().unwrap();
    value.get_lock().acquire(None).unwrap();
    value.set(value.get().unwrap() + 1).unwrap();
    value.get_lock().release().unwrap();
    array.set(1, -0.5).unwrap();
    let small = Shared::new(&mut arena, u8::from_word(256));
    let mut overflow = vec![small.get().unwrap()];
    // What doesn't fit loses its upper bits, as ctypes' numbers do.
    for number in [255_i64, -1, 300] {
        small.set(u8::from_word(number.to_word())).unwrap();
        overflow.push(small.get().unwrap());
    }
    let list = json!(array.to_vec().unwrap());
    let from_the_end = [outcome(array.get(-1)), outcome(array.get(-3)), outcome(array.get(-4))];
    array.set(-1, 9.5).unwrap();
    json!({
        "value": before,
        "value, increased": value.get().unwrap(),
        "overflow": overflow,
        "array": [json!(array.len()), list],
        "from the end": from_the_end,
        "set from the end": array.to_vec().unwrap(),
        "acquire, release": [
            outcome(value.acquire(None)),
            outcome(value.release()),
            outcome(value.release()),
            outcome(array.acquire(None)),
            outcome(array.release()),
        ],
        "beyond the end": outcome(array.get(3)),
        "set beyond the end": outcome(array.set(3, 0.0)),
    })
}
