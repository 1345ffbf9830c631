//! The same objects between processes: this program starts itself again on the same block of words.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use pool_playground::ipc::{
    Arena, Array, Barrier, BoundedSemaphore, Condition, Connection, Event, IpcError, JoinableQueue, Lock, Mapped,
    Queue, RLock, RawArray, RawValue, Semaphore, SimpleQueue, Value, pipe,
};

/// What the others are told: the block's file, and which of them they are.
const FILE: &str = "POOL_PLAYGROUND_WORDS";
const NUMBER: &str = "POOL_PLAYGROUND_NUMBER";
/// How many others there are.
const OTHERS: u32 = 2;
const PATIENCE: Option<Duration> = Some(Duration::from_secs(20));
const ROUNDS: i64 = 1_000;

/// What they share: made here, found there, in the same order.
struct Shared {
    lock: Lock,
    guarded: RawValue<i64>,
    plain: RawValue<i64>,
    inside: Semaphore,
    barrier: Barrier,
    go: Event,
    turn: (Condition, RawValue<u32>),
    jobs: JoinableQueue<u32>,
    results: Queue<(u32, u64)>,
    ends: [Connection; 2],
    /// The first's until all have met.
    rlock: RLock,
    bounded: BoundedSemaphore,
    value: Value<i64>,
    /// The sum, then each one's own count.
    array: Array<f64>,
    /// Each one's own count, then the sum.
    raw: RawArray<u32>,
    simple: SimpleQueue<(u32, u32)>,
}

impl Shared {
    fn new(arena: &mut Arena) -> Shared {
        let (here, there) = pipe(arena, true);
        Shared {
            lock: Lock::new(arena),
            guarded: RawValue::new(arena, 0),
            plain: RawValue::new(arena, 0),
            inside: Semaphore::new(arena, 1),
            barrier: Barrier::new(arena, OTHERS + 1, None).unwrap(),
            go: Event::new(arena),
            turn: (Condition::new(arena), RawValue::new(arena, 0)),
            jobs: JoinableQueue::new(arena, 3),
            results: Queue::new(arena, 0),
            ends: [here, there],
            rlock: RLock::new(arena),
            bounded: BoundedSemaphore::new(arena, 2),
            value: Value::new(arena, 0),
            array: Array::new(arena, &[0.0; OTHERS as usize + 2]),
            raw: RawArray::new(arena, &[0; OTHERS as usize + 2]),
            simple: SimpleQueue::new(arena),
        }
    }
}

/// What each process does, this one too, as number 0.
fn work(shared: &Shared, number: u32) {
    assert_eq!(shared.go.wait(PATIENCE), Ok(true));
    if number > 0 {
        assert_eq!(shared.rlock.release(), Err(IpcError::NotOwner), "it is another process'");
        assert_eq!((shared.rlock.acquire(Some(Duration::ZERO)), shared.rlock.locked()), (Ok(false), true));
    }
    for round in 1..=ROUNDS {
        shared.plain.set(shared.plain.get() + 1);
        shared.lock.with(|| shared.guarded.set(shared.guarded.get() + 1)).unwrap();
        assert_eq!(shared.inside.acquire(PATIENCE), Ok(true));
        shared.inside.release().unwrap();
        assert_eq!(shared.bounded.acquire(PATIENCE), Ok(true));
        shared.value.acquire(PATIENCE).unwrap();
        shared.value.set(shared.value.get().unwrap() + 1).unwrap();
        shared.value.release().unwrap();
        let add = || {
            shared.array.set(0, shared.array.get(0)? + 1.0)?;
            shared.array.set(number + 1, round as f64)
        };
        shared.array.get_lock().with(add).unwrap().unwrap();
        shared.raw.set(number, round as u32).unwrap();
        shared.bounded.release().unwrap();
    }
    for _ in 0..100 {
        shared.barrier.wait(PATIENCE).unwrap();
    }
    assert_eq!(shared.bounded.release(), Err(IpcError::TooManyReleases));
    if number == 0 {
        shared.rlock.release().unwrap();
    }
    for _ in 0..100 {
        let twice = || shared.rlock.with(|| shared.raw.set(-1, shared.raw.get(-1)? + 1));
        shared.rlock.with(twice).unwrap().unwrap().unwrap();
    }
    let (condition, turn) = &shared.turn;
    for step in (number..30).step_by(OTHERS as usize + 1) {
        condition.acquire(PATIENCE).unwrap();
        assert_eq!(condition.wait_for(|| turn.get() == step, PATIENCE), Ok(true));
        turn.set(step + 1);
        condition.notify_all().unwrap();
        condition.release().unwrap();
    }
}

/// The others' own part: jobs from one queue, results to the other.
fn serve(shared: &Shared, number: u32) {
    (0..50).for_each(|step| shared.simple.put(&(number, step)).unwrap());
    if number == 1 {
        let there = &shared.ends[1];
        while let Ok(message) = there.recv::<Vec<u8>>() {
            there.send(&message).unwrap();
        }
    }
    while let Ok(job @ 1..) = shared.jobs.get(PATIENCE) {
        shared.results.put(&(number, u64::from(job) * u64::from(job)), PATIENCE).unwrap();
        shared.jobs.task_done().unwrap();
    }
    shared.jobs.task_done().unwrap();
}

/// Not a test of its own: what the others run.
#[test]
fn other() {
    let (Ok(file), Ok(number)) = (env::var(FILE), env::var(NUMBER)) else { return };
    let shared = Shared::new(&mut Arena::attach(Mapped::open(Path::new(&file)).unwrap()));
    let number = number.parse().unwrap();
    work(&shared, number);
    serve(&shared, number);
}

/// Removes the block's file at the end, however it ends.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

fn start(file: &Path, number: u32) -> Child {
    let mut other = Command::new(env::current_exe().unwrap());
    other.args(["processes::other", "--exact", "--nocapture"]).env(FILE, file).env(NUMBER, number.to_string());
    other.stdout(Stdio::null()).spawn().unwrap()
}

/// A block of words in a file of its own, which goes with the second.
fn block(name: &str) -> (Arc<Mapped>, Removed) {
    let folder = if Path::new("/dev/shm").is_dir() { PathBuf::from("/dev/shm") } else { env::temp_dir() };
    let file = folder.join(format!("pool-playground-{name}-{}", std::process::id()));
    (Mapped::create(&file, 100_000).unwrap(), Removed(file))
}

/// Two who map the same: one of them lets an end go that the other uses.
#[test]
fn an_end_that_is_dropped_stays_open_for_another_process() {
    let (words, removed) = block("ends");
    let (here, there) = pipe(&mut Arena::create(words), true);
    let (_, other) = pipe(&mut Arena::attach(Mapped::open(&removed.0).unwrap()), true);
    drop(there);
    other.send(&7).unwrap();
    assert_eq!(here.recv(), Ok(7));
    assert_eq!(here.poll(Some(Duration::ZERO)), Ok(false));
    other.close();
    assert_eq!(here.recv::<i32>(), Err(IpcError::EndOfFile));
}

#[test]
fn everything_works_between_processes() {
    let (words, removed) = block("all");
    let file = &removed.0;
    let shared = Shared::new(&mut Arena::create(words));
    shared.rlock.acquire(None).unwrap();
    let mut others: Vec<Child> = (1..=OTHERS).map(|number| start(file, number)).collect();
    shared.go.set();
    work(&shared, 0);
    let all = ROUNDS * i64::from(OTHERS + 1);
    assert_eq!(shared.guarded.get(), all);
    assert!(shared.plain.get() <= all);
    assert_eq!(shared.value.get(), Ok(all));
    let each = ROUNDS as f64;
    assert_eq!(shared.array.to_vec().unwrap(), [all as f64, each, each, each]);
    let mut next = [0; OTHERS as usize + 1];
    for _ in 0..50 * OTHERS {
        let (from, step) = shared.simple.get().unwrap();
        assert_eq!(step, std::mem::replace(&mut next[from as usize], step + 1), "each one's come in its order");
    }
    assert!(shared.simple.empty());
    // They have put theirs, so each has had the lock a hundred times.
    assert_eq!(shared.raw.to_vec(), [ROUNDS as u32, ROUNDS as u32, ROUNDS as u32, 100 * (OTHERS + 1)]);
    let here = &shared.ends[0];
    let messages = [Vec::new(), vec![7; 9], (0..200_000_u32).map(|at| at as u8).collect::<Vec<u8>>()];
    // There and back, one of them larger than the pipe.
    for message in &messages {
        here.send(message).unwrap();
        assert_eq!(&here.recv::<Vec<u8>>().unwrap(), message);
    }
    here.close();
    for job in 1..=100 {
        shared.jobs.put(&job, PATIENCE).unwrap();
    }
    let mut squares: Vec<u64> = (0..100).map(|_| shared.results.get(PATIENCE).unwrap().1).collect();
    squares.sort_unstable();
    assert!(squares.into_iter().eq((1..=100_u64).map(|job| job * job)));
    (0..OTHERS).for_each(|_| shared.jobs.put(&0, PATIENCE).unwrap());
    shared.jobs.join().unwrap();
    for other in &mut others {
        assert!(other.wait().unwrap().success());
    }
}
