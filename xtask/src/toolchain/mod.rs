//! The compiler for WebAssembly with threads, and the one list of flags that it gets.
//!
//! std has to be rebuilt with atomics, so the compiler needs std's sources and `-Zbuild-std`. `decide` says which one to
//! take from what `probe` finds on the machine; `install` fetches one where none is there.

mod decide;
mod install;
mod probe;

use crate::command;
use crate::error::Error;
use crate::workspace::Workspace;
use decide::{Plan, Tried};
use probe::{has_sources, in_path, rustup_home};
use std::path::Path;
use std::process::Command;

/// The nightly that is installed where none with std's sources is there.
pub const PINNED_NIGHTLY: &str = "nightly-2026-05-01";

/// The oldest compiler that understands the crate: its `rust-version`.
pub const OLDEST: (u32, u32) = (1, 95);

/// The target that the page's module is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The module's largest memory. A page may create a smaller one.
const MAX_MEMORY: u64 = 1 << 30;

/// Rebuilding these makes std's own code use atomics and lets panics unwind.
pub const BUILD_STD: &str = "-Zbuild-std=std,panic_unwind";

/// How std is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Std {
    /// As it comes.
    Fast,
    /// With short algorithms: sorting and writing numbers is slower, and a tenth of the code to load is saved.
    Small,
}

impl Std {
    /// Each has a target folder of its own, relative to the root: in one, cargo would build std anew at each change.
    pub fn folder(self) -> &'static str {
        match self {
            Std::Fast => "target/wasm",
            Std::Small => "target/wasm-small",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Std::Fast => &[],
            Std::Small => &["-Zbuild-std-features=optimize_for_size"],
        }
    }
}

/// Every compiler flag of the WebAssembly build.
pub fn flags() -> String {
    let max_memory = format!("--max-memory={MAX_MEMORY}");
    let link = [
        "--shared-memory",
        "--import-memory",
        &max_memory,
        // wasm-bindgen sets up each thread's stack and thread-locals through these.
        "--export=__wasm_init_tls",
        "--export=__tls_size",
        "--export=__tls_align",
        "--export=__tls_base",
        // Compilers from May 2026 no longer export it by themselves.
        "--export=__heap_base",
    ];
    let mut flags = vec![
        "-C target-feature=+atomics,+bulk-memory,+mutable-globals,+simd128,+exception-handling".to_owned(),
        "-C panic=unwind".to_owned(),
        // Nobody reads places in the sources or derived debug texts on the page, and everybody would load them.
        "-Z location-detail=none".to_owned(),
        "-Z fmt-debug=none".to_owned(),
    ];
    flags.extend(link.iter().map(|argument| format!("-C link-arg={argument}")));
    flags.join(" ")
}

/// A compiler that can build the page's module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// A rustup nightly with rust-src.
    Rustup { name: String },
    /// A distribution's cargo and rustc with std's sources, and the LLVM linker that belongs to it.
    Debian { cargo: String, rustc: String, linker: String },
}

impl Toolchain {
    /// The remembered compiler if it still works, else the best one here, else one is installed.
    pub fn find(workspace: &Workspace) -> Result<Toolchain, Error> {
        let note = workspace.notes()?.join("toolchain");
        if let Some(known) = std::fs::read_to_string(&note).ok().and_then(|line| Toolchain::parse(&line))
            && known.still_there()
        {
            return Ok(known);
        }
        let chosen = choose()?;
        std::fs::write(&note, chosen.line()).map_err(Error::file(&note))?;
        Ok(chosen)
    }

    /// A cargo that uses this compiler, with the flags and a clean environment: `verb` is `build`, `check`, `clippy`, ...
    pub fn cargo(&self, verb: &str, std: Std) -> Command {
        let mut command = match self {
            Toolchain::Rustup { name } => {
                let mut command = command::clean("rustup");
                command.args(["run", name, "cargo"]);
                command
            }
            Toolchain::Debian { cargo, rustc, linker } => {
                let mut command = command::clean(cargo);
                command.env("RUSTC", rustc);
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command.env("RUSTC_BOOTSTRAP", "1");
                command
            }
        };
        command.env("RUSTFLAGS", flags());
        command.args([verb, "--target", TARGET, BUILD_STD, "--target-dir", std.folder()]).args(std.arguments());
        command
    }

    /// For people.
    pub fn describe(&self) -> String {
        match self {
            Toolchain::Rustup { name } => format!("rustup's {name}"),
            Toolchain::Debian { rustc, linker, .. } => format!("{rustc} and {linker}"),
        }
    }

    /// Cheap enough for every start: no program is run.
    fn still_there(&self) -> bool {
        match self {
            Toolchain::Rustup { name } => {
                rustup_home().is_some_and(|home| has_sources(&home.join("toolchains").join(name)))
            }
            Toolchain::Debian { cargo, rustc, linker } => {
                Path::new(cargo).is_file()
                    && has_sources(Path::new("/usr"))
                    && Path::new(rustc).is_file()
                    && in_path(linker)
            }
        }
    }

    fn line(&self) -> String {
        match self {
            Toolchain::Rustup { name } => format!("rustup {name}"),
            Toolchain::Debian { cargo, rustc, linker } => format!("debian {cargo} {rustc} {linker}"),
        }
    }

    fn parse(line: &str) -> Option<Toolchain> {
        match *line.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["rustup", name] => Some(Toolchain::Rustup { name: name.to_owned() }),
            ["debian", cargo, rustc, linker] => {
                Some(Toolchain::Debian { cargo: cargo.to_owned(), rustc: rustc.to_owned(), linker: linker.to_owned() })
            }
            _ => None,
        }
    }
}

/// A nightly of rustup's that has std's sources and a program such as `cargo-miri`.
pub fn nightly_with(program: &str) -> Option<String> {
    let toolchains = rustup_home()?.join("toolchains");
    let names = std::fs::read_dir(&toolchains).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let fit = |name: &String| {
        let folder = toolchains.join(name);
        name.starts_with("nightly") && has_sources(&folder) && folder.join("bin").join(program).is_file()
    };
    names.filter(fit).max()
}

/// Looks, decides, installs what is missing, and looks again: each way is tried at most once.
fn choose() -> Result<Toolchain, Error> {
    let mut tried = Tried::default();
    loop {
        match decide::decide(&probe::probe(), tried) {
            Plan::Use(toolchain) => return Ok(toolchain),
            Plan::InstallNightly => {
                install::nightly();
                tried.rustup = true;
            }
            Plan::InstallPackages => {
                install::packages();
                tried.packages = true;
            }
            Plan::GiveUp { advice } => return Err(Error::Toolchain { advice }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_remembered_word_for_word() {
        let rustup = Toolchain::Rustup { name: "nightly-2026-05-01-x86_64-unknown-linux-gnu".into() };
        let debian = Toolchain::Debian {
            cargo: "/usr/bin/cargo".into(),
            rustc: "/usr/bin/rustc".into(),
            linker: "wasm-ld-22".into(),
        };
        for toolchain in [rustup, debian] {
            assert_eq!(Toolchain::parse(&toolchain.line()), Some(toolchain));
        }
        assert_eq!(Toolchain::parse("something else"), None);
    }
}
