//! The comparison: what to run, how it is measured, what comes out.

mod catalog;
mod method;
mod receiver;
mod report;
#[cfg(all(test, not(loom)))]
mod rounds_tests;
mod spec;
mod statistics;
mod trace;
mod warnings;

pub use catalog::{Catalog, Interval, LIMITS, Limit, Limits, Named, StrategyInfo, catalog};
#[cfg(not(target_family = "wasm"))]
pub use method::compare_blocking;
pub use method::{CompareError, Observer, compare};
pub use report::{Measured, Sample, SpanRecord, StrategyResult, Warning};
pub use spec::{RunSpec, Setup, SpecError};
pub use trace::{Columns, Trace};
