//! Fetches a compiler: rustup's pinned nightly, or Debian's packages. Whether it worked, the next probe tells.

use super::PINNED_NIGHTLY;
use super::decide::PACKAGES;
use crate::command::{self, within};
use std::process::Command;
use std::time::Duration;

/// A download that takes longer is taken for one that hangs.
const PATIENCE: Duration = Duration::from_secs(300);

/// Tries the pinned nightly; where nothing can be downloaded this fails quickly.
pub fn nightly() {
    println!("toolchain    no nightly with rust-src here: installing {PINNED_NIGHTLY} through rustup (about 200 MB)");
    let mut command = command::clean("rustup");
    command.args(["toolchain", "install", PINNED_NIGHTLY, "--profile", "minimal"]);
    // No --target: std for WebAssembly is rebuilt from its sources, and some mirrors lack the ready-made one.
    command.args(["--component", "rust-src", "--no-self-update"]);
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
