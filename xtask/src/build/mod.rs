//! `cargo xtask build`: from the sources to dist/, in steps that are skipped while their inputs are unchanged.

mod bundle;
mod compiler;
mod module;
mod npm;
mod optimise;
mod wasm;
mod wire;

use crate::error::Error;
use crate::workspace::Workspace;
use clap::Args;
pub use wasm::warnings;

/// What a build may leave out.
#[derive(Args, Clone, Default)]
pub struct Options {
    /// Keep function names in the module, and skip wasm-opt: quicker, and readable stack traces
    #[arg(long)]
    pub debug: bool,
    /// Stop after pkg/: the module and its glue, without the page
    #[arg(long)]
    pub no_page: bool,
}

/// Everything up to dist/.
pub fn build(workspace: &Workspace, options: &Options) -> Result<(), Error> {
    let _lock = workspace.lock()?;
    npm::install(workspace)?;
    wire::write(workspace)?;
    wasm::build(workspace, options)?;
    if !options.no_page {
        bundle::build(workspace)?;
    }
    Ok(())
}
