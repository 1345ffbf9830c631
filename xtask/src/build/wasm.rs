//! The WebAssembly modules and their glue: compiled with threads, bound by wasm-bindgen, optimised, into pkg/ and its like.

use super::Options;
use super::{compiler, optimise};
use crate::error::Error;
use crate::step::Step;
use crate::toolchain::{Std, Toolchain, flags};
use crate::workspace::Workspace;
use std::fs;
use std::panic::resume_unwind;
use std::path::Path;
use std::process::Command;
use std::thread;
use wasm_bindgen_cli_support::Bindgen;

/// In the target folder; cargo names the file after the crate, whatever its features.
const COMPILED: &str = "wasm32-unknown-unknown/release/pool_playground.wasm";

/// A module: the crate with some of its features.
pub struct Module {
    /// For messages.
    name: &'static str,
    features: &'static [&'static str],
    std: Std,
    /// Where what cargo wrote is kept: it writes modules to the same place.
    compiled: &'static str,
    /// Where the module and its glue go.
    folder: &'static str,
    /// The folder of the module whose glue serves this one, too.
    glue: Option<&'static str>,
}

/// The page's first one, small, for everybody waits for it; the one that takes its place when one of the later tasks is chosen;
/// the labs', which loads when they are first opened.
pub const MODULES: [Module; 3] = [
    Module {
        name: "",
        features: &["--no-default-features"],
        std: Std::Small,
        compiled: "target/wasm-small/page.wasm",
        folder: "pkg",
        glue: None,
    },
    Module {
        name: "-every",
        features: &[],
        std: Std::Fast,
        compiled: "target/wasm/every.wasm",
        folder: "pkg-every",
        glue: Some("pkg"),
    },
    Module {
        name: "-labs",
        features: &["--no-default-features", "--features", "labs"],
        std: Std::Small,
        compiled: "target/wasm-small/labs.wasm",
        folder: "pkg-labs",
        glue: None,
    },
];

/// wasm-bindgen's, of which a module instantiates with the imports that it needs.
const GLUE: &str = "index.js";

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
    // A compiler that optimises a whole program keeps one core, and a target folder takes one cargo at a time.
    let lane = |std| {
        MODULES.iter().filter(|module| module.std == std).try_for_each(|module| compile(workspace, &toolchain, module))
    };
    thread::scope(|scope| {
        let fast = scope.spawn(|| lane(Std::Fast));
        let small = lane(Std::Small);
        small.and(fast.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })?;
    MODULES.iter().try_for_each(|module| pack(workspace, module, options))
}

fn pack(workspace: &Workspace, module: &Module, options: &Options) -> Result<(), Error> {
    let Module { name, compiled, folder, .. } = module;
    let step = Step {
        name: &format!("bindgen{name}"),
        doing: format!("writing {folder}/{}", if options.debug { " with names" } else { " and optimising it" }),
        inputs: &[compiled, "xtask/src/build", "package-lock.json"],
        also: options.debug.to_string(),
        outputs: &[folder],
    };
    step.run(workspace, || {
        // Made aside and moved over file by file: whoever watches the folder never sees half of it.
        let aside = workspace.notes()?.join(folder);
        bind(&workspace.path(compiled), &aside, options)?;
        if !options.debug {
            optimise::optimise(workspace, &aside.join("index_bg.wasm"))?;
        }
        if let Some(other) = module.glue {
            same_glue(&aside.join(GLUE), &workspace.path(other).join(GLUE))?;
        }
        replace(&aside, &workspace.path(folder))
    })
}

/// The page's workers have one glue; a module that takes another's place must fit it, import by import.
fn same_glue(new: &Path, known: &Path) -> Result<(), Error> {
    let read = |path: &Path| fs::read(path).map_err(Error::file(path));
    if read(new)? == read(known)? { Ok(()) } else { Err(Error::Glue { new: new.into(), known: known.into() }) }
}

fn compile(workspace: &Workspace, toolchain: &Toolchain, module: &Module) -> Result<(), Error> {
    let step = Step {
        name: &format!("wasm{}", module.name),
        doing: format!("compiling for WebAssembly with {}", toolchain.describe()),
        inputs: &["src", "Cargo.toml", "Cargo.lock"],
        also: format!("{} {} {:?} {:?}", toolchain.describe(), flags(), module.std, module.features),
        outputs: &[module.compiled],
    };
    step.run(workspace, || {
        for warning in compiler::warnings(&mut cargo(workspace, toolchain, module, "build"))? {
            eprintln!("{warning}");
        }
        let compiled = workspace.path(module.std.folder()).join(COMPILED);
        fs::copy(&compiled, workspace.path(module.compiled)).map_err(Error::file(&compiled)).map(drop)
    })
}

/// The crate's warnings on this target, which native checks can't see. Checked, not built: a build would write modules to the
/// same file, each time anew. Cargo repeats warnings when nothing is to be checked.
pub fn warnings(workspace: &Workspace) -> Result<Vec<String>, Error> {
    let toolchain = Toolchain::find(workspace)?;
    let mut all = Vec::new();
    for module in &MODULES {
        all.extend(compiler::warnings(&mut cargo(workspace, &toolchain, module, "check"))?);
    }
    Ok(all)
}

fn cargo(workspace: &Workspace, toolchain: &Toolchain, module: &Module, verb: &str) -> Command {
    let mut cargo = toolchain.cargo(verb, module.std);
    cargo.args(["--release", "--lib", "--package", "pool-playground", compiler::FORMAT]).current_dir(workspace.root());
    cargo.args(module.features);
    cargo
}

/// wasm-bindgen as a library: the same version as the crate's, without a tool to install.
fn bind(compiled: &Path, folder: &Path, options: &Options) -> Result<(), Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file(folder))?;
    }
    let mut bindgen = Bindgen::new();
    let bound = bindgen
        .input_path(compiled)
        .out_name("index")
        .typescript(true)
        .keep_debug(false)
        .remove_name_section(!options.debug)
        // Whoever instantiates passes the module, so that no bundle carries a second copy of it.
        .omit_default_module_path(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    bound.map_err(|error| Error::Bindgen(format!("{error:#}")))?;
    let manifest = folder.join("package.json");
    fs::write(&manifest, MANIFEST).map_err(Error::file(&manifest))
}

/// Makes `to` like `from`, touching only what differs.
fn replace(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::file(to))?;
    for entry in fs::read_dir(to).map_err(Error::file(to))?.flatten() {
        let (old, path) = (from.join(entry.file_name()), entry.path());
        if old.is_dir() != path.is_dir() || !old.exists() {
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            removed.map_err(Error::file(&path))?;
        }
    }
    for entry in fs::read_dir(from).map_err(Error::file(from))?.flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            replace(&path, &target)?;
            continue;
        }
        let new = fs::read(&path).map_err(Error::file(&path))?;
        if fs::read(&target).ok().as_ref() != Some(&new) {
            fs::write(&target, new).map_err(Error::file(&target))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;

    #[test]
    fn a_folder_becomes_like_another() {
        let root = std::env::temp_dir().join(format!("xtask-replace-{}", std::process::id()));
        let (from, to) = (root.join("from"), root.join("to"));
        fs::create_dir_all(from.join("deep")).unwrap();
        fs::create_dir_all(to.join("gone/deeper")).unwrap();
        fs::write(from.join("deep/a"), "new").unwrap();
        fs::write(to.join("stale"), "old").unwrap();
        replace(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(to.join("deep/a")).unwrap(), "new");
        assert!(!to.join("stale").exists() && !to.join("gone").exists());
        fs::remove_dir_all(root).unwrap();
    }
}
