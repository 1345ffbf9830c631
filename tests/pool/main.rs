//! The Pool against Python's semantics. What has to happen in an order is held by gates, never by time.

mod chunks;
mod failures;
mod lifecycle;
mod order;
mod results;
mod support;
mod threads;
