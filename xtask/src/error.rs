//! What can go wrong in a command: each variant names the culprit and, where there is one, the way out.

use std::path::{Path, PathBuf};

/// A command's failure, printed after `error: `.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path}: {source}", path = path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("could not start {program}: {source}")]
    Start { program: String, source: std::io::Error },
    #[error("{step} failed: `{command}` ended with {status}")]
    Failed { step: String, command: String, status: String },
    #[error("{program} not found; {advice}")]
    Missing { program: String, advice: String },
    #[error("Node.js {found} is too old: version 20.19 or newer is needed")]
    Node { found: String },
    #[error("no compiler here can rebuild std with atomics\n{advice}")]
    Toolchain { advice: String },
    #[error("wasm-bindgen: {0}")]
    Bindgen(String),
    #[error("wasm-opt changed the encoding of exceptions: {before} before, {after} after")]
    Exceptions { before: &'static str, after: &'static str },
    #[error("{path} is not a WebAssembly module: {reason}", path = path.display())]
    Module { path: PathBuf, reason: String },
    #[error("port {port} on {host} is taken; choose another with --port")]
    PortTaken { host: String, port: u16 },
    #[error("can't listen on port {port} of {host}: {source}")]
    Listen { host: String, port: u16, source: std::io::Error },
    #[error("can't watch the sources: {0}")]
    Watch(notify::Error),
    #[error("dist/ holds {found} wasm files, more than there are modules: {names}")]
    Copies { found: usize, names: String },
    #[error("{new} differs from {known}, which the page's workers take for both modules", new = new.display(), known = known.display())]
    Glue { new: PathBuf, known: PathBuf },
    #[error("the compiler has warnings on the crate's code for WebAssembly: {count}")]
    Warnings { count: usize },
    /// Already printed where it belongs; only the exit code is left.
    #[error("already told")]
    Told { code: u8 },
}

impl Error {
    /// For `map_err` on file operations.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::File { path, source }
    }

    /// 2 says "this machine lacks something", 1 says "it was tried and failed".
    pub fn code(&self) -> u8 {
        match self {
            Error::Told { code } => *code,
            Error::Missing { .. } | Error::Node { .. } | Error::Toolchain { .. } => 2,
            _ => 1,
        }
    }
}
