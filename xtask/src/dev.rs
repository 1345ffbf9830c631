//! `cargo xtask dev`: Vite's server with reload; the module is rebuilt when the crate changes.

use crate::build;
use crate::command;
use crate::error::Error;
use crate::page::{Address, Server, become_program, vite};
use crate::workspace::Workspace;
use notify::{Event, RecursiveMode, Watcher};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// What the module is made of: folders, and files of the root.
const FOLDERS: [&str; 2] = ["src", "examples"];
const FILES: [&str; 2] = ["Cargo.toml", "Cargo.lock"];
/// Editors write a file in several steps.
const SETTLED: Duration = Duration::from_millis(150);
const GLANCE: Duration = Duration::from_millis(500);
/// Quick to build, and stack traces name functions.
const OPTIONS: build::Options = build::Options { debug: true, no_page: true };

/// Serves until it is interrupted: this process turns into the server, and another one rebuilds.
pub fn dev(workspace: &Workspace, address: &Address) -> Result<(), Error> {
    address.check()?;
    build::build(workspace, &OPTIONS)?;
    let own = std::env::current_exe().map_err(Error::file(Path::new("xtask")))?;
    let mut rebuild = Command::new(own);
    rebuild.arg("watch").current_dir(workspace.root()).stdin(Stdio::null());
    let _watcher = Server(rebuild.spawn().map_err(|source| command::start(&rebuild, source))?);
    println!("developing at {} (Ctrl-C ends)", address.link());
    become_program(&mut vite(workspace, "dev", address))
}

/// Rebuilds the module on every change while the process that started this one is there.
/// A build that fails is reported, and the page stays as it was.
pub fn watch(workspace: &Workspace) -> Result<(), Error> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        let _ = sender.send(event);
    })
    .map_err(Error::Watch)?;
    for folder in FOLDERS {
        watcher.watch(&workspace.path(folder), RecursiveMode::Recursive).map_err(Error::Watch)?;
    }
    // Editors replace a file by another: a watch on the file itself would follow the old one.
    watcher.watch(workspace.root(), RecursiveMode::NonRecursive).map_err(Error::Watch)?;
    let owner = owner();
    while owner == self::owner() {
        if changed(&changes, workspace.root())
            && let Err(error) = build::build(workspace, &OPTIONS)
        {
            eprintln!("error: {error}");
        }
    }
    Ok(())
}

/// The server's process; when it ends, another one takes its place.
#[cfg(unix)]
fn owner() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn owner() -> u32 {
    0
}

/// Waits a moment for a change, then until changes have settled.
fn changed(changes: &Receiver<notify::Result<Event>>, root: &Path) -> bool {
    let mut seen = match changes.recv_timeout(GLANCE) {
        Ok(event) => is_edit(&event, root),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
    };
    while let Ok(event) = changes.recv_timeout(SETTLED) {
        seen |= is_edit(&event, root);
    }
    seen
}

/// Reading a file is an event as well, and the build reads them all.
fn is_edit(event: &notify::Result<Event>, root: &Path) -> bool {
    event.as_ref().is_ok_and(|event| {
        !event.kind.is_access() && event.paths.iter().any(|path| matters(path.strip_prefix(root).unwrap_or(path)))
    })
}

/// Takes paths relative to the root.
fn matters(path: &Path) -> bool {
    FOLDERS.iter().any(|folder| path.starts_with(folder)) || FILES.iter().any(|file| path == Path::new(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_module_is_made_of_matters() {
        assert!(matters(Path::new("src/pool/mod.rs")) && matters(Path::new("Cargo.lock")));
        assert!(
            !matters(Path::new("target"))
                && !matters(Path::new("www/main.ts"))
                && !matters(Path::new("xtask/Cargo.toml"))
        );
    }
}
