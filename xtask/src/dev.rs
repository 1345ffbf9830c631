//! `cargo xtask dev`: Vite's server with reload; the module is rebuilt when the crate changes.

use crate::build;
use crate::error::Error;
use crate::page::{Address, Server, vite};
use crate::workspace::Workspace;
use notify::{Event, RecursiveMode, Watcher};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// What the module is made of.
const WATCHED: [&str; 4] = ["src", "examples", "Cargo.toml", "Cargo.lock"];
/// Editors write a file in several steps.
const SETTLED: Duration = Duration::from_millis(150);
const GLANCE: Duration = Duration::from_millis(500);

/// Serves until it is interrupted; a build that fails is reported, and the page stays as it was.
pub fn dev(workspace: &Workspace, address: &Address) -> Result<(), Error> {
    address.check()?;
    let options = build::Options { debug: true, no_page: true };
    build::build(workspace, &options)?;
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        let _ = sender.send(event);
    })
    .map_err(Error::Watch)?;
    for path in WATCHED {
        watcher.watch(&workspace.path(path), RecursiveMode::Recursive).map_err(Error::Watch)?;
    }
    let mut command = vite(workspace, "dev", address);
    // Vite ends when its input does, so it never outlives this process.
    command.stdin(Stdio::piped()).env_remove("CI");
    let mut server = Server::start(command, address)?;
    println!("developing at {} (Ctrl-C ends)", address.link());
    while !server.has_ended() {
        if changed(&changes)
            && let Err(error) = build::build(workspace, &options)
        {
            eprintln!("error: {error}");
        }
    }
    Ok(())
}

/// Waits a moment for a change, then until changes have settled.
fn changed(changes: &Receiver<notify::Result<Event>>) -> bool {
    let mut seen = match changes.recv_timeout(GLANCE) {
        Ok(event) => is_edit(&event),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
    };
    while let Ok(event) = changes.recv_timeout(SETTLED) {
        seen |= is_edit(&event);
    }
    seen
}

/// Reading a file is an event as well, and the build reads them all.
fn is_edit(event: &notify::Result<Event>) -> bool {
    event.as_ref().is_ok_and(|event| !event.kind.is_access())
}
