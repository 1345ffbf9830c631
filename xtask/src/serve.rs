//! `cargo xtask serve`: builds what changed and serves dist/ with the headers that allow shared memory.

use crate::build;
use crate::error::Error;
use crate::page::{Address, vite};
use crate::workspace::Workspace;
use std::process::Command;

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

/// Turns into the server, so that one process gets every signal and none stays behind.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<(), Error> {
    use std::os::unix::process::CommandExt;
    let source = command.exec();
    Err(crate::command::start(command, source))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<(), Error> {
    crate::command::run("serve", command)
}
