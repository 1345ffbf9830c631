//! `manager_cost`: the same count kept in a Value and in a Manager, whose every access is a message to its server and back.

use std::sync::Arc;

use serde_json::json;

use super::{Bench, Lab, LabError, LabMeta, MAIN, Outcome, What};
use crate::ipc::{Arena, Barrier, Client, Manager, Proxy, RawValue, Value};
use crate::task::{Bound, Choice, Kind, Param, Params, Tutorial};

pub(super) struct ManagerCost;

static META: LabMeta = LabMeta {
    id: "manager_cost",
    title: "What a Manager costs",
    summary: "Workers count in a RawValue, in a Value, and in a Manager's Value. The manager's lives with a server: each look is a message \
              there and back. If a worker counts for itself and tells the sum once, the messages hardly cost anything; without a lock a whole sum can be lost.",
    tutorials: &[Tutorial::C],
    settings: &[
        Param {
            name: "tell",
            label: "tell the others",
            help: "each: after each update. once: each worker counts for itself and adds its sum at the end.",
            kind: Kind::Choice(Choice { options: &["each", "once"], default: "each" }),
        },
        Param {
            name: "workers",
            label: "workers",
            help: "How many count at the same time.",
            kind: Kind::Integer(Bound { min: 1, max: 4, default: 2 }),
        },
        Param {
            name: "updates",
            label: "updates each",
            help: "How often each worker adds 1, in each way of counting.",
            kind: Kind::Integer(Bound { min: 10, max: 20_000, default: 1_000 }),
        },
    ],
    limit_s: 60,
};

/// The ways of counting, by what the log numbers from 0.
const WAYS: [&str; 5] = ["raw", "value", "get_lock", "manager", "manager_lock"];

/// A count and how it is added to.
enum Count {
    Raw(RawValue<u64>),
    Value(Value<u64>),
    GetLock(Value<u64>),
    Manager(Managed),
    ManagerLock(Managed),
}

/// A manager's objects, and a client of its server for each worker.
struct Managed {
    /// Holds the server.
    _manager: Manager,
    value: Proxy,
    lock: Proxy,
    clients: Vec<Client>,
}

impl Managed {
    fn new(bench: &Bench, workers: u32) -> Result<Managed, LabError> {
        let manager = Manager::new(bench.spawner());
        let clients = (0..=workers).map(|_| manager.connect()).collect::<Result<Vec<_>, _>>()?;
        let (value, lock) = (clients[0].value(json!(0)), clients[0].lock());
        Ok(Managed { _manager: manager, value, lock, clients })
    }

    fn add(&self, who: u32, by: u64) -> Result<(), LabError> {
        let value = self.clients[who as usize].adopt(&self.value);
        let now = value.call("get", &[json!("value")])?.as_u64().unwrap_or(0);
        value.call("set", &[json!("value"), json!(now + by)])?;
        Ok(())
    }
}

impl Count {
    fn new(way: &str, arena: &mut Arena, bench: &Bench, workers: u32) -> Result<Count, LabError> {
        Ok(match way {
            "raw" => Count::Raw(RawValue::new(arena, 0)),
            "value" => Count::Value(Value::new(arena, 0)),
            "get_lock" => Count::GetLock(Value::new(arena, 0)),
            "manager" => Count::Manager(Managed::new(bench, workers)?),
            _ => Count::ManagerLock(Managed::new(bench, workers)?),
        })
    }

    fn add(&self, who: u32, by: u64) -> Result<(), LabError> {
        match self {
            Count::Raw(value) => value.set(value.get() + by),
            Count::Value(value) => value.set(value.get()? + by)?,
            Count::GetLock(value) => value.get_lock().with(|| value.set(value.get()? + by))??,
            Count::Manager(managed) => managed.add(who, by)?,
            Count::ManagerLock(managed) => {
                let lock = managed.clients[who as usize].adopt(&managed.lock);
                lock.call("acquire", &[])?;
                let added = managed.add(who, by);
                lock.call("release", &[])?;
                added?;
            }
        }
        Ok(())
    }

    fn now(&self) -> Result<u64, LabError> {
        Ok(match self {
            Count::Raw(value) => value.get(),
            Count::Value(value) | Count::GetLock(value) => value.get_obj().get(),
            Count::Manager(managed) | Count::ManagerLock(managed) => {
                managed.value.call("get", &[json!("value")])?.as_u64().unwrap_or(0)
            }
        })
    }
}

impl Lab for ManagerCost {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let [workers, updates] = ["workers", "updates"].map(|name| settings.integer(name));
        let each = settings.text("tell") == "each";
        let mut lost = [0.0; WAYS.len()];
        for (place, way) in WAYS.into_iter().enumerate() {
            if bench.is_stopped() {
                break;
            }
            let mut arena = bench.arena(64);
            let barrier = Barrier::new(&mut arena, workers, None)?;
            let (from_ms, to_ms) = (RawValue::new(&mut arena, 0.0), RawValue::new(&mut arena, 0.0));
            let count = Count::new(way, &mut arena, bench, workers)?;
            let shared = Arc::new((count, barrier, from_ms, to_ms));
            let own = Arc::clone(&shared);
            bench.together(workers, move |bench, who| {
                let (count, barrier, from_ms, to_ms) = &*own;
                barrier.wait(None)?;
                from_ms.set(bench.now_ms());
                for _ in 0..if each { updates } else { 0 } {
                    if bench.is_stopped() {
                        return Ok(());
                    }
                    count.add(who, 1)?;
                }
                if !each {
                    let own: u64 = (0..updates).map(|_| std::hint::black_box(1)).sum();
                    count.add(who, own)?;
                }
                barrier.wait(None)?;
                to_ms.set(bench.now_ms());
                Ok(())
            })?;
            if bench.is_stopped() {
                break;
            }
            let (count, _, from_ms, to_ms) = &*shared;
            let all = f64::from(workers * updates);
            bench.note(MAIN, What::Measured, place as f64, (to_ms.get() - from_ms.get()) * 1e3 / all);
            lost[place] = all - count.now()? as f64;
        }
        Ok(Outcome::ManagerCost { lost })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::testing::run;
    use super::*;

    #[test]
    fn every_way_is_measured_and_locks_lose_nothing() {
        for tell in ["each", "once"] {
            let (outcome, entries) = run(&ManagerCost, &[("tell", tell), ("updates", "200"), ("workers", "3")]);
            let Outcome::ManagerCost { lost } = outcome else { panic!("{outcome:?}") };
            assert_eq!((lost[2], lost[4]), (0.0, 0.0), "{tell}");
            assert!(lost.iter().all(|&lost| lost >= 0.0), "{lost:?}");
            let measured: Vec<_> = entries.iter().filter(|entry| entry.what == What::Measured).collect();
            assert!(measured.iter().map(|entry| entry.a).eq((0..5).map(f64::from)));
            if tell == "each" {
                assert!(measured[3].b > measured[0].b, "a message costs more than an addition");
            }
        }
    }
}
