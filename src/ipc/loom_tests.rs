//! The blocking parts under every interleaving that loom finds: nobody is inside twice, no wake-up is lost.

use loom::sync::atomic::{AtomicU32, Ordering};
use loom::thread;
use std::sync::Arc;

use super::*;

fn check(model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(2);
    builder.check(model);
}

/// Two who want the same lock: each gets it, one after the other.
#[test]
fn loom_a_lock_is_one_threads_at_a_time() {
    check(|| {
        let lock = Lock::new(&mut Arena::local(8));
        let inside = Arc::new(AtomicU32::new(0));
        let work = |lock: &Lock, inside: &AtomicU32| {
            lock.acquire(None).unwrap();
            assert_eq!(inside.fetch_add(1, Ordering::Relaxed), 0);
            inside.fetch_sub(1, Ordering::Relaxed);
            lock.release().unwrap();
        };
        let other = {
            let (lock, inside) = (lock.clone(), Arc::clone(&inside));
            thread::spawn(move || work(&lock, &inside))
        };
        work(&lock, &inside);
        other.join().unwrap();
    });
}

/// A release between a waiter's look and its sleep wakes it all the same.
#[test]
fn loom_a_semaphore_loses_no_wake_up() {
    check(|| {
        let semaphore = Semaphore::new(&mut Arena::local(8), 0);
        let giver = {
            let semaphore = semaphore.clone();
            thread::spawn(move || semaphore.release().unwrap())
        };
        assert_eq!(semaphore.acquire(None), Ok(true));
        giver.join().unwrap();
        assert_eq!(semaphore.get_value(), 0);
    });
}

/// What was written before the event is seen after it.
#[test]
fn loom_an_event_wakes_its_waiter() {
    check(|| {
        let event = Event::new(&mut Arena::local(4));
        let setter = {
            let event = event.clone();
            thread::spawn(move || event.set())
        };
        assert_eq!(event.wait(None), Ok(true));
        setter.join().unwrap();
    });
}

/// A message through a ring that is smaller: writer and reader wait for each other.
#[test]
fn loom_a_ring_hands_a_message_over_whole() {
    check(|| {
        let ring = ring::Ring::new(&mut Arena::local(8), 1);
        let writer = {
            let ring = ring.clone();
            thread::spawn(move || ring.write(&[1, 2, 3]).unwrap())
        };
        assert_eq!(ring.read().unwrap(), [1, 2, 3]);
        writer.join().unwrap();
    });
}

/// A reader that waits learns of the end.
#[test]
fn loom_a_ring_that_is_closed_ends_its_reader() {
    check(|| {
        let ring = ring::Ring::new(&mut Arena::local(8), 2);
        let writer = {
            let ring = ring.clone();
            thread::spawn(move || ring.close(true))
        };
        assert_eq!(ring.read(), Err(IpcError::EndOfFile));
        writer.join().unwrap();
    });
}

/// An interruption ends a wait that nothing else would.
#[test]
fn loom_an_interruption_ends_a_wait() {
    check(|| {
        let mut arena = Arena::local(8);
        let semaphore = Semaphore::new(&mut arena, 0);
        let other = thread::spawn(move || arena.interrupt());
        assert_eq!(semaphore.acquire(None), Err(IpcError::Interrupted));
        other.join().unwrap();
    });
}
