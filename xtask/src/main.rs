//! The project's commands: `cargo xtask build`, `serve`, `dev`, `test`, `bench`, `miri`.
//!
//! This crate is the only home of compiler flags: threads in WebAssembly need a standard library of their own.

mod build;
mod command;
mod error;
mod fingerprint;
mod step;
mod toolchain;
mod workspace;

use clap::{Parser, Subcommand};
use error::Error;
use std::process::ExitCode;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Pool Playground's commands", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Build everything, up to dist/; what is unchanged is skipped
    Build(build::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match act(&cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            error.exit_code()
        }
    }
}

fn act(action: &Action) -> Result<(), Error> {
    let workspace = Workspace::find()?;
    match action {
        Action::Build(options) => build::build(&workspace, options),
    }
}
