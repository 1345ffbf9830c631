//! `initializer`: something heavy is loaded once in each worker, by the pool's initializer, or again for each item.

use std::cell::RefCell;
use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, Outcome, What};
use crate::ipc::{IpcError, RawValue};
use crate::pool::crew::Crew;
use crate::pool::{Pool, PoolError, RayonCrew, Worker};
use crate::task::{Bound, Choice, Kind, Param, Params, Tutorial};

pub(super) struct Initializer;

static META: LabMeta = LabMeta {
    id: "initializer",
    title: "Initializer",
    summary: "Each item looks something up in a table of primes, which takes long to make. Made by the pool's initializer, once in each \
              worker, it costs little; made anew for each item, it costs more than the work.",
    tutorials: &[Tutorial::C],
    settings: &[
        Param {
            name: "load",
            label: "load the table",
            help: "item: for each item. initializer: once in each worker, before its first item.",
            kind: Kind::Choice(Choice { options: &["item", "initializer"], default: "item" }),
        },
        Param {
            name: "workers",
            label: "workers",
            help: "How many the pool has.",
            kind: Kind::Integer(Bound { min: 1, max: 8, default: 2 }),
        },
        Param {
            name: "items",
            label: "items",
            help: "How many look-ups there are.",
            kind: Kind::Integer(Bound { min: 1, max: 100, default: 16 }),
        },
        Param {
            name: "size",
            label: "size of the table",
            help: "Up to which number it knows the primes.",
            kind: Kind::Integer(Bound { min: 10_000, max: 10_000_000, default: 4_000_000 }),
        },
    ],
    limit_s: 60,
};

thread_local! {
    /// What Python's initializer leaves in a global variable of its process.
    static TABLE: RefCell<Option<Table>> = const { RefCell::new(None) };
}

/// The primes below a bound, by the sieve of Eratosthenes.
struct Table(Vec<bool>);

impl Table {
    fn load(size: u32, bench: &Bench) -> Result<Table, IpcError> {
        let size = size as usize;
        let mut primes = vec![true; size.max(2)];
        primes[..2].fill(false);
        let mut factor = 2;
        while factor * factor < size {
            if bench.is_stopped() {
                return Err(IpcError::Interrupted);
            }
            if primes[factor] {
                (factor * factor..size).step_by(factor).for_each(|multiple| primes[multiple] = false);
            }
            factor += 1;
        }
        Ok(Table(primes))
    }

    /// How many primes are in the item's stretch.
    fn count(&self, item: u32, items: u32) -> u64 {
        let place = |item: u32| item as usize * self.0.len() / items as usize;
        self.0[place(item)..place(item + 1)].iter().filter(|&&prime| prime).count() as u64
    }
}

/// What every worker knows.
struct Shared {
    bench: Arc<Bench>,
    size: u32,
    items: u32,
    loads: RawValue<u64>,
}

impl Shared {
    fn who() -> u32 {
        Worker::with_current(|me| me.index as u32) + 1
    }

    fn load(&self) -> Result<Table, IpcError> {
        self.bench.note(Shared::who(), What::Loading, 0.0, 0.0);
        let table = Table::load(self.size, &self.bench)?;
        self.loads.fetch_add(1);
        self.bench.note(Shared::who(), What::Loaded, 0.0, 0.0);
        Ok(table)
    }

    fn item(&self, item: u32, each: bool) -> Result<u64, IpcError> {
        let loaded = if each { Some(self.load()?) } else { None };
        self.bench.note(Shared::who(), What::Began, f64::from(item), 0.0);
        let count = match &loaded {
            Some(table) => table.count(item, self.items),
            None => TABLE.with_borrow(|table| table.as_ref().map_or(0, |table| table.count(item, self.items))),
        };
        self.bench.note(Shared::who(), What::Ended, f64::from(item), count as f64);
        Ok(count)
    }
}

impl Lab for Initializer {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let [workers, items, size] = ["workers", "items", "size"].map(|name| settings.integer(name));
        let each = settings.text("load") == "item";
        let loads = RawValue::new(&mut bench.arena(1), 0_u64);
        let shared = Arc::new(Shared { bench: Arc::clone(bench), size, items, loads: loads.clone() });
        let crew = RayonCrew::on(bench.spawner(), workers as usize)?;
        let begun_ms = bench.now_ms();
        if !each {
            let shared = Arc::clone(&shared);
            // A worker that was stopped has no table, and nobody will ask it for anything.
            crew.initialize(Arc::new(move || TABLE.set(shared.load().ok())))?;
        }
        let pool = Pool::of(Arc::new(crew));
        let counts = pool.map(move |&item| shared.item(item, each), 0..items, Some(1));
        let wall_ms = bench.now_ms() - begun_ms;
        drop(pool);
        let found = counts.map(|counts| counts.into_iter().sum::<Result<u64, IpcError>>());
        let found = match found {
            Ok(Ok(found)) => found as f64,
            Ok(Err(IpcError::Interrupted)) | Err(PoolError::Terminated) => 0.0,
            Ok(Err(error)) => return Err(error.into()),
            Err(error) => return Err(error.into()),
        };
        Ok(Outcome::Initializer { loads: loads.get() as f64, found, wall_ms })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::testing::run;
    use super::*;

    #[test]
    fn the_table_is_made_for_each_item_or_once_in_each_worker_and_says_the_same() {
        for (load, workers, loads) in [("item", "2", 12.0), ("initializer", "2", 2.0), ("initializer", "3", 3.0)] {
            let given = [("load", load), ("workers", workers), ("items", "12"), ("size", "1000000")];
            let (outcome, entries) = run(&Initializer, &given);
            let Outcome::Initializer { loads: made, found, .. } = outcome else { panic!("{outcome:?}") };
            // Published: the number of primes below a million.
            assert_eq!((made, found), (loads, 78_498.0), "{load}");
            assert_eq!(entries.iter().filter(|entry| entry.what == What::Ended).count(), 12);
        }
    }
}
