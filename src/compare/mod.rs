//! The comparison: what to run, how it is measured, what comes out.

mod catalog;
mod report;
mod spec;

pub use catalog::{Catalog, Limit, Limits, Named};
pub use report::{Measured, Output, Progress, Sample, SpanRecord, StrategyResult, Warning};
pub use spec::{RunSpec, Schedule, Spawn, SpecError};
