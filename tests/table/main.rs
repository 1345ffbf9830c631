//! The comparison over the whole table: every task with every variant and strategy gives what a plain loop gives.

mod gil;
mod processes;
mod spans;
mod specs;
mod stop;
mod support;
mod whole;
