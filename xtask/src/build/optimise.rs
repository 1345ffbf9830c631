//! wasm-opt on the bound module, and a check that it left the exceptions' encoding alone.

use super::module::{Encoding, encoding};
use crate::command;
use crate::error::Error;
use crate::workspace::Workspace;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the module uses; wasm-opt refuses code whose features it wasn't told.
const FEATURES: &[&str] = &[
    "--enable-threads",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-simd",
    "--enable-exception-handling",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-extended-const",
];

/// As little inlining as the compiler left to do: more of it is more to load, and no quicker.
const LEVEL: &[&str] = &["-O3", "-aimfs", "4", "-fimfs", "10", "-ocimfs", "0"];

/// Rewrites a module in place.
pub fn optimise(workspace: &Workspace, module: &Path) -> Result<(), Error> {
    let better = module.with_extension("optimised");
    let before = encoding(module)?;
    let mut tool = Command::new(workspace.npm_bin("wasm-opt"));
    tool.arg(module).args(LEVEL).args(["--strip-debug", "--strip-producers", "-o"]).arg(&better).args(FEATURES);
    command::run("wasm-opt", tool.current_dir(workspace.root()))?;
    let after = encoding(&better)?;
    // A module without exceptions has nothing to lose; unused handlers may also be optimised away.
    if before != after && after != Encoding::None {
        return Err(Error::Exceptions { before: before.name(), after: after.name() });
    }
    fs::rename(&better, module).map_err(Error::file(&better))
}
