//! The run specification of the contract, and its check.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::task::Value;

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
    #[cfg_attr(feature = "wire", ts(type = "'map' | 'starmap' | 'imap' | 'imap_unordered' | 'apply' | 'apply_async' | 'map_async' | 'starmap_async'"))]
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
    /// Measured runs of each strategy.
    pub repeats: u32,
    /// Whether the report carries spans.
    pub trace: bool,
}

/// How chunks reach the workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Schedule {
    /// One queue of equal chunks, first come, first served: Python's.
    Queue,
    /// Every worker's share is fixed beforehand.
    Static,
    /// Chunks shrink as the work runs out.
    Guided,
    /// rayon's work stealing.
    Stealing,
}

/// How many fresh threads a call starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Spawn {
    /// One a core.
    Core,
    /// One an item, at most `cores` at a time.
    Item,
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
