//! `cargo xtask miri`: the library's tests under Miri, which finds undefined behaviour that tests alone don't show.

use crate::command::{clean, run};
use crate::error::Error;
use crate::toolchain::{PINNED_NIGHTLY, nightly_with};
use crate::workspace::Workspace;
use clap::Args;
use std::fs;
use std::path::Path;

/// What to look at.
#[derive(Args)]
pub struct Options {
    /// Parts of test names, such as `record::`; by default every module with unsafe code of its own
    tests: Vec<String>,
}

/// Runs Miri where a nightly has it; else says what is missing.
pub fn miri(workspace: &Workspace, options: &Options) -> Result<(), Error> {
    let Some(toolchain) = nightly_with("cargo-miri") else {
        let advice = format!(
            "it comes with rustup's nightly:\n  rustup toolchain install {PINNED_NIGHTLY} --profile minimal --component miri --component rust-src"
        );
        return Err(Error::Missing { program: "Miri".into(), advice });
    };
    // Miri is hundreds of times slower than the machine: safe code is left to the compiler.
    let tests = if options.tests.is_empty() { unsafe_modules(&workspace.path("src"))? } else { options.tests.clone() };
    println!("under Miri: {}", tests.join(" "));
    let mut cargo = clean("rustup");
    cargo.args(["run", &toolchain, "cargo", "miri", "test", "--package", "pool-playground", "--lib"]);
    cargo.args(["--target-dir", "target/miri", "--"]).args(&tests);
    // The clock and the number of cores are the machine's own.
    cargo.env("MIRIFLAGS", "-Zmiri-disable-isolation").env("PROPTEST_CASES", "2");
    run("miri", cargo.current_dir(workspace.root()))
}

/// The modules just below the crate's root that have unsafe code, as prefixes of their tests' names.
fn unsafe_modules(src: &Path) -> Result<Vec<String>, Error> {
    let mut modules = Vec::new();
    for entry in fs::read_dir(src).map_err(Error::file(src))?.flatten() {
        let path = entry.path();
        // The web side exists for WebAssembly only.
        if let Some(name) = path.file_stem().and_then(|name| name.to_str())
            && name != "web"
            && has_unsafe(&path)
        {
            modules.push(format!("{name}::"));
        }
    }
    modules.sort();
    Ok(modules)
}

fn has_unsafe(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().any(|entry| has_unsafe(&entry.path())),
        Err(_) => fs::read_to_string(path).is_ok_and(|text| text.contains("unsafe {") || text.contains("unsafe impl")),
    }
}
