//! The page: Vite's build of index.html, www/ and pkg/ into dist/.

use super::wasm::MODULES;
use crate::command;
use crate::error::Error;
use crate::step::Step;
use crate::workspace::Workspace;
use std::fs;
use std::process::Command;

/// Writes dist/ when anything that it is made of changed.
pub fn build(workspace: &Workspace) -> Result<(), Error> {
    let step = Step {
        name: "page",
        doing: "bundling the page into dist/".into(),
        inputs: &[
            "index.html",
            "www",
            // The panel with code shows them.
            "src/task",
            "src/tasks",
            "public",
            "pkg",
            "pkg-every",
            "pkg-labs",
            "build",
            "vite.config.ts",
            "tsconfig.json",
            "package.json",
            "package-lock.json",
        ],
        also: String::new(),
        outputs: &["dist"],
    };
    step.run(workspace, || {
        let mut vite = Command::new(workspace.npm_bin("vite"));
        vite.args(["build", "--logLevel", "warn"]).current_dir(workspace.root());
        command::run("page", &mut vite)?;
        each_module_once(workspace)
    })
}

/// Several copies of a module would be downloaded and compiled several times.
fn each_module_once(workspace: &Workspace) -> Result<(), Error> {
    let assets = workspace.path("dist/assets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&assets).map_err(Error::file(&assets))? {
        let name = entry.map_err(Error::file(&assets))?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") {
            names.push(name);
        }
    }
    if names.len() > MODULES.len() {
        Err(Error::Copies { found: names.len(), names: names.join(", ") })
    } else {
        Ok(())
    }
}
