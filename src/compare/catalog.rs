//! The catalogue: everything that can be chosen, as data for the page, the link and the script interface.

use serde::Serialize;

use super::RunSpec;
use crate::pool::variants::{Chunks, Delivery, VARIANTS};
use crate::pool::{Schedule, Spawn};
use crate::strategy::{Lifetime, STRATEGIES, Strategy};
use crate::task::{Meta, Params};
use crate::tasks;

/// Everything that can be chosen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Catalog {
    /// The tasks.
    pub tasks: Vec<Meta>,
    /// The ids of those whose code the page loads when one of them is first chosen.
    pub later: Vec<&'static str>,
    /// The map variants.
    pub variants: Vec<VariantInfo>,
    /// The strategies.
    pub strategies: Vec<StrategyInfo>,
    /// The schedules of the pool.
    pub schedules: Vec<Named<Schedule>>,
    /// How threaded starts its threads.
    pub spawns: Vec<Named<Spawn>>,
    /// When processes are started.
    pub lifetimes: Vec<Named<Lifetime>>,
    /// Bounds of the spec's numbers.
    pub limits: Limits,
    /// The spec of a first visit; the page puts the machine's own core count in.
    pub default: RunSpec,
}

/// Something with an id that people can choose.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Named<Id> {
    /// The contract's id.
    pub id: Id,
    /// The name people read.
    pub title: &'static str,
    /// One line on how it behaves.
    pub summary: &'static str,
}

/// A strategy that people can choose.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct StrategyInfo {
    /// The contract's id.
    pub id: &'static str,
    /// The name people read.
    pub title: &'static str,
    /// One line on how it works.
    pub summary: &'static str,
    /// Whether its workers share the caller's memory: it is not to be had where none can be shared.
    #[serde(rename = "sharesMemory")]
    pub shares_memory: bool,
}

/// A map variant that people can choose.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct VariantInfo {
    /// Python's name.
    pub id: &'static str,
    /// One line on how it behaves.
    pub summary: &'static str,
    /// When the caller gets results.
    pub delivery: Delivery,
    /// What a chunk is when nobody chooses.
    pub chunks: Chunks,
}

/// Bounds of the spec's numbers.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Limits {
    /// Of `items`; a task may allow fewer.
    pub items: Limit,
    /// Of `seed`.
    pub seed: Limit,
    /// Of `cores`.
    pub cores: Limit,
    /// Of `chunksize`, where it isn't null.
    pub chunksize: Limit,
    /// Of `repeats`.
    pub repeats: Limit,
    /// The most fresh threads that one threaded run may start.
    #[serde(rename = "threadsPerRun")]
    pub threads_per_run: u32,
    /// Of `switchIntervalMs`.
    #[serde(rename = "switchIntervalMs")]
    pub switch_interval_ms: Interval,
    /// Of `maxtasksperchild`, where it isn't null.
    pub maxtasksperchild: Limit,
    /// The most processes that one run may start where they are replaced.
    #[serde(rename = "processesPerRun")]
    pub processes_per_run: u32,
}

/// Inclusive bounds of a number that may have a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Interval {
    /// The least.
    pub min: f64,
    /// The greatest.
    pub max: f64,
}

/// Inclusive bounds of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Limit {
    /// The least.
    pub min: u32,
    /// The greatest.
    pub max: u32,
}

/// The bounds.
pub const LIMITS: Limits = Limits {
    items: Limit { min: 1, max: 1_000_000 },
    seed: Limit { min: 0, max: u32::MAX },
    cores: Limit { min: 1, max: 64 },
    chunksize: Limit { min: 1, max: 1_000_000 },
    repeats: Limit { min: 1, max: 50 },
    threads_per_run: 4096,
    switch_interval_ms: Interval { min: 0.1, max: 1000.0 },
    maxtasksperchild: Limit { min: 1, max: 1_000_000 },
    processes_per_run: 512,
};

const SCHEDULES: &[Named<Schedule>] = &[
    Named {
        id: Schedule::Queue,
        title: "Queue",
        summary: "One queue of equal chunks; whoever is free takes the next. Python's way.",
    },
    Named {
        id: Schedule::Static,
        title: "Static",
        summary: "Every worker's share is fixed beforehand. No sharing out, no evening out.",
    },
    Named { id: Schedule::Guided, title: "Guided", summary: "Chunks start large and shrink as the work runs out." },
    Named {
        id: Schedule::Stealing,
        title: "Work stealing",
        summary: "Idle workers take half of a busy one's share: rayon's own way.",
    },
];

const SPAWNS: &[Named<Spawn>] = &[
    Named {
        id: Spawn::Core,
        title: "One a core",
        summary: "Each call starts as many threads as there are cores chosen.",
    },
    Named {
        id: Spawn::Item,
        title: "One an item",
        summary: "Each item gets a fresh thread, as many at a time as cores chosen.",
    },
];

const LIFETIMES: &[Named<Lifetime>] = &[
    Named { id: Lifetime::Pool, title: "A pool", summary: "Processes that already run and are reused by every call." },
    Named {
        id: Lifetime::Fresh,
        title: "Fresh ones",
        summary: "Each call starts its processes and ends them: what they cost is part of it.",
    },
];

/// Everything that can be chosen, made from the lists of tasks, variants and strategies.
pub fn catalog() -> Catalog {
    let first = tasks::all().next().expect("a first task").meta();
    let strategy = |strategy: &&'static dyn Strategy| StrategyInfo {
        id: strategy.id(),
        title: strategy.title(),
        summary: strategy.summary(),
        shares_memory: strategy.shares_memory(),
    };
    let variant = |variant: &&'static crate::pool::variants::Variant| VariantInfo {
        id: variant.id,
        summary: variant.summary,
        delivery: variant.delivery,
        chunks: variant.chunks,
    };
    Catalog {
        default: RunSpec {
            task: first.id.to_owned(),
            params: Params::defaults(first).values().clone(),
            items: first.items,
            seed: 1,
            cores: 4,
            variant: "imap".to_owned(),
            chunksize: None,
            schedule: Schedule::Queue,
            strategies: ["serial", "threaded", "pooled"].map(String::from).to_vec(),
            spawn: Spawn::Core,
            gil: false,
            switch_interval_ms: super::spec::usual_switch_interval_ms(),
            processes: Lifetime::Pool,
            maxtasksperchild: None,
            repeats: 5,
            trace: false,
        },
        tasks: tasks::all().map(|task| task.meta().clone()).collect(),
        later: tasks::later_ids().collect(),
        variants: VARIANTS.iter().map(variant).collect(),
        strategies: STRATEGIES.iter().map(strategy).collect(),
        schedules: SCHEDULES.to_vec(),
        spawns: SPAWNS.to_vec(),
        lifetimes: LIFETIMES.to_vec(),
        limits: LIMITS,
    }
}
