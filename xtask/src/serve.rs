//! `cargo xtask serve`: builds what changed and serves dist/ with the headers that allow shared memory.

use crate::build;
use crate::error::Error;
use crate::page::{Address, become_program, vite};
use crate::workspace::Workspace;

/// Serves until it is interrupted.
pub fn serve(workspace: &Workspace, address: &Address) -> Result<(), Error> {
    // Before the build: nobody wants to wait a minute for this answer.
    address.check()?;
    build::build(workspace, &build::Options::default())?;
    println!("serving dist/ at {} (Ctrl-C ends)", address.link());
    if address.is_public() {
        println!(
            "note: browsers share memory only on this machine or over https; elsewhere the page runs in private mode"
        );
    }
    become_program(vite(workspace, "preview", address).args(["--logLevel", "warn"]))
}
