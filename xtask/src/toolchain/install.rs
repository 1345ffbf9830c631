//! Fetches a compiler: rustup's pinned nightly, or Debian's packages. Whether it worked, the next probe tells.

use super::decide::PACKAGES;
use super::{PINNED_NIGHTLY, TARGET};
use crate::command;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A download that takes longer is taken for one that hangs.
const PATIENCE: Duration = Duration::from_secs(300);

/// Tries the pinned nightly; where nothing can be downloaded this fails quickly.
pub fn nightly() {
    println!("toolchain    no nightly with rust-src here: installing {PINNED_NIGHTLY} through rustup (about 200 MB)");
    let mut command = command::clean("rustup");
    command.args(["toolchain", "install", PINNED_NIGHTLY, "--profile", "minimal"]);
    command.args(["--component", "rust-src", "--target", TARGET, "--no-self-update"]);
    if !within(&mut command, PATIENCE) {
        println!("toolchain    rustup could not install it");
    }
}

/// Installs Debian's packages; only called as root.
pub fn packages() {
    println!("toolchain    installing Debian's packages for the whole system: {}", PACKAGES.join(" "));
    let mut update = Command::new("apt-get");
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "--no-install-recommends"]).args(PACKAGES).env("DEBIAN_FRONTEND", "noninteractive");
    if !within(update.arg("update"), PATIENCE) || !within(&mut install, 2 * PATIENCE) {
        println!("toolchain    apt-get could not install them");
    }
}

/// Runs a program, ends it when it takes too long, says whether it succeeded.
fn within(command: &mut Command, patience: Duration) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_program_that_hangs_is_ended() {
        let started = Instant::now();
        assert!(!within(Command::new("sleep").arg("30"), Duration::from_millis(100)));
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(within(&mut Command::new("true"), Duration::from_secs(5)));
    }
}
