//! The Process interface on threads and on real processes, and a manager's objects.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use pool_playground::ipc::{
    IpcError, Manager, ManagerError, Process, ProcessError, Proxy, active_children, cpu_count, current_process,
};
use pool_playground::pool::crew::NativeSpawner;
use serde_json::json;

fn spawner() -> Arc<NativeSpawner> {
    Arc::default()
}

#[test]
fn a_thread_is_started_once_waited_for_and_says_how_it_ended() {
    let gate = Arc::new(std::sync::Barrier::new(2));
    let held = Arc::clone(&gate);
    let mut process = Process::thread(spawner(), move || {
        assert_eq!(current_process(), "held");
        held.wait();
    })
    .named("held");
    assert_eq!(process.join(None), Err(ProcessError::NotStarted("held".to_owned())));
    assert_eq!((process.is_alive(), process.exitcode()), (false, None));
    process.start().unwrap();
    assert_eq!(process.start(), Err(ProcessError::StartedTwice("held".to_owned())));
    assert_eq!(process.join(Some(Duration::from_millis(1))), Ok(false));
    assert!(process.is_alive() && active_children().contains(&"held".to_owned()));
    assert_eq!(process.terminate(), Err(ProcessError::Thread("held".to_owned())));
    gate.wait();
    assert_eq!(process.join(None), Ok(true));
    assert_eq!((process.is_alive(), process.exitcode()), (false, Some(0)));
    let mut failing = Process::thread(spawner(), || std::panic::resume_unwind(Box::new("no luck")));
    assert!(failing.name().starts_with("Process-"));
    failing.start().unwrap();
    failing.join(None).unwrap();
    assert_eq!(failing.exitcode(), Some(1));
}

#[cfg(unix)]
fn program(script: &str) -> Process {
    let mut command = Command::new("sh");
    command.args(["-c", script]).stdout(Stdio::null());
    Process::program(command)
}

/// `exitcode` as CPython's documentation has it: the status, or the signal below zero.
#[test]
#[cfg(target_os = "linux")]
fn a_real_process_ends_with_its_status_or_by_a_signal() {
    for (script, code) in [("exit 0", 0), ("exit 3", 3), ("kill -9 $$", -9)] {
        let mut process = program(script);
        process.start().unwrap();
        assert_eq!(process.join(None), Ok(true));
        assert_eq!(process.exitcode(), Some(code), "{script}");
    }
    let mut endless = program("exec sleep 1000");
    endless.start().unwrap();
    assert!(endless.is_alive());
    endless.terminate().unwrap();
    assert_eq!((endless.join(None), endless.exitcode()), (Ok(true), Some(-15)));
    let mut killed = program("exec sleep 1000");
    assert!(matches!(killed.kill(), Err(ProcessError::NotStarted(_))));
    killed.start().unwrap();
    killed.kill().unwrap();
    assert_eq!((killed.join(None), killed.exitcode()), (Ok(true), Some(-9)));
    let mut missing = Process::program(Command::new("/no/such/program"));
    assert!(matches!(missing.start(), Err(ProcessError::Start { .. })));
    // A daemon ends with its owner; the test would hang here otherwise.
    let mut daemon = program("exec sleep 1000").daemon(true);
    daemon.start().unwrap();
    drop(daemon);
}

/// Nobody asks the process itself: the list learns of its end, as CPython's does.
#[test]
#[cfg(unix)]
fn a_process_that_has_ended_is_no_active_child() {
    let mut process = program("exit 0").named("brief");
    let is_listed = || active_children().contains(&"brief".to_owned());
    process.start().unwrap();
    let ticks = (0..10_000).take_while(|_| is_listed()).inspect(|_| thread::sleep(Duration::from_millis(1))).count();
    assert!(ticks < 10_000, "it is listed for ever");
    assert_eq!(process.exitcode(), Some(0));
}

#[test]
fn there_is_a_core_at_least() {
    assert!(cpu_count() >= Some(1));
}

#[test]
fn a_managers_objects_are_shared_by_its_clients() {
    let manager = Manager::new(spawner());
    let (here, there) = (manager.connect().unwrap(), manager.connect().unwrap());
    let list = here.list(&[json!(1)]);
    let same = there.adopt(&list);
    list.call("append", &[json!("two")]).unwrap();
    assert_eq!(same.call("len", &[]), Ok(json!(2)));
    assert_eq!(same.call("get", &[json!(-1)]), Ok(json!("two")));
    assert_eq!(same.call("pop", &[]), Ok(json!("two")));
    let error = same.call("get", &[json!(5)]).unwrap_err();
    assert_eq!(error.to_string(), "list.get: index 5 is out of range: there are 1");
    let error = same.call("frob", &[]).unwrap_err();
    assert_eq!(error.to_string(), "list.frob: there is no such method for 0 arguments");
    let dict = here.dict();
    dict.call("set", &[json!("a"), json!({ "b": 1 })]).unwrap();
    assert_eq!(there.adopt(&dict).call("copy", &[]), Ok(json!({ "a": { "b": 1 } })));
    assert!(matches!(dict.call("del", &[json!("z")]), Err(ManagerError::Call { kind: "dict", .. })));
    let value = here.value(json!(7));
    assert_eq!(value.call("get", &[json!("value")]), Ok(json!(7)));
    let queue = here.queue(1);
    queue.call("put", &[json!(1)]).unwrap();
    let soon = Some(Duration::from_millis(2));
    assert_eq!(queue.call_for("put", &[json!(2)], soon), Err(IpcError::Full.into()));
    assert_eq!(there.adopt(&queue).call("get", &[]), Ok(json!(1)));
    assert_eq!(queue.call_for("get", &[], soon), Err(IpcError::Empty.into()));
}

/// Calls, one after the other, and what each returns; `None`: an error that says what is wrong.
fn calls(proxy: &Proxy, steps: &[(&str, serde_json::Value, Option<serde_json::Value>)]) {
    for (method, args, expected) in steps {
        let outcome = proxy.call(method, args.as_array().unwrap());
        assert!(!matches!(outcome, Err(ManagerError::Ipc(_))), "{method} {args}: {outcome:?}");
        assert_eq!(&outcome.ok(), expected, "{method} {args}");
    }
}

/// What Python's list, dict and Namespace return for the same.
#[test]
fn a_managers_objects_have_pythons_methods() {
    let client = Manager::new(spawner()).connect().unwrap();
    let some = |value: serde_json::Value| Some(value);
    let (nothing, null) = (json!([]), Some(json!(null)));
    calls(
        &client.list(&[json!(1)]),
        &[
            ("extend", json!([[2, 3, 2]]), null.clone()),
            ("insert", json!([-9, 0]), null.clone()),
            ("insert", json!([-1, 8]), null.clone()),
            ("copy", nothing.clone(), some(json!([0, 1, 2, 3, 8, 2]))),
            ("count", json!([2]), some(json!(2))),
            ("index", json!([2]), some(json!(2))),
            ("index", json!([7]), None),
            ("remove", json!([2]), null.clone()),
            ("remove", json!([7]), None),
            ("del", json!([0]), null.clone()),
            ("pop", json!([-2]), some(json!(8))),
            ("set", json!([0, 5]), null.clone()),
            ("reverse", nothing.clone(), null.clone()),
            ("copy", nothing.clone(), some(json!([2, 3, 5]))),
            ("contains", json!([3]), some(json!(true))),
            ("clear", nothing.clone(), null.clone()),
            ("pop", nothing.clone(), None),
        ],
    );
    calls(
        &client.dict(),
        &[
            ("get", json!(["a"]), null.clone()),
            ("get", json!(["a", 7]), some(json!(7))),
            ("setdefault", json!(["a", 1]), some(json!(1))),
            ("setdefault", json!(["a", 2]), some(json!(1))),
            ("update", json!([{ "b": 2, "c": 3 }]), null.clone()),
            ("keys", nothing.clone(), some(json!(["a", "b", "c"]))),
            ("values", nothing.clone(), some(json!([1, 2, 3]))),
            ("pop", json!(["c"]), some(json!(3))),
            ("pop", json!(["c"]), None),
            ("pop", json!(["c", 9]), some(json!(9))),
            ("items", nothing.clone(), some(json!([["a", 1], ["b", 2]]))),
            ("contains", json!(["c"]), some(json!(false))),
            ("del", json!(["a"]), null.clone()),
            ("len", nothing.clone(), some(json!(1))),
            ("clear", nothing.clone(), null.clone()),
            ("len", nothing.clone(), some(json!(0))),
        ],
    );
    calls(
        &client.namespace(),
        &[
            ("get", json!(["x"]), None),
            ("set", json!(["x", 1]), null.clone()),
            ("get", json!(["x"]), some(json!(1))),
            ("copy", nothing.clone(), some(json!({ "x": 1 }))),
            ("del", json!(["x"]), null.clone()),
            ("del", json!(["x"]), None),
            ("copy", nothing.clone(), some(json!({}))),
        ],
    );
    calls(
        &client.queue(1),
        &[
            ("empty", nothing.clone(), some(json!(true))),
            ("put", json!([1]), null),
            ("full", nothing, some(json!(true))),
        ],
    );
}

/// As `threading.Lock`, which is what CPython's manager has: False, and no error of a queue's.
#[test]
fn a_managers_lock_is_waited_for_in_vain_without_an_error() {
    let client = Manager::new(spawner()).connect().unwrap();
    let lock = client.lock();
    let soon = Some(Duration::from_millis(2));
    assert_eq!(lock.call_for("acquire", &[], soon), Ok(json!(true)));
    assert_eq!(lock.call_for("acquire", &[], soon), Ok(json!(false)));
    assert_eq!(lock.call_for("acquire", &[], Some(Duration::ZERO)), Ok(json!(false)));
    lock.call("release", &[]).unwrap();
    assert_eq!(lock.call("acquire", &[]), Ok(json!(true)));
}

/// Each client has a thread of the server's: one who waits for a lock keeps nobody waiting.
#[test]
fn updates_under_a_managers_lock_are_not_lost_and_waiting_blocks_nobody_else() {
    let manager = Manager::new(spawner());
    let client = manager.connect().unwrap();
    let (lock, value) = (client.lock(), client.value(json!(0)));
    assert!(lock.call("release", &[]).is_err());
    thread::scope(|scope| {
        for _ in 0..3 {
            let own = manager.connect().unwrap();
            let (lock, value) = (own.adopt(&lock), own.adopt(&value));
            scope.spawn(move || {
                for _ in 0..50 {
                    lock.call("acquire", &[]).unwrap();
                    let seen = value.call("get", &[json!("value")]).unwrap().as_i64().unwrap();
                    value.call("set", &[json!("value"), json!(seen + 1)]).unwrap();
                    lock.call("release", &[]).unwrap();
                }
            });
        }
    });
    assert_eq!(value.call("get", &[json!("value")]), Ok(json!(150)));
}
