//! The run specification of the contract, and its check.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::LIMITS;
use super::catalog::Interval;
use crate::pool::variants::{self, Chunks, Variant};
use crate::pool::{Schedule, Spawn};
use crate::strategy::{self, Lifetime, Strategy};
use crate::task::{Params, Task, Value};
use crate::tasks;

/// What to run. Every field is filled in; the page starts from the catalogue's defaults.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunSpec {
    /// The task's id.
    pub task: String,
    /// The task's parameters by name.
    pub params: BTreeMap<String, Value>,
    /// How many items.
    pub items: u32,
    /// The seed of the task's random numbers.
    pub seed: u32,
    /// Workers, 1 to 64; more than the machine has is allowed, and said.
    pub cores: u32,
    /// The map variant's id.
    #[cfg_attr(
        feature = "wire",
        ts(
            type = "'map' | 'starmap' | 'imap' | 'imap_unordered' | 'apply' | 'apply_async' | 'map_async' | 'starmap_async'"
        )
    )]
    pub variant: String,
    /// Items a chunk; `None`: the variant's own default, as in Python.
    pub chunksize: Option<u32>,
    /// How the pool hands chunks to workers.
    pub schedule: Schedule,
    /// The strategies to compare, each at most once.
    #[cfg_attr(feature = "wire", ts(type = "('serial' | 'threaded' | 'pooled' | 'processes')[]"))]
    pub strategies: Vec<String>,
    /// Threaded: one fresh thread a core, or one an item.
    pub spawn: Spawn,
    /// Threaded: under one global lock, as CPython's threads.
    pub gil: bool,
    /// Under that lock: after how long a waiting thread asks for it, in milliseconds, as `sys.setswitchinterval`.
    #[serde(default = "usual_switch_interval_ms")]
    pub switch_interval_ms: f64,
    /// Processes: a pool that waits, or fresh ones for each call.
    #[serde(default)]
    pub processes: Lifetime,
    /// Processes: chunks after which one is replaced, as in CPython; `None`: never.
    #[serde(default)]
    pub maxtasksperchild: Option<u32>,
    /// Measured runs of each strategy.
    pub repeats: u32,
    /// Whether the report carries spans.
    pub trace: bool,
}

/// CPython's.
pub(super) fn usual_switch_interval_ms() -> f64 {
    5.0
}

/// A spec that makes no sense. The message names the field, what was given and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {given} was given, {allowed} is allowed")]
pub struct SpecError {
    /// The field, parameters as `params.NAME`.
    pub field: String,
    /// What was given.
    pub given: String,
    /// What is allowed.
    pub allowed: String,
}

/// A checked spec: names looked up, every value within its bounds.
pub struct Setup {
    pub(super) task: &'static dyn Task,
    pub(super) params: Params,
    pub(super) variant: &'static Variant,
    pub(super) strategies: Vec<&'static dyn Strategy>,
}

fn error(field: &str, given: impl ToString, allowed: impl ToString) -> SpecError {
    SpecError { field: field.to_owned(), given: given.to_string(), allowed: allowed.to_string() }
}

fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", ids.collect::<Vec<_>>().join(", "))
}

impl RunSpec {
    /// Looks up every name and checks every bound.
    ///
    /// # Errors
    ///
    /// The first field that makes no sense.
    pub fn check(&self) -> Result<Setup, SpecError> {
        let task = tasks::find(&self.task)
            .ok_or_else(|| error("task", &self.task, ids(tasks::all().map(|task| task.meta().id))))?;
        let variant = variants::find(&self.variant)
            .ok_or_else(|| error("variant", &self.variant, ids(variants::VARIANTS.iter().map(|variant| variant.id))))?;
        let params = Params::check(task.meta(), &self.params)
            .map_err(|(name, given, allowed)| error(&format!("params.{name}"), given, allowed))?;
        let items = super::Limit { max: task.meta().max_items.min(LIMITS.items.max), ..LIMITS.items };
        let numbers = [
            ("items", self.items, items),
            ("cores", self.cores, LIMITS.cores),
            ("repeats", self.repeats, LIMITS.repeats),
            ("chunksize", self.chunksize.unwrap_or(1), LIMITS.chunksize),
            ("maxtasksperchild", self.maxtasksperchild.unwrap_or(1), LIMITS.maxtasksperchild),
        ];
        for (field, given, limit) in numbers {
            if !(limit.min..=limit.max).contains(&given) {
                return Err(error(field, given, format_args!("a whole number from {} to {}", limit.min, limit.max)));
            }
        }
        let Interval { min, max } = LIMITS.switch_interval_ms;
        if !(min..=max).contains(&self.switch_interval_ms) {
            let allowed = format_args!("a number from {min} to {max}");
            return Err(error("switchIntervalMs", self.switch_interval_ms, allowed));
        }
        let strategies = self.check_strategies()?;
        self.check_threads(variant)?;
        let chunksize =
            variant.chunksize(self.chunksize.map(|size| size as usize), self.items as usize, self.cores as usize);
        self.check_processes(self.items.div_ceil(chunksize.max(1) as u32))?;
        Ok(Setup { task, params, variant, strategies })
    }

    fn check_strategies(&self) -> Result<Vec<&'static dyn Strategy>, SpecError> {
        let allowed = || ids(strategy::STRATEGIES.iter().map(|strategy| strategy.id()));
        let find = |id: &String| strategy::find(id).ok_or_else(|| error("strategies", id, allowed()));
        let strategies: Vec<_> = self.strategies.iter().map(find).collect::<Result<_, _>>()?;
        let unique: std::collections::BTreeSet<_> = self.strategies.iter().collect();
        if strategies.is_empty() || unique.len() < strategies.len() {
            let given = format!("[{}]", self.strategies.join(", "));
            return Err(error("strategies", given, format_args!("at least {}, each once", allowed())));
        }
        Ok(strategies)
    }

    /// A thread an item, or a call an item: each starts a thread, and browsers give out only so many.
    fn check_threads(&self, variant: &Variant) -> Result<(), SpecError> {
        let one_each = self.spawn == Spawn::Item || variant.chunks == Chunks::Calls;
        if one_each && self.strategies.iter().any(|id| id == "threaded") && self.items > LIMITS.threads_per_run {
            let allowed = format!("at most {} where threaded starts a thread for each item", LIMITS.threads_per_run);
            return Err(error("items", self.items, allowed));
        }
        Ok(())
    }

    /// Processes that are replaced: browsers give out only so many.
    fn check_processes(&self, setup_chunks: u32) -> Result<(), SpecError> {
        let Some(most) = self.maxtasksperchild.filter(|_| self.strategies.iter().any(|id| id == "processes")) else {
            return Ok(());
        };
        let started = setup_chunks.div_ceil(most);
        if started > LIMITS.processes_per_run {
            let allowed = format!(
                "one with which a run of {setup_chunks} chunks starts at most {} processes",
                LIMITS.processes_per_run
            );
            return Err(error("maxtasksperchild", most, allowed));
        }
        Ok(())
    }
}
