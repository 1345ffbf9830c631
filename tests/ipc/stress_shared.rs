//! The same for what holds values and lives: Value, Array, a manager's objects, Process. Real processes are fewer: each takes
//! milliseconds to start.

use std::sync::Arc;
use std::time::Duration;

use pool_playground::ipc::{Arena, Array, Manager, Process, Proxy, Value, active_children};
use pool_playground::pool::crew::NativeSpawner;
use pool_playground::task::Random;
use serde_json::json;

use super::stress::{PATIENCE, ROUNDS, moment, rounds};

#[test]
fn a_value_under_its_lock_loses_no_update() {
    let make = |arena: &mut Arena| Value::new(arena, 0_i32);
    let body = |value: &Value<i32>, _, random: &mut Random| {
        for _ in 0..5 {
            assert_eq!(value.acquire(PATIENCE), Ok(true));
            let seen = value.get().unwrap();
            moment(random);
            value.set(seen + 1).unwrap();
            value.release().unwrap();
        }
    };
    rounds(3, make, body, |value| assert_eq!(value.get(), Ok(15)));
}

/// Ones go from element to element; whoever reads all of them under the lock finds none missing.
#[test]
fn an_arrays_sum_stays_under_its_lock() {
    let make = |arena: &mut Arena| Array::new(arena, &[7_i64, 7, 7, 7]);
    let body = |array: &Array<i64>, _, random: &mut Random| {
        for _ in 0..4 {
            let [from, to] = [0; 2].map(|_| random.below(4) as i64);
            assert_eq!(array.acquire(PATIENCE), Ok(true));
            array.set(from, array.get(from).unwrap() - 1).unwrap();
            moment(random);
            array.set(to - 4, array.get(to).unwrap() + 1).unwrap();
            array.release().unwrap();
            assert_eq!(array.to_vec().unwrap().into_iter().sum::<i64>(), 28);
        }
    };
    rounds(3, make, body, |array| assert_eq!(array.to_vec().unwrap().into_iter().sum::<i64>(), 28));
}

/// Each thread is a client with a server's thread of its own. Some ask for the lock with a timeout, and again.
#[test]
fn a_managers_value_under_its_lock_loses_no_update() {
    let make = |_: &mut Arena| {
        let manager = Manager::new(Arc::<NativeSpawner>::default());
        let client = manager.connect().unwrap();
        (manager, client.lock(), client.value(json!(0)))
    };
    let body = |(manager, lock, value): &(Manager, Proxy, Proxy), _, random: &mut Random| {
        let own = manager.connect().unwrap();
        let (lock, value) = (own.adopt(lock), own.adopt(value));
        for _ in 0..2 {
            let timeout = [Some(Duration::ZERO), Some(Duration::from_millis(1)), None][random.below(3) as usize];
            while lock.call_for("acquire", &[], timeout) != Ok(json!(true)) {}
            let seen = value.call("get", &[json!("value")]).unwrap().as_i64().unwrap();
            moment(random);
            value.call("set", &[json!("value"), json!(seen + 1)]).unwrap();
            lock.call("release", &[]).unwrap();
        }
    };
    rounds(2, make, body, |(_, _, value)| assert_eq!(value.call("get", &[json!("value")]), Ok(json!(4))));
}

/// Starts it, waits for it with a time that may run out, then to its end, and looks at what is left of it.
fn runs_to_its_end(mut process: Process, name: &str, random: &mut Random, longest_us: u64) -> i32 {
    process.start().unwrap();
    if process.join(Some(Duration::from_micros(random.below(longest_us)))) == Ok(false) {
        // It may end at any moment: what was once so stays so.
        let code = process.exitcode();
        assert!(code.is_none() || !process.is_alive());
    } else {
        assert!(!process.is_alive());
    }
    assert_eq!(process.join(PATIENCE), Ok(true));
    assert!(!process.is_alive() && !active_children().contains(&name.to_owned()));
    process.exitcode().unwrap()
}

#[test]
fn a_process_on_a_thread_ends_once_with_its_code() {
    let spawner = Arc::<NativeSpawner>::default();
    for round in 0..ROUNDS {
        let (mut random, name) = (Random::new(round, 1), format!("thread-{round}"));
        let (fails, mut own) = (random.below(2) == 1, Random::new(round, 2));
        let body = move || {
            moment(&mut own);
            if fails {
                std::panic::resume_unwind(Box::new("no luck"));
            }
        };
        let process = Process::thread(Arc::<NativeSpawner>::clone(&spawner), body).named(&name);
        assert_eq!(runs_to_its_end(process, &name, &mut random, 200), i32::from(fails), "round {round}");
    }
}

/// A hundred: they end by themselves or by a signal, whichever is first.
#[test]
#[cfg(target_os = "linux")]
fn a_real_process_ends_once_with_its_status() {
    for round in 0..100 {
        let (mut random, name) = (Random::new(round, 3), format!("program-{round}"));
        let status = random.below(100) as i32;
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &format!("exit {status}")]);
        let process = Process::program(command).named(&name);
        assert_eq!(runs_to_its_end(process, &name, &mut random, 3_000), status, "round {round}");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &format!("exit {status}")]);
        let mut process = Process::program(command);
        process.start().unwrap();
        std::thread::sleep(Duration::from_micros(random.below(1_500)));
        process.terminate().unwrap();
        assert_eq!(process.join(PATIENCE), Ok(true));
        let code = process.exitcode().unwrap();
        assert!(code == status || code == -15, "round {round}: {code}, not {status}");
    }
}
