//! The WebAssembly module and its glue: compiled with threads, bound by wasm-bindgen, optimised, into pkg/.

use super::Options;
use super::optimise;
use crate::command;
use crate::error::Error;
use crate::step::Step;
use crate::toolchain::{Toolchain, flags};
use crate::workspace::Workspace;
use std::fs;
use wasm_bindgen_cli_support::Bindgen;

/// Relative to the root; cargo names the file after the crate.
const COMPILED: &str = "target/wasm/wasm32-unknown-unknown/release/pool_playground.wasm";

/// Bundlers resolve a folder through this: wasm-bindgen-rayon's worker imports `../../..`, which is pkg/.
const MANIFEST: &str = r#"{
  "name": "pool-playground-module",
  "private": true,
  "type": "module",
  "main": "index.js",
  "types": "index.d.ts"
}
"#;

/// Compiles, binds and optimises when the crate, the flags or the compiler changed.
pub fn build(workspace: &Workspace, options: &Options) -> Result<(), Error> {
    let toolchain = Toolchain::find(workspace)?;
    compile(workspace, &toolchain)?;
    let step = Step {
        name: "bindgen",
        doing: format!("writing pkg/{}", if options.debug { " with names" } else { " and optimising it" }),
        inputs: &[COMPILED, "xtask/src/build", "package-lock.json"],
        also: options.debug.to_string(),
        outputs: &["pkg"],
    };
    step.run(workspace, || {
        bind(workspace, options)?;
        if options.debug { Ok(()) } else { optimise::optimise(workspace) }
    })
}

fn compile(workspace: &Workspace, toolchain: &Toolchain) -> Result<(), Error> {
    let step = Step {
        name: "wasm",
        doing: format!("compiling for WebAssembly with {}", toolchain.describe()),
        inputs: &["src", "Cargo.toml", "Cargo.lock"],
        also: format!("{} {}", toolchain.describe(), flags()),
        outputs: &[COMPILED],
    };
    step.run(workspace, || {
        let mut cargo = toolchain.cargo("build");
        cargo.args(["--release", "--lib", "--package", "pool-playground"]);
        command::run("wasm", cargo.current_dir(workspace.root()))
    })
}

/// wasm-bindgen as a library: the same version as the crate's, without a tool to install.
fn bind(workspace: &Workspace, options: &Options) -> Result<(), Error> {
    let pkg = workspace.path("pkg");
    if pkg.exists() {
        fs::remove_dir_all(&pkg).map_err(Error::file(&pkg))?;
    }
    let mut bindgen = Bindgen::new();
    let bound = bindgen
        .input_path(workspace.path(COMPILED))
        .out_name("index")
        .typescript(true)
        .keep_debug(false)
        .remove_name_section(!options.debug)
        // Whoever instantiates passes the module, so that no bundle carries a second copy of it.
        .omit_default_module_path(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(&pkg));
    bound.map_err(|error| Error::Bindgen(format!("{error:#}")))?;
    let manifest = pkg.join("package.json");
    fs::write(&manifest, MANIFEST).map_err(Error::file(&manifest))
}
