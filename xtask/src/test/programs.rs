//! The programs that people take along: what they are compared with, and the Python that has Ray.

use super::Session;
use super::recap::Runner;
use crate::command::{ask, cargo, within};
use crate::error::Error;
use crate::workspace::Workspace;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// The Ray that the programs are tested with.
const RAY: &str = "ray==2.60.0";
const PATIENCE: Duration = Duration::from_secs(300);

/// Makes every program from the page's own sources, runs it with Python, cargo or Ray, and compares what it prints.
pub fn run(session: &mut Session<'_>) -> Result<(), Error> {
    let workspace = session.workspace;
    if ask(Command::new("python3").arg("--version")).is_none() {
        session.skip("programs: python3 is not installed".into());
        return Ok(());
    }
    let mut outputs = cargo();
    outputs.args(["run", "--quiet", "--example", "outputs", "--"]);
    outputs.args(["src/tasks/golden.json", "target/programs/outputs.json"]);
    std::fs::create_dir_all(workspace.path("target/programs"))
        .map_err(Error::file(&workspace.path("target/programs")))?;
    session.check("programs", &mut outputs)?;
    let mut vitest = Command::new(workspace.npm_bin("vitest"));
    vitest.args(["run", "--config", "tests/programs/vitest.config.ts"]);
    match python_with_ray(workspace) {
        Some(python) => drop(vitest.env("RAY_PYTHON", python)),
        None => session.skip(format!("programs on Ray: {RAY} could not be installed into target/programs/venv")),
    }
    session.runner(Runner::Vitest, &mut vitest)
}

/// A Python of our own with Ray, installed where it is missing.
fn python_with_ray(workspace: &Workspace) -> Option<PathBuf> {
    let venv = workspace.path("target/programs/venv");
    let python = venv.join("bin/python");
    let has_ray = || ask(Command::new(&python).args(["-c", "import ray.util.multiprocessing"])).is_some();
    if !has_ray() {
        println!("installing {RAY} into target/programs/venv");
        let made = within(Command::new("python3").args(["-m", "venv"]).arg(&venv), PATIENCE);
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", RAY]);
        let _ = made && within(&mut install, PATIENCE);
    }
    has_ray().then_some(python)
}
