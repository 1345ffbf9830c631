//! What compilers are on this machine. Looks at files first: starting programs is slow and may start downloads.

use super::decide::{Debian, Found, Installed};
use crate::command;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names under which LLVM's WebAssembly linker is installed, newest first.
const LINKERS: [&str; 3] = ["wasm-ld-23", "wasm-ld-22", "wasm-ld"];

/// Everything `decide` wants to know.
pub fn probe() -> Found {
    Found {
        rustup: in_path("rustup"),
        toolchains: toolchains(),
        debian: debian(),
        apt: in_path("apt-get"),
        root: command::ask(Command::new("id").arg("-u")).as_deref() == Some("0"),
    }
}

/// Where rustup keeps its toolchains.
pub fn rustup_home() -> Option<PathBuf> {
    env::var_os("RUSTUP_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".rustup")))
}

/// Whether std can be rebuilt from a compiler's own folder.
pub fn has_sources(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

/// Whether a program is in the search path.
pub fn in_path(name: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

fn toolchains() -> Vec<Installed> {
    let Some(entries) = rustup_home().and_then(|home| fs::read_dir(home.join("toolchains")).ok()) else {
        return Vec::new();
    };
    let installed = entries.flatten().filter_map(|entry| {
        let version = version_of(&entry.path().join("bin/rustc"))?;
        let name = entry.file_name().into_string().ok()?;
        Some(Installed { name, version, has_sources: has_sources(&entry.path()) })
    });
    installed.collect()
}

fn debian() -> Option<Debian> {
    let there = |path: &str| Path::new(path).is_file().then(|| path.to_owned());
    let rustc = there("/usr/bin/rustc");
    let version = rustc.as_deref().and_then(|rustc| version_of(Path::new(rustc)))?;
    Some(Debian {
        cargo: there("/usr/bin/cargo"),
        rustc,
        version,
        has_sources: has_sources(Path::new("/usr")),
        linker: LINKERS.iter().find(|name| in_path(name)).map(|name| (*name).to_owned()),
    })
}

fn version_of(rustc: &Path) -> Option<(u32, u32)> {
    let mut command = command::clean(rustc.to_str()?);
    // Where the file is one of rustup's proxies, asking must not start a download.
    command.env("RUSTUP_AUTO_INSTALL", "0");
    parse_version(&command::ask(command.arg("--version"))?)
}

/// The numbers in `rustc 1.97.0-nightly (...)`.
fn parse_version(line: &str) -> Option<(u32, u32)> {
    let mut parts = line.strip_prefix("rustc ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_every_channel() {
        assert_eq!(parse_version("rustc 1.97.0-nightly (e50aa6fba 2026-05-19)"), Some((1, 97)));
        assert_eq!(parse_version("rustc 1.96.0 (built from a source tarball)"), Some((1, 96)));
        assert_eq!(parse_version("not a compiler"), None);
    }
}
