//! Where things are: the repository root and the folders that the commands read and write.

use crate::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The checkout that the commands work on.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout that this xtask was compiled from, or the one around the current folder if it has moved.
    pub fn find() -> Result<Workspace, Error> {
        let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned);
        let here = std::env::current_dir().map_err(Error::file(Path::new(".")))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .map(Path::to_owned)
            .or(compiled)
            .unwrap_or(here);
        Ok(Workspace { root })
    }

    /// The repository root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the root.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// xtask's own notes (fingerprints, the chosen compiler), below the target folder.
    pub fn notes(&self) -> Result<PathBuf, Error> {
        let folder = self.path("target/xtask");
        fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        Ok(folder)
    }

    /// A program that an npm package brings.
    pub fn npm_bin(&self, name: &str) -> PathBuf {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        self.path("node_modules/.bin").join(name)
    }

    /// Held while building: two builds at once would write the same folders.
    pub fn lock(&self) -> Result<File, Error> {
        let path = self.notes()?.join("lock");
        let file = File::create(&path).map_err(Error::file(&path))?;
        if file.try_lock().is_err() {
            println!("waiting for another build of this checkout");
            file.lock().map_err(Error::file(&path))?;
        }
        Ok(file)
    }
}
