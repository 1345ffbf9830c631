//! What each step of `cargo xtask test` runs.

use super::recap::Runner;
use super::{Check, Session, browser, engines, programs};
use crate::build;
use crate::command::{self, cargo};
use crate::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs one step.
pub fn run(session: &mut Session<'_>, check: Check) -> Result<(), Error> {
    match check {
        Check::Fmt => fmt(session),
        Check::Lint => lint(session),
        Check::Rust => session.runner(Runner::Cargo, cargo().args(["test", "--workspace"])),
        Check::Loom => loom(session),
        Check::Build => build::build(session.workspace, &build::Options::default()),
        Check::LintWasm => lint_wasm(session),
        Check::Types => {
            built(session)?;
            let mut tsc = Command::new(session.workspace.npm_bin("tsc"));
            session.check("types", tsc.arg("--noEmit"))
        }
        Check::Page => {
            built(session)?;
            let mut vitest = Command::new(session.workspace.npm_bin("vitest"));
            session.runner(Runner::Vitest, vitest.arg("run"))
        }
        Check::Programs => {
            built(session)?;
            programs::run(session)
        }
        Check::Browser => {
            build::build(session.workspace, &build::Options::default())?;
            let chromium = browser::find(session.workspace)?;
            // Two at a time where nothing is measured; whether or not these pass, the others are of interest as well.
            let page = playwright(session, &chromium, &["--project=page", "--workers=2"]);
            page.and(playwright(session, &chromium, &["--project=measured"]))
        }
        Check::Engines => {
            build::build(session.workspace, &build::Options::default())?;
            let write = session.write;
            engines::run(session, write)
        }
    }
}

fn playwright(session: &mut Session<'_>, chromium: &Path, arguments: &[&str]) -> Result<(), Error> {
    let mut playwright = Command::new(session.workspace.npm_bin("playwright"));
    session.runner(Runner::Playwright, playwright.arg("test").args(arguments).env("CHROMIUM", chromium))
}

/// The page's types and tests read pkg/ and www/generated.
fn built(session: &Session<'_>) -> Result<(), Error> {
    build::build(session.workspace, &build::Options { debug: false, no_page: true })
}

fn fmt(session: &mut Session<'_>) -> Result<(), Error> {
    if !has_component("fmt") {
        session.skip("fmt: rustfmt is not installed (rustup component add rustfmt)".into());
        return Ok(());
    }
    session.check("fmt", cargo().args(["fmt", "--all", "--check"]))
}

fn lint(session: &mut Session<'_>) -> Result<(), Error> {
    if !has_component("clippy") {
        session.skip("lint: clippy is not installed (rustup component add clippy)".into());
        return Ok(());
    }
    let deny = ["--", "-D", "warnings"];
    session.check("lint", cargo().args(["clippy", "--workspace", "--all-targets"]).args(deny))?;
    session.check("lint", cargo().args(["clippy", "--all-targets", "--features", "wire"]).args(deny))
}

/// Whether the native cargo has `cargo fmt` or `cargo clippy`.
fn has_component(name: &str) -> bool {
    command::ask(cargo().args([name, "--version"])).is_some()
}

/// The crate's own warnings on the target that native checks can't see.
fn lint_wasm(session: &mut Session<'_>) -> Result<(), Error> {
    built(session)?;
    let warnings = build::warnings(session.workspace)?;
    for warning in &warnings {
        eprintln!("{warning}");
    }
    if warnings.is_empty() { Ok(()) } else { Err(Error::Warnings { count: warnings.len() }) }
}

/// The models are tests called `loom_*`, compiled with `--cfg loom` in a folder of their own.
fn loom(session: &mut Session<'_>) -> Result<(), Error> {
    if !mentions_loom(&session.workspace.path("src")) {
        println!("no models yet");
        return Ok(());
    }
    let mut cargo = cargo();
    cargo.args(["test", "--release", "--lib", "--package", "pool-playground", "--target-dir", "target/loom", "loom"]);
    cargo.env("RUSTFLAGS", "--cfg loom");
    // The release profile optimises for the page; models only need to be fast enough to explore.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    session.runner(Runner::Cargo, &mut cargo)
}

fn mentions_loom(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            mentions_loom(&path)
        } else {
            fs::read_to_string(&path).is_ok_and(|text| text.contains("fn loom_"))
        }
    })
}
