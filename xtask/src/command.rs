//! Starting programs: one way to run, to capture, and to hand a child a clean environment.

use crate::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Variables that cargo and rustup set for xtask itself, or that would override the one list of flags.
/// What configures the network or the home of cargo stays.
const OURS: &[&str] =
    &["CARGO", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "RUSTUP_TOOLCHAIN", "RUST_RECURSION_COUNT"];
const OUR_PREFIXES: &[&str] = &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_PRIMARY_"];
const FLAGS: &[&str] = &[
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTC",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTDOC",
    "CARGO_TARGET_DIR",
];
const FLAG_PREFIXES: &[&str] = &["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_"];

/// Whether a variable must not reach a cargo with a compiler of its own.
fn is_foreign(name: &str) -> bool {
    OURS.contains(&name)
        || FLAGS.contains(&name)
        || OUR_PREFIXES.iter().chain(FLAG_PREFIXES).any(|prefix| name.starts_with(prefix))
}

/// A command without the toolchain settings of the cargo that started xtask.
pub fn clean(program: &str) -> Command {
    let mut command = Command::new(program);
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| name.to_str().is_some_and(is_foreign)) {
        command.env_remove(name);
    }
    command
}

/// The cargo that started xtask, with the compiler that goes with it: for everything native.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| name.to_str().is_some_and(|n| OUR_PREFIXES.iter().any(|p| n.starts_with(p)))) {
        command.env_remove(name);
    }
    command
}

/// Runs to the end with inherited output; a bad exit is an error that names the step.
pub fn run(step: &str, command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(|source| start(command, source))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed { step: step.to_owned(), command: text(command), status: status.to_string() })
}

/// Standard output of a quick question such as `node --version`; None when it can't be answered.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The error for a program that did not start.
pub fn start(command: &Command, source: std::io::Error) -> Error {
    Error::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}

/// A command as one would type it.
pub fn text(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = std::iter::once(program.file_name().unwrap_or(program.as_os_str())).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Runs a program, ends it when it takes too long, says whether it succeeded.
pub fn within(command: &mut Command, patience: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else { return false };
    let started = Instant::now();
    while started.elapsed() < patience {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(50)),
            Err(_) => break,
        }
    }
    end(&mut child);
    false
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// A line without colours.
pub fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("\x1b[") {
        text.push_str(&rest[..start]);
        let after = &rest[start + 2..];
        rest = after.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| &after[end + 1..]);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_settings_stay_and_toolchain_settings_go() {
        assert!(is_foreign("RUSTUP_TOOLCHAIN") && is_foreign("CARGO_PKG_NAME") && is_foreign("RUSTFLAGS"));
        assert!(!is_foreign("CARGO_HOME") && !is_foreign("CARGO_NET_OFFLINE") && !is_foreign("PATH"));
    }

    #[test]
    #[cfg(unix)]
    fn a_program_that_hangs_is_ended() {
        let started = Instant::now();
        assert!(!within(Command::new("sleep").arg("30"), Duration::from_millis(100)));
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(within(&mut Command::new("true"), Duration::from_secs(5)));
    }
}
