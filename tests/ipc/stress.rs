//! Each primitive under a thousand random interleavings or more: threads that yield, spin or sleep for a moment between steps.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use pool_playground::ipc::{
    Arena, Barrier, BoundedSemaphore, Condition, Connection, Event, IpcError, JoinableQueue, Lock, Queue, RLock,
    RawValue, Semaphore, SimpleQueue, pipe,
};
use pool_playground::task::Random;

/// Interleavings of each primitive.
pub const ROUNDS: u32 = 1_000;
/// Nothing here takes long: a wait of this length is a lost wake-up.
pub const PATIENCE: Option<Duration> = Some(Duration::from_secs(20));

/// A moment of some length, from none to a switch of threads.
pub fn moment(random: &mut Random) {
    match random.below(4) {
        0 => {}
        1 => thread::yield_now(),
        2 => (0..random.below(200)).for_each(|_| std::hint::spin_loop()),
        _ => thread::sleep(Duration::from_nanos(random.below(2_000))),
    }
}

/// Runs `threads` threads in `ROUNDS` rounds, each with a random source of its own.
pub fn rounds<S: Sync>(
    threads: u32,
    make: impl Fn(&mut Arena) -> S,
    body: impl Fn(&S, u32, &mut Random) + Sync,
    end: impl Fn(&S),
) {
    for round in 0..ROUNDS {
        let mut arena = Arena::local(40_000);
        let shared = make(&mut arena);
        thread::scope(|scope| {
            for thread in 0..threads {
                let (shared, body) = (&shared, &body);
                scope.spawn(move || body(shared, thread, &mut Random::new(round, thread)));
            }
        });
        end(&shared);
    }
}

#[test]
fn a_lock_loses_no_update() {
    let make = |arena: &mut Arena| (Lock::new(arena), RawValue::new(arena, 0_i64));
    let body = |(lock, value): &(Lock, RawValue<i64>), _, random: &mut Random| {
        for _ in 0..5 {
            assert_eq!(lock.acquire(PATIENCE), Ok(true));
            let seen = value.get();
            moment(random);
            value.set(seen + 1);
            lock.release().unwrap();
        }
    };
    rounds(3, make, body, |(_, value)| assert_eq!(value.get(), 15));
}

#[test]
fn a_recursive_lock_is_its_owners_until_the_last_release() {
    let make = |arena: &mut Arena| (RLock::new(arena), RawValue::new(arena, 0_i32));
    let body = |(lock, value): &(RLock, RawValue<i32>), _, random: &mut Random| {
        for _ in 0..3 {
            assert_eq!(lock.acquire(PATIENCE), Ok(true));
            assert_eq!(lock.acquire(PATIENCE), Ok(true));
            let seen = value.get();
            lock.release().unwrap();
            moment(random);
            value.set(seen + 1);
            lock.release().unwrap();
            // Somebody else may own it by now, we don't.
            assert_eq!(lock.release(), Err(IpcError::NotOwner));
        }
    };
    rounds(3, make, body, |(_, value)| assert_eq!(value.get(), 9));
}

#[test]
fn a_semaphore_lets_in_no_more_than_it_counts() {
    let make = |arena: &mut Arena| (BoundedSemaphore::new(arena, 2), AtomicU32::new(0));
    let body = |(semaphore, inside): &(BoundedSemaphore, AtomicU32), _, random: &mut Random| {
        for _ in 0..3 {
            assert_eq!(semaphore.acquire(PATIENCE), Ok(true));
            assert!(inside.fetch_add(1, Ordering::SeqCst) < 2);
            moment(random);
            inside.fetch_sub(1, Ordering::SeqCst);
            semaphore.release().unwrap();
        }
    };
    rounds(4, make, body, |(semaphore, _)| {
        assert_eq!(semaphore.get_value(), 2);
        assert_eq!(semaphore.release(), Err(IpcError::TooManyReleases));
    });
}

#[test]
fn acquisitions_that_run_out_take_nothing() {
    let make = |arena: &mut Arena| Semaphore::new(arena, 1);
    let body = |semaphore: &Semaphore, thread, random: &mut Random| {
        for _ in 0..3 {
            let timeout = Some(Duration::from_micros(random.below(60)));
            if semaphore.acquire(if thread == 0 { PATIENCE } else { timeout }).unwrap() {
                moment(random);
                semaphore.release().unwrap();
            }
        }
    };
    rounds(3, make, body, |semaphore| assert_eq!(semaphore.get_value(), 1));
}

/// One who notifies, two who wait for their turn.
#[test]
fn a_condition_wakes_those_who_wait() {
    let make = |arena: &mut Arena| (Condition::new(arena), RawValue::new(arena, 0_u32));
    let body = |(condition, turn): &(Condition, RawValue<u32>), thread: u32, random: &mut Random| {
        for step in 0..6 {
            if step % 3 != thread {
                continue;
            }
            assert_eq!(condition.acquire(PATIENCE), Ok(true));
            moment(random);
            assert_eq!(condition.wait_for(|| turn.get() == step, PATIENCE), Ok(true), "step {step}");
            turn.set(step + 1);
            condition.notify_all().unwrap();
            condition.release().unwrap();
        }
    };
    rounds(3, make, body, |(_, turn)| assert_eq!(turn.get(), 6));
}

#[test]
fn notify_wakes_as_many_as_it_says() {
    let make = |arena: &mut Arena| (Condition::new(arena), AtomicU32::new(0), Semaphore::new(arena, 0));
    let body = |(condition, woken, asleep): &(Condition, AtomicU32, Semaphore), thread: u32, random: &mut Random| {
        if thread > 0 {
            condition.acquire(None).unwrap();
            asleep.release().unwrap();
            assert_eq!(condition.wait(PATIENCE), Ok(true));
            woken.fetch_add(1, Ordering::SeqCst);
            condition.release().unwrap();
        } else {
            (0..3).for_each(|_| assert_eq!(asleep.acquire(PATIENCE), Ok(true)));
            moment(random);
            // With the lock, all three are asleep; one wakes, and can't go on before we let go.
            condition.acquire(None).unwrap();
            condition.notify(1).unwrap();
            assert_eq!(woken.load(Ordering::SeqCst), 0);
            condition.notify(2).unwrap();
            condition.release().unwrap();
        }
    };
    rounds(4, make, body, |(_, woken, _)| assert_eq!(woken.load(Ordering::SeqCst), 3));
}

#[test]
fn an_event_lets_everyone_go() {
    let make = |arena: &mut Arena| Event::new(arena);
    let body = |event: &Event, thread, random: &mut Random| {
        moment(random);
        if thread == 0 {
            event.set();
        } else {
            assert_eq!(event.wait(PATIENCE), Ok(true));
        }
    };
    rounds(4, make, body, |event| assert!(event.is_set()));
}

#[test]
fn a_barrier_holds_everyone_until_all_are_there_round_after_round() {
    let make = |arena: &mut Arena| (Barrier::new(arena, 3, PATIENCE).unwrap(), AtomicU32::new(0), AtomicU32::new(0));
    let body = |(barrier, come, actions): &(Barrier, AtomicU32, AtomicU32), _, random: &mut Random| {
        for round in 1..=3 {
            moment(random);
            come.fetch_add(1, Ordering::SeqCst);
            let index = barrier
                .wait_with(None, || {
                    actions.fetch_add(1, Ordering::SeqCst);
                })
                .unwrap();
            assert!(index < 3);
            assert!(come.load(Ordering::SeqCst) >= 3 * round);
            assert!(actions.load(Ordering::SeqCst) >= round);
        }
    };
    rounds(3, make, body, |(barrier, _, actions)| {
        assert_eq!(actions.load(Ordering::SeqCst), 3);
        assert_eq!((barrier.n_waiting(), barrier.broken()), (0, false));
    });
}

#[test]
fn a_queue_hands_every_object_to_one_receiver_in_its_senders_order() {
    let make = |arena: &mut Arena| (Queue::<(u32, u32)>::new(arena, 2), std::sync::Mutex::new(Vec::new()));
    type Objects = std::sync::Mutex<Vec<(u32, u32)>>;
    let body = |(queue, got): &(Queue<(u32, u32)>, Objects), thread, random: &mut Random| {
        for step in 0..6 {
            moment(random);
            if thread < 2 {
                queue.put(&(thread, step), PATIENCE).unwrap();
            } else {
                let object = queue.get(PATIENCE).unwrap();
                got.lock().unwrap().push(object);
            }
        }
    };
    rounds(4, make, body, |(queue, got)| {
        assert!(queue.empty() && !queue.full() && queue.qsize() == 0);
        let mut got = got.lock().unwrap().clone();
        got.sort_unstable();
        assert!(got.into_iter().eq((0..2).flat_map(|thread| (0..6).map(move |step| (thread, step)))));
    });
}

#[test]
fn a_joinable_queue_is_joined_when_every_object_is_dealt_with() {
    let make = |arena: &mut Arena| (JoinableQueue::<u32>::new(arena, 0), AtomicU32::new(0));
    let body = |(queue, done): &(JoinableQueue<u32>, AtomicU32), thread, random: &mut Random| {
        if thread == 0 {
            (0..5).for_each(|object| queue.put(&object, None).unwrap());
            queue.join().unwrap();
            assert_eq!(done.load(Ordering::SeqCst), 5);
            (0..2).for_each(|_| queue.put(&99, None).unwrap());
        } else {
            while queue.get(PATIENCE).unwrap() != 99 {
                moment(random);
                done.fetch_add(1, Ordering::SeqCst);
                queue.task_done().unwrap();
            }
            queue.task_done().unwrap();
        }
    };
    rounds(3, make, body, |(queue, _)| assert_eq!(queue.task_done(), Err(IpcError::TooManyDone)));
}

#[test]
fn a_simple_queue_keeps_the_order() {
    let make = |arena: &mut Arena| SimpleQueue::<u32>::new(arena);
    let body = |queue: &SimpleQueue<u32>, thread, random: &mut Random| {
        for step in 0..8 {
            moment(random);
            if thread == 0 { queue.put(&step).unwrap() } else { assert_eq!(queue.get(), Ok(step)) }
        }
    };
    rounds(2, make, body, |queue| assert!(queue.empty()));
}

/// Messages of other lengths in each round, there and back; in every twentieth one is longer than the pipe holds, so that it fills,
/// and its words come round in the ring.
#[test]
fn a_pipe_carries_bytes_both_ways_unchanged() {
    let (round, long) = (AtomicU32::new(0), AtomicU32::new(0));
    let ends = |arena: &mut Arena| {
        let (here, there) = pipe(arena, true);
        ([here, there], round.fetch_add(1, Ordering::SeqCst))
    };
    let body = |(ends, round): &([Connection; 2], u32), thread: u32, random: &mut Random| {
        let end = &ends[thread as usize];
        // Both sides know the lengths.
        let mut same = Random::new(*round, 7);
        for step in 0..4 {
            let is_long = step == 3 && round % 20 == 0;
            long.fetch_add(u32::from(is_long && thread == 0), Ordering::SeqCst);
            let length = if is_long { 100_000 } else { same.below(70) as usize };
            let message: Vec<u8> = (0..length).map(|at| (at * 31 + step) as u8).collect();
            moment(random);
            if thread == 0 {
                end.send_bytes(&message).unwrap();
                assert_eq!(end.recv_bytes().unwrap(), message);
            } else {
                assert_eq!(end.poll(PATIENCE), Ok(true));
                let received = end.recv_bytes().unwrap();
                assert_eq!(received.len(), length);
                end.send_bytes(&received).unwrap();
            }
        }
        end.close();
    };
    rounds(2, ends, body, |([here, _], _)| assert_eq!(here.send(&1), Err(IpcError::Closed("the connection"))));
    assert_eq!(long.into_inner(), ROUNDS / 20);
}

#[test]
fn a_message_larger_than_the_pipe_flows_through_it() {
    let (here, there) = pipe(&mut Arena::local(20_000), true);
    let message: Vec<u8> = (0..1_000_003_u32).map(|at| (at % 251) as u8).collect();
    thread::scope(|scope| {
        scope.spawn(|| here.send_bytes(&message).unwrap());
        assert!(there.recv_bytes().unwrap() == message);
    });
}

/// Two threads, two locks, taken in opposite order: only an interruption helps.
#[test]
fn a_deadlock_ends_when_it_is_interrupted() {
    let mut arena = Arena::local(32);
    let locks = [Lock::new(&mut arena), Lock::new(&mut arena)];
    let both = std::sync::Barrier::new(3);
    let (locks, both) = (Arc::new(locks), Arc::new(both));
    let threads = [0, 1].map(|first| {
        let (locks, both) = (Arc::clone(&locks), Arc::clone(&both));
        thread::spawn(move || {
            locks[first].acquire(None).unwrap();
            both.wait();
            locks[1 - first].acquire(None)
        })
    });
    both.wait();
    arena.interrupt();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Err(IpcError::Interrupted));
    }
}
