//! What workers share, stressed: threads that meet in every order, and natively processes on the same block.

#[cfg(target_os = "linux")]
mod processes;
mod processes_api;
mod stress;
mod stress_shared;
mod values;
