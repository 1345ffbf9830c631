//! `cargo xtask miri`: the library's tests under Miri, which finds undefined behaviour that tests alone don't show.

use crate::command::{clean, run};
use crate::error::Error;
use crate::toolchain::{PINNED_NIGHTLY, nightly_with};
use crate::workspace::Workspace;

/// Runs Miri where a nightly has it; else says what is missing.
pub fn miri(workspace: &Workspace) -> Result<(), Error> {
    let Some(toolchain) = nightly_with("cargo-miri") else {
        let advice = format!(
            "it comes with rustup's nightly:\n  rustup toolchain install {PINNED_NIGHTLY} --profile minimal --component miri --component rust-src"
        );
        return Err(Error::Missing { program: "Miri".into(), advice });
    };
    let mut cargo = clean("rustup");
    cargo.args([
        "run",
        &toolchain,
        "cargo",
        "miri",
        "test",
        "--package",
        "pool-playground",
        "--lib",
        "--target-dir",
        "target/miri",
    ]);
    // The clock and the number of cores are the machine's own.
    cargo.env("MIRIFLAGS", "-Zmiri-disable-isolation");
    run("miri", cargo.current_dir(workspace.root()))
}
