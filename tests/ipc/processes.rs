//! The same objects between processes: this program starts itself again on the same block of words.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use pool_playground::ipc::{
    Arena, Barrier, Condition, Event, JoinableQueue, Lock, Mapped, Queue, RawValue, Semaphore, pipe,
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
    ends: [pool_playground::ipc::Connection; 2],
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
        }
    }
}

/// What each process does, this one too, as number 0.
fn work(shared: &Shared, number: u32) {
    assert_eq!(shared.go.wait(PATIENCE), Ok(true));
    for _ in 0..ROUNDS {
        shared.plain.set(shared.plain.get() + 1);
        shared.lock.with(|| shared.guarded.set(shared.guarded.get() + 1)).unwrap();
        assert_eq!(shared.inside.acquire(PATIENCE), Ok(true));
        shared.inside.release().unwrap();
    }
    for _ in 0..100 {
        shared.barrier.wait(PATIENCE).unwrap();
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

#[test]
fn everything_works_between_processes() {
    let folder = if Path::new("/dev/shm").is_dir() { PathBuf::from("/dev/shm") } else { env::temp_dir() };
    let file = folder.join(format!("pool-playground-{}", std::process::id()));
    let words = Mapped::create(&file, 100_000).unwrap();
    let _removed = Removed(file.clone());
    let shared = Shared::new(&mut Arena::create(words));
    let mut others: Vec<Child> = (1..=OTHERS).map(|number| start(&file, number)).collect();
    shared.go.set();
    work(&shared, 0);
    let all = ROUNDS * i64::from(OTHERS + 1);
    assert_eq!(shared.guarded.get(), all);
    assert!(shared.plain.get() <= all);
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
