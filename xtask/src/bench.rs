//! `cargo xtask bench`: the native micro-benchmarks, then the built page's in a browser.

use crate::build;
use crate::command::{cargo, run};
use crate::error::Error;
use crate::page::{Address, Server, vite};
use crate::test::find_browser;
use crate::workspace::Workspace;
use std::process::Command;

/// Given the address of the page and, in CHROMIUM, a browser.
const SCRIPT: &str = "tests/browser/bench.mjs";

/// Runs what is there.
pub fn bench(workspace: &Workspace) -> Result<(), Error> {
    let natively = workspace.path("benches").read_dir().is_ok_and(|files| {
        files.flatten().any(|file| file.path().extension().is_some_and(|extension| extension == "rs"))
    });
    if natively {
        run(
            "bench",
            cargo().args(["bench", "--package", "pool-playground", "--benches"]).current_dir(workspace.root()),
        )?;
    } else {
        println!("no native benchmarks in benches/ yet");
    }
    if !workspace.path(SCRIPT).is_file() {
        println!("no {SCRIPT} yet");
        return Ok(());
    }
    build::build(workspace, &build::Options::default())?;
    let browser = find_browser(workspace)?;
    let address = Address::free()?;
    let mut preview = vite(workspace, "preview", &address);
    preview.args(["--logLevel", "warn"]);
    let _server = Server::start(preview, &address)?;
    let mut node = Command::new("node");
    run("bench", node.args([SCRIPT, &address.link()]).env("CHROMIUM", browser).current_dir(workspace.root()))
}
