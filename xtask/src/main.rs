//! The project's commands: `cargo xtask build`, `serve`, `dev`, `test`, `bench`, `miri`.
//!
//! This crate is the only home of compiler flags: threads in WebAssembly need a standard library of their own.

mod bench;
mod build;
mod command;
mod dev;
mod error;
mod fingerprint;
mod miri;
mod page;
mod serve;
mod step;
mod test;
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
    /// Build what changed and serve dist/ with the headers that allow shared memory
    Serve(page::Address),
    /// Serve the page while it is worked on: rebuilds and reloads on every change
    Dev(page::Address),
    /// The part of `dev` that rebuilds
    #[command(hide = true)]
    Watch,
    /// Run everything that guards the project, up to the first failure
    Test(test::Options),
    /// Run the benchmarks, natively and in a browser
    Bench,
    /// Run the library's tests on unsafe code under Miri
    Miri(miri::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match act(&cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !matches!(error, Error::Told { .. }) {
                eprintln!("error: {error}");
            }
            ExitCode::from(error.code())
        }
    }
}

fn act(action: &Action) -> Result<(), Error> {
    let workspace = Workspace::find()?;
    match action {
        Action::Build(options) => build::build(&workspace, options),
        Action::Serve(address) => serve::serve(&workspace, address),
        Action::Dev(address) => dev::dev(&workspace, address),
        Action::Watch => dev::watch(&workspace),
        Action::Test(options) => test::test(&workspace, options),
        Action::Bench => bench::bench(&workspace),
        Action::Miri(options) => miri::miri(&workspace, options),
    }
}
