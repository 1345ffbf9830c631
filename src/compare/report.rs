//! What a comparison measured: the wasm side's part of the contract's `Report`.
//!
//! The page adds what only it knows: the filled-in spec, the environment, whether it was hidden.

use serde::Serialize;

use super::Trace;
use crate::task::{Figure, Frame, Output};

/// What a comparison measured.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    /// One entry a strategy, in the spec's order.
    pub results: Vec<StrategyResult>,
    /// Whether every run of every strategy computed the same results.
    pub identical: bool,
    /// What makes the figures less certain.
    pub warnings: Vec<Warning>,
    /// The smallest step of the clock on the measuring worker.
    pub timer_resolution_ms: f64,
    /// Numbers made from all results, for people.
    pub figures: Vec<Figure>,
    /// The picture's geometry, for tasks that make one.
    pub frame: Option<Frame>,
    /// Items a chunk, as it came out.
    pub chunksize: u32,
    /// In how many calls, one after the other, a run's items came.
    pub rounds: u32,
    /// What was recorded, in the order in which the runs ran.
    #[serde(skip)]
    #[cfg_attr(feature = "wire", ts(skip))]
    pub traces: Vec<Trace>,
}

/// One strategy's figures. Ratios are serial's median over this strategy's; without serial they are 1.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StrategyResult {
    /// The strategy's id.
    pub strategy: String,
    /// Every measured run, in the order in which they ran.
    pub samples: Vec<Sample>,
    /// Median of `wall_ms`.
    pub median_ms: f64,
    /// Bootstrap 95 % interval of the median.
    pub ci95: [f64; 2],
    /// Serial's median over this one's.
    pub speedup: f64,
    /// Bootstrap 95 % interval of the speed-up.
    pub speedup_ci95: [f64; 2],
    /// Speed-up over workers; serial has one.
    pub efficiency: f64,
    /// Digest of the results in item order, 16 hexadecimal digits.
    pub digest: String,
    /// Items in the order in which the call delivered them, of the last run.
    #[serde(skip)]
    #[cfg_attr(feature = "wire", ts(skip))]
    pub output: Vec<(u32, Output)>,
    /// The last run's spans, where the spec asks for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional))]
    pub spans: Option<Vec<SpanRecord>>,
}

/// One measured run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Sample {
    /// From the call until the caller has the last result.
    pub wall_ms: f64,
    /// From the call until the last worker that took part had begun.
    pub startup_ms: f64,
    /// From the call until the caller has its first result.
    pub first_result_ms: f64,
}

/// A recorded stretch of one worker's time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SpanRecord {
    /// The worker's lane, from 0.
    pub worker: u32,
    /// What it did.
    pub kind: String,
    /// The first item.
    pub first: u32,
    /// How many items.
    pub count: u32,
    /// Since the run began.
    pub start_ms: f64,
    /// Since the run began.
    pub end_ms: f64,
}

/// Something that makes the figures less certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Warning {
    /// Stable name: `oversubscribed`.
    pub code: String,
    /// For people.
    pub text: String,
}
